/** The first of many, held in little memory. */

/** The first `most` by an order, of however many come. */
export function topOf<Item>(most: number, compare: (a: Item, b: Item) => number): {add(item: Item): void; items(): readonly Item[]} {
	let items: Item[] = [];
	const cut = () => {
		items = items.toSorted(compare).slice(0, most);
	};
	return {
		add(item) {
			items.push(item);
			if (items.length >= 2 * most) cut();
		},
		items() {
			cut();
			return items;
		},
	};
}

/** Names of rules: submissions may bring rules of their own, each under a name of its own. */
const mostRules = 5_000;

/** Calls rules by their names; what comes after 5,000 of them goes by one name, `own/…`. */
export function ruleNames(): (rule: string) => string {
	const known = new Set<string>();
	return (rule) => {
		if (known.size < mostRules) known.add(rule);
		return known.has(rule) ? rule : 'own/…';
	};
}

/** Orders texts by code unit, so that it is the same on every machine. */
export function compareTexts(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}

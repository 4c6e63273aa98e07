/** Adding many items to a list. */

/** Appends items one by one: given to `push` as arguments, some hundred thousand are more than a call takes, and a file may hold more of anything. */
export function append<Item>(list: Item[], items: Iterable<Item>): void {
	for (const item of items) list.push(item);
}

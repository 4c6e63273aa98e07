/**
 * The page's only script: it makes the filters work, keeps their state in the address, and opens what is folded where a link or a printer needs it.
 * It is a function like any other, so that it is typed and linted; its text goes into the page. It may therefore use nothing from outside of itself,
 * and the few types of a browser that it needs are declared here, since the rest of the code runs in Node.
 */

type Page = {
	getElementById(id: string): PageElement | null;
	querySelectorAll(selector: string): Iterable<PageElement>;
};
type PageElement = Page & {
	hidden: boolean;
	open: boolean;
	checked: boolean;
	value: string;
	name: string;
	textContent: string | null;
	readonly dataset: Readonly<Record<string, string | undefined>>;
	querySelector(selector: string): PageElement | null;
	closest(selector: string): PageElement | null;
	addEventListener(type: string, listener: (event: {preventDefault(): void}) => void): void;
	scrollIntoView(): void;
};
declare const document: Page;
declare const location: {readonly hash: string};
declare const history: {replaceState(state: null, unused: string, url: string): void};
declare function addEventListener(type: string, listener: () => void): void;

function run(): void {
	const form = document.getElementById('filters');
	const findings = [...document.querySelectorAll('.finding')];
	const names = ['group', 'file', 'rule'];

	/** What a link leads to may be folded or filtered away. */
	const reveal = () => {
		const target = location.hash.length > 1 && !location.hash.includes('=') ? document.getElementById(location.hash.slice(1)) : null;
		if (target === null) return;
		const folded = target.closest('details');
		if (folded !== null) folded.open = true;
		if (target.closest('[hidden]') !== null) clear();
		target.scrollIntoView();
	};

	const folds = [...document.querySelectorAll('details')];
	let opened: PageElement[] = [];
	addEventListener('beforeprint', () => {
		opened = folds.filter((fold) => !fold.open);
		for (const fold of opened) fold.open = true;
	});
	addEventListener('afterprint', () => {
		for (const fold of opened) fold.open = false;
	});

	const fields = form === null ? [] : [...form.querySelectorAll('input, select')];
	const texts = new Map<PageElement, string>();
	const textOf = (finding: PageElement) => {
		const known = texts.get(finding);
		if (known !== undefined) return known;
		const file = finding.closest('section')?.querySelector('.name')?.textContent ?? '';
		const text = `${file} ${finding.textContent ?? ''}`.toLowerCase();
		texts.set(finding, text);
		return text;
	};
	const severities = () => fields.filter((field) => field.name === 'severity' && field.checked).map((field) => field.value);
	const chosen = (name: string) => fields.find((field) => field.name === name)?.value ?? '';

	/** Whether a finding passes all filters but one, whose counts are wanted. */
	const passes = (finding: PageElement, but?: string) => {
		const wanted = severities();
		if (but !== 'severity' && wanted.length > 0 && !wanted.includes(finding.dataset['severity'] ?? '')) return false;
		for (const name of names) if (but !== name && chosen(name) !== '' && finding.dataset[name] !== chosen(name)) return false;
		const words = chosen('text').toLowerCase().split(/\s+/);
		return words.every((word) => textOf(finding).includes(word));
	};

	const apply = () => {
		let shown = 0;
		for (const finding of findings) {
			finding.hidden = !passes(finding);
			if (!finding.hidden) shown++;
		}
		for (const section of document.querySelectorAll('section.file')) {
			const own = [...section.querySelectorAll('.finding')];
			const left = own.filter((finding) => !finding.hidden).length;
			section.hidden = left === 0;
			const count = section.querySelector('[data-count]');
			if (count !== null) count.textContent = left === own.length ? (count.dataset['count'] ?? '') : `${left} of ${own.length}`;
		}
		const counts = (name: string) => {
			const found: Record<string, number> = {};
			for (const finding of findings) {
				const value = finding.dataset[name] ?? '';
				if (passes(finding, name)) found[value] = (found[value] ?? 0) + 1;
			}
			return found;
		};
		const bySeverity = counts('severity');
		for (const field of fields) {
			if (field.name === 'severity') {
				const count = form?.querySelector(`[data-of="${field.value}"]`);
				if (count) count.textContent = String(bySeverity[field.value] ?? 0);
			} else if (names.includes(field.name)) {
				const byValue = counts(field.name);
				for (const option of field.querySelectorAll('option'))
					if (option.value !== '') option.textContent = `${option.dataset['label']} (${byValue[option.value] ?? 0})`;
			}
		}
		const none = document.getElementById('none');
		if (none !== null) none.hidden = shown > 0;
		const status = document.getElementById('shown');
		if (status !== null) {
			const left = Number(status.dataset['left']);
			const total = `${findings.length} ${left > 0 ? 'printed findings' : 'findings'} shown`;
			status.textContent = `${shown === findings.length ? `All ${total}` : `${shown} of ${total}`}${left > 0 ? `; ${left} more are not printed` : ''}`;
		}
	};

	const keep = () => {
		const state = new URLSearchParams();
		for (const severity of severities()) state.append('severity', severity);
		for (const name of [...names, 'text']) if (chosen(name) !== '') state.set(name, chosen(name));
		const kept = state.toString();
		history.replaceState(null, '', kept === '' ? '#findings' : `#${kept}`);
	};

	const restore = () => {
		const state = new URLSearchParams(location.hash.slice(1));
		for (const field of fields) {
			if (field.name === 'severity') field.checked = state.getAll('severity').includes(field.value);
			else field.value = state.get(field.name) ?? '';
		}
	};

	function clear(): void {
		for (const field of fields) {
			field.checked = false;
			if (field.name !== 'severity') field.value = '';
		}
		apply();
	}

	if (form !== null) {
		form.hidden = false;
		if (location.hash.includes('=')) restore();
		apply();
		form.addEventListener('input', () => {
			apply();
			keep();
		});
		form.addEventListener('submit', (event) => event.preventDefault());
		document.getElementById('clear')?.addEventListener('click', () => {
			clear();
			keep();
		});
	}
	addEventListener('hashchange', () => {
		if (form !== null && location.hash.includes('=')) {
			restore();
			apply();
		}
		reveal();
	});
	reveal();
}

/** The script's text. */
export const script = `(${run.toString()})();`;

/** The few types of a browser that the pages' scripts need, since the rest of the code runs in Node. Types alone: nothing of it is there at run time. */

/** `document`. */
export type Page = {
	title: string;
	getElementById(id: string): PageElement | null;
	querySelectorAll(selector: string): Iterable<PageElement>;
	createElement(name: string): PageElement;
	createElementNS(space: string, name: string): PageElement;
};

/** An element, whatever its name. Without `innerHTML`, on purpose: scripts write texts alone. */
export type PageElement = {
	hidden: boolean;
	open: boolean;
	value: string;
	name: string;
	href: string;
	rel: string;
	scope: string;
	className: string;
	tabIndex: number;
	textContent: string | null;
	readonly dataset: Readonly<Record<string, string | undefined>>;
	querySelectorAll(selector: string): Iterable<PageElement>;
	append(...parts: readonly (PageElement | string)[]): void;
	replaceChildren(...parts: readonly (PageElement | string)[]): void;
	setAttribute(name: string, value: string): void;
	removeAttribute(name: string): void;
	addEventListener(type: string, listener: (event: {preventDefault(): void}) => void): void;
	scrollIntoView(): void;
	focus(): void;
};

/** `location`. */
export type Address = {hash: string; replace(url: string): void};

/** `history`. */
export type Visited = {replaceState(state: null, unused: string, url: string): void};

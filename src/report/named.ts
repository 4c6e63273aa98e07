/**
 * The shape of data without the index signature that open schemas give every object: the keys that are named are those that are
 * promised, and a misspelt one does not compile. Data that a report brings beyond them is there all the same.
 */
export type Named<Shape> = Shape extends readonly (infer Item)[]
	? readonly Named<Item>[]
	: Shape extends object
		? {readonly [Key in keyof Shape as string extends Key ? never : Key]: Named<Shape[Key]>}
		: Shape;

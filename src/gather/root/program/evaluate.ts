/** What the expressions of a program come to: texts that are written down, what is drawn on the instance, or nothing that is known. */

import {append} from '../../../append.ts';
import type {Place} from '../../../contract.ts';
import {bounded, flat, joined, type Origin, originOf, type Part, type Source, sourceOf, type Value} from '../shell/values.ts';
import {type Expression, keyOf, type Piece, type PlacedCall, type Program} from './tree.ts';

/** The values of a program's expressions. */
export type Evaluator = {
	comesTo(expression: Expression): Value;
	/** The expressions that a name may stand for, with names followed. */
	meantBy(expression: Expression): readonly Expression[];
};

/** Tells what a call prints, where it starts a program. */
export type Printing = (call: PlacedCall) => Value | undefined;

const drawing =
	/(?:^|[.:])(?:secrets?|random\w*|urandom|uuid\w*|rand|getrandbits|nanoid|token_(?:hex|urlsafe|bytes))(?:$|[.:])|SecureRandom|randomBytes|randomUUID|randomInt|getRandomValues/i;
const drawnText = /\/dev\/u?random|random\/uuid|\bsecrets\.|SecureRandom|randomBytes|randomUUID|\brandom\b|\buuid\d?\b|\brand\b/i;
/** They hash a password, or make the same of it in another form: the password is what is told, not the salt. */
const hashing =
	/^(?:crypt|hashpw|hash(?:Sync|_password)?|generate_password_hash|make_password|get_password_hash|encrypt|ntlm|sha(?:1|256|512)(?:_crypt)?|md5|hexdigest|digest)$/;
const handing =
	/^(?:str|bytes|bytearray|String|format|encode|decode|strip|rstrip|lstrip|trim|chomp|freeze|dup|to_s|to_str|toString|b64encode|b64decode|b64_decode|strict_encode64|decode64|encode64|from|quote|shellescape|escape|escapeshellarg|unicode|lower|upper|utf8|join|hexdigest|digest)$/;
const lookups = /^(?:getenv|fetch|get|pop|setdefault)$/;

/** Steps from name to name, and characters of an expression that are searched for what tells its origin. */
const most = {depth: 40, text: 2_000};

/** An evaluator of one program. */
export function evaluatorOf(program: Program, source: Source, printing: Printing): Evaluator {
	const known = new Map<Expression, Value>();
	const active = new Set<Expression>();

	const placeOfExpression = ({start, end}: {readonly start: number; readonly end: number}): Place => {
		const [first] = source.slice(start, Math.max(start + 1, end));
		return first?.place ?? {file: ''};
	};
	const whole = (expression: {readonly start: number; readonly end: number}, origin: Origin): Value => [
		{origin, text: '', place: placeOfExpression(expression)},
	];
	const slice = ({start, end}: Expression) => source.text.slice(start, Math.min(end, start + most.text));

	/** What the text of an expression tells of where its value comes from. */
	const told = (expression: Expression): Value => {
		const text = slice(expression);
		if (drawnText.test(text)) return whole(expression, 'random');
		if (/meta-data\/instance-id|cloud\/data\/instance-id|--instance-id/.test(text)) return whole(expression, 'instance-id');
		if (/\/user-data\b/.test(text)) return whole(expression, 'user-data');
		return whole(expression, 'unknown');
	};

	const assignedTo = ({scope, name}: {readonly scope: number; readonly name: string}): readonly Expression[] =>
		program.assigned.get(keyOf(scope, name)) ?? program.assigned.get(keyOf(0, name)) ?? [];

	const comesTo = (expression: Expression): Value => {
		const before = known.get(expression);
		if (before !== undefined) return before;
		if (active.has(expression) || active.size > most.depth) return whole(expression, 'unknown');
		active.add(expression);
		const value = bounded(computed(expression));
		active.delete(expression);
		known.set(expression, value);
		return value;
	};

	const pieceValue = (piece: Piece): Value => {
		if ('kind' in piece) return comesTo(piece);
		const {start, end, value} = piece;
		return value.length === end - start ? source.slice(start, end) : [{origin: 'fixed', text: value, place: placeOfExpression(piece)}];
	};

	/** Any of several values. */
	const anyOf = (values: readonly Value[], expression: Expression): Value => {
		const [first, ...rest] = values;
		return first === undefined ? told(expression) : rest.reduce<Value>((before, after) => joined(before, after), first);
	};

	const named = (expression: Expression & {readonly kind: 'name'}): Value => {
		const values = assignedTo(expression).filter((value) => !isNothing(value));
		if (values.length > 0) return anyOf(values.map(comesTo), expression);
		const [, base, field] = /^(.+)\.(\w+)$/.exec(expression.name) ?? [];
		if (base === undefined || field === undefined) return drawing.test(expression.name) ? whole(expression, 'random') : told(expression);
		const bases = assignedTo({scope: expression.scope, name: base});
		const entry = entryIn(bases, field);
		if (entry !== undefined) return comesTo(entry);
		if (drawing.test(expression.name)) return whole(expression, 'random');
		// A method without parentheses, or a field of an object.
		return bases.length === 0 ? told(expression) : through(field, anyOf(bases.map(comesTo), expression), expression);
	};

	const entryIn = (holders: readonly Expression[], key: string): Expression | undefined =>
		holders.flatMap((holder) => (holder.kind === 'map' ? (holder.entries.get(key) ?? []) : []))[0];

	/** What a method makes of a value: what is drawn stays so, what is written is known after methods that are known. */
	const through = (method: string, value: Value, expression: Expression): Value => {
		const origin = originOf(value);
		return origin !== 'fixed' || handing.test(method) || hashing.test(method) ? value : told(expression);
	};

	const assumed = (value: Value): Value => value.map((part): Part => ({...part, assumed: true}));

	const filledIn = (text: Value, values: readonly Value[], holes: RegExp): Value => {
		const found: Part[] = [];
		let [at, next] = [0, 0];
		const pattern = flat(text);
		const all = sourceOf(text);
		for (const match of pattern.matchAll(holes)) {
			append(found, [...all.slice(at, match.index), ...(values[next++] ?? [])]);
			at = match.index + match[0].length;
		}
		return [...found, ...all.slice(at, pattern.length)];
	};

	const called = (call: PlacedCall): Value => {
		const {name, receiver, args} = call;
		const [first, second] = args;
		const path = receiver?.kind === 'name' ? `${receiver.name}.${name}` : name;
		if (drawing.test(path)) return whole(call, 'random');
		const own = program.functions.get(name);
		const returned = own === undefined ? undefined : program.returns.get(own.scope);
		if (returned !== undefined) return anyOf(returned.map(comesTo), call);
		const printed = printing(call);
		if (printed !== undefined) return printed;
		const receiverValue = receiver === undefined || (receiver.kind === 'name' && assignedTo(receiver).length === 0) ? undefined : comesTo(receiver);
		if (name === 'format' && receiverValue !== undefined && receiver?.kind !== 'name')
			return filledIn(receiverValue, [...args, ...call.named.values()].map(comesTo), /\{\w{0,60}\}/g);
		if (/^(?:sprintf|format|printf)$/.test(name) && first !== undefined) return filledIn(comesTo(first), args.slice(1).map(comesTo), /%-?\d{0,3}[sd]/g);
		if (name === 'join') return listed(call, receiverValue);
		if (lookups.test(name)) return second === undefined ? told(call) : assumed(comesTo(second));
		if (receiverValue !== undefined) return through(name, receiverValue, call);
		if ((handing.test(name) || hashing.test(name) || isCreate(path)) && first !== undefined) return comesTo(first);
		return told(call);
	};

	/** `':'.join([a, b])`, `[a, b].join(':')`, `join(':', $a, $b)`. */
	const listed = ({receiver, args, ...call}: PlacedCall, receiverValue: Value | undefined): Value => {
		const lists = [receiver, ...args].flatMap((one) => (one === undefined ? [] : meantBy(one).filter(({kind}) => kind === 'list')));
		const [list] = lists;
		const items = list?.kind === 'list' ? list.items : args.slice(1);
		const separator = list !== undefined && list === receiver ? args[0] : receiver === undefined ? args[0] : undefined;
		const between = separator === undefined ? (receiverValue ?? []) : comesTo(separator);
		if (items.length === 0) return told({...call, args, kind: 'call'});
		return items.flatMap((item, index) => (index === 0 ? comesTo(item) : [...between, ...comesTo(item)]));
	};

	const indexed = (expression: Expression & {readonly kind: 'index'}): Value => {
		const {of, key} = expression;
		const entry = key === undefined ? undefined : entryIn(meantBy(of), key);
		if (entry !== undefined) return comesTo(entry);
		const value = comesTo(of);
		return originOf(value) === 'fixed' ? told(expression) : value;
	};

	const computed = (expression: Expression): Value => {
		switch (expression.kind) {
			case 'text':
				return expression.runs ? (printing(ran(expression)) ?? told(expression)) : expression.pieces.flatMap(pieceValue);
			case 'name':
				return named(expression);
			case 'join':
				return expression.items.flatMap(comesTo);
			case 'branch':
				return anyOf(expression.items.map(comesTo), expression);
			case 'format':
				return filledIn(comesTo(expression.text), expression.items.map(comesTo), /%(?:\(\w{1,60}\))?[sd]/g);
			case 'either': {
				const first = comesTo(expression.first);
				return originOf(first) === 'unknown' ? assumed(comesTo(expression.second)) : first;
			}
			case 'call':
				return called(expression);
			case 'index':
				return indexed(expression);
			default:
				return told(expression);
		}
	};

	const meantBy = (expression: Expression, depth = 0): readonly Expression[] => {
		if (expression.kind !== 'name' || depth > most.depth) return [expression];
		const values = assignedTo(expression);
		return values.length === 0 ? [expression] : values.slice(0, 5).flatMap((value) => meantBy(value, depth + 20));
	};

	return {comesTo, meantBy};
}

/** What stands in backticks as a call that starts a program. */
export function ran(text: Expression & {readonly kind: 'text'}): PlacedCall {
	const {start, end, scope} = text;
	return {kind: 'call', name: 'qx', args: [{...text, runs: false}], named: new Map(), start, end, scope};
}

/** What a variable holds before it is given something. */
function isNothing(value: Expression): boolean {
	return value.kind === 'name' && /^(?:None|null|undefined|nil|undef)$/.test(value.name);
}

function isCreate(path: string): boolean {
	return /Password\.create$/.test(path);
}

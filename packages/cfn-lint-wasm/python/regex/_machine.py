"""Matching without `re`, by backtracking: for patterns that `re` cannot express, and for those on which it can take for ever.

A pattern becomes a program of a few kinds of steps. A state of its run is a tuple: which step, where in the text, where the
groups matched, and the repeats and calls it is in. What was left to try lies on a stack. Where no step looks at what groups
matched, a state that was met before is not tried again, so that the time is bounded by the number of steps times the length
of the text; regex itself has other means to the same end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from sys import maxsize
from typing import Any as Object

from regex._core import ASCII, FULLCASE, IGNORECASE, LOCALE, POSIX, REVERSE, UntranslatablePattern
from regex._nodes import (
    Any,
    Atomic,
    Branch,
    CallGroup,
    Character,
    Conditional,
    Group,
    LookAround,
    LookAroundConditional,
    Node,
    OneCharacter,
    Position,
    RefGroup,
    Repeat,
    Sequence,
    parts_of,
)
from regex._parser import Parsed
from regex._properties import all_cases
from regex._sets import LINE_SEPARATORS, AnyText, AsciiText, Members, Sets
from regex._translate import refuse_full_folding

_MOST_CALLS = 20_000
"""Groups within groups that are called: regex runs out of memory at some such number."""

_CHARACTER, _SPLIT, _JUMP, _RUN, _OPEN, _CLOSE, _ENTER, _LOOP, _PLACE, _LOOK, _ATOMIC, _REFERENCE, _CONDITION, _LOOK_CONDITION, _CALL, _RETURN, _KEEP, _PRUNE, _SKIP, _FAIL, _END, _SUCCESS = range(22)

Frames = tuple[Object, ...]
State = tuple[Object, ...]


class Match:
    """As `re.Match`, as far as cfn-lint uses it."""

    __slots__ = ("re", "string", "pos", "endpos", "_spans")

    def __init__(self, machine: Machine, string: str, pos: int, endpos: int, spans: tuple[tuple[int, int], ...]) -> None:
        self.re = machine
        self.string = string
        self.pos = pos
        self.endpos = endpos
        self._spans = spans

    def _number(self, group: int | str) -> int:
        if isinstance(group, str):
            if group not in self.re.groupindex:
                raise IndexError("no such group")
            return self.re.groupindex[group]
        if not 0 <= group < len(self._spans):
            raise IndexError("no such group")
        return group

    def span(self, group: int | str = 0) -> tuple[int, int]:
        """Start and end of a group, both -1 where it did not match."""
        return self._spans[self._number(group)]

    def start(self, group: int | str = 0) -> int:
        return self.span(group)[0]

    def end(self, group: int | str = 0) -> int:
        return self.span(group)[1]

    def _text(self, group: int | str, default: Object = None) -> Object:
        start, end = self.span(group)
        return default if start < 0 else self.string[start:end]

    def group(self, *groups: int | str) -> Object:
        """The text of the groups, of the whole match where none is named."""
        if len(groups) < 2:
            return self._text(*(groups or (0,)))
        return tuple(self._text(group) for group in groups)

    __getitem__ = group

    def groups(self, default: Object = None) -> tuple[Object, ...]:
        return tuple(self._text(number, default) for number in range(1, len(self._spans)))

    def groupdict(self, default: Object = None) -> dict[str, Object]:
        return {name: self._text(number, default) for name, number in self.re.groupindex.items()}


class Machine:
    """A pattern, ready to match, with the methods of `re.Pattern` that cfn-lint uses."""

    def __init__(self, parsed: Parsed) -> None:
        """
        Raises:
            UntranslatablePattern: where what the pattern matches is not known.
        """
        self.groups = parsed.group_count
        self.groupindex = dict(parsed.group_index)
        writer = _Writer(parsed)
        self._program = writer.program
        self._slots = writer.slots
        self._starts_at = writer.start
        self._remembers = writer.remembers and not parsed.flags & POSIX
        self._referenced = sorted(writer.referenced)
        self._same = writer.same
        self._is_reverse = bool(parsed.flags & REVERSE)
        self._is_longest = bool(parsed.flags & POSIX)

    def match(self, string: str, pos: int = 0, endpos: int = maxsize) -> Match | None:
        return self._match(string, pos, endpos, False)

    def fullmatch(self, string: str, pos: int = 0, endpos: int = maxsize) -> Match | None:
        return self._match(string, pos, endpos, True)

    def search(self, string: str, pos: int = 0, endpos: int = maxsize) -> Match | None:
        pos, endpos = _bounds(string, pos, endpos)
        return self._search(string, pos, endpos, endpos if self._is_reverse else pos, False)

    def finditer(self, string: str, pos: int = 0, endpos: int = maxsize) -> Iterator[Match]:
        pos, endpos = _bounds(string, pos, endpos)
        at = endpos if self._is_reverse else pos
        must_advance = False
        while True:
            found = self._search(string, pos, endpos, at, must_advance)
            if found is None:
                return
            yield found
            start, end = found.span()
            at = start if self._is_reverse else end
            # After an empty match no other at the same place.
            must_advance = start == end

    def findall(self, string: str, pos: int = 0, endpos: int = maxsize) -> list[Object]:
        found: list[Object] = []
        for match in self.finditer(string, pos, endpos):
            groups = match.groups("")
            found.append(match.group() if not groups else groups[0] if len(groups) == 1 else groups)
        return found

    def subn(self, repl: str | Callable[[Match], str], string: str, count: int = 0) -> tuple[str, int]:
        """`repl` is put in as it is where it is a text."""
        matches = list(islice(self.finditer(string), count or None))
        if self._is_reverse:
            matches.reverse()
        parts = []
        last = 0
        for match in matches:
            parts += (string[last : match.start()], repl(match) if callable(repl) else repl)
            last = match.end()
        return "".join((*parts, string[last:])), len(matches)

    def sub(self, repl: str | Callable[[Match], str], string: str, count: int = 0) -> str:
        return self.subn(repl, string, count)[0]

    def split(self, string: str, maxsplit: int = 0) -> list[Object]:
        if self._is_reverse:
            raise UntranslatablePattern("splitting backwards")
        parts: list[Object] = []
        last = 0
        for done, match in enumerate(self.finditer(string), 1):
            parts.append(string[last : match.start()])
            parts.extend(match.groups())
            last = match.end()
            if done == maxsplit:
                break
        return [*parts, string[last:]]

    def _match(self, string: str, pos: int, endpos: int, full: bool) -> Match | None:
        pos, endpos = _bounds(string, pos, endpos)
        at = endpos if self._is_reverse else pos
        run = _Run(self, string, pos, endpos, at)
        if full:
            run.needed_end = pos if self._is_reverse else endpos
        return run.result(run.attempt(at), at)

    def _search(self, string: str, pos: int, endpos: int, at: int, must_advance: bool) -> Match | None:
        run = _Run(self, string, pos, endpos, at)
        if must_advance:
            run.refused_end = at
        step = -1 if self._is_reverse else 1
        while pos <= at <= endpos:
            run.skip_to = None
            state = run.attempt(at)
            if state is not None:
                return run.result(state, at)
            at = run.skip_to if run.skip_to is not None and (run.skip_to - at) * step > 0 else at + step
        return None


def _bounds(string: str, pos: int, endpos: int) -> tuple[int, int]:
    length = len(string)
    endpos = min(max(endpos + length if endpos < 0 else endpos, 0), length)
    return min(max(pos + length if pos < 0 else pos, 0), endpos), endpos


class _Run:
    """A machine on a text.

    Attributes:
        needed_end: where a match must end, or None.
        refused_end: where it must not, or None.
        skip_to: where a failed attempt says that the next one starts.
    """

    def __init__(self, machine: Machine, string: str, pos: int, endpos: int, anchor: int) -> None:
        self.machine = machine
        self.string = string
        self.pos = pos
        self.endpos = endpos
        self.anchor = anchor
        self.needed_end: int | None = None
        self.refused_end: int | None = None
        self.skip_to: int | None = None
        self.met: set[State] = set()

    def attempt(self, at: int) -> State | None:
        """The first state, or the longest, in which a match from `at` ends: position and groups."""
        machine = self.machine
        groups = (-1,) * machine._slots
        if not machine._is_longest:
            return self.run(machine._starts_at, at, groups, self.met, [])
        best: State | None = None
        stack: list[State] = []
        state = self.run(machine._starts_at, at, groups, None, stack)
        while state is not None:
            if best is None or abs(state[0] - at) > abs(best[0] - at):
                best = state
            state = self.resume(stack)
        return best

    def resume(self, stack: list[State]) -> State | None:
        return self.run(-1, 0, (), None, stack)

    def result(self, state: State | None, at: int) -> Match | None:
        if state is None:
            return None
        end, groups = state
        kept = groups[0]
        start = at if kept < 0 else kept
        if self.machine._is_reverse:
            start, end = end, start
        spans = ((start, end), *((groups[2 * number - 1], groups[2 * number]) for number in range(1, self.machine.groups + 1)))
        return Match(self.machine, self.string, self.pos, self.endpos, spans)

    def run(self, pc: int, pos: int, groups: tuple[int, ...], met: set[State] | None, stack: list[State]) -> State | None:
        """From a step and a place on, to the next end: of the pattern, or of the part that a lookaround or atomic group starts.

        `pc` of -1 takes up what is on the stack.
        """
        machine = self.machine
        program = machine._program
        text = self.string
        first, limit = self.pos, self.endpos
        frames: Frames = ()
        remembers = machine._remembers and met is not None
        failed = pc < 0
        calls = 0
        while True:
            if failed:
                if not stack:
                    return None
                state = stack.pop()
                if len(state) == 4:
                    pc, pos, groups, frames = state
                else:
                    # A run of single characters that can be shorter, or in the lazy case longer.
                    pc, pos, groups, frames, last, sign = state
                    if pos != last:
                        stack.append((pc, pos + sign, groups, frames, last, sign))
                failed = False
            step = program[pc]
            op = step[0]
            if op == _CHARACTER:
                _, test, backward = step
                if backward:
                    if pos > first and test[text[pos - 1]]:
                        pos -= 1
                        pc += 1
                        continue
                elif pos < limit and test[text[pos]]:
                    pos += 1
                    pc += 1
                    continue
                failed = True
            elif op == _RUN:
                _, test, backward, minimum, maximum, lazy = step
                if remembers:
                    key = (pc, pos, frames)
                    if key in met:
                        failed = True
                        continue
                    met.add(key)
                count = 0
                if backward:
                    most = pos - first if maximum is None else min(maximum, pos - first)
                    while count < most and test[text[pos - count - 1]]:
                        count += 1
                else:
                    most = limit - pos if maximum is None else min(maximum, limit - pos)
                    while count < most and test[text[pos + count]]:
                        count += 1
                if count < minimum:
                    failed = True
                    continue
                sign = -1 if backward else 1
                shortest, longest = pos + sign * minimum, pos + sign * count
                pc += 1
                if lazy:
                    if shortest != longest:
                        stack.append((pc, shortest + sign, groups, frames, longest, sign))
                    pos = shortest
                else:
                    if shortest != longest:
                        stack.append((pc, longest - sign, groups, frames, shortest, -sign))
                    pos = longest
            elif op == _SPLIT:
                if remembers:
                    key = (pc, pos, frames)
                    if key in met:
                        failed = True
                        continue
                    met.add(key)
                _, pc, other = step
                stack.append((other, pos, groups, frames))
            elif op == _JUMP:
                pc = step[1]
            elif op == _OPEN:
                slot = step[1]
                groups = (*groups[:slot], pos, *groups[slot + 1 :])
                pc += 1
            elif op == _CLOSE:
                _, slot, number, backward = step
                start, end = (pos, groups[slot]) if backward else (groups[slot], pos)
                groups = (*groups[: 2 * number - 1], start, end, *groups[2 * number + 1 :])
                pc += 1
            elif op == _ENTER or op == _LOOP:
                repeat = step[1]
                if op == _ENTER:
                    count, changed = 0, True
                    outer = frames
                else:
                    count, start, before, outer = frames
                    count += 1
                    changed = pos != start or (bool(machine._referenced) and self.referenced(groups) != before)
                if repeat.maximum is None:
                    # More than enough is enough: fewer states.
                    count = min(count, repeat.minimum)
                body = changed and (repeat.maximum is None or count < repeat.maximum)
                tail = not changed or count >= repeat.minimum
                if remembers:
                    key = (pc, pos, count, changed, outer)
                    if key in met:
                        failed = True
                        continue
                    met.add(key)
                inner = (count, pos, self.referenced(groups) if machine._referenced else None, outer)
                if body and tail:
                    if repeat.kind == "lazy":
                        stack.append((repeat.body, pos, groups, inner))
                        pc, frames = repeat.exit, outer
                    else:
                        stack.append((repeat.exit, pos, groups, outer))
                        pc, frames = repeat.body, inner
                elif body:
                    pc, frames = repeat.body, inner
                elif tail:
                    pc, frames = repeat.exit, outer
                else:
                    failed = True
            elif op == _PLACE:
                if step[1](self, pos):
                    pc += 1
                else:
                    failed = True
            elif op == _LOOK:
                _, positive, entry = step
                found = self.run(entry, pos, groups, set(), [])
                if (found is not None) == positive:
                    if found is not None:
                        groups = found[1]
                    pc = program[entry - 1][1]
                else:
                    failed = True
            elif op == _ATOMIC:
                entry = step[1]
                found = self.run(entry, pos, groups, set(), [])
                if found is None:
                    failed = True
                else:
                    pos, groups = found
                    pc = program[entry - 1][1]
            elif op == _LOOK_CONDITION:
                _, positive, entry, no = step
                found = self.run(entry, pos, groups, set(), [])
                if (found is not None) == positive:
                    if found is not None:
                        groups = found[1]
                    pc = program[entry - 1][1]
                else:
                    pc = no
            elif op == _REFERENCE:
                _, number, backward, ignores_case = step
                start, end = groups[2 * number - 1], groups[2 * number]
                if start < 0:
                    failed = True
                    continue
                length = end - start
                at = pos - length if backward else pos
                if at < first or at + length > limit:
                    failed = True
                elif ignores_case:
                    failed = not all(machine._same(text[start + i], text[at + i]) for i in range(length))
                else:
                    failed = text[start:end] != text[at : at + length]
                if not failed:
                    pos = at if backward else at + length
                    pc += 1
            elif op == _CONDITION:
                _, number, no = step
                pc = pc + 1 if number and groups[2 * number - 1] >= 0 else no
            elif op == _CALL:
                calls += 1
                depth = frames[0] + 1 if frames and frames[-1] == "call" else self.depth(frames) + 1
                if depth > _MOST_CALLS:
                    raise MemoryError
                frames = (depth, pc + 1, groups, frames, "call")
                pc = step[1]
            elif op == _RETURN:
                _, pc, called_with, frames, _ = frames
                # Where groups matched within a call is forgotten after it.
                groups = (groups[0], *called_with[1:])
            elif op == _KEEP:
                groups = (pos, *groups[1:])
                pc += 1
            elif op == _PRUNE:
                stack.clear()
                pc += 1
            elif op == _SKIP:
                stack.clear()
                self.skip_to = pos
                pc += 1
            elif op == _FAIL:
                failed = True
            elif op == _END:
                return pos, groups
            elif (self.needed_end is None or pos == self.needed_end) and pos != self.refused_end:
                return pos, groups
            else:
                failed = True

    def referenced(self, groups: tuple[int, ...]) -> tuple[int, ...]:
        """Where the groups matched that are looked at by other parts of the pattern."""
        return tuple(groups[2 * number] for number in self.machine._referenced)

    @staticmethod
    def depth(frames: Frames) -> int:
        while frames and frames[-1] != "call":
            frames = frames[3]
        return frames[0] if frames else 0


class _Test(dict[str, bool]):
    """Whether a set has a character."""

    def __init__(self, node: Node, flags: int) -> None:
        super().__init__()
        self._node = node
        self._flags = flags
        self._ascii = Sets(AsciiText(), flags).of(node)
        self._all: Members = None

    def __missing__(self, char: str) -> bool:
        code = ord(char)
        if code < 128:
            found = bool(self._ascii >> code & 1)
        else:
            if self._all is None:
                self._all = Sets(AnyText(), self._flags).of(self._node)
            found = code in self._all
        self[char] = found
        return found


class _RepeatOf:
    """A repeat of more than a character, by where its body starts and where it ends."""

    __slots__ = ("minimum", "maximum", "kind", "body", "exit")

    def __init__(self, node: Repeat) -> None:
        self.minimum = node.minimum
        self.maximum = node.maximum
        self.kind = node.kind
        self.body = self.exit = 0


class _Writer:
    """Writes the program of a pattern.

    Attributes:
        slots: how many numbers the groups of a state are: where the match starts if `\\K` said so, start and end of each
            group, then where each group in the text of the pattern was entered last.
        remembers: whether a state that failed once fails again.
        referenced: the groups that some part of the pattern looks at.
    """

    def __init__(self, parsed: Parsed) -> None:
        self.parsed = parsed
        self.flags = parsed.flags
        self.program: list[tuple[Object, ...]] = []
        self.slots = 1 + 2 * parsed.group_count
        self.remembers = True
        self.referenced: set[int] = set()
        self.definitions: dict[int, Group] = {}
        self.called: dict[tuple[int, bool], int] = {}
        self.calls: list[tuple[int, int, bool]] = []
        self._find_groups(parsed.tree)
        is_reverse = bool(parsed.flags & REVERSE)
        self.start = 0
        self.write(parsed.tree, is_reverse)
        self.add(_SUCCESS)
        # Called groups can call others.
        while self.calls:
            place, number, backward = self.calls.pop()
            if (number, backward) not in self.called:
                self.called[number, backward] = len(self.program)
                self.write(self.definitions[number] if number else parsed.tree, backward)
                self.add(_RETURN)
            self.program[place] = (_CALL, self.called[number, backward])

    def add(self, *step: Object) -> int:
        self.program.append(step)
        return len(self.program) - 1

    def _find_groups(self, node: Node) -> None:
        if isinstance(node, Group):
            # Of several groups with a number, the last is called.
            self.definitions[node.number] = node
        for part in parts_of(node):
            self._find_groups(part)

    def write(self, node: Node, backward: bool) -> None:
        if isinstance(node, Sequence):
            refuse_full_folding(node.items)
            for item in reversed(node.items) if backward else node.items:
                self.write(item, backward)
        elif isinstance(node, (OneCharacter, Any)):
            self.add(_CHARACTER, _Test(node, self.flags), backward)
        elif isinstance(node, Branch):
            jumps = []
            for branch in node.branches[:-1]:
                split = self.add()
                self.write(branch, backward)
                jumps.append(self.add())
                self.program[split] = (_SPLIT, split + 1, len(self.program))
            self.write(node.branches[-1], backward)
            for jump in jumps:
                self.program[jump] = (_JUMP, len(self.program))
        elif isinstance(node, Group):
            slot = self.slots
            self.slots += 1
            self.add(_OPEN, slot)
            self.write(node.subpattern, backward)
            self.add(_CLOSE, slot, self._public_number(node), backward)
        elif isinstance(node, Repeat):
            if node.kind == "possessive":
                self.write(Atomic(Repeat(node.subpattern, node.minimum, node.maximum, "greedy")), backward)
            else:
                self.write_repeat(node, backward)
        elif isinstance(node, Atomic):
            self.write_apart(node.subpattern, backward, _ATOMIC)
        elif isinstance(node, LookAround):
            self.write_apart(node.subpattern, node.behind, _LOOK, node.positive)
        elif isinstance(node, LookAroundConditional):
            place = self.write_apart(node.look.subpattern, node.look.behind, _LOOK_CONDITION, node.look.positive)
            self.write(node.yes, backward)
            jump = self.add()
            self.program[place] = (*self.program[place], len(self.program))
            self.write(node.no, backward)
            self.program[jump] = (_JUMP, len(self.program))
        elif isinstance(node, Conditional):
            self.remembers = False
            if node.group:
                self.referenced.add(node.group)
            place = self.add()
            self.write(node.yes, backward)
            jump = self.add()
            self.program[place] = (_CONDITION, node.group, len(self.program))
            start = len(self.program)
            self.write(node.no, backward)
            if not node.group and len(self.program) > start:
                # Native then matches neither of the two.
                raise UntranslatablePattern("a definition with an alternative")
            self.program[jump] = (_JUMP, len(self.program))
        elif isinstance(node, RefGroup):
            self.remembers = False
            if node.case_flags & FULLCASE:
                raise UntranslatablePattern("full case folding")
            self.referenced.add(node.group)
            self.add(_REFERENCE, node.group, backward, bool(node.case_flags & IGNORECASE))
        elif isinstance(node, CallGroup):
            self.remembers = False
            self.calls.append((self.add(), node.group, backward))
        elif isinstance(node, Position):
            self.write_place(node)
        else:
            raise UntranslatablePattern(type(node).__name__.lower())

    def _public_number(self, node: Group) -> int:
        return node.number if node.number > 0 else self.parsed.private_groups[node.number]

    def write_apart(self, subpattern: Node, backward: bool, *step: Object) -> int:
        """A part with its own end, which the step before it runs: where the next step is stands in the jump over the part."""
        place = self.add()
        jump = self.add()
        self.program[place] = (*step, jump + 1)
        self.write(subpattern, backward)
        self.add(_END)
        self.program[jump] = (_JUMP, len(self.program))
        return place

    def write_repeat(self, node: Repeat, backward: bool) -> None:
        body = node.subpattern
        if isinstance(body, Sequence) and len(body.items) == 1:
            body = body.items[0]
        if isinstance(body, (OneCharacter, Any)):
            self.add(_RUN, _Test(body, self.flags), backward, node.minimum, node.maximum, node.kind == "lazy")
            return
        if (node.minimum, node.maximum) in ((0, None), (0, 1)) and can_be_empty(body) is False:
            # Without an empty turn there is nothing to keep count of.
            split = self.add()
            self.write(body, backward)
            if node.maximum is None:
                self.add(_JUMP, split)
            choices = (split + 1, len(self.program))
            self.program[split] = (_SPLIT, *(choices if node.kind == "greedy" else choices[::-1]))
            return
        repeat = _RepeatOf(node)
        self.add(_ENTER, repeat)
        repeat.body = len(self.program)
        self.write(body, backward)
        self.add(_LOOP, repeat)
        repeat.exit = len(self.program)

    def write_place(self, node: Position) -> None:
        steps = {"keep": _KEEP, "prune": _PRUNE, "skip": _SKIP, "failure": _FAIL}
        if node.name in steps:
            if node.name in ("prune", "skip"):
                self.remembers = False
            self.add(steps[node.name])
        elif node.name in ("boundary", "not_boundary", "start_of_word", "end_of_word"):
            self.add(_PLACE, _word_place(node.name, _WordTest(node.encoding, self.flags)))
        elif node.name in _PLACES:
            self.add(_PLACE, _PLACES[node.name])
        else:
            raise UntranslatablePattern("words by Unicode's rules")

    def same(self, first: str, second: str) -> bool:
        """Whether two characters are the same without regard to case."""
        if first == second:
            return True
        if self.flags & (ASCII | LOCALE):
            return first.isascii() and second.isascii() and first.lower() == second.lower()
        return ord(second) in all_cases().get(ord(first), ())


class _WordTest(_Test):
    """Whether a character is one of a word."""

    def __init__(self, encoding: int, flags: int) -> None:
        dict.__init__(self)
        self._encoding = encoding
        self._flags = flags
        self._ascii = Sets(AsciiText(), flags).word(encoding)
        self._all = Sets(AnyText(), flags).word(encoding)


def can_be_empty(node: Node) -> bool:
    """Whether a node may match the empty text; in doubt it may."""
    if isinstance(node, Sequence):
        return all(can_be_empty(item) for item in node.items)
    if isinstance(node, Branch):
        return any(can_be_empty(branch) for branch in node.branches)
    if isinstance(node, Repeat):
        return node.minimum == 0 or can_be_empty(node.subpattern)
    if isinstance(node, (Group, Atomic)):
        return can_be_empty(node.subpattern)
    return not isinstance(node, (OneCharacter, Any))


Place = Callable[[_Run, int], bool]


def _word_place(name: str, test: _WordTest) -> Place:
    def place(run: _Run, pos: int) -> bool:
        before = pos > run.pos and test[run.string[pos - 1]]
        after = pos < run.endpos and test[run.string[pos]]
        if name == "boundary":
            return before != after
        if name == "not_boundary":
            return before == after
        return after and not before if name == "start_of_word" else before and not after

    return place


_LINE_ENDS = frozenset(chr(code) for first, last in LINE_SEPARATORS for code in range(first, last + 1))


def _in_line_end(run: _Run, pos: int) -> bool:
    return run.pos < pos < run.endpos and run.string[pos - 1 : pos + 1] == "\r\n"


def _unicode_end_of_line(run: _Run, pos: int) -> bool:
    return pos >= run.endpos or (run.string[pos] in _LINE_ENDS and not _in_line_end(run, pos))


_PLACES: dict[str, Place] = {
    "start_of_string": lambda run, pos: pos <= run.pos,
    "start_of_line": lambda run, pos: pos <= run.pos or run.string[pos - 1] == "\n",
    "end_of_string": lambda run, pos: pos >= run.endpos,
    "end_of_string_line": lambda run, pos: pos >= run.endpos or (pos == run.endpos - 1 and run.string[pos] == "\n"),
    "end_of_line": lambda run, pos: pos >= run.endpos or run.string[pos] == "\n",
    "unicode_start_of_line": lambda run, pos: pos <= run.pos or (run.string[pos - 1] in _LINE_ENDS and not _in_line_end(run, pos)),
    "unicode_end_of_line": _unicode_end_of_line,
    "unicode_end_of_string_line": lambda run, pos: (
        _unicode_end_of_line(run, pos) and (pos >= run.endpos - 1 or run.string[pos : run.endpos] == "\r\n")
    ),
    "search_anchor": lambda run, pos: pos == run.anchor,
}

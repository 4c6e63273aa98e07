"""regex's syntax, read into a tree as regex 2026.11.19 reads it.

What is refused, where, and in which words is regex's own doing, oddities included, since cfn-lint shows those words: this
follows regex's `_regex_core` (Copyright Matthew Barnett and Secret Labs AB, Apache-2.0 AND CNRI-Python) step by step.
"""

from __future__ import annotations

import string
import unicodedata
from collections.abc import Callable
from typing import Any as Object

from regex._core import (
    ASCII,
    BESTMATCH,
    CASE_FLAGS,
    DOTALL,
    ENCODINGS,
    ENHANCEMATCH,
    FULLCASE,
    GLOBAL_FLAGS,
    IGNORECASE,
    LOCALE,
    MULTILINE,
    POSIX,
    REVERSE,
    UNICODE,
    VERBOSE,
    VERSION0,
    VERSION1,
    VERSIONS,
    WORD,
    error,
)
from regex._nodes import (
    ASCII_ENCODING,
    PATTERN_ENCODING,
    UNICODE_ENCODING,
    Any,
    AnyAll,
    Atomic,
    Branch,
    CallGroup,
    Character,
    Conditional,
    Fuzzy,
    Grapheme,
    Group,
    LookAround,
    LookAroundConditional,
    Node,
    OneCharacter,
    Position,
    Property,
    Range,
    RefGroup,
    Repeat,
    Sequence,
    SetDiff,
    SetInter,
    SetSymDiff,
    SetUnion,
)

_ALPHA = frozenset(string.ascii_letters)
_DIGITS = frozenset(string.digits)
_ALNUM = _ALPHA | _DIGITS
_OCTAL_DIGITS = frozenset(string.octdigits)
_HEX_DIGITS = frozenset(string.hexdigits)
# The empty string stands for the end of the pattern, and is in every string: some of the tests below rest on that.
_SPECIAL = frozenset("()|?*+{^$.[\\#") | {""}
_END_OF_NAME = frozenset(")>")
_NAMED_CHARACTER_PART = _ALNUM | frozenset(" -")
_PROPERTY_NAME_PART = _ALNUM | frozenset(" &_-.")
_PROPERTY_VALUE_PART = _ALNUM | frozenset(" &_-./")
_SET_OPERATORS = ("||", "~~", "&&", "--")
_UNLIMITED = (1 << 32) - 1
_HIGHEST_COST = 0xFFFFFFFF

_FLAGS = {
    "a": ASCII,
    "b": BESTMATCH,
    "e": ENHANCEMATCH,
    "f": FULLCASE,
    "i": IGNORECASE,
    "L": LOCALE,
    "m": MULTILINE,
    "p": POSIX,
    "r": REVERSE,
    "s": DOTALL,
    "u": UNICODE,
    "V0": VERSION0,
    "V1": VERSION1,
    "w": WORD,
    "x": VERBOSE,
}
_QUANTIFIERS: dict[str, tuple[int, int | None]] = {"?": (0, 1), "*": (0, None), "+": (1, None)}
_SUFFIXES = {"?": "lazy", "+": "possessive"}
HEX_ESCAPES = {"x": 2, "u": 4, "U": 8}
CHARACTER_ESCAPES = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}
_POSITION_ESCAPES = {
    "A": "start_of_string",
    "b": "boundary",
    "B": "not_boundary",
    "K": "keep",
    "m": "start_of_word",
    "M": "end_of_word",
    "Z": "end_of_string",
    "z": "end_of_string",
}
_WORD_FLAG_POSITIONS = {
    "b": "default_boundary",
    "B": "not_default_boundary",
    "m": "default_start_of_word",
    "M": "default_end_of_word",
}
_VERBS = {"FAIL": "failure", "F": "failure", "PRUNE": "prune", "SKIP": "skip"}

# regex's numbers of the properties and values behind the character set escapes.
WHITE_SPACE, WORD_CHARACTER, BLANK, GENERAL_CATEGORY = (95, 1), (96, 1), (7, 1), 30
DECIMAL_NUMBER = (GENERAL_CATEGORY, 9)
_SET_ESCAPES = {"d": DECIMAL_NUMBER, "s": WHITE_SPACE, "w": WORD_CHARACTER}
_BINARY_VALUES = frozenset("YES Y NO N TRUE T FALSE F".split())
_POSIX_CLASSES = frozenset("ALNUM DIGIT PUNCT XDIGIT".split())


class Parsed:
    """A pattern that was read.

    Attributes:
        tree: its root.
        flags: all flags that hold where it ends, the encoding among them.
        group_count: how many groups it has, the whole one not counted.
        group_index: group numbers by name.
        private_groups: of a group within one of its own name, by its negative number, that one's number.
    """

    __slots__ = ("tree", "flags", "group_count", "group_index", "private_groups")

    def __init__(self, tree: Node, info: _Info) -> None:
        self.tree = tree
        self.flags = info.flags | (info.flags & VERSIONS or VERSION0)
        self.group_count = info.group_count
        self.group_index = info.group_index
        self.private_groups = info.private_groups


def parse(pattern: str, flags: int) -> Parsed:
    """Read a pattern.

    Raises:
        error: where regex refuses the pattern.
        ValueError, TypeError, RecursionError: where regex trips over it.
    """
    while True:
        source = Source(pattern)
        info = _Info(flags)
        source.ignore_space = bool(info.flags & VERBOSE)
        try:
            tree = _parse_pattern(source, info)
            break
        except _GlobalFlagSet:
            # Such a flag holds from the start.
            flags = info.global_flags
    if not source.at_end():
        raise error("unbalanced parenthesis", pattern, source.pos)
    if (info.flags & ENCODINGS) not in (0, ASCII, LOCALE, UNICODE):
        raise ValueError("ASCII, LOCALE and UNICODE flags are mutually incompatible")
    if not info.flags & ENCODINGS:
        info.flags |= UNICODE
    _resolve_references(tree, info, pattern)
    return Parsed(tree, info)


class _GlobalFlagSet(Exception):
    """A flag that holds for the whole pattern was met late."""


class _NotThis(Exception):
    """What stands here is something else: try that."""


class Source:
    """A pattern and how far it is read."""

    __slots__ = ("string", "pos", "ignore_space")

    def __init__(self, string: str) -> None:
        self.string = string
        self.pos = 0
        self.ignore_space = False

    def _skip(self, pos: int) -> int:
        """Where the next character that counts is, where white space and comments do not; the pattern's length if nowhere."""
        string = self.string
        while pos < len(string):
            if string[pos].isspace():
                pos += 1
            elif string[pos] == "#":
                end = string.find("\n", pos)
                pos = len(string) if end < 0 else end
            else:
                break
        return pos

    def peek(self) -> str:
        pos = self._skip(self.pos) if self.ignore_space else self.pos
        return self.string[pos : pos + 1]

    def get(self, override_ignore: bool = False) -> str:
        """The next character, empty at the end."""
        pos = self._skip(self.pos) if self.ignore_space and not override_ignore else self.pos
        char = self.string[pos : pos + 1]
        self.pos = pos + len(char)
        return char

    def get_while(self, characters: frozenset[str], include: bool = True, keep_spaces: bool = False) -> str:
        """The next characters as long as they are in `characters` or, without `include`, not."""
        string = self.string
        pos = self.pos
        if self.ignore_space and not keep_spaces:
            found = []
            while True:
                pos = self._skip(pos)
                if pos >= len(string) or (string[pos] in characters) != include:
                    break
                found.append(string[pos])
                pos += 1
            self.pos = pos
            return "".join(found)
        while pos < len(string) and (string[pos] in characters) == include:
            pos += 1
        start, self.pos = self.pos, pos
        return string[start:pos]

    def match(self, text: str) -> bool:
        """Pass over `text` if it is next."""
        if not self.ignore_space:
            if not self.string.startswith(text, self.pos):
                return False
            self.pos += len(text)
            return True
        pos = self.pos
        for char in text:
            pos = self._skip(pos)
            if self.string[pos : pos + 1] != char:
                return False
            pos += 1
        self.pos = pos
        return True

    def expect(self, text: str) -> None:
        if not self.match(text):
            raise error(f"missing {text}", self.string, self.pos)

    def at_end(self) -> bool:
        return (self._skip(self.pos) if self.ignore_space else self.pos) >= len(self.string)


class _Info:
    """What is known of a pattern while it is read."""

    __slots__ = (
        "flags",
        "global_flags",
        "group_count",
        "group_index",
        "group_name",
        "open_groups",
        "open_group_count",
        "private_groups",
    )

    def __init__(self, flags: int) -> None:
        if flags & VERSIONS == VERSIONS:
            raise ValueError("VERSION0 and VERSION1 flags are mutually incompatible")
        if flags & VERSION1:
            flags |= FULLCASE
        self.flags = flags
        self.global_flags = flags
        self.group_count = 0
        self.group_index: dict[str, int] = {}
        self.group_name: dict[int, str] = {}
        self.open_groups: list[int] = []
        self.open_group_count: dict[int, int] = {}
        self.private_groups: dict[int, int] = {}

    @property
    def is_version1(self) -> bool:
        return self.flags & VERSIONS == VERSION1

    @property
    def case_flags(self) -> int:
        return self.flags & (IGNORECASE if self.flags & ASCII else CASE_FLAGS)

    @property
    def encoding(self) -> int:
        return ASCII_ENCODING if self.flags & ASCII else UNICODE_ENCODING if self.flags & UNICODE else PATTERN_ENCODING

    def open_group(self, name: str | None = None) -> int:
        group = self.group_index.get(name) if name else None
        if group is None:
            while True:
                self.group_count += 1
                if name is None or self.group_count not in self.group_name:
                    break
            group = self.group_count
            if name:
                self.group_index[name] = group
                self.group_name[group] = name
        if group in self.open_groups:
            # A named group within itself gets a number of its own.
            alias = -(len(self.private_groups) + 1)
            self.private_groups[alias] = group
            group = alias
        self.open_groups.append(group)
        self.open_group_count[group] = self.open_group_count.get(group, 0) + 1
        return group

    def is_open_group(self, name: str) -> bool:
        if self.is_version1:
            return False
        group = int(name) if name.isdigit() else self.group_index.get(name)
        return group in self.open_groups


def _parse_pattern(source: Source, info: _Info) -> Node:
    branches: list[Node] = [_parse_sequence(source, info)]
    while source.match("|"):
        branches.append(_parse_sequence(source, info))
    return branches[0] if len(branches) == 1 else Branch(branches)


def _parse_sequence(source: Source, info: _Info) -> Sequence:
    # None marks where nothing can be repeated: at the start and after a quantifier.
    sequence: list[Node | None] = [None]
    case_flags = info.case_flags
    while True:
        saved_pos = source.pos
        char = source.get()
        if char not in _SPECIAL:
            sequence.append(Character(ord(char), case_flags=case_flags))
        elif char in ")|":
            # Also the end of the pattern.
            source.pos = saved_pos
            break
        elif char == "\\":
            sequence.append(_parse_escape(source, info, False))
        elif char == "(":
            element = _parse_parenthesis(source, info)
            if element is None:
                case_flags = info.case_flags
            else:
                sequence.append(element)
        elif char == ".":
            sequence.append(_any_character(info))
        elif char == "[":
            sequence.append(_parse_set(source, info))
        elif char == "^":
            sequence.append(Position(("unicode_start_of_line" if info.flags & WORD else "start_of_line") if info.flags & MULTILINE else "start_of_string"))
        elif char == "$":
            place = "end_of_line" if info.flags & MULTILINE else "end_of_string_line"
            sequence.append(Position(f"unicode_{place}" if info.flags & WORD else place))
        elif char in "?*+{":
            counts = _QUANTIFIERS.get(char) or _parse_limited_quantifier(source)
            if counts:
                _apply_quantifier(source, counts, saved_pos, sequence)
                sequence.append(None)
                continue
            constraints = _parse_fuzzy(source, info, char, case_flags)
            if constraints:
                if _allows_errors(constraints):
                    _apply_constraint(source, saved_pos, sequence)
                    sequence.append(None)
            else:
                sequence.append(Character(ord(char), case_flags=case_flags))
        else:
            sequence.append(Character(ord(char), case_flags=case_flags))
    return Sequence([item for item in sequence if item is not None])


def _any_character(info: _Info) -> Node:
    return AnyAll() if info.flags & DOTALL else Any(bool(info.flags & WORD))


def _apply_quantifier(source: Source, counts: tuple[int, int | None], saved_pos: int, sequence: list[Node | None]) -> None:
    element = sequence.pop()
    if element is None:
        raise error("multiple repeat" if sequence else "nothing to repeat", source.string, saved_pos)
    if isinstance(element, Repeat):
        raise error("multiple repeat", source.string, saved_pos)
    saved_pos = source.pos
    kind = _SUFFIXES.get(source.get())
    if kind is None:
        source.pos = saved_pos
        kind = "greedy"
    if not element.is_empty() and counts != (1, 1):
        element = Repeat(element, *counts, kind)
    sequence.append(element)


def _parse_limited_quantifier(source: Source) -> tuple[int, int | None] | None:
    saved_pos = source.pos
    lowest = source.get_while(_DIGITS)
    minimum: int
    maximum: int | None
    if source.match(","):
        highest = source.get_while(_DIGITS)
        minimum = int(lowest or 0)
        maximum = int(highest) if highest else None
    elif lowest:
        minimum = maximum = int(lowest)
    else:
        source.pos = saved_pos
        return None
    if not source.match("}"):
        source.pos = saved_pos
        return None
    if minimum >= _UNLIMITED or (maximum is not None and maximum >= _UNLIMITED):
        raise error("repeat count too big", source.string, saved_pos)
    if maximum is not None and minimum > maximum:
        raise error("min repeat greater than max repeat", source.string, saved_pos)
    return minimum, maximum


def _apply_constraint(source: Source, saved_pos: int, sequence: list[Node | None]) -> None:
    element = sequence.pop()
    if element is None:
        raise error("nothing for fuzzy constraint", source.string, saved_pos)
    if isinstance(element, Group):
        element.subpattern = Fuzzy(element.subpattern)
        sequence.append(element)
    else:
        sequence.append(Fuzzy(element))


def _allows_errors(constraints: dict[str, Object]) -> bool:
    if constraints.get("e") == (0, 0):
        return False
    return any(constraints.get(kind) != (0, 0) for kind in "sid")


def _parse_fuzzy(source: Source, info: _Info, char: str, case_flags: int) -> dict[str, Object] | None:
    saved_pos = source.pos
    if char != "{":
        return None
    constraints: dict[str, Object] = {}
    try:
        _parse_fuzzy_item(source, constraints)
        while source.match(","):
            _parse_fuzzy_item(source, constraints)
    except _NotThis:
        source.pos = saved_pos
        return None
    if source.match(":"):
        constraints["test"] = _parse_fuzzy_test(source, info, case_flags)
    if not source.match("}"):
        raise error("expected }", source.string, source.pos)
    return constraints


def _parse_fuzzy_item(source: Source, constraints: dict[str, Object]) -> None:
    saved_pos = source.pos
    try:
        _parse_cost_constraint(source, constraints)
    except _NotThis:
        source.pos = saved_pos
        _parse_cost_equation(source, constraints)


def _parse_cost_constraint(source: Source, constraints: dict[str, Object]) -> None:
    saved_pos = source.pos
    char = source.get()
    if char in _ALPHA:
        # error_type [("<=" | "<") highest]
        constraint = _parse_constraint(constraints, char)
        is_inclusive = _parse_comparison(source)
        if is_inclusive is None:
            constraints[constraint] = 0, None
            return
        cost_pos = source.pos
        highest = _parse_cost_limit(source) - (not is_inclusive)
        if not 0 <= highest <= _HIGHEST_COST:
            raise error("bad fuzzy cost limit", source.string, cost_pos)
        constraints[constraint] = 0, highest
    elif char in _DIGITS:
        # lowest ("<=" | "<") error_type ("<=" | "<") highest
        source.pos = saved_pos
        lowest = _parse_cost_limit(source)
        is_lowest_inclusive = _parse_comparison(source)
        if is_lowest_inclusive is None:
            raise _NotThis
        constraint = _parse_constraint(constraints, source.get())
        is_inclusive = _parse_comparison(source)
        if is_inclusive is None:
            raise _NotThis
        cost_pos = source.pos
        highest = _parse_cost_limit(source) - (not is_inclusive)
        lowest += not is_lowest_inclusive
        if not 0 <= lowest <= highest:
            raise error("bad fuzzy cost limit", source.string, cost_pos)
        constraints[constraint] = lowest, highest
    else:
        raise _NotThis


def _parse_cost_limit(source: Source) -> int:
    cost_pos = source.pos
    digits = source.get_while(_DIGITS)
    try:
        return int(digits)
    except ValueError:
        pass
    raise error("bad fuzzy cost limit", source.string, cost_pos)


def _parse_constraint(constraints: dict[str, Object], char: str) -> str:
    if char not in "deis" or char in constraints:
        raise _NotThis
    return char


def _parse_comparison(source: Source) -> bool | None:
    """Whether the bound that follows is included; None where there is no comparison."""
    return True if source.match("<=") else False if source.match("<") else None


def _parse_cost_equation(source: Source, constraints: dict[str, Object]) -> None:
    if "cost" in constraints:
        raise error("more than one cost equation", source.string, source.pos)
    cost: dict[str, int] = {}
    _parse_cost_term(source, cost)
    while source.match("+"):
        _parse_cost_term(source, cost)
    is_inclusive = _parse_comparison(source)
    if is_inclusive is None:
        raise _NotThis
    # regex, too, trips here where there are no digits.
    highest = int(source.get_while(_DIGITS)) - (not is_inclusive)
    if not 0 <= highest <= _HIGHEST_COST:
        raise error("bad fuzzy cost limit", source.string, source.pos)
    constraints["cost"] = cost


def _parse_cost_term(source: Source, cost: dict[str, int]) -> None:
    coefficient = source.get_while(_DIGITS)
    char = source.get()
    if char not in "dis":
        raise _NotThis
    if char in cost:
        raise error("repeated fuzzy cost", source.string, source.pos)
    cost[char] = int(coefficient or 1)


def _parse_fuzzy_test(source: Source, info: _Info, case_flags: int) -> Node:
    saved_pos = source.pos
    char = source.get()
    if char not in _SPECIAL:
        return Character(ord(char), case_flags=case_flags)
    if char == "\\":
        return _parse_escape(source, info, False)
    if char == ".":
        return _any_character(info)
    if char == "[":
        return _parse_set(source, info)
    raise error("expected character set", source.string, saved_pos)


def _parse_parenthesis(source: Source, info: _Info) -> Node | None:
    """What stands in parentheses; None for flags and comments."""
    saved_pos = source.pos
    char = source.get(True)
    if char == "?":
        saved_pos_2 = source.pos
        char = source.get(True)
        if char == "<":
            saved_pos_3 = source.pos
            char = source.get()
            if char in ("=", "!"):
                return LookAround(True, char == "=", _parse_rest_of_group(source, info))
            source.pos = saved_pos_3
            return _parse_named_group(source, info)
        if char in ("=", "!"):
            return LookAround(False, char == "=", _parse_rest_of_group(source, info))
        if char == "P":
            return _parse_extension(source, info)
        if char == "#":
            return _parse_comment(source)
        if char == "(":
            return _parse_conditional(source, info)
        if char == ">":
            return Atomic(_parse_rest_of_group(source, info))
        if char == "|":
            return _parse_branch_reset(source, info)
        if char == "R" or "0" <= char <= "9":
            return _parse_call_group(source, char, saved_pos_2)
        if char == "&":
            return _parse_call_named_group(source, saved_pos_2)
        if char in ("+", "-") and source.peek() in _DIGITS:
            return _parse_relative_call(source, info, char, saved_pos_2)
        source.pos = saved_pos_2
        return _parse_flags(source, info)
    if char == "*":
        saved_pos_2 = source.pos
        word = source.get_while(_END_OF_NAME, include=False)
        if word[:1].isalpha():
            verb = _VERBS.get(word)
            if not verb:
                raise error("unknown verb", source.string, saved_pos_2)
            source.expect(")")
            return Position(verb)
    source.pos = saved_pos
    number = info.open_group()
    subpattern = _parse_rest_of_group(source, info)
    info.open_groups.pop()
    return Group(number, subpattern)


def _parse_rest_of_group(source: Source, info: _Info) -> Node:
    """A subpattern up to its closing parenthesis, after which flags are what they were before it."""
    saved_flags = info.flags
    try:
        subpattern = _parse_pattern(source, info)
        source.expect(")")
    finally:
        info.flags = saved_flags
        source.ignore_space = bool(info.flags & VERBOSE)
    return subpattern


def _parse_named_group(source: Source, info: _Info) -> Group:
    name = parse_name(source)
    number = info.open_group(name)
    source.expect(">")
    subpattern = _parse_rest_of_group(source, info)
    info.open_groups.pop()
    return Group(number, subpattern)


def _parse_extension(source: Source, info: _Info) -> Node:
    saved_pos = source.pos
    char = source.get()
    if char == "<":
        return _parse_named_group(source, info)
    if char == "=":
        name = parse_name(source, allow_numeric=True)
        source.expect(")")
        if info.is_open_group(name):
            raise error("cannot refer to an open group", source.string, saved_pos)
        return RefGroup(name, saved_pos, info.case_flags)
    if char in (">", "&"):
        return _parse_call_named_group(source, saved_pos)
    source.pos = saved_pos
    raise error("unknown extension", source.string, saved_pos)


def _parse_comment(source: Source) -> None:
    while True:
        saved_pos = source.pos
        char = source.get(True)
        if not char or char == ")":
            break
        if char == "\\":
            source.get(True)
    source.pos = saved_pos
    source.expect(")")


def _parse_conditional(source: Source, info: _Info) -> Node:
    saved_flags = info.flags
    saved_pos = source.pos
    char = source.get()
    if char == "?":
        char = source.get()
        if char in ("=", "!"):
            return _parse_lookaround_conditional(source, info, False, char == "=")
        if char == "<":
            char = source.get()
            if char in ("=", "!"):
                return _parse_lookaround_conditional(source, info, True, char == "=")
        source.pos = saved_pos
        raise error("expected lookaround conditional", source.string, source.pos)
    source.pos = saved_pos
    try:
        group = parse_name(source, True)
        source.expect(")")
        yes, no = _parse_yes_and_no(source, info)
    finally:
        info.flags = saved_flags
        source.ignore_space = bool(info.flags & VERBOSE)
    if yes.is_empty() and no.is_empty():
        return Sequence()
    return Conditional(group, yes, no, saved_pos)


def _parse_lookaround_conditional(source: Source, info: _Info, behind: bool, positive: bool) -> Node:
    look = LookAround(behind, positive, _parse_rest_of_group(source, info))
    yes, no = _parse_yes_and_no(source, info)
    return LookAroundConditional(look, yes, no)


def _parse_yes_and_no(source: Source, info: _Info) -> tuple[Sequence, Sequence]:
    yes = _parse_sequence(source, info)
    no = _parse_sequence(source, info) if source.match("|") else Sequence()
    source.expect(")")
    return yes, no


def _parse_branch_reset(source: Source, info: _Info) -> Node:
    first = last = info.group_count
    branches: list[Node] = [_parse_sequence(source, info)]
    last = info.group_count
    while source.match("|"):
        info.group_count = first
        branches.append(_parse_sequence(source, info))
        last = max(last, info.group_count)
    info.group_count = last
    source.expect(")")
    return branches[0] if len(branches) == 1 else Branch(branches)


def _parse_call_group(source: Source, char: str, pos: int) -> CallGroup:
    group = "0" if char == "R" else char + source.get_while(_DIGITS)
    source.expect(")")
    return CallGroup(group, pos)


def _parse_relative_call(source: Source, info: _Info, char: str, pos: int) -> CallGroup:
    digits = source.get_while(_DIGITS)
    if not digits:
        raise error("missing relative group number", source.string, source.pos)
    offset = int(digits)
    group = info.group_count + offset if char == "+" else info.group_count - offset + 1
    if group <= 0:
        raise error("invalid relative group number", source.string, source.pos)
    source.expect(")")
    return CallGroup(group, pos)


def _parse_call_named_group(source: Source, pos: int) -> CallGroup:
    group = parse_name(source)
    source.expect(")")
    return CallGroup(group, pos)


def _parse_flag_set(source: Source) -> int:
    flags = 0
    while True:
        saved_pos = source.pos
        char = source.get()
        if char == "V":
            char += source.get()
        flag = _FLAGS.get(char)
        if flag is None:
            source.pos = saved_pos
            return flags
        flags |= flag


def _parse_flags(source: Source, info: _Info) -> Node | None:
    """Flags, for what follows or for the subpattern that they stand before."""
    on = _parse_flag_set(source)
    off = 0
    if source.match("-"):
        off = _parse_flag_set(source)
        if not off:
            raise error("bad inline flags: no flags after '-'", source.string, source.pos)
    if off & GLOBAL_FLAGS:
        raise error("bad inline flags: cannot turn off global flag", source.string, source.pos)
    if on & off:
        raise error("bad inline flags: flag turned on and off", source.string, source.pos)
    new_global_flags = on & ~info.global_flags & GLOBAL_FLAGS
    if new_global_flags:
        info.global_flags |= new_global_flags
        raise _GlobalFlagSet
    on &= ~GLOBAL_FLAGS
    if source.match(":"):
        saved_flags = info.flags
        info.flags = (info.flags | on) & ~off
        if info.flags & ENCODINGS:
            info.flags = info.flags & ~ENCODINGS | on
        source.ignore_space = bool(info.flags & VERBOSE)
        try:
            subpattern = _parse_pattern(source, info)
            source.expect(")")
        finally:
            info.flags = saved_flags
            source.ignore_space = bool(info.flags & VERBOSE)
        return subpattern
    if source.match(")"):
        info.flags = (info.flags | on) & ~off
        source.ignore_space = bool(info.flags & VERBOSE)
        return None
    raise error("unknown extension", source.string, source.pos)


def parse_name(source: Source, allow_numeric: bool = False, lowest: int = 1) -> str:
    name = source.get_while(_END_OF_NAME, include=False)
    if not name:
        raise error("missing group name", source.string, source.pos)
    if name.isdigit():
        if not allow_numeric or int(name) < lowest:
            raise error("bad character in group name", source.string, source.pos)
    elif not name.isidentifier():
        raise error("bad character in group name", source.string, source.pos)
    return name


def _parse_escape(source: Source, info: _Info, in_set: bool) -> Node:
    saved_ignore = source.ignore_space
    source.ignore_space = False
    char = source.get()
    source.ignore_space = saved_ignore
    if not char:
        raise error("bad escape (end of pattern)", source.string, source.pos)
    if char in HEX_ESCAPES:
        return _parse_hex_escape(source, info, char, in_set)
    if char == "g" and not in_set:
        saved_pos = source.pos
        try:
            return _parse_group_reference(source, info)
        except error:
            source.pos = saved_pos
        return _character(info, ord(char), in_set)
    if char == "G" and not in_set:
        return Position("search_anchor")
    if char == "L" and not in_set:
        source.expect("<")
        parse_name(source, True)
        source.expect(">")
        # Lists come as keyword arguments, of which there are none.
        raise error("undefined named list", source.string, source.pos)
    if char == "N":
        return _parse_named_character(source, info, in_set)
    if char in "pP":
        return _parse_property(source, info, char == "p", in_set)
    if char == "R" and not in_set:
        line_ends = SetUnion([Range(0x0A, 0x0D), Character(0x85), Range(0x2028, 0x2029)])
        return Atomic(Branch([Sequence([Character(0x0D), Character(0x0A)]), line_ends]))
    if char == "X" and not in_set:
        return Grapheme()
    if char in _ALPHA:
        if not in_set:
            place = _WORD_FLAG_POSITIONS.get(char) if info.flags & WORD else None
            place = place or _POSITION_ESCAPES.get(char)
            if place:
                return Position(place, info.encoding)
        known = _SET_ESCAPES.get(char.lower())
        if known:
            return Property(*known, positive=char.islower(), encoding=info.encoding)
        if char == "h":
            return Property(*BLANK)
        if char in CHARACTER_ESCAPES:
            return Character(ord(CHARACTER_ESCAPES[char]))
        raise error(f"bad escape \\{char}", source.string, source.pos)
    if char in _DIGITS:
        return _parse_numeric_escape(source, info, char, in_set)
    return _character(info, ord(char), in_set)


def _character(info: _Info, value: int, in_set: bool) -> Character:
    return Character(value, case_flags=0 if in_set else info.case_flags)


def _parse_numeric_escape(source: Source, info: _Info, char: str, in_set: bool) -> Node:
    if in_set or char == "0":
        return _parse_octal_escape(source, info, char, in_set)
    digits = char
    saved_pos = source.pos
    char = source.get()
    if char in _DIGITS:
        digits += char
        saved_pos = source.pos
        char = source.get()
        if _OCTAL_DIGITS.issuperset(digits) and char in _OCTAL_DIGITS:
            mask = 0xFF if info.flags & ENCODINGS in (ASCII, LOCALE) else 0x1FF
            return _character(info, int(digits + char, 8) & mask, False)
    source.pos = saved_pos
    if info.is_open_group(digits):
        raise error("cannot refer to an open group", source.string, source.pos)
    return RefGroup(digits, source.pos, info.case_flags)


def _parse_octal_escape(source: Source, info: _Info, digits: str, in_set: bool) -> Node:
    saved_pos = source.pos
    char = source.get()
    while len(digits) < 3 and char in _OCTAL_DIGITS:
        digits += char
        saved_pos = source.pos
        char = source.get()
    source.pos = saved_pos
    try:
        return _character(info, int(digits, 8), in_set)
    except ValueError:
        pass
    if digits[0] in _OCTAL_DIGITS:
        raise error(f"incomplete escape \\{digits}", source.string, source.pos)
    raise error(f"bad escape \\{digits[0]}", source.string, source.pos)


def _parse_hex_escape(source: Source, info: _Info, kind: str, in_set: bool) -> Node:
    saved_pos = source.pos
    digits = ""
    for _ in range(HEX_ESCAPES[kind]):
        char = source.get()
        if char not in _HEX_DIGITS:
            raise error(f"incomplete escape \\{kind}{digits}", source.string, saved_pos)
        digits += char
    value = int(digits, 16)
    if value < 0x110000:
        return _character(info, value, in_set)
    raise error(f"bad hex escape \\{kind}{digits}", source.string, saved_pos)


def _parse_group_reference(source: Source, info: _Info) -> RefGroup:
    source.expect("<")
    saved_pos = source.pos
    name = parse_name(source, True)
    source.expect(">")
    if info.is_open_group(name):
        raise error("cannot refer to an open group", source.string, source.pos)
    return RefGroup(name, saved_pos, info.case_flags)


def _parse_named_character(source: Source, info: _Info, in_set: bool) -> Node:
    saved_pos = source.pos
    if source.match("{"):
        name = source.get_while(_NAMED_CHARACTER_PART, keep_spaces=True)
        if source.match("}"):
            try:
                return _character(info, ord(unicodedata.lookup(name)), in_set)
            except KeyError:
                raise error("undefined character name", source.string, source.pos) from None
    source.pos = saved_pos
    return _character(info, ord("N"), in_set)


def _parse_property(source: Source, info: _Info, positive: bool, in_set: bool) -> Node:
    saved_pos = source.pos
    char = source.get()
    found: OneCharacter | None = None
    if char == "{":
        negate = source.match("^")
        name, value = _parse_property_name(source)
        if source.match("}"):
            found = _lookup_property(name, value, positive != negate, source, encoding=info.encoding)
    elif char and char in "CLMNPSZ":
        found = _lookup_property(None, char, positive, source, encoding=info.encoding)
    if found is None:
        source.pos = saved_pos
        return _character(info, ord("p" if positive else "P"), in_set)
    return found if in_set else found.with_flags(case_flags=info.case_flags)


def _parse_property_name(source: Source) -> tuple[str | None, str]:
    """A property's name, None where only a value is given, and the value."""
    name = source.get_while(_PROPERTY_NAME_PART)
    saved_pos = source.pos
    property: str | None = None
    char = source.get()
    if char and char in ":=":
        property = name
        name = source.get_while(_PROPERTY_VALUE_PART).strip()
        if name:
            saved_pos = source.pos
        else:
            property, name = None, property
    source.pos = saved_pos
    return property, name


def _lookup_property(
    property: str | None, value: str, positive: bool, source: Source, posix: bool = False, encoding: int = PATTERN_ENCODING
) -> Property:
    # Few patterns name a property: the tables are read for those alone.
    from regex._properties import properties

    known = properties()
    property = _standard_name(property) if property else None
    value = _standard_name(value)
    if (property, value) == ("GENERALCATEGORY", "ASSIGNED"):
        value, positive = "UNASSIGNED", not positive
    if posix and not property and value.upper() in _POSIX_CLASSES:
        value = "POSIX" + value
    if property:
        if property not in known:
            raise error("unknown property", source.string, source.pos)
        number, values = known[property]
        if value not in values:
            raise error("unknown property value", source.string, source.pos)
        return Property(number, values[value], positive, encoding=encoding)
    for each in ("GC", "SCRIPT", "BLOCK"):
        number, values = known[each]
        if value in values:
            return Property(number, values[value], positive, encoding=encoding)
    if value in known:
        number, values = known[value]
        if set(values) == _BINARY_VALUES:
            return Property(number, 1, positive, encoding=encoding)
        return Property(number, 0, not positive, encoding=encoding)
    if value.startswith("IS") and value[2:] in known:
        number, values = known[value[2:]]
        if "YES" in values:
            return Property(number, 1, positive, encoding=encoding)
    for prefix, each in (("IS", "SCRIPT"), ("IN", "BLOCK")):
        number, values = known[each]
        if value.startswith(prefix) and value[2:] in values:
            return Property(number, values[value[2:]], positive, encoding=encoding)
    raise error("unknown property", source.string, source.pos)


def _standard_name(name: str) -> str:
    try:
        return _rational(name)
    except (ValueError, ZeroDivisionError):
        return "".join(char for char in name if char not in "_- ").upper()


def _rational(numeric: str) -> str:
    """A number as a fraction: "0.5" as "1/2"."""
    sign = "-" if numeric[:1] == "-" else ""
    parts = numeric[len(sign) :].split("/")
    if len(parts) > 2:
        raise ValueError
    quotient = float(parts[0]) / float(parts[1]) if len(parts) == 2 else float(parts[0])
    numerator, denominator = _fraction(quotient)
    result = f"{sign}{numerator}/{denominator}"
    return result[:-2] if result.endswith("/1") else result


def _fraction(number: float) -> tuple[int, int]:
    whole = int(number)
    rest = number - whole
    if abs(rest) < 0.0001:
        return whole, 1
    denominator, numerator = _fraction(1.0 / rest)
    return whole * denominator + numerator, denominator


def _parse_set(source: Source, info: _Info) -> Node:
    saved_ignore = source.ignore_space
    source.ignore_space = False
    negate = source.match("^")
    try:
        item = _parse_set_operators(source, info) if info.is_version1 else _parse_set_members(source, info)
        if not source.match("]"):
            raise error("missing ]", source.string, source.pos)
    finally:
        source.ignore_space = saved_ignore
    if negate:
        item = item.with_flags(positive=not item.positive)
    return item.with_flags(case_flags=info.case_flags)


# From the loosest to the tightest.
_SET_OPERATIONS: tuple[tuple[str, Callable[[list[OneCharacter]], OneCharacter]], ...] = (
    ("||", SetUnion),
    ("~~", SetSymDiff),
    ("&&", SetInter),
    ("--", SetDiff),
)


def _parse_set_operators(source: Source, info: _Info, level: int = 0) -> OneCharacter:
    if level == len(_SET_OPERATIONS):
        return _parse_set_members(source, info)
    operator, made_of = _SET_OPERATIONS[level]
    items = [_parse_set_operators(source, info, level + 1)]
    while source.match(operator):
        items.append(_parse_set_operators(source, info, level + 1))
    return items[0] if len(items) == 1 else made_of(items)


def _parse_set_members(source: Source, info: _Info) -> OneCharacter:
    items = [_parse_set_member(source, info)]
    while True:
        saved_pos = source.pos
        if source.match("]") or (info.is_version1 and any(source.match(operator) for operator in _SET_OPERATORS)):
            source.pos = saved_pos
            break
        items.append(_parse_set_member(source, info))
    return items[0] if len(items) == 1 else SetUnion(items)


def _parse_set_member(source: Source, info: _Info) -> OneCharacter:
    start = _parse_set_item(source, info)
    before_hyphen = source.pos
    if type(start) is not Character or not start.positive or not source.match("-"):
        return start
    after_hyphen = source.pos
    if info.is_version1 and source.match("-"):
        source.pos = before_hyphen
        return start
    hyphen = Character(ord("-"))
    if source.match("]"):
        source.pos = after_hyphen
        return SetUnion([start, hyphen])
    end = _parse_set_item(source, info)
    if type(end) is not Character or not end.positive:
        return SetUnion([start, hyphen, end])
    if start.value > end.value:
        raise error("bad character range", source.string, source.pos)
    return start if start.value == end.value else Range(start.value, end.value)


def _parse_set_item(source: Source, info: _Info) -> OneCharacter:
    if source.match("\\"):
        item = _parse_escape(source, info, True)
        assert isinstance(item, OneCharacter)
        return item
    saved_pos = source.pos
    if source.match("[:"):
        try:
            return _parse_posix_class(source)
        except _NotThis:
            source.pos = saved_pos
    if info.is_version1 and source.match("["):
        negate = source.match("^")
        nested = _parse_set_operators(source, info)
        if not source.match("]"):
            raise error("missing ]", source.string, source.pos)
        return nested.with_flags(positive=not nested.positive) if negate else nested
    char = source.get()
    if not char:
        raise error("unterminated character set", source.string, source.pos)
    return Character(ord(char))


def _parse_posix_class(source: Source) -> OneCharacter:
    negate = source.match("^")
    name, value = _parse_property_name(source)
    if not source.match(":]"):
        raise _NotThis
    return _lookup_property(name, value, not negate, source, posix=True)


def _resolve_references(tree: Node, info: _Info, pattern: str) -> None:
    """Replace the names of groups by their numbers.

    Raises:
        error: where there is no such group.
    """

    def resolve(node: Node) -> None:
        if isinstance(node, Sequence):
            for item in node.items:
                resolve(item)
        elif isinstance(node, Branch):
            for branch in node.branches:
                resolve(branch)
        elif isinstance(node, (Group, Atomic, Repeat, LookAround, Fuzzy)):
            resolve(node.subpattern)
        elif isinstance(node, LookAroundConditional):
            resolve(node.look.subpattern)
            resolve(node.yes)
            resolve(node.no)
        elif isinstance(node, RefGroup):
            node.group = number(node, "unknown group")
            if not 1 <= node.group <= info.group_count:
                raise error("invalid group reference", pattern, node.position)
        elif isinstance(node, CallGroup):
            node.group = number(node, "invalid group reference")
            if not 0 <= node.group <= info.group_count:
                raise error("unknown group", pattern, node.position)
            if node.group > 0 and info.open_group_count[node.group] > 1:
                raise error("ambiguous group reference", pattern, node.position)
        elif isinstance(node, Conditional):
            node.group = 0 if node.group == "DEFINE" and "DEFINE" not in info.group_index else number(node, "unknown group")
            if not 0 <= node.group <= info.group_count:
                raise error("invalid group reference", pattern, node.position)
            resolve(node.yes)
            resolve(node.no)

    def number(node: Object, complaint: str) -> int:
        try:
            return int(node.group)
        except ValueError:
            pass
        if node.group not in info.group_index:
            raise error(complaint, pattern, node.position)
        return info.group_index[node.group]

    resolve(tree)

"""A parsed pattern, written anew as a pattern of Python's own `re` that matches the same."""

from __future__ import annotations

from functools import lru_cache

from regex._core import FULLCASE, IGNORECASE, POSIX, REVERSE, UntranslatablePattern
from regex._nodes import (
    ASCII_ENCODING,
    PATTERN_ENCODING,
    Any,
    AnyAll,
    Atomic,
    Branch,
    Character,
    Conditional,
    Grapheme,
    Group,
    LookAround,
    LookAroundConditional,
    Node,
    OneCharacter,
    Position,
    RefGroup,
    Repeat,
    Sequence,
)
from regex._parser import Parsed
from regex._properties import LIMIT, Ranges, expansions
from regex._sets import LINE_SEPARATORS, AnyText, AsciiText, Members, Sets

_NEVER = "(?!)"
_MOST_REPEATS = (1 << 31) - 1
"""What `re` takes for no bound on 32-bit machines, which WebAssembly is one of."""

_PLACES = {
    "start_of_string": r"\A",
    "start_of_line": "(?m:^)",
    "end_of_string": r"\Z",
    "end_of_string_line": "$",
    "end_of_line": "(?m:$)",
    "failure": _NEVER,
}

class BeyondRe(Exception):
    """`re` has nothing that matches like it."""

def translate(parsed: Parsed, for_ascii: bool) -> tuple[str, bool]:
    """The pattern for `re`, and whether it holds for all texts: one made `for_ascii` can be for texts in ASCII alone.

    Raises:
        BeyondRe: where `re` cannot express the pattern.
        UntranslatablePattern: where what it matches is not known.
    """
    writer = _Writer(parsed, for_ascii)
    text = writer.alternatives(parsed.tree)
    if writer.group != parsed.group_count:
        raise BeyondRe
    return text, writer.holds_for_all and not (writer.universe.mixed if isinstance(writer.universe, AsciiText) else False)

class _Writer:
    """Writes one pattern. `group` is the number of the last group written."""

    def __init__(self, parsed: Parsed, for_ascii: bool) -> None:
        if parsed.flags & (REVERSE | POSIX):
            raise BeyondRe
        self.for_ascii = for_ascii
        self.holds_for_all = True
        self.universe = AsciiText() if for_ascii else AnyText()
        self.sets = Sets(self.universe, parsed.flags)
        self.names = {number: name for name, number in parsed.group_index.items()}
        self.group = 0

    def alternatives(self, node: Node) -> str:
        """As it stands alone, in parentheses or between bars."""
        if isinstance(node, Branch):
            return "|".join(self.alternatives(branch) for branch in node.branches)
        return self.sequence(node)

    def sequence(self, node: Node) -> str:
        """As it stands next to others."""
        if isinstance(node, Sequence):
            refuse_full_folding(node.items)
            return "".join([self.sequence(item) for item in node.items])
        if isinstance(node, Branch):
            return f"(?:{self.alternatives(node)})"
        return self.item(node)

    def item(self, node: Node) -> str:
        """As it stands next to others, for all but sequences and branches."""
        if isinstance(node, Character) and node.positive and not node.case_flags:
            return escaped(node.value)
        if isinstance(node, (OneCharacter, Any)):
            return self.character_class(self.sets.of(node))
        if isinstance(node, Repeat):
            return self.repeat(node)
        if isinstance(node, Group):
            self.group += 1
            if node.number != self.group:
                raise BeyondRe
            name = self.names.get(node.number)
            return f"({f'?P<{name}>' if name else ''}{self.alternatives(node.subpattern)})"
        if isinstance(node, Position):
            return self.place(node)
        if isinstance(node, LookAround):
            return self.look(node)
        if isinstance(node, Atomic):
            return f"(?>{self.alternatives(node.subpattern)})"
        if isinstance(node, RefGroup):
            return self.reference(node)
        if isinstance(node, Conditional):
            yes, no = self.sequence(node.yes), self.sequence(node.no)
            if not node.group and no:
                # Native then matches neither of the two.
                raise UntranslatablePattern("a definition with an alternative")
            return f"(?({node.group}){yes}|{no})" if node.group else f"(?:(?!){yes}|{no})"
        if isinstance(node, LookAroundConditional):
            before = self.group
            opposite = LookAround(node.look.behind, not node.look.positive, node.look.subpattern)
            yes = self.look(node.look) + self.sequence(node.yes)
            if self.group != before:
                # Which would have to be two groups in one.
                raise BeyondRe
            return f"(?:{yes}|{self.look(opposite)}{self.sequence(node.no)})"
        if isinstance(node, Grapheme) and self.for_ascii:
            self.holds_for_all = False
            return "(?>\\r\\n|(?s:.))"
        raise BeyondRe

    def repeat(self, node: Repeat) -> str:
        if node.minimum >= _MOST_REPEATS:
            return _NEVER
        maximum = None if node.maximum is None or node.maximum >= _MOST_REPEATS else node.maximum
        counts = {(0, None): "*", (1, None): "+", (0, 1): "?"}.get((node.minimum, maximum))
        if counts is None:
            counts = f"{{{node.minimum}}}" if node.minimum == maximum else f"{{{node.minimum},{'' if maximum is None else maximum}}}"
        body = node.subpattern
        text = self.sequence(body)
        if not isinstance(body, (OneCharacter, Any, Group, Branch)):
            text = f"(?:{text})"
        if node.kind == "possessive":
            return f"(?>{text}{counts})"
        return f"{text}{counts}{'?' if node.kind == 'lazy' else ''}"

    def look(self, node: LookAround) -> str:
        sign = "=" if node.positive else "!"
        if not node.behind:
            return f"(?{sign}{self.alternatives(node.subpattern)})"
        # `re` looks back over a fixed number of characters, though not the same one in each alternative of ours.
        branches = node.subpattern.branches if isinstance(node.subpattern, Branch) else [node.subpattern]
        looks = [f"(?<{sign}{self.alternatives(branch)})" for branch in branches]
        return looks[0] if len(looks) == 1 else f"(?:{'|'.join(looks)})" if node.positive else "".join(looks)

    def reference(self, node: RefGroup) -> str:
        if node.group > self.group:
            raise BeyondRe
        if not node.case_flags:
            return f"(?:\\{node.group})"
        if not self.for_ascii:
            # `re` compares by one of a character's cases alone.
            raise BeyondRe
        self.holds_for_all = False
        return f"(?i:\\{node.group})"

    def place(self, node: Position) -> str:
        name = node.name
        if name in _PLACES:
            return _PLACES[name]
        if name in ("boundary", "not_boundary", "start_of_word", "end_of_word"):
            return self.word_place(name, node.encoding)
        if name.startswith("unicode_"):
            ends = self.character_class(self.sets.any_of(LINE_SEPARATORS))
            # Between the two characters of a line end there is no place.
            within = r"(?<=\r)(?=\n)"
            if name == "unicode_start_of_line":
                return f"(?:\\A|(?<={ends})(?!{within}))"
            if name == "unicode_end_of_line":
                return f"(?:\\Z|(?={ends})(?!{within}))"
            return f"(?=(?:\\r\\n|{ends})?\\Z)(?!{within})"
        raise BeyondRe

    def word_place(self, name: str, encoding: int) -> str:
        if self.for_ascii or encoding == ASCII_ENCODING or (encoding == PATTERN_ENCODING and self.sets.is_ascii):
            flags = "a" if encoding == ASCII_ENCODING or self.sets.is_ascii else ""
            self.holds_for_all &= bool(flags)
            boundary = rf"(?{flags}:\b)" if flags else r"\b"
            # For `re`, an empty text had no place that is not a boundary, up to Python 3.13.
            if name == "not_boundary":
                return f"(?!{boundary})"
            word = rf"(?{flags}:\w)" if flags else r"\w"
            return {"boundary": boundary, "start_of_word": f"{boundary}(?={word})", "end_of_word": f"{boundary}(?<={word})"}[name]
        word = self.character_class(self.sets.word(encoding))
        if name == "start_of_word":
            return f"(?<!{word})(?={word})"
        if name == "end_of_word":
            return f"(?<={word})(?!{word})"
        if name == "boundary":
            return f"(?:(?<={word})(?!{word})|(?<!{word})(?={word}))"
        return f"(?:(?<={word})(?={word})|(?<!{word})(?!{word}))"

    def character_class(self, members: Members) -> str:
        """A set as `re` writes it."""
        if isinstance(members, Ranges):
            return _class_of(tuple(members.bounds))
        beyond_ascii = members >> 128
        if beyond_ascii not in (0, 0b11111):
            self.holds_for_all = False
        return _class_of_bits(members & (1 << 128) - 1, bool(members >> 132))

@lru_cache(1_024)
def _class_of_bits(members: int, with_rest: bool) -> str:
    """A set of ASCII, with or without all that is beyond."""
    bounds = []
    is_in = False
    for code in range(128):
        if bool(members >> code & 1) != is_in:
            is_in = not is_in
            bounds.append(code)
    if is_in != with_rest:
        bounds.append(128)
    if with_rest:
        bounds.append(LIMIT)
    return _class_of(tuple(bounds))

@lru_cache(64)
def _class_of(bounds: tuple[int, ...]) -> str:
    """A set given as the bounds of `Ranges`."""
    if not bounds:
        return _NEVER
    if bounds == (0, LIMIT):
        return "(?s:.)"
    if bounds[-1] != LIMIT:
        if len(bounds) == 2 and bounds[1] == bounds[0] + 1:
            return escaped(bounds[0])
        return f"[{_spans(bounds)}]"
    # The set's complement starts where the set does not.
    complement = bounds[1:-1] if bounds[0] == 0 else (0, *bounds[:-1])
    return "." if complement == (0x0A, 0x0B) else f"[^{_spans(complement)}]"

def _spans(bounds: tuple[int, ...]) -> str:
    written = []
    for index in range(0, len(bounds), 2):
        first, last = bounds[index], bounds[index + 1] - 1
        written.append(escaped(first))
        if last > first:
            if last > first + 1:
                written.append("-")
            written.append(escaped(last))
    return "".join(written)

def escaped(code: int) -> str:
    """A code point that means itself in and out of sets."""
    char = chr(code)
    if char.isascii():
        return char if char.isalnum() else f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"

def refuse_full_folding(items: list[Node]) -> None:
    """Refuse characters in a row that, folded, are also what one character folds to: "ss" is.

    Raises:
        UntranslatablePattern: where there are such.
    """
    if not any(isinstance(item, Character) and item.case_flags & FULLCASE for item in items):
        return
    row = "".join(
        chr(item.value) if isinstance(item, Character) and item.positive and item.case_flags == FULLCASE | IGNORECASE else "\0" for item in items
    )
    folded = row.casefold()
    if any(folds_to in folded for folds_to in expansions().values()):
        raise UntranslatablePattern("full case folding")


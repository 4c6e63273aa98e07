"""Which characters a node of one character matches, computed in one of two universes.

`ASCII_TEXT` knows ASCII, and of the rest only whether a set treats all of it alike: enough for most patterns and, for the
others, for texts in ASCII, at a cost that does not hang on Unicode's size. `ANY_TEXT` knows every code point.
"""

from __future__ import annotations

from typing import Any as Object

from regex._core import ASCII, FULLCASE, IGNORECASE, LOCALE, UntranslatablePattern
from regex._nodes import (
    ASCII_ENCODING,
    UNICODE_ENCODING,
    Any,
    AnyAll,
    Character,
    Node,
    OneCharacter,
    Property,
    Range,
    SetDiff,
    SetInter,
    SetSymDiff,
    SetUnion,
)
from regex._parser import BLANK, DECIMAL_NUMBER, GENERAL_CATEGORY, WHITE_SPACE, WORD_CHARACTER
from regex._properties import LIMIT, Ranges, all_cases, expansions, members

Members = Object
"""A set in one of the universes: combined by `|`, `&` and `^`."""

_CASED = (10, 1)
_LETTERS_WITH_CASE = (10, 13, 20)
_UPPERCASE, _LOWERCASE = 92, 56
# The C locale, which native Python runs in, knows these of ASCII and no others.
_KNOWN_TO_LOCALES = (DECIMAL_NUMBER, WHITE_SPACE, WORD_CHARACTER, BLANK)
_LAST = LIMIT - 1

LINE_SEPARATORS = ((0x0A, 0x0D), (0x85, 0x85), (0x2028, 0x2029))


class AsciiText:
    """Sets as integers, a bit for each of ASCII, then one for each of the four others with a simple case in ASCII, then one for all the rest.

    Attributes:
        mixed: whether a set was met that does not treat all of the rest alike.
    """

    others = (0x130, 0x131, 0x17F, 0x212A)
    everything = (1 << 133) - 1
    _capitals = sum(1 << code for code in range(0x41, 0x5B))
    # A letter of ASCII, its capital, and which of the other four is a case of either.
    _others_of = ((0x69, 0x49, 0x130, None), (0x69, 0x49, None, 0x131), (0x73, 0x53, 0x17F, 0x17F), (0x6B, 0x4B, 0x212A, 0x212A))
    _known = {
        DECIMAL_NUMBER: sum(1 << code for code in range(0x30, 0x3A)),
        WHITE_SPACE: sum(1 << code for code in (*range(0x09, 0x0E), 0x20)),
        BLANK: 1 << 0x09 | 1 << 0x20,
        WORD_CHARACTER: sum(1 << code for code in range(128) if chr(code).isalnum() or code == 0x5F) | 0b1111 << 128,
    }
    _rest = 1 << 132

    def __init__(self) -> None:
        self.mixed = False

    def _bit(self, code: int) -> int:
        return 1 << code if code < 128 else 1 << (128 + self.others.index(code)) if code in self.others else 0

    def span(self, lower: int, upper: int) -> int:
        """Code points from `lower` to `upper`."""
        found = ((1 << (min(upper, 127) + 1)) - 1) >> lower << lower if lower < 128 else 0
        if upper >= 128:
            for code in self.others:
                if lower <= code <= upper:
                    found |= self._bit(code)
            if lower <= 128 and upper == _LAST:
                found |= self._rest
            else:
                self.mixed = True
        return found

    def property(self, property: int, value: int) -> int:
        self.mixed = True
        found = self._known.get((property, value))
        if found is None:
            found = 0
            known = members(property, value)
            for code in (*range(128), *self.others):
                if code in known:
                    found |= self._bit(code)
        return found

    def with_cases(self, found: int, ascii_only: bool) -> int:
        """The set and every code point that has a simple case in it."""
        capitals = found & self._capitals
        small = found >> 32 & self._capitals
        more = found | small | capitals << 32
        if ascii_only:
            return more
        for letter, capital, other_of_letter, other_of_capital in self._others_of:
            for own, other in ((letter, other_of_letter), (capital, other_of_capital)):
                if other is not None:
                    if found >> own & 1:
                        more |= self._bit(other)
                    if found & self._bit(other):
                        more |= 1 << own
        return more

    def contains_last(self, property: int, value: int) -> bool:
        known = self._known.get((property, value))
        return _LAST in members(property, value) if known is None else False


class AnyText:
    """Sets as `Ranges`."""

    everything = Ranges([0, LIMIT])

    def span(self, lower: int, upper: int) -> Ranges:
        """Code points from `lower` to `upper`."""
        return Ranges([lower, upper + 1])

    def property(self, property: int, value: int) -> Ranges:
        return members(property, value)

    def with_cases(self, found: Ranges, ascii_only: bool) -> Ranges:
        """The set and every code point that has a simple case in it."""
        more: set[int] = set()
        if ascii_only:
            for code in (*range(65, 91), *range(97, 123)):
                if code not in found and code ^ 0x20 in found:
                    more.add(code)
        else:
            for code, cases in all_cases().items():
                if code not in found and any(each in found for each in cases):
                    more.add(code)
        return found | ranges_of(more)

    def contains_last(self, property: int, value: int) -> bool:
        return _LAST in members(property, value)


def ranges_of(codes: set[int]) -> Ranges:
    """A set of single code points."""
    bounds: list[int] = []
    for code in sorted(codes):
        if bounds and bounds[-1] == code:
            bounds[-1] = code + 1
        else:
            bounds += (code, code + 1)
    return Ranges(bounds)


class Sets:
    """Computes sets in a universe, for a pattern with these flags."""

    def __init__(self, universe: AsciiText | AnyText, flags: int) -> None:
        self.universe = universe
        self.everything = universe.everything
        self.is_ascii = bool(flags & ASCII)
        self.is_locale = bool(flags & LOCALE)

    def of(self, node: Node) -> Members:
        """What a node of one character matches.

        Raises:
            UntranslatablePattern: where that can be more than one character, or is not known.
        """
        if isinstance(node, Any):
            newlines = LINE_SEPARATORS if node.unicode_lines else ((0x0A, 0x0A),)
            return self.everything ^ self.any_of(newlines)
        assert isinstance(node, OneCharacter)
        if type(node) is AnyAll:
            return self.everything
        ignores_case = bool(node.case_flags & IGNORECASE)
        if type(node) is Property:
            return self._signed(node, self._lone_property(node, ignores_case))
        found = self._described(node, ignores_case)
        if node.positive and node.case_flags == IGNORECASE | FULLCASE and not (self.is_ascii or self.is_locale) and self._expands(node):
            raise UntranslatablePattern("full case folding")
        return self._signed(node, found)

    def any_of(self, spans: tuple[tuple[int, int], ...]) -> Members:
        """Code points in any of the spans, both ends included."""
        found = self.universe.span(*spans[0])
        for span in spans[1:]:
            found = found | self.universe.span(*span)
        return found

    def word(self, encoding: int) -> Members:
        """Word characters."""
        return self._property(*WORD_CHARACTER, encoding)

    def _signed(self, node: OneCharacter, found: Members) -> Members:
        return found if node.positive else self.everything ^ found

    def _described(self, node: OneCharacter, ignores_case: bool) -> Members:
        """What a node describes, whether it is positive or not."""
        if isinstance(node, (SetUnion, SetInter, SetSymDiff, SetDiff)):
            items = [self._signed(item, self._described(item, ignores_case)) for item in node.items]
            found = items[0]
            for item in items[1:]:
                if type(node) is SetUnion:
                    found = found | item
                elif type(node) is SetInter:
                    found = found & item
                elif type(node) is SetSymDiff:
                    found = found ^ item
                else:
                    found = found & (self.everything ^ item)
            return found
        if type(node) is Character:
            found = self.universe.span(node.value, node.value)
        elif type(node) is Range:
            found = self.universe.span(node.lower, node.upper)
        elif type(node) is Property:
            found = self._property(node.property, node.value, node.encoding)
        else:
            raise UntranslatablePattern("any character in a set")
        return self.universe.with_cases(found, self.is_ascii or self.is_locale) if ignores_case else found

    def _lone_property(self, node: Property, ignores_case: bool) -> Members:
        """Outside sets, case has a meaning for properties about case alone."""
        if ignores_case and self._encoding(node.encoding) == UNICODE_ENCODING:
            if node.property == GENERAL_CATEGORY and node.value in _LETTERS_WITH_CASE:
                first, second, third = (self.universe.property(GENERAL_CATEGORY, value) for value in _LETTERS_WITH_CASE)
                return first | second | third
            if node.property in (_UPPERCASE, _LOWERCASE):
                return self.universe.property(*_CASED)
        return self._property(node.property, node.value, node.encoding)

    def _encoding(self, encoding: int) -> int:
        return encoding or (ASCII_ENCODING if self.is_ascii or self.is_locale else UNICODE_ENCODING)

    def _property(self, property: int, value: int, encoding: int) -> Members:
        if not encoding and self.is_locale and (property, value) not in _KNOWN_TO_LOCALES:
            raise UntranslatablePattern("a property in a locale")
        if self._encoding(encoding) == UNICODE_ENCODING:
            return self.universe.property(property, value)
        # Beyond ASCII all is taken to be like the last code point.
        was_mixed = isinstance(self.universe, AsciiText) and self.universe.mixed
        ascii_text = self.universe.span(0, 127)
        found = self.universe.property(property, value) & ascii_text
        if isinstance(self.universe, AsciiText):
            self.universe.mixed = was_mixed
        return found | (self.everything ^ ascii_text) if self.universe.contains_last(property, value) else found

    def _expands(self, node: OneCharacter) -> bool:
        """Whether there is a character in the node that matches several by full case folding."""
        plain = Sets(AnyText(), 0)
        found = plain._described(node, False)
        return any(ord(char) in found for char in expansions())

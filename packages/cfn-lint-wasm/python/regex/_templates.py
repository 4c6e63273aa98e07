"""Replacement templates, read as regex 2026.11.19 reads them (see `_parser`)."""

from __future__ import annotations

import string
import unicodedata
from collections.abc import Callable
from typing import Any as Object

from regex._core import error
from regex._parser import CHARACTER_ESCAPES, HEX_ESCAPES, Source, parse_name

_ALPHA = frozenset(string.ascii_letters)
_DIGITS = frozenset(string.digits)
_OCTAL_DIGITS = frozenset(string.octdigits)
_HEX_DIGITS = frozenset(string.hexdigits)
_NAME_PART = _ALPHA | {" "}


def replacer(template: str, groups: int, groupindex: dict[str, int]) -> str | Callable[[Object], str]:
    """What replaces a match: a text that has nothing to be filled in, else a function of the match.

    Raises:
        error, IndexError: where regex refuses the template.
    """
    if "\\" not in template:
        return template
    parts: list[str | int] = []
    source = Source(template)
    while char := source.get():
        parts.append(_escape(source, groups, groupindex) if char == "\\" else char)
    if all(isinstance(part, str) for part in parts):
        text = "".join(str(part) for part in parts)
        return lambda match: text

    def fill_in(match: Object) -> str:
        # regex looks at this only once it has something to replace.
        if any(isinstance(part, int) and part > groups for part in parts):
            raise error("invalid group reference")
        return "".join(part if isinstance(part, str) else match.group(part) or "" for part in parts)

    return fill_in


def _escape(source: Source, groups: int, groupindex: dict[str, int]) -> str | int:
    """What an escape stands for: text, or a group by number."""
    char = source.get()
    if char in _ALPHA:
        if char in CHARACTER_ESCAPES:
            return CHARACTER_ESCAPES[char]
        if char in HEX_ESCAPES:
            return chr(_hex(source, char))
        if char == "g":
            return _group(source, groups, groupindex)
        if char == "N":
            named = _named_character(source)
            if named is not None:
                return named
        raise error(f"bad escape \\{char}", source.string, source.pos)
    if char == "0":
        digits = char
        while len(digits) < 3:
            saved_pos = source.pos
            char = source.get()
            if char not in _OCTAL_DIGITS:
                source.pos = saved_pos
                break
            digits += char
        return chr(int(digits, 8) & 0x1FF)
    if char in _DIGITS:
        digits = char
        saved_pos = source.pos
        char = source.get()
        if char in _DIGITS:
            digits += char
            saved_pos = source.pos
            char = source.get()
            if char and _OCTAL_DIGITS.issuperset(digits + char):
                return chr(int(digits + char, 8) & 0x1FF)
        source.pos = saved_pos
        return int(digits)
    if char == "\\":
        return "\\"
    if not char:
        raise error("bad escape (end of pattern)", source.string, source.pos)
    return "\\" + char


def _hex(source: Source, kind: str) -> int:
    digits = ""
    for _ in range(HEX_ESCAPES[kind]):
        char = source.get()
        if char not in _HEX_DIGITS:
            raise error(f"incomplete escape \\{kind}{digits}", source.string, source.pos)
        digits += char
    return int(digits, 16)


def _named_character(source: Source) -> str | None:
    saved_pos = source.pos
    if source.match("{"):
        name = source.get_while(_NAME_PART)
        if source.match("}"):
            try:
                return unicodedata.lookup(name)
            except KeyError:
                raise error("undefined character name", source.string, source.pos) from None
    source.pos = saved_pos
    return None


def _group(source: Source, groups: int, groupindex: dict[str, int]) -> int:
    source.expect("<")
    name = parse_name(source, True, 0)
    source.expect(">")
    if name.isdigit():
        if int(name) > groups:
            raise error("invalid group reference", source.string, source.pos)
        return int(name)
    if name not in groupindex:
        raise IndexError("unknown group")
    return groupindex[name]

"""Stands in for the module `regex` 2026.11.19 in what cfn-lint asks of it, without native code.

A pattern is read as regex reads it, errors included (`_parser`), and written anew for Python's own `re` (`_translate`),
where need be in two forms, for texts in ASCII and for all others. What `re` cannot express is matched by `_machine`.
What neither knows raises `UntranslatablePattern` when it is to match: fuzzy matching, words by Unicode's rules (flag w),
full case folding where a character becomes several (flags V1 and f with i), graphemes beyond ASCII.

Not here, since cfn-lint has no use for it: bytes, named lists, partial and overlapped matches, timeouts, format templates.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from regex._core import RegexFlag, UntranslatablePattern, error
from regex._machine import Match
from regex._parser import parse
from regex._pattern import Pattern

__version__ = "2026.11.19"
__all__ = [
    "A",
    "ASCII",
    "B",
    "BESTMATCH",
    "D",
    "DEBUG",
    "DOTALL",
    "E",
    "ENHANCEMATCH",
    "F",
    "FULLCASE",
    "I",
    "IGNORECASE",
    "L",
    "LOCALE",
    "M",
    "MULTILINE",
    "Match",
    "P",
    "POSIX",
    "Pattern",
    "R",
    "REVERSE",
    "Regex",
    "RegexFlag",
    "S",
    "DOTALL",
    "T",
    "TEMPLATE",
    "U",
    "UNICODE",
    "UntranslatablePattern",
    "V0",
    "V1",
    "VERBOSE",
    "VERSION0",
    "VERSION1",
    "W",
    "WORD",
    "X",
    "compile",
    "error",
    "escape",
    "findall",
    "finditer",
    "fullmatch",
    "match",
    "purge",
    "search",
    "split",
    "sub",
    "subn",
]

globals().update(RegexFlag.__members__)

_METACHARACTERS = frozenset("()[]{}?*+|^$\\.-#&~")
_MOST_PATTERNS = 2_048
_patterns: dict[tuple[str, int], Pattern] = {}


def compile(pattern: str | Pattern, flags: int = 0) -> Pattern:
    """The compiled pattern, from memory where it was compiled before.

    Raises:
        error: where the pattern is invalid.
    """
    if type(pattern) is Pattern:
        if flags:
            raise ValueError("cannot process flags argument with a compiled pattern")
        return pattern
    if not isinstance(pattern, str):
        # regex looks into its memory before it looks at the type.
        if type(pattern).__hash__ is None:
            raise TypeError(f"unhashable type: '{type(pattern).__name__}'")
        raise TypeError("first argument must be a string or compiled pattern")
    key = (pattern, flags)
    found = _patterns.get(key)
    if found is None:
        # Not a node of a template, which would stay in memory with it.
        text = str.__str__(pattern) if type(pattern) is str else "".join(pattern)
        found = Pattern(text, parse(text, int(flags)))
        if len(_patterns) >= _MOST_PATTERNS:
            del _patterns[next(iter(_patterns))]
        _patterns[text, flags] = found
    return found


def match(pattern: str | Pattern, string: str, flags: int = 0) -> Any:
    """A match at the start of the string, or None."""
    return _matched("match", pattern, flags, string)


def fullmatch(pattern: str | Pattern, string: str, flags: int = 0) -> Any:
    """A match of the whole string, or None."""
    return _matched("fullmatch", pattern, flags, string)


def search(pattern: str | Pattern, string: str, flags: int = 0) -> Any:
    """The first match in the string, or None."""
    return _matched("search", pattern, flags, string)


def findall(pattern: str | Pattern, string: str, flags: int = 0) -> list[Any]:
    """The texts of all matches, or of their groups where there are groups."""
    found: list[Any] = _matched("findall", pattern, flags, string)
    return found


def finditer(pattern: str | Pattern, string: str, flags: int = 0) -> Iterator[Any]:
    """All matches."""
    found: Iterator[Any] = _matched("finditer", pattern, flags, string)
    return found


def split(pattern: str | Pattern, string: str, maxsplit: int = 0, flags: int = 0) -> list[Any]:
    """What is between the matches, and their groups; `maxsplit` of 0 splits at all."""
    found: list[Any] = _matched("split", pattern, flags, string, maxsplit)
    return found


def sub(pattern: str | Pattern, repl: str | Callable[[Any], str], string: str, count: int = 0, flags: int = 0) -> str:
    """The string with matches replaced by a template or by what a function makes of each; `count` of 0 replaces all."""
    replaced: str = compile(pattern, flags).sub(repl, string, count)
    return replaced


def subn(pattern: str | Pattern, repl: str | Callable[[Any], str], string: str, count: int = 0, flags: int = 0) -> tuple[str, int]:
    """As `sub`, and how many were replaced."""
    replaced: tuple[str, int] = compile(pattern, flags).subn(repl, string, count)
    return replaced


def escape(pattern: str, special_only: bool = True, literal_spaces: bool = False) -> str:
    """The pattern that matches a string."""
    return "".join(
        char
        if (char == " " and literal_spaces)
        or (char not in _METACHARACTERS and not char.isspace() if special_only else char.isascii() and char.isalnum())
        else "\\" + char
        for char in pattern
    )


def purge() -> None:
    """Forget the compiled patterns."""
    _patterns.clear()


Regex = compile


def _matched(method: str, pattern: str | Pattern, flags: int, string: str, *args: int) -> Any:
    compiled = compile(pattern, flags)
    if not isinstance(string, str):
        raise TypeError(f"a bytes-like object is required, not {type(string).__name__!r}")
    return getattr(compiled, method)(string, *args)

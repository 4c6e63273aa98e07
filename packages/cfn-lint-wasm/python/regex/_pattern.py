"""Compiled patterns."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from regex._ambiguity import can_explode
from regex._core import UntranslatablePattern
from regex._machine import Machine
from regex._parser import Parsed
from regex._templates import replacer
from regex._translate import BeyondRe, translate

_MATCHING = ("match", "fullmatch", "search", "findall", "finditer", "split", "sub", "subn")

unknown: dict[str, str] = {}
"""Patterns that were to match a text and could not, with the reason. Who runs rules empties it: cfn-lint takes the exception for no match."""

Engine = re.Pattern[str] | Machine


class Pattern:
    """As regex's own, with the methods that cfn-lint uses.

    The methods are those of a compiled pattern of `re` where one stands for this pattern on every text, so that matching
    costs what it costs in `re`. They come into being when one of them is first asked for: a pattern that is only checked to
    be valid is never translated.

    Attributes:
        pattern: the text.
        flags: those given and those set in the pattern, the encoding and the version among them.
        groups: how many groups there are.
        groupindex: group numbers by name.
    """

    __slots__ = ("pattern", "flags", "groups", "groupindex", "_parsed", "_any_text", *_MATCHING)
    match: Callable[..., Any]
    fullmatch: Callable[..., Any]
    search: Callable[..., Any]
    findall: Callable[..., Any]
    finditer: Callable[..., Any]
    split: Callable[..., Any]
    sub: Callable[..., Any]
    subn: Callable[..., Any]

    def __init__(self, pattern: str, parsed: Parsed) -> None:
        self.pattern = pattern
        self.flags = parsed.flags
        self.groups = parsed.group_count
        self.groupindex = parsed.group_index
        self._parsed = parsed
        self._any_text: Engine | None = None

    def __repr__(self) -> str:
        return f"regex.Regex({self.pattern!r}, flags={self.flags})"

    def __getattr__(self, name: str) -> Any:
        if name not in _MATCHING:
            raise AttributeError(f"'Pattern' object has no attribute {name!r}")
        self._get_ready()
        return object.__getattribute__(self, name)

    def _get_ready(self) -> None:
        """Give the pattern its methods."""
        engine, holds_for_all = _engine(self.pattern, self._parsed, True)
        for name in _MATCHING:
            method = getattr(engine, name) if holds_for_all else self._choosing(engine, name)
            setattr(self, name, self._filling_in(method) if name in ("sub", "subn") else method)

    def _choosing(self, for_ascii: Engine, name: str) -> Callable[..., Any]:
        """A method that goes by whether the text is in ASCII."""
        own = getattr(for_ascii, name)
        place = 1 if name in ("sub", "subn") else 0

        def method(*args: Any) -> Any:
            if args[place].isascii():
                return own(*args)
            if self._any_text is None:
                self._any_text = _engine(self.pattern, self._parsed, False)[0]
            return getattr(self._any_text, name)(*args)

        return method

    def _filling_in(self, method: Callable[..., Any]) -> Callable[..., Any]:
        def substitute(repl: Any, string: str, count: int = 0) -> Any:
            return method(repl if callable(repl) else replacer(repl, self.groups, self.groupindex), string, count)

        return substitute


def _engine(pattern: str, parsed: Parsed, for_ascii: bool) -> tuple[Any, bool]:
    """What matches a pattern, and whether it does on every text."""
    try:
        if not can_explode(parsed.tree, parsed.flags):
            text, holds_for_all = translate(parsed, for_ascii)
            return re.compile(text), holds_for_all
    except (BeyondRe, re.error):
        pass
    except UntranslatablePattern as reason:
        return _Unknown(pattern, reason), True
    try:
        return Machine(parsed), True
    except UntranslatablePattern as reason:
        return _Unknown(pattern, reason), True


class _Unknown:
    """In place of what would match: says that nobody knows."""

    def __init__(self, pattern: str, reason: UntranslatablePattern) -> None:
        self._pattern = pattern
        self._reason = reason

    def __getattr__(self, name: str) -> Callable[..., Any]:
        def method(*_: Any) -> Any:
            unknown[self._pattern] = self._reason.msg
            raise UntranslatablePattern(*self._reason.args)

        return method

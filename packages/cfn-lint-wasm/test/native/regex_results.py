"""What `regex` makes of a pattern, as lists of numbers to compare: run by native Python and by Python in WebAssembly."""

from typing import Any

import regex


def compiled(pattern: str, flags: int) -> Any:
    """The compiled pattern, or the error as a text."""
    try:
        return regex.compile(pattern, flags)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def result(pattern: Any, string: str, **limits: Any) -> list[int] | str:
    """Where a compiled pattern matches: the end of `match`, whether `fullmatch` does, then start and end of `search` and of its groups.

    -1 and 0 for no match; the error as a text where there is one.
    """
    try:
        at_start = pattern.match(string, **limits)
        whole = pattern.fullmatch(string, **limits)
        found = pattern.search(string, **limits)
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    spans = [at_start.end() if at_start else -1, 1 if whole else 0]
    if found:
        for number in range(pattern.groups + 1):
            spans += found.span(number)
    return spans

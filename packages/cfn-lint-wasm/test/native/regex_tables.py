"""Writes python/regex/_tables.py: what regex's native part knows of Unicode, asked from it code point by code point.

    $CFN_LINT_NATIVE test/native/regex_tables.py > python/regex/_tables.py
"""

import base64
import json
import zlib
from typing import Any

import regex
from regex import _regex

EVERYTHING = "".join(map(chr, range(0x110000)))


def packed(content: Any) -> str:
    """As `regex._properties.unpacked` reads it."""
    return base64.b85encode(zlib.compress(json.dumps(content, separators=(",", ":")).encode(), 9)).decode()


def runs_of(number: int, name: str, values: dict[str, int]) -> dict[str, Any]:
    """Where a property's values change: pairs of a distance from the last place, and which of `sets` holds from there."""
    changes: dict[int, list[tuple[bool, int]]] = {}
    one_name = {value: value_name for value_name, value in values.items()}
    for value, value_name in sorted(one_name.items()):
        for match in regex.finditer(rf"\p{{{name}={value_name}}}+", EVERYTHING):
            start, end = match.span()
            changes.setdefault(start, []).append((True, value))
            changes.setdefault(end, []).append((False, value))
    sets: dict[tuple[int, ...], int] = {}
    runs: list[int] = []
    current: set[int] = set()
    last = 0
    for place in sorted(changes):
        current.difference_update(value for starts, value in changes[place] if not starts)
        current.update(value for starts, value in changes[place] if starts)
        if place < len(EVERYTHING):
            runs += (place - last, sets.setdefault(tuple(sorted(current)), len(sets)))
            last = place
    return {"sets": [list(each) for each in sets], "runs": runs}


def cases() -> list[list[int]]:
    """Each code point that has others as its simple cases, as the distance from the last such, with the distances to the others."""
    found = []
    last = 0
    for code in range(0x110000):
        others = sorted(set(_regex.get_all_cases(regex.UNICODE | regex.IGNORECASE, code)) - {code})
        if others:
            found.append([code - last, *(other - code for other in others)])
            last = code
    return found


def expansions() -> dict[str, str]:
    """The characters that become several by full case folding, folded."""
    flags = regex.UNICODE | regex.FULLCASE | regex.IGNORECASE
    return {char: _regex.fold_case(flags, char) for char in _regex.get_expand_on_folding()}


def main() -> None:
    properties = _regex.get_properties()
    values_by_number: dict[int, tuple[str, dict[str, int]]] = {}
    for name, (number, values) in properties.items():
        values_by_number.setdefault(number, (name, values))
    # Most properties have the same values: each set of them is stored once.
    distinct = list({json.dumps(values, sort_keys=True): values for _, values in properties.values()}.values())
    names = {"values": distinct, "properties": {name: [number, distinct.index(values)] for name, (number, values) in properties.items()}}
    print(f'"""What regex {regex.__version__} knows of Unicode. Written by test/native/regex_tables.py; read by `_properties`."""')
    print()
    for title, content in (("NAMES", names), ("CASES", cases()), ("EXPANSIONS", expansions())):
        print(f"{title} = (\n{quoted(packed(content))}\n)")
    print("RUNS = {")
    for number, (name, values) in sorted(values_by_number.items()):
        print(f"    {number}: (  # {name}\n{quoted(packed(runs_of(number, name, values)))}\n    ),")
    print("}")


def quoted(text: str) -> str:
    return "\n".join(f"    {text[start : start + 120]!r}" for start in range(0, len(text), 120))


if __name__ == "__main__":
    main()

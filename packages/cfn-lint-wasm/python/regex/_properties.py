"""Unicode as regex knows it: properties, simple cases, full case folding. Read from `_tables` where a pattern asks for it."""

import base64
import json
import zlib
from bisect import bisect_right
from functools import cache
from typing import Any

LIMIT = 0x110000
"""One more than the highest code point."""

Properties = dict[str, tuple[int, dict[str, int]]]


def unpacked(content: str) -> Any:
    """What test/native/regex_tables.py packed."""
    return json.loads(zlib.decompress(base64.b85decode(content)))


class Ranges:
    """A set of code points, as the sorted places where it begins and ends: members are from each even one up to the next odd one."""

    __slots__ = ("bounds",)

    def __init__(self, bounds: list[int]) -> None:
        self.bounds = bounds

    def __contains__(self, code: int) -> bool:
        return bool(bisect_right(self.bounds, code) & 1)

    def __or__(self, other: "Ranges") -> "Ranges":
        return self._combined(other, 1)

    def __and__(self, other: "Ranges") -> "Ranges":
        return self._combined(other, 2)

    def __xor__(self, other: "Ranges") -> "Ranges":
        # A place where both change is no change.
        bounds = set(self.bounds).symmetric_difference(other.bounds)
        return Ranges(sorted(bounds))

    def _combined(self, other: "Ranges", needed: int) -> "Ranges":
        """What is in at least `needed` of the two."""
        steps: dict[int, int] = {}
        for bounds in (self.bounds, other.bounds):
            for index, place in enumerate(bounds):
                steps[place] = steps.get(place, 0) + (-1 if index & 1 else 1)
        found = []
        depth = 0
        for place in sorted(steps):
            was_in = depth >= needed
            depth += steps[place]
            if was_in != (depth >= needed):
                found.append(place)
        return Ranges(found)

    def pairs(self) -> list[tuple[int, int]]:
        """First and last code point of each range."""
        bounds = self.bounds
        return [(bounds[index], bounds[index + 1] - 1) for index in range(0, len(bounds), 2)]


@cache
def properties() -> Properties:
    """Each property by its names: its number, and the numbers of its values by their names. All names are in capitals without separators."""
    from regex._tables import NAMES

    names = unpacked(NAMES)
    return {name: (number, names["values"][values]) for name, (number, values) in names["properties"].items()}


@cache
def _runs(property: int) -> dict[str, Any]:
    from regex._tables import RUNS

    found: dict[str, Any] = unpacked(RUNS[property])
    return found


@cache
def members(property: int, value: int) -> Ranges:
    """The code points with a value of a property, both by number."""
    table = _runs(property)
    holds = [value in each for each in table["sets"]]
    bounds = []
    place = 0
    is_in = False
    runs = iter(table["runs"])
    for distance, number in zip(runs, runs, strict=True):
        place += distance
        if holds[number] != is_in:
            is_in = not is_in
            bounds.append(place)
    if is_in:
        bounds.append(LIMIT)
    return Ranges(bounds)


def value_of(property: int, code: int) -> int:
    """The number of the first value that a code point has of a property."""
    table = _runs(property)
    place = 0
    found = 0
    runs = iter(table["runs"])
    for distance, number in zip(runs, runs, strict=True):
        place += distance
        if place > code:
            break
        found = number
    value: int = table["sets"][found][0]
    return value


@cache
def all_cases() -> dict[int, tuple[int, ...]]:
    """Of each code point that has others as its simple cases: itself and them."""
    from regex._tables import CASES

    found = {}
    code = 0
    for distance, *others in unpacked(CASES):
        code += distance
        found[code] = (code, *(code + other for other in others))
    return found


@cache
def expansions() -> dict[str, str]:
    """The characters that become several by full case folding, folded."""
    from regex._tables import EXPANSIONS

    found: dict[str, str] = unpacked(EXPANSIONS)
    return found

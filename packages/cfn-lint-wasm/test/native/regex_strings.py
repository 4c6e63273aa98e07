"""Strings to try a pattern on, made from the pattern by walking the tree that native regex parses it into."""

import random
import unicodedata
from collections.abc import Iterator
from typing import Any

from regex import _regex_core as core

MOST_CHARACTERS = 200
_ASCII = [chr(code) for code in range(0x20, 0x7F)]
_ODD = "\t\n\r\x0b\x0c\x00\x1c\x1f\x7f\x85\xa0\xad\xb2\xb5\xdf\xe9\u0130\u0131\u017f\u0301\u0345\u0660\u0967\u200d\u2028\u2029\u203f\u212a\u2160\u24b6\u3000\ud800\udfff\ufb01\ufffd\uffff\U00010400\U0001d7d8\U0001f600\U0010ffff"


def _by_category() -> list[str]:
    """Some characters of each general category."""
    found: dict[str, list[str]] = {}
    for code in range(0x20000):
        found.setdefault(unicodedata.category(chr(code)), []).append(chr(code))
    generator = random.Random(1)
    return sorted({char for chars in found.values() for char in generator.sample(chars, min(len(chars), 12))})


UNICODE = [*_ODD, *_by_category()]
FIXED = ["", "\n", "a", "A1", " ", "a\n", "\na", "é", "0", "-", "a b", "\r\n", "null", "x" * 65]


def parsed(pattern: str, flags: int) -> Any:
    """Native regex's tree of a valid pattern."""
    while True:
        source = core.Source(pattern)
        info = core.Info(flags, source.char_type, {})
        info.guess_encoding = core.UNICODE
        source.ignore_space = bool(info.flags & core.VERBOSE)
        try:
            return core._parse_pattern(source, info)
        except core._UnscopedFlagSet:
            flags = info.global_flags


class Strings:
    """Makes strings for one pattern; the same seed makes the same ones."""

    def __init__(self, pattern: str, flags: int, seed: str) -> None:
        self.random = random.Random(f"{seed} {pattern!a}")
        self.tree = parsed(pattern, flags)
        self.pattern = pattern
        self.groups: dict[Any, str] = {}
        self.candidates: dict[int, list[str]] = {}
        self.borders = sorted(set(self._borders(self.tree)))

    def make(self, count: int) -> list[str]:
        """`count` different strings, or as many as are found in a while."""
        made = dict.fromkeys(FIXED)
        matching = [self.whole() for _ in range(count // 4)]
        made.update(dict.fromkeys(matching))
        ends = [self.random.choice(matching) for _ in range(4)]
        made.update(dict.fromkeys([ends[0] + "\n", "\n" + ends[1], ends[2] + "\r\n", " " + ends[3] + " "]))
        for border in self.random.sample(self.borders, min(len(self.borders), count // 4)):
            made[self._with(self.random.choice(matching), border)] = None
            made[border] = None
        tries = 0
        while len(made) < count and tries < 4 * count:
            tries += 1
            kind = self.random.random()
            if kind < 0.45:
                made[self.mutated(self.random.choice(matching))] = None
            elif kind < 0.65:
                made[self.whole()] = None
            elif kind < 0.75:
                made[self._with(self.random.choice(matching), self.random.choice(UNICODE))] = None
            elif kind < 0.85:
                made["".join(self.random.choices(UNICODE + self.borders, k=self.random.randint(1, 8)))] = None
            else:
                made["".join(self.random.choices([*_ASCII, *self.pattern, *self.borders], k=self.random.randint(1, 20)))] = None
        return list(made)[:count]

    def whole(self) -> str:
        """A string that the pattern likely matches."""
        self.groups = {}
        text = self.of(self.tree)
        return text if len(text) <= MOST_CHARACTERS else text[:MOST_CHARACTERS]

    def mutated(self, text: str) -> str:
        """A string that is a little different."""
        for _ in range(self.random.choice((1, 1, 1, 2, 4))):
            at = self.random.randrange(len(text) + 1)
            kind = self.random.randrange(7)
            if kind == 0:
                text = text[:at] + text[at + 1 :]
            elif kind == 1:
                text = text[:at] + self.random.choice(_ASCII) + text[at:]
            elif kind == 2:
                text = text[:at] + self.random.choice([*self.pattern, *UNICODE]) + text[at + 1 :]
            elif kind == 3:
                text = text.swapcase()
            elif kind == 4:
                text = text[:at] + text[max(0, at - 5) :]
            elif kind == 5:
                text = text[at:]
            else:
                text = text[:at]
        return text[:MOST_CHARACTERS]

    def _with(self, text: str, char: str) -> str:
        at = self.random.randrange(len(text) + 1)
        return text[:at] + char + text[at + self.random.randrange(2) :]

    def of(self, node: Any) -> str:
        """A string for a node."""
        if isinstance(node, core.Sequence):
            return "".join(self.of(item) for item in node.items)
        if isinstance(node, core.Branch):
            return self.of(self.random.choice(node.branches)) if node.branches else ""
        if isinstance(node, core.GreedyRepeat):
            return "".join(self.of(node.subpattern) for _ in range(self._times(node)))
        if isinstance(node, core.Group):
            text = self.of(node.subpattern)
            self.groups[node.group] = self.groups[str(node.group)] = text
            return text
        if isinstance(node, core.LookAround):
            # Now and then, so that texts which it finds are among them.
            return self.of(node.subpattern) if self.random.random() < 0.1 else ""
        if isinstance(node, (core.Conditional, core.LookAroundConditional)):
            return self.of(self.random.choice((node.yes_item, node.no_item)))
        if isinstance(node, core.RefGroup):
            return self.groups.get(node.group, "a")
        if isinstance(node, (core.Atomic, core.Fuzzy)):
            return self.of(node.subpattern)
        if isinstance(node, (core.AnyAll, core.Any)):
            return self.random.choice(_ASCII if self.random.random() < 0.9 else UNICODE)
        if isinstance(node, core.Grapheme):
            return self.random.choice(("a", "\r\n", "e\u0301"))
        if hasattr(node, "matches"):
            return self._member(node)
        return ""

    def _times(self, node: Any) -> int:
        least, most = node.min_count, node.max_count
        if most is not None and most <= 64 and self.random.random() < 0.1:
            return self.random.choice((most, most + 1, max(least - 1, 0)))
        return min(least + self.random.choice((0, 0, 1, 1, 2, 3, 5)), most if most is not None else least + 5)

    def _member(self, node: Any) -> str:
        if isinstance(node, core.Character) and node.positive:
            return chr(node.value)
        known = self.candidates.get(id(node))
        if known is None:
            pool = dict.fromkeys([*_ASCII, *self._borders(node), *UNICODE])
            known = self.candidates[id(node)] = [char for char in pool if node.matches(ord(char))] or ["a"]
        if self.random.random() < 0.8:
            # Most of what is matched is short of the odd ones.
            known = known[:40]
        return self.random.choice(known)

    def _borders(self, node: Any) -> Iterator[str]:
        """The first and last characters of the sets of a node, and those next to them."""
        codes: list[int] = []
        if isinstance(node, core.Range):
            codes = [node.lower, node.upper]
        elif isinstance(node, core.Character):
            codes = [node.value]
        elif isinstance(node, core.Property):
            last = None
            for char in UNICODE:
                if node.matches(ord(char)) != last:
                    last = not last
                    yield char
        for code in codes:
            for near in (code - 1, code, code + 1):
                if 0 <= near < 0x110000:
                    yield chr(near)
        parts = [*getattr(node, "items", ()), *getattr(node, "branches", ())]
        parts += [part for name in ("subpattern", "yes_item", "no_item") if (part := getattr(node, name, None)) is not None]
        for part in parts:
            yield from self._borders(part)



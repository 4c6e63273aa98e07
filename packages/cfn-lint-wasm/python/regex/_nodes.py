"""The tree that a pattern is parsed into: regex's own, without what regex does to it to match faster.

What has an effect on which strings match is kept, such as `[^\\s\\S]` becoming any character.
"""

from __future__ import annotations

from typing import Any as Object

from regex._core import CASE_FLAGS, FULLCASE

ASCII_ENCODING = 1
UNICODE_ENCODING = 2
PATTERN_ENCODING = 0
"""As the whole pattern's flags say."""


class Node:
    """Any node."""

    __slots__ = ()

    def is_empty(self) -> bool:
        """Whether regex ignores a quantifier that is applied to it."""
        return False


class OneCharacter(Node):
    """A node that matches one character, whichever way it is described.

    Attributes:
        positive: False to match what the description does not.
        case_flags: IGNORECASE, IGNORECASE | FULLCASE, or 0.
    """

    __slots__ = ("positive", "case_flags")
    positive: bool
    case_flags: int

    def with_flags(self, positive: bool | None = None, case_flags: int | None = None) -> OneCharacter:
        """The node under other flags: regex rebuilds it, which can make it another kind of node."""
        positive = self.positive if positive is None else bool(positive)
        case_flags = self.case_flags if case_flags is None else known_case_flags(case_flags)
        if positive == self.positive and case_flags == self.case_flags:
            return self
        return self.rebuild(positive, case_flags)

    def rebuild(self, positive: bool, case_flags: int) -> OneCharacter:
        raise NotImplementedError

    def optimise(self) -> OneCharacter:
        return self


def known_case_flags(flags: int) -> int:
    """FULLCASE counts with IGNORECASE alone."""
    flags &= CASE_FLAGS
    return flags if flags != FULLCASE else 0


class Character(OneCharacter):
    """A code point."""

    __slots__ = ("value",)

    def __init__(self, value: int, positive: bool = True, case_flags: int = 0) -> None:
        self.value = value
        self.positive = positive
        self.case_flags = known_case_flags(case_flags)

    def rebuild(self, positive: bool, case_flags: int) -> Character:
        return Character(self.value, positive, case_flags)


class Range(OneCharacter):
    """Code points from `lower` to `upper`, both included."""

    __slots__ = ("lower", "upper")

    def __init__(self, lower: int, upper: int, positive: bool = True, case_flags: int = 0) -> None:
        self.lower = lower
        self.upper = upper
        self.positive = positive
        self.case_flags = known_case_flags(case_flags)

    def rebuild(self, positive: bool, case_flags: int) -> Range:
        return Range(self.lower, self.upper, positive, case_flags)


class Property(OneCharacter):
    """Code points with a value of a Unicode property, both by their numbers in regex. `encoding`: one of `*_ENCODING`."""

    __slots__ = ("property", "value", "encoding")

    def __init__(self, property: int, value: int, positive: bool = True, case_flags: int = 0, encoding: int = PATTERN_ENCODING) -> None:
        self.property = property
        self.value = value
        self.positive = positive
        self.case_flags = known_case_flags(case_flags)
        self.encoding = encoding

    def rebuild(self, positive: bool, case_flags: int) -> Property:
        return Property(self.property, self.value, positive, case_flags, self.encoding)


class AnyAll(OneCharacter):
    """Any character, even where it is said to be negative."""

    __slots__ = ()

    def __init__(self) -> None:
        self.positive = True
        self.case_flags = 0

    def with_flags(self, positive: bool | None = None, case_flags: int | None = None) -> AnyAll:
        new = AnyAll()
        if positive is not None:
            new.positive = positive
        return new


class Any(Node):
    """Any character but a line feed, or, where `unicode_lines`, but any of Unicode's line separators."""

    __slots__ = ("unicode_lines",)

    def __init__(self, unicode_lines: bool = False) -> None:
        self.unicode_lines = unicode_lines


class SetNode(OneCharacter):
    """A set made of others."""

    __slots__ = ("items",)

    def __init__(self, items: list[OneCharacter], positive: bool = True, case_flags: int = 0) -> None:
        self.items = items
        self.positive = positive
        self.case_flags = known_case_flags(case_flags)

    def rebuild(self, positive: bool, case_flags: int) -> OneCharacter:
        return type(self)(self.items, positive, case_flags).optimise()

    def optimise(self) -> OneCharacter:
        items: list[OneCharacter] = []
        for item in self.items:
            item = item.optimise()
            # A set within a set of its kind.
            if type(item) is type(self) and item.positive:
                items.extend(item.items)
            else:
                items.append(item)
        if len(items) == 1:
            return items[0].with_flags(case_flags=self.case_flags).optimise()
        self.items = items
        return self


class SetUnion(SetNode):
    """What is in any of its items."""

    __slots__ = ()

    def optimise(self) -> OneCharacter:
        items: list[OneCharacter] = []
        for item in self.items:
            item = item.optimise()
            if type(item) is SetUnion and item.positive:
                items.extend(item.items)
            elif type(item) is AnyAll:
                return AnyAll()
            else:
                items.append(item)
        properties: tuple[set[Object], set[Object]] = (set(), set())
        for item in items:
            if type(item) is Property:
                properties[item.positive].add((item.property, item.value, item.case_flags))
        # A property and its opposite: any character, also where this set is negative.
        if properties[0] & properties[1]:
            return AnyAll()
        if len(items) == 1:
            item = items[0]
            return item.with_flags(positive=item.positive == self.positive, case_flags=self.case_flags).optimise()
        self.items = items
        return self


class SetInter(SetNode):
    """What is in all of its items."""

    __slots__ = ()


class SetSymDiff(SetNode):
    """What is in an odd number of its items."""

    __slots__ = ()


class SetDiff(SetNode):
    """What is in the first of its items and in no other."""

    __slots__ = ()

    def optimise(self) -> OneCharacter:
        if len(self.items) == 1:
            return self.items[0].with_flags(case_flags=self.case_flags).optimise()
        self.items = [item.optimise() for item in self.items]
        return self


class Sequence(Node):
    """Its items, one after the other."""

    __slots__ = ("items",)

    def __init__(self, items: list[Node] | None = None) -> None:
        self.items = items or []

    def is_empty(self) -> bool:
        return all(item.is_empty() for item in self.items)


class Branch(Node):
    """One of its branches, the first that leads to a match."""

    __slots__ = ("branches",)

    def __init__(self, branches: list[Node]) -> None:
        self.branches = branches

    def is_empty(self) -> bool:
        return all(branch.is_empty() for branch in self.branches)


class Group(Node):
    """A capture group. `number` is negative for a named group within a group of the same name."""

    __slots__ = ("number", "subpattern")

    def __init__(self, number: int, subpattern: Node) -> None:
        self.number = number
        self.subpattern = subpattern


class Atomic(Node):
    """A subpattern that is not tried again once it has matched."""

    __slots__ = ("subpattern",)

    def __init__(self, subpattern: Node) -> None:
        self.subpattern = subpattern

    def is_empty(self) -> bool:
        return self.subpattern.is_empty()


class Repeat(Node):
    """A quantified subpattern. `maximum` is None for no bound; `kind` is "greedy", "lazy" or "possessive"."""

    __slots__ = ("subpattern", "minimum", "maximum", "kind")

    def __init__(self, subpattern: Node, minimum: int, maximum: int | None, kind: str) -> None:
        self.subpattern = subpattern
        self.minimum = minimum
        self.maximum = maximum
        self.kind = kind

    def is_empty(self) -> bool:
        return self.subpattern.is_empty()


class LookAround(Node):
    """Whether a subpattern matches up to (`behind`) or from here, or does not (not `positive`)."""

    __slots__ = ("behind", "positive", "subpattern")

    def __init__(self, behind: bool, positive: bool, subpattern: Node) -> None:
        self.behind = behind
        self.positive = positive
        self.subpattern = subpattern

    def is_empty(self) -> bool:
        return self.positive and self.subpattern.is_empty()


class LookAroundConditional(Node):
    """One of two subpatterns, as a lookaround says."""

    __slots__ = ("look", "yes", "no")

    def __init__(self, look: LookAround, yes: Node, no: Node) -> None:
        self.look = look
        self.yes = yes
        self.no = no

    def is_empty(self) -> bool:
        return self.look.subpattern.is_empty() and self.yes.is_empty()


class Reference(Node):
    """A node that names a group. `group` is its name or number as written, then, once references are resolved, its number."""

    __slots__ = ("group", "position")
    group: Object
    position: int


class Conditional(Reference):
    """One of two subpatterns, as a group has matched or not. Group 0 never has."""

    __slots__ = ("yes", "no")

    def __init__(self, group: str, yes: Node, no: Node, position: int) -> None:
        self.group = group
        self.yes = yes
        self.no = no
        self.position = position

    def is_empty(self) -> bool:
        return self.yes.is_empty() and self.no.is_empty()


class RefGroup(Reference):
    """The text that a group matched."""

    __slots__ = ("case_flags",)

    def __init__(self, group: str, position: int, case_flags: int) -> None:
        self.group = group
        self.position = position
        self.case_flags = known_case_flags(case_flags)


class CallGroup(Reference):
    """The subpattern of a group, or for group 0 the whole pattern, once more."""

    __slots__ = ()

    def __init__(self, group: str | int, position: int) -> None:
        self.group = group
        self.position = position


class Fuzzy(Node):
    """A subpattern that may match with errors."""

    __slots__ = ("subpattern",)

    def __init__(self, subpattern: Node) -> None:
        self.subpattern = subpattern

    def is_empty(self) -> bool:
        return self.subpattern.is_empty()


class Grapheme(Node):
    """A grapheme cluster."""

    __slots__ = ()


class Position(Node):
    """A place rather than text: one of the names in `_parser`.

    Attributes:
        encoding: of the word characters that `boundary`, `start_of_word` and `end_of_word` look at.
    """

    __slots__ = ("name", "encoding")

    def __init__(self, name: str, encoding: int = PATTERN_ENCODING) -> None:
        self.name = name
        self.encoding = encoding


def parts_of(node: Node) -> list[Node]:
    """The nodes that a node is made of."""
    if isinstance(node, Sequence):
        return node.items
    if isinstance(node, Branch):
        return node.branches
    if isinstance(node, LookAroundConditional):
        return [node.look, node.yes, node.no]
    if isinstance(node, Conditional):
        return [node.yes, node.no]
    return [node.subpattern] if hasattr(node, "subpattern") else []

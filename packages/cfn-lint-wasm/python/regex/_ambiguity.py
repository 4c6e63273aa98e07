"""Whether matching by plain backtracking can take time that doubles with each character.

It can where a repeat can match one text in two ways, so that each turn doubles the ways to go back through. That is looked
for in the automaton whose states are the places of the pattern where a character is matched: two different paths of the
same text from a state back to itself. Counts of repeats are taken for "any number", which at worst finds too much.
"""

from __future__ import annotations

from regex._nodes import (
    Any,
    Atomic,
    Branch,
    CallGroup,
    Conditional,
    Group,
    LookAroundConditional,
    Node,
    OneCharacter,
    RefGroup,
    Repeat,
    Sequence,
    parts_of,
)
from regex._sets import AsciiText, Sets

_FEW_TURNS = 6
"""A repeat of no more turns multiplies the ways to match, but not beyond measure."""
_MOST_STATES = 100
"""Above it an answer would take too long, and is taken to be yes."""


def can_explode(tree: Node, flags: int) -> bool:
    """Whether some text can make `re` try out exponentially many ways. False where the pattern looks at its groups: then no other way of matching is known here."""
    if not _nests(tree, False):
        return False
    loops: list[Repeat] = []
    if not _outermost_loops(tree, loops):
        return False
    return any(_Automaton(loop, flags).is_ambiguous() for loop in loops if _nests(loop, False))


def _is_loop(node: Node) -> bool:
    return isinstance(node, Repeat) and (node.maximum is None or node.maximum > _FEW_TURNS)


def _nests(node: Node, within: bool) -> bool:
    """Whether there is a choice of how often, or of what, within a loop."""
    if within and (isinstance(node, Repeat) and node.minimum != node.maximum):
        return True
    within = within or _is_loop(node)
    return any(_nests(part, within) for part in parts_of(node))


def _outermost_loops(node: Node, found: list[Repeat]) -> bool:
    """Collect the loops that are in no other; whether no part looks at what groups matched."""
    if isinstance(node, (RefGroup, CallGroup, Conditional)):
        return False
    if isinstance(node, Repeat) and _is_loop(node):
        found.append(node)
        return _outermost_loops(node.subpattern, [])
    return all([_outermost_loops(part, found) for part in parts_of(node)])


class _Automaton:
    """The automaton of a loop: `sets` of characters by state, and the states that can `follow` each.

    Attributes:
        doubled: whether a state can follow another in two ways, as within `(?:a+)+`.
    """

    def __init__(self, loop: Repeat, flags: int) -> None:
        self.sets: list[int] = []
        self.follow: list[set[int]] = []
        self.doubled = False
        self._reader = Sets(AsciiText(), flags)
        self._write(loop)

    def _join(self, last: set[int], first: set[int]) -> None:
        for state in last:
            self.doubled = self.doubled or not self.follow[state].isdisjoint(first)
            self.follow[state] |= first

    def _write(self, node: Node) -> tuple[bool, set[int], set[int]]:
        """Whether a node can be empty, and the states that it can begin and end with."""
        if isinstance(node, (OneCharacter, Any)):
            state = len(self.sets)
            self.sets.append(self._reader.of(node))
            self.follow.append(set())
            return False, {state}, {state}
        if isinstance(node, Branch):
            parts = [self._write(branch) for branch in node.branches]
            return any(part[0] for part in parts), set().union(*(part[1] for part in parts)), set().union(*(part[2] for part in parts))
        if isinstance(node, Sequence):
            empty = True
            first: set[int] = set()
            last: set[int] = set()
            for item in node.items:
                item_empty, item_first, item_last = self._write(item)
                self._join(last, item_first)
                if empty:
                    first = first | item_first
                last = last | item_last if item_empty else item_last
                empty = empty and item_empty
            return empty, first, last
        if isinstance(node, Repeat):
            empty, first, last = self._write(node.subpattern)
            if node.maximum is None or node.maximum > 1:
                self._join(last, first)
            return empty or node.minimum == 0, first, last
        if isinstance(node, LookAroundConditional):
            return self._write(Branch([node.yes, node.no]))
        if isinstance(node, (Group, Atomic)):
            return self._write(node.subpattern)
        # A place, or a look at what is around, takes no characters.
        return True, set(), set()

    def is_ambiguous(self) -> bool:
        """Whether there are two different paths of the same text from a state to itself."""
        if self.doubled or len(self.sets) > _MOST_STATES:
            return True
        # Pairs of states that two paths of one text can be in, from a common state on. In a loop each state leads to each,
        # so if paths that have parted can meet again, they can meet where they parted.
        overlaps = [[bool(one & other) for other in self.sets] for one in self.sets]
        came_from: dict[tuple[int, int], list[tuple[int, int]]] = {}
        waiting = [(state, state) for state in range(len(self.sets))]
        met = set(waiting)
        while waiting:
            pair = waiting.pop()
            for left in self.follow[pair[0]]:
                for right in self.follow[pair[1]]:
                    if overlaps[left][right]:
                        after = (left, right) if left <= right else (right, left)
                        came_from.setdefault(after, []).append(pair)
                        if after not in met:
                            met.add(after)
                            waiting.append(after)
        waiting = [(state, state) for state in range(len(self.sets))]
        back = set(waiting)
        while waiting:
            for before in came_from.get(waiting.pop(), ()):
                if before[0] != before[1]:
                    return True
                if before not in back:
                    back.add(before)
                    waiting.append(before)
        return False

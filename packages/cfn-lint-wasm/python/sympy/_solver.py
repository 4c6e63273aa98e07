"""A solver for clauses: conflict-driven clause learning with two watched literals per clause.

After Marques-Silva & Sakallah, "GRASP", IEEE Transactions on Computers 48(5), 1999, and Eén & Sörensson, "An Extensible
SAT-solver", SAT 2003: what is learned in one search holds for all later ones, since the literals asked for are the first
decisions of a search and no clauses.
"""

from collections import deque
from collections.abc import Hashable, Iterable
from heapq import heapify, heappop, heappush

_MOST_ANSWERS = 4096
_MOST_MODELS = 32
_MOST_LEARNED = 4000
_FIRST_RESTART = 100
_LARGEST_ACTIVITY = 1e100


class Formula:
    """Clauses of two literals and more, with what is known about them.

    Attributes:
        clauses: the literals of each.
        sources: whatever stands for clauses that are among these; for the use of who adds them.
    """

    __slots__ = ("clauses", "sources", "_solver", "_answers", "_models", "_variables")

    def __init__(self) -> None:
        self.clauses: list[frozenset[int]] = []
        self.sources: set[Hashable] = set()
        self._solver: Solver | None = None

    def copy(self) -> "Formula":
        """Another with the same clauses."""
        copy = Formula()
        copy.clauses = self.clauses.copy()
        copy.sources = self.sources.copy()
        return copy

    def add(self, clause: frozenset[int]) -> None:
        """Let a clause hold too. What was known before is forgotten."""
        self.clauses.append(clause)
        self._solver = None

    def model(self, holding: int, failing: int) -> int | None:
        """Values for the variables with which all clauses hold.

        Args:
            holding: the variables that are to hold, as bits of a number.
            failing: those that are not to, likewise.

        Returns:
            The variables that hold, likewise, or None where no values will do.
        """
        if holding & failing:
            return None
        if self._solver is None:
            self._solver = Solver(self.clauses)
            self._answers: dict[tuple[int, int], int | None] = {}
            self._models: deque[int] = deque(maxlen=_MOST_MODELS)
            self._variables = sum(1 << number for number in self._solver.variables)
        asked = holding & self._variables, failing & self._variables
        if asked not in self._answers:
            if len(self._answers) >= _MOST_ANSWERS:
                self._answers.clear()
            self._answers[asked] = self._search(*asked)
        found = self._answers[asked]
        return None if found is None else found | holding

    def _search(self, holding: int, failing: int) -> int | None:
        for model in self._models:
            if model & holding == holding and not model & failing:
                return model
        assert self._solver is not None
        numbers = self._solver.variables
        literals = [number for number in numbers if holding >> number & 1] + [-number for number in numbers if failing >> number & 1]
        if not self._solver.solve(literals):
            return None
        model = sum(1 << number for number in numbers if self._solver.truth[number] > 0)
        self._models.appendleft(model)
        return model


class Solver:
    """A search for values. Lists that are indexed by literals have those of negative ones at their ends.

    Attributes:
        variables: the numbers that occur in the clauses.
        truth: by literal 1 where it holds, -1 where not, 0 where that is open.
    """

    def __init__(self, clauses: Iterable[frozenset[int]]) -> None:
        kept = [list(clause) for clause in clauses if not any(-literal in clause for literal in clause)]
        self.variables = sorted({abs(literal) for clause in kept for literal in clause})
        count = self.variables[-1] if kept else 0
        self.truth = [0] * (2 * count + 1)
        self._watching: list[list[list[int]]] = [[] for _ in self.truth]
        self._reasons: list[list[int] | None] = [None] * (count + 1)
        self._levels = [0] * (count + 1)
        self._trail: list[int] = []
        self._propagated = 0
        self._level_starts: list[int] = []
        self._learned: list[list[int]] = []
        self._is_refuted = False
        self._preferred = [-1] * (count + 1)
        self._activity = [0.0] * (count + 1)
        self._step = 1.0
        self._open = [(0.0, number) for number in self.variables]
        for clause in kept:
            self._watch(clause)

    def solve(self, literals: list[int]) -> bool:
        """Whether all clauses can hold together with some literals; if so, `truth` says how until the next call."""
        self._back_to(0)
        conflicts, restart_at = 0, _FIRST_RESTART
        while not self._is_refuted:
            conflict = self._propagate()
            if conflict is not None:
                self._learn_from(conflict)
                conflicts += 1
                continue
            if conflicts >= restart_at:
                conflicts, restart_at = 0, restart_at + restart_at // 2
                self._back_to(0)
                self._forget()
            level = len(self._level_starts)
            if level < len(literals):
                decision = literals[level]
                if self.truth[decision] < 0:
                    return False
            else:
                decision = self._decision()
                if not decision:
                    return True
            # A literal that holds already gets a level too, so that levels and literals stay in step.
            self._level_starts.append(len(self._trail))
            if not self.truth[decision]:
                self._assign(decision, None)
        return False

    def _watch(self, clause: list[int]) -> None:
        self._watching[clause[0]].append(clause)
        self._watching[clause[1]].append(clause)

    def _assign(self, literal: int, reason: list[int] | None) -> None:
        self.truth[literal] = 1
        self.truth[-literal] = -1
        number = abs(literal)
        self._reasons[number] = reason
        self._levels[number] = len(self._level_starts)
        self._trail.append(literal)

    def _propagate(self) -> list[int] | None:
        """Assign what follows from what is assigned; the clause that cannot hold any more, if there is one."""
        truth, watching, trail = self.truth, self._watching, self._trail
        while self._propagated < len(trail):
            failing = -trail[self._propagated]
            self._propagated += 1
            clauses = watching[failing]
            kept = watching[failing] = []
            for position, clause in enumerate(clauses):
                if not clause:
                    continue
                if clause[0] == failing:
                    clause[0], clause[1] = clause[1], failing
                first = clause[0]
                if truth[first] > 0:
                    kept.append(clause)
                    continue
                for index in range(2, len(clause)):
                    if truth[clause[index]] >= 0:
                        clause[1], clause[index] = clause[index], failing
                        watching[clause[1]].append(clause)
                        break
                else:
                    kept.append(clause)
                    if truth[first] < 0:
                        kept += clauses[position + 1 :]
                        return clause
                    self._assign(first, clause)
        return None

    def _learn_from(self, conflict: list[int]) -> None:
        """Add the clause that forbids what led to a conflict, and go back to where it says something new."""
        level = len(self._level_starts)
        if level == 0:
            self._is_refuted = True
            return
        levels, trail = self._levels, self._trail
        seen: set[int] = set()
        learned: list[int] = []
        position, unresolved = len(trail), 0
        clause: list[int] | None = conflict
        while True:
            assert clause is not None
            for literal in clause:
                number = abs(literal)
                if number in seen or levels[number] == 0:
                    continue
                seen.add(number)
                self._bump(number)
                if levels[number] == level:
                    unresolved += 1
                else:
                    learned.append(literal)
            position -= 1
            while abs(trail[position]) not in seen:
                position -= 1
            unresolved -= 1
            if not unresolved:
                break
            clause = self._reasons[abs(trail[position])]
        # The last literal to become false is watched, after the one that now has to hold.
        learned.sort(key=lambda literal: -levels[abs(literal)])
        learned.insert(0, -trail[position])
        self._step *= 1.05
        if len(learned) == 1:
            self._back_to(0)
            self._assign(learned[0], None)
            return
        self._back_to(levels[abs(learned[1])])
        self._learned.append(learned)
        self._watch(learned)
        self._assign(learned[0], learned)

    def _bump(self, number: int) -> None:
        self._activity[number] += self._step
        if self._activity[number] > _LARGEST_ACTIVITY:
            self._activity = [activity / _LARGEST_ACTIVITY for activity in self._activity]
            self._step /= _LARGEST_ACTIVITY

    def _back_to(self, level: int) -> None:
        if level >= len(self._level_starts):
            return
        start = self._level_starts[level]
        for literal in self._trail[start:]:
            number = abs(literal)
            self.truth[literal] = self.truth[-literal] = 0
            self._preferred[number] = 1 if literal > 0 else -1
            heappush(self._open, (-self._activity[number], number))
        del self._trail[start:]
        del self._level_starts[level:]
        self._propagated = start
        # A variable that was assigned without being decided on is in there twice.
        if len(self._open) > 4 * len(self.variables):
            self._open = [(-self._activity[number], number) for number in self.variables if not self.truth[number]]
            heapify(self._open)

    def _forget(self) -> None:
        """Drop the longer half of what was learned where that is much. Only while nothing is decided."""
        if len(self._learned) > _MOST_LEARNED:
            self._learned.sort(key=len)
            half = len(self._learned) // 2
            for clause in self._learned[half:]:
                # Where it is watched, an empty one is passed over.
                clause.clear()
            del self._learned[half:]

    def _decision(self) -> int:
        """An open variable, as a literal, one that was in recent conflicts first; 0 where none is open."""
        while self._open:
            _, number = heappop(self._open)
            if not self.truth[number]:
                return number * self._preferred[number]
        return 0

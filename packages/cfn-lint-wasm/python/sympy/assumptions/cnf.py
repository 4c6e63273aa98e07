"""The clauses of formulas, with numbers for variables."""

from collections.abc import Iterable

from sympy._solver import Formula
from sympy.core.symbol import Dummy, Symbol
from sympy.logic.boolalg import And, Boolean, Equivalent, Implies, Not, Or, false, true


class EncodedCNF:
    """Formulas that are to hold together, as clauses.

    A clause holds where one of its literals does; a literal is the number of a variable, from 1, or its negative for
    "does not hold". Nested formulas get variables of their own, `Dummy` symbols, which are determined by the others, so the
    number of clauses grows with the size of a formula. sympy multiplies them out instead, into 2**n clauses for n pairs.

    A copy shares the clauses with the original until one of both gets another. Literals that are to hold are kept apart:
    cfn-lint makes thousands of copies of one template's conditions that differ in nothing else.

    Attributes:
        encoding: the numbers of the variables.
        formula: the clauses of two literals and more.
        holding: the variables that are to hold, as bits of a number.
        failing: those that are not to hold, likewise.
        is_false: whether `false` is among the formulas.
    """

    __slots__ = ("encoding", "formula", "holding", "failing", "is_false", "_is_shared")

    def __init__(self, data: Iterable[Iterable[int]] | None = None, encoding: dict[Boolean, int] | None = None) -> None:
        self.encoding = {} if encoding is None else encoding
        self.formula = Formula()
        self.holding = 0
        self.failing = 0
        self.is_false = False
        self._is_shared = False
        for clause in data or ():
            self._add(clause)

    @property
    def symbols(self) -> list[Boolean]:
        """The variables in the order of their numbers."""
        return list(self.encoding)

    @property
    def variables(self) -> range:
        """The numbers of the variables."""
        return range(1, len(self.encoding) + 1)

    @property
    def data(self) -> tuple[frozenset[int], ...]:
        """The clauses. They cannot be changed here, where sympy has a list; 0 is for `false`."""
        numbers = self.variables
        return (
            *map(frozenset, self.formula.clauses),
            *(frozenset({number}) for number in numbers if self.holding >> number & 1),
            *(frozenset({-number}) for number in numbers if self.failing >> number & 1),
            *[frozenset({0})] * self.is_false,
        )

    def copy(self) -> "EncodedCNF":
        """Another with the same clauses."""
        self._is_shared = True
        copy = object.__new__(EncodedCNF)
        copy.encoding = self.encoding.copy()
        copy.formula = self.formula
        copy.holding = self.holding
        copy.failing = self.failing
        copy.is_false = self.is_false
        copy._is_shared = True
        return copy

    def add_prop(self, prop: Boolean) -> None:
        """Let a formula hold too."""
        symbol = prop.args[0] if type(prop) is Not else prop
        if isinstance(symbol, Symbol):
            number = self._number(symbol)
            self._add([number if symbol is prop else -number])
            return
        known: dict[Boolean, int] = {}
        pending = [(prop, True)]
        while pending:
            expr, holds = pending.pop()
            match expr:
                case Not():
                    pending.append((expr.args[0], not holds))
                case And() if holds:
                    pending.extend((arg, True) for arg in expr.args)
                case Or() if not holds:
                    pending.extend((arg, False) for arg in expr.args)
                case Implies() if not holds:
                    pending += [(expr.args[0], True), (expr.args[1], False)]
                case Equivalent():
                    literals = [self._literal(arg, known) for arg in expr.args]
                    if holds:
                        self._add_ring(literals)
                    else:
                        self._add(literals)
                        self._add([-literal for literal in literals])
                # cfn-lint excludes pairs of values anew for each condition that refers to them.
                case _ if (expr, holds) not in self.formula.sources:
                    clause = frozenset(self._disjuncts(expr, holds, known))
                    self._add(clause)
                    if len(clause) > 1:
                        self.formula.sources.add((expr, holds))

    def _disjuncts(self, expr: Boolean, holds: bool, known: dict[Boolean, int]) -> Iterable[int]:
        literals = []
        pending = [(expr, holds)]
        while pending:
            expr, holds = pending.pop()
            match expr:
                case Not():
                    pending.append((expr.args[0], not holds))
                case Or() if holds:
                    pending.extend((arg, True) for arg in expr.args)
                case And() if not holds:
                    pending.extend((arg, False) for arg in expr.args)
                case Implies() if holds:
                    pending += [(expr.args[0], False), (expr.args[1], True)]
                case _:
                    literals.append(self._literal(expr, known) if holds else -self._literal(expr, known))
        return literals

    def _literal(self, expr: Boolean, known: dict[Boolean, int]) -> int:
        """A literal that holds where a formula does, made without recursion. `known` remembers those of its parts."""
        pending = [expr]
        while pending:
            part = pending[-1]
            unknown = [] if part in known else [arg for arg in part.args if arg not in known]
            if unknown:
                pending += unknown
                continue
            pending.pop()
            if part not in known:
                known[part] = self._defined(part, [known[arg] for arg in part.args])
        return known[expr]

    def _defined(self, expr: Boolean, literals: list[int]) -> int:
        """A literal for a formula, given those of its arguments."""
        match expr:
            case Symbol():
                return self._number(expr)
            # sympy has the one as a variable, and the other as a literal that never holds.
            case _ if expr is true:
                return self._number(expr)
            case _ if expr is false:
                return 0
            case Not():
                return -literals[0]
            case Or():
                return self._either(literals)
            case Implies():
                return self._either([-literals[0], literals[1]])
            case And():
                return -self._either([-literal for literal in literals])
            case Equivalent():
                number = self._number(Dummy("equivalent"))
                self._add_ring(literals, -number)
                self._add([number, *literals])
                self._add([number, *(-literal for literal in literals)])
                return number
        raise TypeError(f"no clauses for {expr!r}")

    def _either(self, literals: list[int]) -> int:
        number = self._number(Dummy("or"))
        self._add([-number, *literals])
        for literal in literals:
            self._add([number, -literal])
        return number

    def _add_ring(self, literals: list[int], *others: int) -> None:
        """Let all of the literals hold or none, or one of the others."""
        for first, second in zip(literals, literals[1:] + literals[:1]):
            self._add([-first, second, *others])

    def _number(self, symbol: Boolean) -> int:
        return self.encoding.setdefault(symbol, len(self.encoding) + 1)

    def _add(self, literals: Iterable[int]) -> None:
        clause = frozenset(literals)
        if len(clause) > 1:
            if self._is_shared:
                self.formula = self.formula.copy()
                self._is_shared = False
            self.formula.add(clause)
            return
        (literal,) = clause
        if literal > 0:
            self.holding |= 1 << literal
        elif literal < 0:
            self.failing |= 1 << -literal
        else:
            self.is_false = True

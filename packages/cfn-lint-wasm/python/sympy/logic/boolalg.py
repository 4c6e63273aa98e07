"""Propositional formulas, folded when made.

Every formula is made once: equal ones are the same object, so comparing and hashing cost nothing however deep they are.
What is folded is what sympy folds: constants, double negation, and in `And`, `Or` and `Equivalent` equal arguments and in
the first two nested ones of the same kind. `x & ~x` stays as it is, there as here.
"""

from collections.abc import Hashable, Iterable
from typing import Any
from weakref import WeakValueDictionary

_known: WeakValueDictionary[tuple[type, Hashable], Any] = WeakValueDictionary()


def interned(cls: type, content: Hashable, **attributes: Any) -> Any:
    """The one object of a class with a content, made with these attributes where there is none yet."""
    found = _known.get((cls, content))
    if found is None:
        found = object.__new__(cls)
        for name, value in attributes.items():
            setattr(found, name, value)
        _known[cls, content] = found
    return found


class Boolean:
    """A formula.

    Attributes:
        args: the formulas that it is made of; sympy has them in another order.
    """

    __slots__ = ("_negation", "__weakref__")

    args: tuple["Boolean", ...] = ()
    _negation: "Not"

    def __and__(self, other: "Boolean | bool") -> "Boolean":
        return And(self, other)

    def __or__(self, other: "Boolean | bool") -> "Boolean":
        return Or(self, other)

    def __invert__(self) -> "Boolean":
        return Not(self)

    def __deepcopy__(self, memo: object) -> "Boolean":
        return self

    def __reduce__(self) -> Any:
        # Without it a pickled formula would come back as one of no arguments.
        raise TypeError("formulas cannot be pickled")


class BooleanTrue(Boolean):
    """The formula that always holds; there is one, which equals True."""

    __slots__ = ()

    def __new__(cls) -> "BooleanTrue":
        return interned(cls, None)

    def __bool__(self) -> bool:
        return True

    def __eq__(self, other: object) -> bool:
        return other is self or other is True

    def __hash__(self) -> int:
        return hash(True)

    def __repr__(self) -> str:
        return "True"


class BooleanFalse(Boolean):
    """The formula that never holds; there is one, which equals False."""

    __slots__ = ()

    def __new__(cls) -> "BooleanFalse":
        return interned(cls, None)

    def __bool__(self) -> bool:
        return False

    def __eq__(self, other: object) -> bool:
        return other is self or other is False

    def __hash__(self) -> int:
        return hash(False)

    def __repr__(self) -> str:
        return "False"


true = BooleanTrue()
false = BooleanFalse()


class BooleanFunction(Boolean):
    """A formula made of others. cfn-lint's default for a condition's formula is one of none, which no clauses are made of."""

    __slots__ = ("args",)

    def __new__(cls) -> "BooleanFunction":
        return interned(cls, (), args=())

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(map(repr, self.args))})"


class And(BooleanFunction):
    """All arguments hold; `true` without arguments."""

    __slots__ = ()

    def __new__(cls, *args: Boolean | bool) -> Boolean:  # type: ignore[misc]
        return _joined(cls, args, false, true)


class Or(BooleanFunction):
    """Some argument holds; `false` without arguments."""

    __slots__ = ()

    def __new__(cls, *args: Boolean | bool) -> Boolean:  # type: ignore[misc]
        return _joined(cls, args, true, false)


class Not(BooleanFunction):
    """The argument does not hold."""

    __slots__ = ()

    def __new__(cls, arg: Boolean | bool) -> Boolean:  # type: ignore[misc]
        arg = _formula(arg)
        try:
            return arg._negation
        except AttributeError:
            pass
        if arg is true:
            return false
        if arg is false:
            return true
        if type(arg) is Not:
            return arg.args[0]
        # Kept with the argument, since most formulas that cfn-lint makes are negations of symbols.
        negation = arg._negation = object.__new__(cls)
        negation.args = (arg,)
        return negation


class Implies(BooleanFunction):
    """The second argument holds where the first does."""

    __slots__ = ()

    def __new__(cls, first: Boolean | bool, second: Boolean | bool) -> Boolean:  # type: ignore[misc]
        args = first, second = _formula(first), _formula(second)
        if first in (true, false) or second in (true, false):
            return Or(Not(first), second)
        return true if first is second else interned(cls, args, args=args)


class Equivalent(BooleanFunction):
    """All arguments hold or none does."""

    __slots__ = ()

    def __new__(cls, *args: Boolean | bool) -> Boolean:  # type: ignore[misc]
        unique = dict.fromkeys(map(_formula, args))
        if len(unique) <= 1:
            return true
        if true in unique:
            return And(*unique)
        if false in unique:
            return And(*map(Not, unique))
        return interned(cls, frozenset(unique), args=tuple(unique))


def to_nnf(expr: Boolean, simplify: bool = True) -> Boolean:
    """A formula of the same meaning with `And`, `Or`, and `Not` of symbols only.

    Args:
        expr: any formula.
        simplify: False; sympy's further folding is not there.
    """
    if simplify:
        raise NotImplementedError("to_nnf without simplify=False")
    return _nnf(expr, True)


def _nnf(expr: Boolean, holds: bool) -> Boolean:
    args = expr.args
    match expr:
        case Not():
            return _nnf(args[0], not holds)
        case And() | Or():
            return (And if isinstance(expr, And) is holds else Or)(*(_nnf(arg, holds) for arg in args))
        case Implies():
            return (Or if holds else And)(_nnf(args[0], not holds), _nnf(args[1], holds))
        case Equivalent() if holds:
            return And(*(Or(_nnf(first, False), _nnf(second, True)) for first, second in zip(args, args[1:] + args[:1])))
        case Equivalent():
            return And(Or(*(_nnf(arg, True) for arg in args)), Or(*(_nnf(arg, False) for arg in args)))
    return expr if holds else Not(expr)


def _formula(arg: Boolean | bool) -> Boolean:
    if isinstance(arg, Boolean):
        return arg
    if isinstance(arg, bool):
        return true if arg else false
    raise TypeError(f"expecting bool or Boolean, not {arg!r}")


def _joined(cls: type[BooleanFunction], args: Iterable[Boolean | bool], zero: Boolean, identity: Boolean) -> Boolean:
    unique: dict[Boolean, None] = {}
    is_zero = False
    for each in args:
        arg = each if isinstance(each, Boolean) else _formula(each)
        if type(arg) is cls:
            unique.update(dict.fromkeys(arg.args))
        elif arg is zero:
            is_zero = True
        elif arg is not identity:
            unique[arg] = None
    if is_zero:
        return zero
    if len(unique) > 1:
        return interned(cls, frozenset(unique), args=tuple(unique))
    return next(iter(unique), identity)

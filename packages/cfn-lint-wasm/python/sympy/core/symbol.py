"""Variables of formulas."""

from typing import Self

from sympy.logic.boolalg import Boolean, interned


class Symbol(Boolean):
    """A variable, known by its name: two of one name are the same object.

    Attributes:
        name: what it was made with, as a plain string, for cfn-lint's strings hold on to places in a template.
    """

    __slots__ = ("name",)

    name: str

    def __new__(cls, name: str) -> Self:
        if not isinstance(name, str):
            raise TypeError(f"name should be a string, not {type(name)!r}")
        return interned(cls, str(name), name=str(name))

    def __repr__(self) -> str:
        return self.name


class Dummy(Symbol):
    """A variable that is equal to no other, whatever their names."""

    __slots__ = ()

    def __new__(cls, name: str) -> Self:
        dummy = object.__new__(cls)
        dummy.name = name
        return dummy

    def __repr__(self) -> str:
        return f"_{self.name}"

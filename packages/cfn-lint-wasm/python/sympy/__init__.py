"""The part of sympy 1.14.0 that cfn-lint 1.58.0 uses, under the same names, in place of sympy.

There are propositional formulas (`And`, `Or`, `Not`, `Implies`, `Equivalent` over `Symbol` and `Dummy`), their clauses
(`sympy.assumptions.cnf.EncodedCNF`) and whether those can be satisfied (`sympy.logic.inference.satisfiable`). Formulas are
folded when made, as sympy folds them. Anything else of sympy is not there: asking for it is an ImportError, an
AttributeError or a TypeError, never another result.
"""

from sympy.core.symbol import Dummy, Symbol
from sympy.logic.boolalg import And, Equivalent, Implies, Not, Or

__all__ = ["And", "Dummy", "Equivalent", "Implies", "Not", "Or", "Symbol"]

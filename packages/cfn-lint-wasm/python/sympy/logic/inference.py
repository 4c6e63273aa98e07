"""Whether formulas can be satisfied."""

from sympy.assumptions.cnf import EncodedCNF
from sympy.logic.boolalg import Boolean


def satisfiable(expr: EncodedCNF | Boolean, all_models: bool = False) -> dict[Boolean, bool] | bool:
    """Whether there are values for the variables with which formulas hold.

    Args:
        expr: formulas as clauses, or one formula.
        all_models: False; sympy's iteration over all models is not there.

    Returns:
        Values for all variables, or False where there are none. They need not be the ones that sympy finds. As sympy's, they
        are empty, and so falsy, where there are no variables.
    """
    if all_models:
        raise NotImplementedError("satisfiable with all_models")
    if not isinstance(expr, EncodedCNF):
        prop, expr = expr, EncodedCNF()
        expr.add_prop(prop)
    model = None if expr.is_false else expr.formula.model(expr.holding, expr.failing)
    if model is None:
        return False
    return {symbol: bool(model >> number & 1) for symbol, number in expr.encoding.items()}

"""The package that stands for sympy against sympy itself, on random formulas.

    python sympy_formulas.py [COUNT] [SEED]

Run with a Python that has sympy 1.14.0. COUNT (20,000 unless told) is the number of formulas and also of sequences of what
cfn-lint does with clauses. Prints how much was compared and how it came out; raises at the first difference.
"""

import importlib
import itertools
import random
import sys
import time
from collections import Counter
from pathlib import Path
from types import SimpleNamespace
from typing import Any

NAMES = {
    "sympy": ["And", "Or", "Not", "Implies", "Equivalent", "Symbol", "Dummy"],
    "sympy.logic.boolalg": ["Boolean", "BooleanFunction", "BooleanTrue", "BooleanFalse", "to_nnf"],
    "sympy.assumptions.cnf": ["EncodedCNF"],
    "sympy.logic.inference": ["satisfiable"],
}


def imported(folder: Path | None) -> SimpleNamespace:
    """All that cfn-lint imports, from the package in a folder or from the installed one."""
    for name in [name for name in sys.modules if name.split(".")[0] == "sympy"]:
        del sys.modules[name]
    if folder:
        sys.path.insert(0, str(folder))
    names = {name: getattr(importlib.import_module(module), name) for module, found in NAMES.items() for name in found}
    if folder:
        sys.path.remove(str(folder))
    return SimpleNamespace(**names)


ours = imported(Path(__file__).resolve().parents[2] / "python")
theirs = imported(None)
assert sys.modules["sympy"].__version__ == "1.14.0"


class Pair:
    """The same formula of both packages."""

    def __init__(self, our: Any, their: Any) -> None:
        self.our = our
        self.their = their


def made(kind: str, *args: Pair) -> Pair:
    return Pair(getattr(ours, kind)(*(arg.our for arg in args)), getattr(theirs, kind)(*(arg.their for arg in args)))


SYMBOLS = [Pair(ours.Symbol(f"s{index}"), theirs.Symbol(f"s{index}")) for index in range(60)]
SYMBOLS += [Pair(ours.Dummy("cond"), theirs.Dummy("cond")) for _ in range(4)]
CONSTANTS = [Pair(ours.BooleanTrue(), theirs.BooleanTrue()), Pair(ours.BooleanFalse(), theirs.BooleanFalse()), Pair(True, True), Pair(False, False)]
OUR_NAMES = {pair.our: f"v{index}" for index, pair in enumerate(SYMBOLS)}
THEIR_NAMES = {pair.their: f"v{index}" for index, pair in enumerate(SYMBOLS)}
FUNCTIONS = ["And", "Or", "Not", "Implies", "Equivalent"]


def form(package: SimpleNamespace, names: dict[Any, str], expr: Any) -> Any:
    """A formula as plain data that is equal for both packages where the formulas are."""
    for constant in (package.BooleanTrue, package.BooleanFalse):
        if isinstance(expr, constant):
            assert isinstance(expr, package.Boolean) and not isinstance(expr, package.BooleanFunction)
            return constant.__name__
    if isinstance(expr, package.Symbol):
        assert isinstance(expr, package.Boolean) and not isinstance(expr, package.BooleanFunction)
        assert not expr.args
        return names[expr]
    (kind,) = [kind for kind in FUNCTIONS if isinstance(expr, getattr(package, kind))]
    assert isinstance(expr, package.BooleanFunction) and expr.args
    args = [form(package, names, arg) for arg in expr.args]
    assert len(set(args)) == len(args) or kind == "Implies"
    return kind, tuple(args) if kind == "Implies" else frozenset(args)


def check(pair: Pair) -> Any:
    """That both packages folded a formula alike."""
    found = form(ours, OUR_NAMES, pair.our)
    expected = form(theirs, THEIR_NAMES, pair.their)
    assert found == expected, (found, expected)
    return found


def formula(symbols: list[Pair], depth: int) -> Pair:
    """A random formula, made with the functions and with the operators."""
    roll = random.random()
    if depth == 0 or roll < 0.12:
        if random.random() < 0.08:
            return random.choice(CONSTANTS[:2])
        return random.choice(symbols)
    kind = random.choices([*FUNCTIONS, "&", "|", "~"], [25, 25, 18, 6, 4, 8, 4, 8])[0]
    if kind in ("Not", "~"):
        arg = formula(symbols, depth - 1)
        return made("Not", arg) if kind == "Not" else Pair(~arg.our, ~arg.their)
    if kind in ("&", "|", "Implies"):
        first, second = formula(symbols, depth - 1), formula(symbols, depth - 1)
        if kind == "&":
            return Pair(first.our & second.our, first.their & second.their)
        if kind == "|":
            return Pair(first.our | second.our, first.their | second.their)
        return made(kind, first, second)
    args = [formula(symbols, depth - 1) for _ in range(random.choices(range(6), [2, 8, 40, 25, 8, 4])[0])]
    if random.random() < 0.05:
        args.append(random.choice(CONSTANTS))
    return made(kind, *args)


def holds(package: SimpleNamespace, expr: Any, values: dict[Any, bool]) -> bool:
    """The value of a formula."""
    if isinstance(expr, package.BooleanTrue) or expr is True:
        return True
    if isinstance(expr, package.BooleanFalse) or expr is False:
        return False
    if isinstance(expr, package.Symbol):
        return values[expr]
    parts = [holds(package, arg, values) for arg in expr.args]
    if isinstance(expr, package.And):
        return all(parts)
    if isinstance(expr, package.Or):
        return any(parts)
    if isinstance(expr, package.Not):
        return not parts[0]
    if isinstance(expr, package.Implies):
        return not parts[0] or parts[1]
    assert isinstance(expr, package.Equivalent)
    return all(parts) or not any(parts)


def largest(expr: Any) -> float:
    """How many clauses sympy makes of a formula at most, to leave out those with which it would take minutes."""

    def count(expr: Any, positive: bool) -> float:
        kind = [kind for kind in FUNCTIONS if isinstance(expr, getattr(ours, kind))]
        if not kind:
            return 1
        if kind[0] == "Not":
            return count(expr.args[0], not positive)
        if kind[0] == "Implies":
            parts = [count(expr.args[0], not positive), count(expr.args[1], positive)]
            return parts[0] * parts[1] if positive else parts[0] + parts[1]
        if kind[0] == "Equivalent":
            args = expr.args
            rings = [(count(a, not positive), count(b, positive)) for a, b in zip(args, args[1:] + args[:1])]
            result = 1.0
            for a, b in rings:
                result = result + a * b if positive else result * (a + b)
            return result
        parts = [count(arg, positive) for arg in expr.args]
        if (kind[0] == "And") is positive:
            return sum(parts)
        result = 1.0
        for part in parts:
            result *= part
        return result

    return count(expr, True)


def has_long_equivalence(expr: Any) -> bool:
    return (isinstance(expr, ours.Equivalent) and len(expr.args) > 2) or any(map(has_long_equivalence, getattr(expr, "args", ())))


def compare_formulas(count: int) -> None:
    """Folding, satisfiability by either package and by all values, and normal forms."""
    outcomes: Counter[str] = Counter()
    for index in range(count):
        symbols = random.sample(SYMBOLS, random.randint(1, 6))
        pair = formula(symbols, random.randint(1, 4))
        found = check(pair)
        outcomes["constant" if isinstance(found, str) and found.startswith("Boolean") else found[0] if isinstance(found, tuple) else "symbol"] += 1
        ours_nnf, theirs_nnf = (package.to_nnf(expr, simplify=False) for package, expr in ((ours, pair.our), (theirs, pair.their)))
        # The ring of implications for more than two arguments depends on their order, and is of the same meaning.
        if not has_long_equivalence(pair.our):
            assert form(ours, OUR_NAMES, ours_nnf) == form(theirs, THEIR_NAMES, theirs_nnf), pair.their
            outcomes["same normal form"] += 1
        satisfiable = False
        for chosen in itertools.product([False, True], repeat=len(symbols)):
            values = dict(zip((each.our for each in symbols), chosen))
            value = holds(ours, pair.our, values)
            assert holds(ours, ours_nnf, values) is value, pair.their
            satisfiable |= value
        model = ours.satisfiable(pair.our)
        assert bool(model) == satisfiable, pair.their
        if model:
            assert holds(ours, pair.our, model | {each.our: False for each in symbols if each.our not in model}), pair.their
        if largest(pair.our) < 200:
            assert bool(theirs.satisfiable(pair.their)) == satisfiable, pair.their
            outcomes["compared by sympy"] += 1
        outcomes["satisfiable" if satisfiable else "not satisfiable"] += 1
    print(f"{count} formulas: {dict(outcomes)}")


def add_equivalence(package: SimpleNamespace, cnf: Any, symbol: Any, expr: Any) -> None:
    """As `cfnlint.conditions._utils.add_equivalence`."""

    def literal(expr: Any, cache: dict[Any, Any], root: Any = None) -> Any:
        if isinstance(expr, package.Not):
            return package.Not(literal(expr.args[0], cache))
        if isinstance(expr, (package.And, package.Or)):
            if expr in cache:
                return cache[expr]
            literals = [literal(arg, cache) for arg in expr.args]
            variable = package.Dummy("cond") if root is None else root
            if isinstance(expr, package.And):
                for each in literals:
                    cnf.add_prop(package.Or(package.Not(variable), each))
                cnf.add_prop(package.Or(variable, *[package.Not(each) for each in literals]))
            else:
                cnf.add_prop(package.Or(package.Not(variable), *literals))
                for each in literals:
                    cnf.add_prop(package.Or(variable, package.Not(each)))
            cache[expr] = variable
            return variable
        if isinstance(expr, package.BooleanFunction):
            nnf = package.to_nnf(expr, simplify=False)
            if nnf != expr:
                return literal(nnf, cache, root)
        return expr

    found = literal(expr, {}, symbol)
    if found is not symbol:
        cnf.add_prop(package.Equivalent(symbol, found))


def same_satisfiability(our: Any, their: Any, props: list[Any]) -> bool:
    """That both say the same of clauses, and that our values are values with which all hold."""
    model = ours.satisfiable(our)
    # The empty model of no variables is falsy, and is not False.
    expected = theirs.satisfiable(their)
    assert (model is False, bool(model)) == (expected is False, bool(expected)), (model, expected, their.data)
    if model:
        for prop in props:
            assert holds(ours, prop, model)
        for clause in our.data:
            assert any(model[our.symbols[abs(literal) - 1]] is (literal > 0) for literal in clause)
    return bool(model)


def compare_sequences(count: int) -> None:
    """What cfn-lint does: equivalences, exclusions and rules, then copies with literals, copies of those, and more props."""
    outcomes: Counter[str] = Counter()
    seconds = {"ours": 0.0, "theirs": 0.0}
    for index in range(count):
        large = index % 50 == 0
        symbols = random.sample(SYMBOLS, random.randint(20, 40) if large else random.randint(2, 9))
        kept: list[tuple[Any, Any, list[Any]]] = [(ours.EncodedCNF(), theirs.EncodedCNF(), [])]
        if index % 20 == 0:
            same_satisfiability(*kept[0])

        def add(position: int, pair: Pair) -> None:
            if largest(pair.our) < 200:
                our, their, props = kept[position]
                start = time.perf_counter()
                our.add_prop(pair.our)
                middle = time.perf_counter()
                their.add_prop(pair.their)
                seconds["ours"] += middle - start
                seconds["theirs"] += time.perf_counter() - middle
                props.append(pair.our)

        split = random.randint(1, len(symbols))
        for position, symbol in enumerate(symbols[split:]):
            # Conditions of others, mostly, and now and then in a circle.
            pair = formula(symbols[: split + position] if random.random() < 0.97 else symbols, random.randint(1, 3))
            check(pair)
            add_equivalence(ours, kept[0][0], symbol.our, pair.our)
            add_equivalence(theirs, kept[0][1], symbol.their, pair.their)
        for _ in range(random.randint(0, len(symbols) // 2)):
            first, second = random.choice(symbols), random.choice(symbols)
            add(0, Pair(~(first.our & second.our), ~(first.their & second.their)))
        if random.random() < 0.3:
            add(0, made("Or", *random.sample(symbols, random.randint(1, 2))))
        for _ in range(random.choice([0, 0, 0, 0, 1, 2])):
            add(0, made("Implies", formula(symbols, 2), formula(symbols, 2)))
        for _ in range(random.randint(1, 8)):
            position = random.randrange(len(kept))
            if random.random() < 0.7:
                our, their, props = kept[position]
                kept.append((our.copy(), their.copy(), props.copy()))
                position = len(kept) - 1
            for _ in range(random.choice([0, 1, 1, 1, 2, 5])):
                roll = random.random()
                symbol = random.choice(SYMBOLS if roll < 0.05 else symbols)
                add(position, symbol if random.random() < 0.5 else made("Not", symbol))
                if roll > 0.95:
                    add(position, formula(symbols, 2))
                if roll < 0.03:
                    scenario = made("And", *random.sample(symbols, 2))
                    add(position, scenario)
                    add(position, made("Not", made("Implies", scenario, symbol)))
            # Also those that the change should not have reached.
            for our, their, props in kept if random.random() < 0.3 else [kept[position]]:
                start = time.perf_counter()
                ours.satisfiable(our)
                middle = time.perf_counter()
                theirs.satisfiable(their)
                seconds["ours"] += middle - start
                seconds["theirs"] += time.perf_counter() - middle
                outcomes["satisfiable" if same_satisfiability(our, their, props) else "not satisfiable"] += 1
    print(f"{count} sequences: {dict(outcomes)}, seconds {({name: round(value, 2) for name, value in seconds.items()})}")


def compare_solver(count: int) -> None:
    """Clauses at the edge of what can be satisfied, where searching is needed, with literals asked for one after another."""
    outcomes: Counter[str] = Counter()
    for _ in range(count):
        number = random.randint(3, 24)
        clauses = [
            {random.choice([1, -1]) * variable for variable in random.sample(range(1, number + 1), 3)} for _ in range(int(number * random.uniform(3, 5)))
        ]
        clauses += [{1, -1}, {2, 2}] if random.random() < 0.1 else []
        encodings = [{package.Symbol(f"x{variable}"): variable for variable in range(1, number + 1)} for package in (ours, theirs)]
        our = ours.EncodedCNF([frozenset(clause) for clause in clauses], encodings[0])
        their = theirs.EncodedCNF([set(clause) for clause in clauses], encodings[1])
        for _ in range(4):
            outcomes["satisfiable" if same_satisfiability(our, their, []) else "not satisfiable"] += 1
            our, their = our.copy(), their.copy()
            name, sign = f"x{random.randint(1, number)}", random.choice([ours, None])
            for package, cnf in ((ours, our), (theirs, their)):
                symbol = package.Symbol(name)
                cnf.add_prop(symbol if sign else package.Not(symbol))
    print(f"{count} sets of clauses: {dict(outcomes)}")


def raised(call: Any) -> str:
    try:
        call()
    except Exception as error:
        return type(error).__name__
    return ""


def check_absence() -> None:
    """That what is not there is missed, and that what cfn-lint cannot do raises."""
    package = imported(Path(__file__).resolve().parents[2] / "python")
    for module in ("sympy.core.numbers", "sympy.logic.algorithms", "sympy.abc", "sympy.simplify"):
        assert raised(lambda: importlib.import_module(module)) == "ModuleNotFoundError"
    for name in ("Xor", "Integer", "symbols", "simplify", "true"):
        assert not hasattr(sys.modules["sympy"], name)
    for name in ("Xor", "to_cnf", "simplify_logic", "ITE"):
        assert not hasattr(sys.modules["sympy.logic.boolalg"], name)
    symbol = package.Symbol("x")
    for call in (
        lambda: package.And(symbol, 1),
        lambda: package.Or(symbol, "y"),
        lambda: package.Not(None),
        lambda: package.Symbol(1),
        lambda: package.Symbol("x", real=True),
        lambda: symbol + symbol,
        lambda: symbol ^ symbol,
        lambda: package.satisfiable(symbol, algorithm="dpll"),
    ):
        assert raised(call) == "TypeError"
    assert raised(lambda: theirs.Symbol(1)) == "TypeError"
    assert raised(lambda: package.satisfiable(symbol, all_models=True)) == "NotImplementedError"
    assert raised(lambda: package.EncodedCNF().add_prop(None)) == "AttributeError"
    assert raised(lambda: package.EncodedCNF().add_prop(package.BooleanFunction())) == "TypeError"
    assert raised(lambda: package.EncodedCNF().data.append({1})) == "AttributeError"
    print("what is not there is missed")


def check_depth() -> None:
    """That nothing recurses."""
    depth = 20_000
    expr = ours.Symbol("x")
    for index in range(depth):
        expr = ours.Not(ours.And(expr, ours.Or(ours.Not(expr), ours.Symbol(f"y{index % 7}"))))
    assert ours.satisfiable(expr)
    assert ours.satisfiable(ours.And(*(ours.Implies(ours.Symbol(f"c{index}"), ours.Symbol(f"c{index + 1}")) for index in range(depth)), ours.Symbol("c0")))
    print(f"formulas {depth} deep are satisfied")


if __name__ == "__main__":
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    random.seed(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    compare_formulas(number)
    compare_sequences(number)
    compare_solver(number // 10)
    check_depth()
    check_absence()

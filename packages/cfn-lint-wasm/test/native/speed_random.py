"""Compares the replacements in `speed` with cfn-lint's own functions on random input. Exits 1 on any difference.

    python speed_random.py [--rounds N] [--seed N]

Nothing is put in place here: both sides are called as they are.
"""

import argparse
import importlib.util
import random
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path as FilePath
from typing import Any

from cfnlint.context.conditions._conditions import Conditions
from cfnlint.context.context import Parameter, Path
from cfnlint.decode.mark import Mark
from cfnlint.decode.node import dict_node, list_node, str_node
from cfnlint.helpers import FUNCTION_FOR_EACH, FUNCTIONS
from cfnlint.jsonschema import CfnTemplateValidator, _keywords, _keywords_cfn
from cfnlint.jsonschema._filter import FunctionFilter
from cfnlint.schema.resolver import RefResolver
from cfnlint.template import Template

# Without what lies beside it in place of libraries.
_FOLDER = FilePath(__file__).resolve().parents[2] / "python" / "speed"
_spec = importlib.util.spec_from_file_location("speed", _FOLDER / "__init__.py", submodule_search_locations=[str(_FOLDER)])
assert _spec and _spec.loader
sys.modules["speed"] = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(sys.modules["speed"])

from speed import conditions, context, filtering, keywords, resolver, templates  # noqa: E402
from speed.validators import ValidatorClass  # noqa: E402

WORDS = ["a", "b", "Ref", "true", "False", "TRUE", "", "7", "AWS::NoValue", "x" * 5, "{{resolve:ssm:a}}", "{{ resolve : ssm : a }}", "AWS::Region"]
KEYS = ["a", "b", "c", "Ref", "Fn::If", "Fn::Sub", "Fn::ForEach::Loop", "Type", "id", "$id"]
TYPES = ["string", "object", "array", "boolean", "integer", "number", "null", "other"]
NAMES = ["C0", "C1", "C2", "C3"]

different: Counter[str] = Counter()
compared: Counter[str] = Counter()


def check(what: str, expected: Any, found: Any, given: Any) -> None:
    compared[what] += 1
    if expected != found:
        different[what] += 1
        if different[what] <= 3:
            print(f"{what} of {given!r}\n  expected {expected!r}\n  found    {found!r}")


def outcome(function: Callable[..., Any], *args: Any) -> Any:
    try:
        return function(*args)
    except Exception as error:
        return type(error).__name__, str(error)


def scalar(pick: random.Random) -> Any:
    return pick.choice([None, True, False, 0, 1, 7, 0.5, 7.0, pick.choice(WORDS), str_node(pick.choice(WORDS), Mark(1, 2), Mark(1, 3))])


def tree(pick: random.Random, depth: int) -> Any:
    kind = pick.random()
    if depth == 0 or kind < 0.3:
        return scalar(pick)
    if kind < 0.4:
        return {"Ref": pick.choice(WORDS)}
    if kind < 0.5:
        return {"Fn::If": [pick.choice(NAMES), tree(pick, depth - 1), tree(pick, depth - 1)]}
    if kind < 0.7:
        items = [tree(pick, depth - 1) for _ in range(pick.randrange(4))]
        return list_node(items, Mark(3, 4), Mark(5, 6)) if pick.random() < 0.7 else items
    pairs = {str_node(pick.choice(KEYS), Mark(1, 1), Mark(1, 2)): tree(pick, depth - 1) for _ in range(pick.randrange(4))}
    return dict_node(pairs, Mark(7, 8), Mark(9, 9)) if pick.random() < 0.7 else pairs


def schema(pick: random.Random) -> dict[str, Any]:
    choices: dict[str, Callable[[], Any]] = {
        "type": lambda: pick.choice([pick.choice(TYPES), pick.sample(TYPES, pick.randrange(1, 4))]),
        "enum": lambda: [scalar(pick) for _ in range(pick.randrange(5))],
        "const": lambda: scalar(pick),
        "required": lambda: pick.sample(KEYS, 2),
        "properties": lambda: {key: {"type": pick.choice(TYPES)} for key in pick.sample(KEYS, 3)},
        "patternProperties": lambda: {pick.choice(["^a", ".*", "[bR]"]): {"type": pick.choice(TYPES)}},
        "additionalProperties": lambda: pick.choice([True, False, {"type": pick.choice(TYPES)}]),
        "pattern": lambda: pick.choice(["^a", "x+$", "true"]),
        "items": lambda: {"type": pick.choice(TYPES)},
        "minItems": lambda: pick.randrange(3),
        "if": lambda: {"required": ["a"]},
        "then": lambda: {"properties": {"a": {"type": "string"}}},
        "else": lambda: False,
        "$ref": lambda: "#/definitions/a",
        "cfnLint": lambda: pick.choice(["one", ["one", "two"]]),
        "$id": lambda: "#a",
    }
    return {keyword: choices[keyword]() for keyword in pick.sample(list(choices), pick.randrange(1, 6))}


def messages(errors: Any) -> list[Any]:
    return [(error.message, list(error.path), list(error.schema_path), error.validator, error.unknown) for error in errors]


def run_keyword(function: Any, validator: Any, value: Any, instance: Any, whole: Any) -> Any:
    return outcome(lambda: messages(function(validator, value, instance, whole) or ()))


def test_keywords(pick: random.Random, slow: Any, fast: Any) -> None:
    instance, whole = tree(pick, 2), schema(pick)
    for name, own, other in (
        ("type", _keywords.type, keywords.type_),
        ("type", _keywords_cfn.cfn_type, keywords.cfn_type),
        ("enum", _keywords.enum, keywords.enum),
        ("const", _keywords.const, keywords.const),
        ("required", _keywords.required, keywords.required),
        ("properties", _keywords.properties, keywords.properties),
        ("patternProperties", _keywords.patternProperties, keywords.pattern_properties),
        ("additionalProperties", _keywords.additionalProperties, keywords.additional_properties),
        ("additionalProperties", _keywords_cfn.additionalProperties, keywords.cfn_additional_properties),
        ("pattern", _keywords.pattern, keywords.pattern),
        ("if", _keywords.if_, keywords.if_),
    ):
        if name in whole:
            check(f"keyword {name}", run_keyword(own, slow, whole[name], instance, whole), run_keyword(other, fast, whole[name], instance, whole), (whole, instance))


def described(value: Any) -> Any:
    """A tree with the classes of its nodes but for lists, of which a scenario's instance makes marked ones."""
    if isinstance(value, dict):
        return [(type(value).__name__, type(key).__name__, key, described(item)) for key, item in value.items()]
    if isinstance(value, list):
        return ["list", *map(described, value)]
    return type(value).__name__, value


def test_filter(pick: random.Random, slow: Any, fast: Any) -> None:
    instance, whole = tree(pick, 3), schema(pick)
    path = Path()
    for _ in range(pick.randrange(4)):
        path = path.descend(path=pick.choice([*KEYS, 3]), cfn_path=pick.choice(["a", "*", None]))
    settings = {"add_cfn_lint_keyword": pick.random() < 0.5, "validate_dynamic_references": pick.random() < 0.7}
    functions = pick.choice([[], list(FUNCTIONS), ["Ref"], ["Fn::If"]])
    changes = {"path": path, "functions": functions}
    slow = slow.evolve(context=slow.context.evolve(**changes), function_filter=FunctionFilter(**settings))
    fast = fast.evolve(context=fast.context.evolve(**changes), function_filter=FunctionFilter(**settings))

    def triples(found: Any) -> list[Any]:
        return [(described(each), list(keywords_.items()), sorted(validator.context.conditions.status.items())) for each, keywords_, validator in found]

    expected = outcome(lambda: triples(slow.function_filter.filter(slow, instance, whole)))
    check("filter", expected, outcome(lambda: triples(filtering.applied(fast.function_filter, fast, instance, whole))), (whole, instance, changes, settings))
    check("errors", outcome(lambda: messages(slow.evolve(schema=whole).iter_errors(instance))), outcome(lambda: messages(fast.evolve(schema=whole).iter_errors(instance))), (whole, instance))


def test_paths(pick: random.Random) -> None:
    own: Any = Path()
    other: Any = Path()
    for _ in range(pick.randrange(6)):
        kwargs = {name: pick.choice([*KEYS[:3], "Ref", 0, 3, None]) for name in pick.sample(["path", "cfn_path", "value_path"], pick.randrange(4))}
        expected, found = outcome(lambda: own.descend(**kwargs)), outcome(lambda: context.descend(other, **kwargs))
        if isinstance(expected, tuple) or isinstance(found, tuple):
            check("path", expected, found, kwargs)
            return
        own, other = expected, found
        if pick.random() < 0.3:
            own, other = own.evolve(value_path=own.path), other.evolve(value_path=other.path)
        if pick.random() < 0.5:
            check("path", (own.path, own.cfn_path, own.value_path), (other.path, other.cfn_path, other.value_path), kwargs)
    check("path", (own.path_string, outcome(lambda: own.cfn_path_string)), (other.path_string, outcome(lambda: other.cfn_path_string)), own)
    check("last step", own.path[-1] if own.path else None, context.last_step(other), own)


def test_search(pick: random.Random) -> None:
    template = Template(None, {})
    value, wanted = tree(pick, 4), pick.choice([*KEYS, FUNCTION_FOR_EACH])
    check("search", template._search_deep_keys(wanted, value, ["p"]), templates.search_deep_keys(template, wanted, value, ["p"]), (value, wanted))


def test_references(pick: random.Random) -> None:
    whole = {**schema(pick), "definitions": {"a": {**schema(pick)}, "b/c": [schema(pick)]}}
    own = RefResolver.from_schema(whole)
    other = RefResolver.from_schema(whole)
    resolver.post_init(other)
    for ref in pick.sample(["#/definitions/a", "#a", "#/definitions/b~1c/0", "#/nothing", "b#/definitions", "#", "#/definitions/b~1c/x"], 3):
        url = outcome(own.resolve_from_url, ref)
        check("fragment", url, outcome(lambda: _resolve(other, ref)), (whole, ref))


def _resolve(other: Any, ref: str) -> Any:
    url, _, fragment = ref.partition("#")
    if url:
        return other.resolve_from_url(ref)
    return resolver.resolve_fragment(other, other.referrer, fragment)


def condition(pick: random.Random, depth: int) -> dict[str, Any]:
    kind = pick.random()
    if depth == 0 or kind < 0.4:
        return {"Fn::Equals": [{"Ref": pick.choice(["P", "Q"])}, pick.choice(["x", "y", "z"])]}
    if kind < 0.55:
        return {"Condition": pick.choice(NAMES)}
    if kind < 0.7:
        return {"Fn::Not": [condition(pick, depth - 1)]}
    return {pick.choice(["Fn::And", "Fn::Or"]): [condition(pick, depth - 1) for _ in range(2)]}


def test_conditions(pick: random.Random) -> None:
    parts = {name: condition(pick, 2) for name in NAMES}
    parameters = {"P": Parameter({"Type": "String", "AllowedValues": ["x", "y"]}), "Q": Parameter({"Type": "String"})}
    own = Conditions.create_from_instance(parts, {}, parameters)
    other = own
    for _ in range(4):
        status = {pick.choice([*NAMES, "Unknown"]): pick.random() < 0.5 for _ in range(pick.randrange(3))}
        assumed = pick.random() < 0.5
        expected, found = outcome(lambda: own.evolve(status, assumed)), outcome(lambda: conditions.evolve(other, status, assumed))
        again = outcome(lambda: conditions.evolve(other, dict(status), assumed))
        if isinstance(expected, tuple) or isinstance(found, tuple):
            check("conditions", (expected, expected), (found, again), (parts, status))
            return
        reachable = [(name, value) for name in NAMES for value in (True, False)]
        check("conditions", (expected, [expected.is_reachable(*each) for each in reachable]), (found, [found.is_reachable(*each) for each in reachable]), (parts, status))
        check("conditions again", found, again, status)
        own, other = expected, again


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    pick = random.Random(asked.seed)
    fields = CfnTemplateValidator.__dataclass_fields__
    kind = ValidatorClass(fields["validators"].default_factory(), FunctionFilter(), fields["fn_resolvers"].default_factory())
    template = Template(None, {"Conditions": {name: {"Fn::Equals": [{"Ref": name}, "x"]} for name in NAMES}})
    slow = CfnTemplateValidator({}, cfn=template)
    fast = kind({}, cfn=template)
    for _ in range(asked.rounds):
        test_keywords(pick, slow, fast)
        test_filter(pick, slow, fast)
        test_paths(pick)
        test_search(pick)
        test_references(pick)
        if pick.random() < 0.1:
            test_conditions(pick)
    for what, count in compared.items():
        print(f"{what}: {count} compared, {different[what]} different")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())

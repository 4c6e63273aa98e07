"""The split of a schema into what is validated as it stands and what is validated once per scenario of conditions."""

from collections.abc import Iterator
from typing import Any

from cfnlint.decode.node import dict_node, list_node
from cfnlint.helpers import PSEUDOPARAMS, ToPy, ensure_list
from cfnlint.jsonschema._filter import FunctionFilter, _all_types

from speed._patching import original, patch
from speed.context import last_step

Applied = tuple[Any, dict[str, Any], Any]
"""An instance, the keywords to apply to it, and the validator to apply them with."""

_FILTER = "cfnlint.jsonschema._filter:FunctionFilter.filter"
_FILTER_SCHEMAS = "cfnlint.jsonschema._filter:FunctionFilter._filter_schemas"
_filter = original(_FILTER)

GROUP_FUNCTIONS = frozenset(FunctionFilter().group_functions)
_MOST_SPLITS = 4_096


class Split:
    """What `_filter_schemas` makes of one schema, but for the keyword `cfnLint`, whose value depends on the path.

    Attributes:
        schema: the schema, held so that no other takes its identity.
        standard: keywords to apply once.
        group: keywords to apply once per scenario of conditions.
    """

    __slots__ = ("schema", "standard", "group", "_with_cfn_lint")

    def __init__(self, schema: dict[str, Any]) -> None:
        self.schema = schema
        self.group = {key: value for key, value in schema.items() if key in GROUP_FUNCTIONS}
        standard = {key: value for key, value in schema.items() if key not in GROUP_FUNCTIONS}
        _add_nested(standard)
        self.standard = schema if len(standard) == len(schema) and not self.group else standard
        self._with_cfn_lint: dict[str, Any] | None = None

    def with_path(self, cfn_path_string: str) -> dict[str, Any]:
        """Keywords to apply once, at a path."""
        if "$ref" in self.standard:
            return self.standard
        if self._with_cfn_lint is None:
            self._with_cfn_lint = {key: value for key, value in self.schema.items() if key not in GROUP_FUNCTIONS}
            self._with_cfn_lint["cfnLint"] = ensure_list(self._with_cfn_lint.get("cfnLint", []))
            _add_nested(self._with_cfn_lint)
        schema = self._with_cfn_lint.copy()
        schema["cfnLint"] = [*schema["cfnLint"], cfn_path_string]
        return schema


def _add_nested(schema: dict[str, Any]) -> None:
    # As upstream: an object or array of which nothing is said may hold anything, and is looked into all the same.
    kind = schema.get("type", [])
    if "object" in ensure_list(kind) and not ("properties" in schema or "additionalProperties" in schema or "patternProperties" in schema):
        schema["patternProperties"] = {".*": {"type": _all_types}}
    if "array" in kind and "items" not in schema:
        schema["items"] = {"type": _all_types}


_splits: dict[int, Split] = {}


def split(schema: dict[str, Any]) -> Split:
    """The split of a schema, remembered by its identity."""
    found = _splits.get(id(schema))
    if found is None:
        if len(_splits) >= _MOST_SPLITS:
            _splits.clear()
        found = _splits[id(schema)] = Split(schema)
    return found


def forget_splits() -> None:
    """Forget all splits; to be called where schemas are changed in place."""
    _splits.clear()


@patch("cfnlint.jsonschema._filter:FunctionFilter.evolve")
def evolve(self: FunctionFilter, **kwargs: Any) -> FunctionFilter:
    """As upstream, with one filter for each pair of settings: nothing changes a filter once it is made."""
    values = self.__dict__
    if type(self) is not FunctionFilter or not _SETTINGS >= kwargs.keys():
        return _evolve(self, **kwargs)
    settings = (
        kwargs.get("add_cfn_lint_keyword", values["add_cfn_lint_keyword"]),
        kwargs.get("validate_dynamic_references", values["validate_dynamic_references"]),
    )
    found = _filters.get(settings)
    if found is None:
        found = _filters[settings] = _evolve(self, **kwargs)
    return found


_SETTINGS = {"add_cfn_lint_keyword", "validate_dynamic_references"}
_evolve = FunctionFilter.evolve
_filters: dict[tuple[bool, bool], FunctionFilter] = {}


@patch(_FILTER_SCHEMAS)
def filter_schemas(self: FunctionFilter, schema: dict[str, Any], validator: Any) -> tuple[Any, Any]:
    """As upstream, which splits the same few thousand schemas anew for each instance."""
    if last_step(validator.context.path) == "Fn::If":
        return schema, None
    parts = split(schema)
    return parts.with_path(validator.context.path.cfn_path_string) if self.add_cfn_lint_keyword else parts.standard, parts.group


_FUNCTION_KEYWORDS: dict[str, str] = {}


def function_keyword(function: str) -> str:
    """The keyword for a function: `fn_getatt` for `Fn::GetAtt`."""
    keyword = _FUNCTION_KEYWORDS.get(function)
    if keyword is None:
        keyword = _FUNCTION_KEYWORDS[str(function)] = ToPy(function).py
    return keyword


def has_scenarios(instance: dict[str, Any] | list[Any]) -> bool:
    """Whether `evolve_from_instance` may find conditions in an instance or leave something of it out.

    Looks where that looks: at the instance, the values of a dict and the items of lists, not into the dicts among them.
    """
    if isinstance(instance, dict):
        return is_conditional(instance) or any(map(_has_scenarios_within, instance.values()))
    return any(map(_has_scenarios_within, instance))


def _has_scenarios_within(value: Any) -> bool:
    if isinstance(value, str):
        return False
    if isinstance(value, dict):
        return is_conditional(value)
    if isinstance(value, list):
        return any(map(_has_scenarios_within, value))
    # A scenario's instance has no null in it.
    return value is None


def is_conditional(value: dict[str, Any]) -> bool:
    """Whether a dict is `Fn::If` or a `Ref` to `AWS::NoValue`."""
    return len(value) == 1 and ("Fn::If" in value or value.get("Ref") == "AWS::NoValue")


def applied(function_filter: FunctionFilter, validator: Any, instance: Any, schema: dict[str, Any]) -> Iterator[Applied] | list[Applied]:
    """As `FunctionFilter.filter`, as a list where nothing in the instance depends on conditions.

    Strings with dynamic references, pseudo parameters and instances with `Fn::If` or `AWS::NoValue` where a scenario looks
    for them go upstream's way.
    """
    if "cfnContext" in schema:
        return [(instance, schema, validator)]
    if isinstance(instance, str) and (instance in PSEUDOPARAMS or ("{{" in instance and function_filter.validate_dynamic_references)):
        return _filter(function_filter, validator, instance, schema)
    context = validator.bare_context
    functions = context.functions
    if not functions:
        return [(instance, schema, validator)]

    path = validator.path
    if last_step(path) == "Fn::If":
        standard, group = schema, None
    else:
        parts = split(schema)
        standard = parts.with_path(path.cfn_path_string) if function_filter.add_cfn_lint_keyword else parts.standard
        group = parts.group

    results: list[Applied] = []
    if group and instance is not None:
        if isinstance(instance, (dict, list)):
            if has_scenarios(instance):
                return _filter(function_filter, validator, instance, schema)
            # A copy, as upstream makes one: some rules change the instance they are given.
            copy = dict_node if isinstance(instance, dict) else list_node
            results.append((copy(instance, getattr(instance, "start_mark", None), getattr(instance, "end_mark", None)), group, validator))
        else:
            results.append((instance, group, validator))
    if isinstance(instance, dict) and len(instance) == 1:
        for key in instance:
            if key in functions:
                standard = {function_keyword(key): standard}
    results.append((instance, standard, validator))
    return results

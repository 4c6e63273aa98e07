"""Keywords: an instance without errors gets its answer at once, without a generator.

A replacement returns `()` where upstream's generator would yield nothing, and where it cannot tell that cheaply, or there
is an error to word, it leaves the instance to upstream's own function.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Any

import cfnlint.jsonschema._keywords as standard
import cfnlint.jsonschema._keywords_cfn as cfn
import cfnlint.jsonschema.validators as validators
from cfnlint.decode.node import dict_node, list_node, str_node
from cfnlint.jsonschema.exceptions import ValidationError
from cfnlint.rules.jsonschema.Base import BaseJsonSchema
from cfnlint.schema.resolver import RefResolver

from speed._patching import PATCHES, Patch, original, patch
from speed.validators import Validator

Errors = Iterable[ValidationError]

_STANDARD = "cfnlint.jsonschema._keywords"
_CFN = "cfnlint.jsonschema._keywords_cfn"
_RULE_PROPERTIES = "cfnlint.rules.resources.properties"

_STRINGS = (str, str_node)
_JSON_TYPES = {
    str: "string",
    str_node: "string",
    dict: "object",
    dict_node: "object",
    list: "array",
    list_node: "array",
    bool: "boolean",
    int: "integer",
}
_KNOWN_TYPES = frozenset(["array", "boolean", "integer", "null", "number", "object", "string"])


def keyword(target: str, *relies_on: str) -> Callable[[Any], Any]:
    """Declare the decorated function as the replacement of a keyword function, also in the tables of keywords."""

    def declare(function: Any) -> Any:
        replaced = original(target)

        def install(_: Any) -> None:
            for table in (
                validators._standard_validators,
                cfn.cfn_validators,
                validators.CfnTemplateValidator.__dataclass_fields__["validators"].default_factory(),
                validators.StandardValidator.__dataclass_fields__["validators"].default_factory(),
            ):
                for name, there in table.items():
                    if there is replaced:
                        table[name] = function

        PATCHES.append(Patch(target, function, relies_on, install))
        return function

    return declare


@lru_cache(1_024)
def search_of(pattern: str) -> Callable[[str], Any]:
    """The search of a compiled pattern."""
    return standard.re.compile(pattern).search


def _is_of_type(instance: Any, types: Any) -> bool:
    """Whether an instance surely is of one of the types, be they taken strictly or not."""
    name = _JSON_TYPES.get(type(instance))
    if name is None:
        return False
    if type(types) is list:
        # An unknown type makes upstream raise, if it comes to that.
        return bool(types) and (types[0] == name or (name in types and _KNOWN_TYPES.issuperset(types)))
    return bool(types == name)


_type = original(f"{_STANDARD}:type")
_cfn_type = original(f"{_CFN}:cfn_type")


@keyword(f"{_STANDARD}:type", "cfnlint.jsonschema.validators:CfnTemplateValidator.is_type")
def type_(validator: Any, tS: Any, instance: Any, schema: Any) -> Errors:
    """As upstream."""
    return () if _is_of_type(instance, tS) else _type(validator, tS, instance, schema)


@keyword(f"{_CFN}:cfn_type", f"{_CFN}:_raw_type", f"{_CFN}:_raw_type_strict")
def cfn_type(validator: Any, tS: Any, instance: Any, schema: Any) -> Errors:
    """As upstream."""
    return () if _is_of_type(instance, tS) else _cfn_type(validator, tS, instance, schema)


_rule_type = original(f"{_RULE_PROPERTIES}.Type:Type.type")


@patch(f"{_RULE_PROPERTIES}.Type:Type.type", f"{_CFN}:cfn_type", f"{_CFN}:_raw_type", f"{_CFN}:_raw_type_strict")
def rule_type(self: Any, validator: Any, types: Any, instance: Any, schema: Any) -> Errors:
    """As upstream: whether taken strictly or not, an instance of the type itself is fine."""
    return () if _is_of_type(instance, types) else _rule_type(self, validator, types, instance, schema)


@keyword(f"{_STANDARD}:properties")
def properties(validator: Any, properties: Any, instance: Any, schema: Any) -> Errors:
    """As upstream, which goes through the instance's keys once for each of the schema's."""
    if not isinstance(instance, dict):
        return ()
    # The instance's own key, since it has the position.
    present = {key: key for key in instance}
    named = [name for name in properties if name in present]
    return _property_errors(validator, properties, instance, present, named) if named else ()


def _property_errors(
    validator: Any, properties: dict[str, Any], instance: dict[str, Any], present: dict[str, str], named: list[str]
) -> Iterator[ValidationError]:
    for name in named:
        # A rule may have changed the instance on the way.
        if name in instance:
            yield from validator.descend(instance[name], properties[name], path=present[name], schema_path=name, property_path=name)


@keyword(f"{_STANDARD}:patternProperties")
def pattern_properties(validator: Any, patternProperties: Any, instance: Any, schema: Any) -> Errors:
    """As upstream, with the pattern compiled once."""
    return _pattern_errors(validator, patternProperties, instance) if isinstance(instance, dict) else ()


def _pattern_errors(validator: Any, patterns: dict[str, Any], instance: dict[str, Any]) -> Iterator[ValidationError]:
    for pattern, subschema in patterns.items():
        search = search_of(pattern)
        for key, value in instance.items():
            if isinstance(key, str) and search(key):
                yield from validator.descend(value, subschema, path=key, schema_path=pattern, property_path="*")


_pattern = original(f"{_STANDARD}:pattern")


@keyword(f"{_STANDARD}:pattern")
def pattern(validator: Any, patrn: Any, instance: Any, schema: Any) -> Errors:
    """As upstream, with the pattern compiled once."""
    return () if isinstance(instance, str) and search_of(patrn)(instance) else _pattern(validator, patrn, instance, schema)


_enum = original(f"{_STANDARD}:enum")


def _is_boolean_like(text: str) -> bool:
    # `equal` takes such a text for a boolean, and any other text for false.
    return len(text) in (4, 5) and text.lower() in ("true", "false")


@keyword(f"{_STANDARD}:enum", "cfnlint.jsonschema._utils:equal")
def enum(validator: Any, enums: Any, instance: Any, schema: Any) -> Errors:
    """As upstream: a string that is in the list is equal to one of it, and one that is not is unequal to other plain strings."""
    if type(instance) not in _STRINGS or type(enums) is not list:
        return _enum(validator, enums, instance, schema)
    if instance in enums:
        return ()
    if _is_boolean_like(instance):
        return _enum(validator, enums, instance, schema)
    for each in enums:
        if type(each) not in _STRINGS or _is_boolean_like(each):
            return _enum(validator, enums, instance, schema)
    return (ValidationError(f"{instance!r} is not one of {enums!r}"),)


_const = original(f"{_STANDARD}:const")


@keyword(f"{_STANDARD}:const", "cfnlint.jsonschema._utils:equal")
def const(validator: Any, const: Any, instance: Any, schema: Any) -> Errors:
    """As upstream: two plain strings are equal when they are the same."""
    if type(instance) not in _STRINGS or type(const) not in _STRINGS or _is_boolean_like(const) or _is_boolean_like(instance):
        return _const(validator, const, instance, schema)
    return () if instance == const else (ValidationError(f"{const!r} was expected"),)


_required = original(f"{_STANDARD}:required")


@keyword(f"{_STANDARD}:required")
def required(validator: Any, required: Any, instance: Any, schema: Any) -> Errors:
    """As upstream."""
    if not isinstance(instance, dict):
        return ()
    for name in required:
        if name not in instance:
            return _required(validator, required, instance, schema)
    return ()


_additional = original(f"{_STANDARD}:additionalProperties")
_cfn_additional = original(f"{_CFN}:additionalProperties")


def _has_only_named(instance: dict[str, Any], schema: dict[str, Any]) -> bool:
    named = schema.get("properties", {})
    for key in instance:
        if key not in named:
            return False
    return True


@keyword(f"{_STANDARD}:additionalProperties", "cfnlint.jsonschema._utils:find_additional_properties")
def additional_properties(validator: Any, aP: Any, instance: Any, schema: Any) -> Errors:
    """As upstream: there is nothing additional where all is named."""
    return () if not isinstance(instance, dict) or _has_only_named(instance, schema) else _additional(validator, aP, instance, schema)


@keyword(
    f"{_CFN}:additionalProperties", f"{_STANDARD}:additionalProperties", "cfnlint.jsonschema._utils:find_additional_properties"
)
def cfn_additional_properties(validator: Any, aP: Any, instance: Any, schema: Any) -> Errors:
    """As upstream: there is nothing additional where all is named."""
    return () if not isinstance(instance, dict) or _has_only_named(instance, schema) else _cfn_additional(validator, aP, instance, schema)


_EXTEND = "cfnlint.rules.jsonschema.Base:BaseJsonSchema.extend_validator"
_extend_validator = original(_EXTEND)


@patch(_EXTEND, "cfnlint.jsonschema.validators:CfnTemplateValidator.extend", "cfnlint.jsonschema.validators:CfnTemplateValidator.evolve")
def extend_validator(self: BaseJsonSchema, validator: Any, schema: Any, context: Any, validators: dict[str, Any] | None = None) -> Any:
    """As upstream, which first makes a validator with a template and a context of its own, to put others in their place."""
    if type(validator) is not Validator or context is None:
        return _extend_validator(self, validator, schema, context, validators)
    all_validators = self._get_validators()
    if validators:
        all_validators.update(validators)
    kind = validator.extend(validators=all_validators)
    return kind.validator(schema, RefResolver.from_schema(schema), kind.function_filter, validator.cfn, context)


_JSON_SCHEMA = "cfnlint.rules.jsonschema.JsonSchema:JsonSchema.schema"
_json_schema = original(_JSON_SCHEMA).fget
_TEMPLATE_SCHEMA = "_template_schema"


def json_schema(self: Any) -> Any:
    """As upstream, which reads the file anew for each template, since it adds the section it is configured to allow."""
    sections = self.config["sections"]
    schema = self.__dict__.get(_TEMPLATE_SCHEMA)
    if schema is None or schema[0] != sections:
        schema = self.__dict__[_TEMPLATE_SCHEMA] = (sections, _json_schema(self))
    return schema[1]


PATCHES.append(Patch(_JSON_SCHEMA, property(json_schema)))

_if = original(f"{_STANDARD}:if_")


@keyword(f"{_STANDARD}:if_")
def if_(validator: Any, if_schema: Any, instance: Any, schema: Any) -> Errors:
    """As upstream, with fewer validators on the way."""
    if type(validator) is not Validator:
        return _if(validator, if_schema, instance, schema)
    return _if_errors(validator, if_schema, instance, schema)


def _if_errors(validator: Validator, if_schema: Any, instance: Any, schema: dict[str, Any]) -> Iterator[ValidationError]:
    function_filter = validator.function_filter.evolve(add_cfn_lint_keyword=False)
    condition = validator.evolve(schema=if_schema, function_filter=function_filter)
    condition.set_bare_context(allow_exceptions=False, unresolvable_function_mode=True)
    errors = list(condition.iter_errors(instance))
    if any(error.unknown for error in errors):
        yield ValidationError(f"Cannot determine if condition for {instance!r}", unknown=True)
        return
    branch = "else" if errors else "then"
    if branch in schema:
        yield from validator.evolve(function_filter=function_filter).descend(instance, schema[branch], schema_path=branch)

"""The validator: one class for all sets of keywords, and one generator per node of a template."""

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import cfnlint.jsonschema.validators as upstream
from cfnlint.context import Context
from cfnlint.helpers import FUNCTIONS
from cfnlint.jsonschema._filter import FunctionFilter
from cfnlint.jsonschema._format import cfn_format_checker
from cfnlint.jsonschema._types import cfn_type_checker
from cfnlint.jsonschema._utils import custom_msg
from cfnlint.jsonschema.exceptions import UndefinedTypeCheck, UnknownType, ValidationError, _unset
from cfnlint.schema.resolver import RefResolver
from cfnlint.template import Template

from speed._patching import PATCHES, Patch
from speed.context import AnyPath, changed, longer
from speed.filtering import applied

_new = object.__new__
_NOTHING: Iterator[Any] = iter(())


class ValidatorClass:
    """Stands for a class that upstream's `create` makes: called, it gives a validator.

    Upstream makes a dataclass, and so compiles six functions, each time a rule adds keywords to a validator.

    Attributes:
        validators: keyword functions by keyword, None for a keyword that is not looked at.
        function_filter: used by validators that are given none.
        fn_resolvers: functions that work out the values of intrinsic functions, by name.
    """

    __slots__ = ("validators", "function_filter", "fn_resolvers")

    def __init__(self, validators: Mapping[str, Any], function_filter: FunctionFilter, fn_resolvers: Mapping[str, Any]) -> None:
        self.validators = validators
        self.function_filter = function_filter
        self.fn_resolvers = fn_resolvers

    def __call__(
        self,
        schema: Any = True,
        resolver: RefResolver | None = None,
        function_filter: FunctionFilter | None = None,
        cfn: Template | None = None,
        context: Context | None = None,
    ) -> "Validator":
        if cfn is None:
            cfn = Template(None, {})
        if context is None:
            context = cfn.context.evolve()
        if resolver is None:
            resolver = RefResolver.from_schema(schema=schema)
        return self.validator(schema, resolver, self.function_filter if function_filter is None else function_filter, cfn, context)

    def validator(self, schema: Any, resolver: Any, function_filter: FunctionFilter, cfn: Any, context: Any) -> "Validator":
        """A validator with these values."""
        made = _new(Validator)
        made.kind = self
        made.validators = self.validators
        made.schema = schema
        made.resolver = resolver
        made.function_filter = function_filter
        made.cfn = cfn
        made.bare_context = context
        made.path = context.path
        made._context = context
        return made


class Validator:
    """As upstream's `Validator`, for any set of keywords.

    Attributes:
        kind: what an evolved validator takes its keywords from.
        bare_context: the context, but for its path.
        path: the context's path.
    """

    __slots__ = ("kind", "validators", "schema", "resolver", "function_filter", "cfn", "bare_context", "path", "_context")

    kind: ValidatorClass
    validators: Mapping[str, Any]
    schema: Any
    resolver: RefResolver
    function_filter: FunctionFilter
    cfn: Template
    bare_context: Context
    path: AnyPath
    _context: Context | None

    _type_checker = cfn_type_checker
    format_checker = cfn_format_checker

    _RESOLVE_MAX_YIELDS: int = 512

    @property
    def context(self) -> Context:
        """The context with its path. Descending only changes the path, and many keywords look at neither."""
        context = self._context
        if context is None:
            context = self._context = changed(self.bare_context, {"path": self.path})
        return context

    def set_bare_context(self, **changes: Any) -> None:
        """Change the context, but for its path, while nobody else has this validator."""
        values = self.bare_context.__dict__
        if any(values[name] is not value for name, value in changes.items()):
            self.bare_context = changed(self.bare_context, changes)
            self._context = None

    @property
    def fn_resolvers(self) -> Mapping[str, Callable[[Any, Any], Any]]:
        return self.kind.fn_resolvers

    def is_type(self, instance: Any, type: str) -> bool:
        python_type = _PYTHON_TYPES.get(type)
        if python_type is not None:
            return isinstance(instance, python_type)
        try:
            check = _TYPE_CHECKS[type]
        except KeyError:
            raise UnknownType(type, instance, self.schema) from UndefinedTypeCheck(type)
        return check(cfn_type_checker, instance)

    _resolve_fn = upstream.CfnTemplateValidator._resolve_fn
    resolve_value = upstream.CfnTemplateValidator.resolve_value

    def is_valid(self, instance: Any) -> bool:
        return next(self.iter_errors(instance), None) is None

    def validate(self, instance: Any) -> None:
        for error in self.iter_errors(instance):
            raise error

    def iter_errors(self, instance: Any) -> Iterator[ValidationError]:
        if self.schema is True:
            return _NOTHING
        return _errors(self, instance, self.schema, None, None)

    def descend(
        self,
        instance: Any,
        schema: Any,
        path: str | int | None = None,
        schema_path: str | int | None = None,
        property_path: str | None = None,
    ) -> Iterator[ValidationError]:
        """As upstream; nothing is made for a schema that allows anything, and errors get their paths where they are made."""
        if property_path is not None:
            if property_path in FUNCTIONS:
                raise ValueError(f"{property_path!r} cannot be in 'cfn_path'")
            if isinstance(property_path, int):
                raise ValueError(f"{property_path!r} cannot be an integer")
        if schema is True:
            return _NOTHING
        kind = self.kind
        deeper = _new(Validator)
        deeper.kind = kind
        deeper.validators = kind.validators
        deeper.schema = schema
        deeper.resolver = self.resolver
        deeper.function_filter = self.function_filter
        deeper.cfn = self.cfn
        deeper.bare_context = self.bare_context
        if path is None and property_path is None:
            deeper.path = self.path
            deeper._context = self._context
        else:
            deeper.path = longer(self.path, path, property_path)
            deeper._context = None
        return _errors(deeper, instance, schema, path, schema_path)

    def evolve(self, **kwargs: Any) -> "Validator":
        """As upstream, which asks `dataclasses.fields` and calls a constructor. Keywords go back to those of the kind."""
        kind = self.kind
        copy = _new(Validator)
        copy.kind = kind
        copy.validators = kind.validators
        copy.schema = self.schema
        copy.resolver = self.resolver
        copy.function_filter = self.function_filter
        copy.cfn = self.cfn
        copy.bare_context = self.bare_context
        copy.path = self.path
        copy._context = self._context
        for name, value in kwargs.items():
            if name == "context":
                if value is None:
                    value = copy.cfn.context.evolve()
                copy.bare_context = copy._context = value
                copy.path = value.path
            elif name == "schema":
                copy.schema = value
            elif name == "resolver":
                copy.resolver = RefResolver.from_schema(schema=kwargs.get("schema", self.schema)) if value is None else value
            elif name == "function_filter":
                copy.function_filter = value
            elif name == "cfn":
                copy.cfn = value
            else:
                raise TypeError(f"Validator.__init__() got an unexpected keyword argument {name!r}")
        return copy

    def extend(
        self,
        validators: Mapping[str, Any] | None = None,
        function_filter: FunctionFilter | None = None,
        fn_resolvers: Mapping[str, Any] | None = None,
    ) -> ValidatorClass:
        return ValidatorClass(
            {**self.validators, **validators} if validators else self.validators,
            self.function_filter if function_filter is None else function_filter,
            {**self.fn_resolvers, **fn_resolvers} if fn_resolvers else self.fn_resolvers,
        )


_TYPE_CHECKS = cfn_type_checker.type_checkers
_PYTHON_TYPES: dict[str, type] = {"array": list, "boolean": bool, "object": dict, "string": str}


def _errors(
    validator: Validator, instance: Any, schema: Any, path: str | int | None, schema_path: str | int | None
) -> Iterator[ValidationError]:
    """The errors of an instance, with `path` and `schema_path` put before theirs unless None.

    As `iter_errors` and `descend` of upstream, which are two generators for each node.
    """
    if schema is False:
        error = ValidationError(
            f"False schema does not allow {instance!r}", validator=None, validator_value=None, instance=instance, schema=schema
        )
        yield _under(error, path, schema_path)
        return

    scope = schema.get("$id", "")
    if scope:
        validator.resolver.push_scope(scope)
    try:
        keyword_function = validator.validators.get
        for filtered_instance, keywords, filtered_validator in applied(validator.function_filter, validator, instance, schema):
            for keyword, value in keywords.items():
                validate = keyword_function(keyword)
                if validate is None:
                    continue
                try:
                    for error in validate(filtered_validator, value, filtered_instance, keywords) or ():
                        message = custom_msg(keyword, keywords) or error.message
                        if message is not None:
                            error.message = message
                        if error._type_checker is _unset:
                            error._type_checker = cfn_type_checker
                        if error.validator is _unset:
                            error.validator = keyword
                        if error.validator_value is _unset:
                            error.validator_value = value
                        if error.instance is _unset:
                            error.instance = filtered_instance
                        if error.schema is _unset:
                            error.schema = schema
                        if keyword not in _PATHLESS:
                            error.schema_path.appendleft(keyword)
                        yield _under(error, path, schema_path)
                except Exception as error:
                    upstream.LOGGER.debug(error, exc_info=True)
                    made = ValidationError(
                        f"Exception {str(error)!r} raised while validating {keyword!r}",
                        validator=keyword,
                        validator_value=value,
                        instance=instance,
                        schema=schema,
                        schema_path=deque([keyword]),
                    )
                    yield _under(made, path, schema_path)
    finally:
        if scope:
            validator.resolver.pop_scope()


_PATHLESS = frozenset(["if", "$ref"])


def _under(error: ValidationError, path: str | int | None, schema_path: str | int | None) -> ValidationError:
    if path is not None:
        error.path.appendleft(path)
    if schema_path is not None:
        error.schema_path.appendleft(schema_path)
    return error


_CLASS = "cfnlint.jsonschema.validators:CfnTemplateValidator"
_METHODS = ("__post_init__", "_resolve_fn", "descend", "extend", "is_type", "is_valid", "iter_errors", "resolve_value", "validate")
_FIELDS = ["_type_checker", "format_checker", "schema", "validators", "resolver", "function_filter", "cfn", "context", "fn_resolvers", "_RESOLVE_MAX_YIELDS"]


def _has_known_fields() -> bool:
    return list(upstream.CfnTemplateValidator.__dataclass_fields__) == _FIELDS


def _install(_: Any) -> None:
    """Make both of upstream's classes give validators of the one class, also where they are already imported by name."""
    for name in ("CfnTemplateValidator", "StandardValidator"):
        replaced = getattr(upstream, name)
        fields = replaced.__dataclass_fields__
        kind = ValidatorClass(
            fields["validators"].default_factory(), fields["function_filter"].default_factory(), fields["fn_resolvers"].default_factory()
        )
        replaced.__new__ = lambda cls, *args, kind=kind, **kwargs: kind(*args, **kwargs)


PATCHES.append(
    Patch(
        f"{_CLASS}.evolve",
        None,
        (
            *(f"{_CLASS}.{method}" for method in _METHODS),
            *(f"cfnlint.jsonschema._filter:FunctionFilter.{method}" for method in ("filter", "_filter_schemas")),
            "cfnlint.context.conditions._conditions:Conditions.evolve_from_instance",
            "cfnlint.context.conditions._utils:build_instance_from_scenario",
            "cfnlint.context.conditions._utils:get_conditions_from_property",
            "cfnlint.schema.resolver._utils:id_of",
        ),
        _install,
        _has_known_fields,
    )
)

"""Schemas in less memory: each loaded when a rule first asks for it, equal strings kept once."""

import importlib
import json
from types import SimpleNamespace
from typing import Any

import cfnlint.helpers
import cfnlint.schema.manager

_shared_files = ("Policies.json",)
"""Read by several rules, changed by none, and large."""
_loaded: dict[str, Any] = {}
_strings: dict[str, str] = {}
_load_resource = cfnlint.helpers.load_resource


def install() -> None:
    """Make cfn-lint load its JSON files this way. To be called before its rules are made.

    Its files repeat the same strings (instance types by region, for the most part) more than ten times over, and its
    rules read all of their schemas when they are made, of which a template needs a few.
    """
    cfnlint.helpers.load_resource = load_resource
    cfnlint.schema.manager.json = SimpleNamespace(load=lambda file: shared(json.load(file)), JSONDecodeError=json.JSONDecodeError)
    # The package's `__init__` hides the module behind the class of the same name.
    json_schema = importlib.import_module("cfnlint.rules.jsonschema.CfnLintJsonSchema")
    json_schema.load_resource = lambda module, filename: _Later(module, filename)
    json_schema.CfnLintJsonSchema._schema = property(_schema_of, _keep_schema)


def load_resource(package: Any, filename: str = "us-east-1.json") -> Any:
    """As `cfnlint.helpers.load_resource`, with strings shared."""
    if filename not in _shared_files:
        return shared(_load_resource(package, filename))
    if filename not in _loaded:
        _loaded[filename] = shared(_load_resource(package, filename))
    return _loaded[filename]


def shared(tree: Any) -> Any:
    """A tree of lists and dicts in which equal strings are one object. Changed in place."""
    if isinstance(tree, str):
        return _strings.setdefault(tree, tree)
    if isinstance(tree, list):
        tree[:] = [shared(item) for item in tree]
    elif isinstance(tree, dict):
        for key, value in tree.items():
            tree[key] = shared(value)
    return tree


class _Later:
    """A schema that has not been asked for."""

    def __init__(self, package: Any, filename: str) -> None:
        self.package = package
        self.filename = filename


def _schema_of(rule: Any) -> Any:
    held = rule.__dict__["_schema"]
    if isinstance(held, _Later):
        held = rule.__dict__["_schema"] = load_resource(held.package, held.filename)
    return held


def _keep_schema(rule: Any, schema: Any) -> None:
    rule.__dict__["_schema"] = schema

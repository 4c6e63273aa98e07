"""The patterns that cfn-lint itself brings to regex: from its schemas and the rest of its data, and from its source."""

import ast
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import cfnlint
import regex

PACKAGE = Path(cfnlint.__file__).parent
_SIMPLE_ATTRIBUTE = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.")


def data_patterns() -> list[str]:
    """Each pattern in cfn-lint's JSON files, sorted: of `pattern` and `patternProperties`, in schemas and in patches of them,
    the alternatives that unnamed properties are matched with, and the attributes that are matched as patterns and have
    anything in them but letters, digits and dots."""
    found: set[str] = set()
    for path in sorted((PACKAGE / "data").rglob("*.json")):
        found.update(_of_json(json.loads(path.read_text(encoding="utf-8"))))
    return sorted(found)


def _of_json(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for item in value:
            yield from _of_json(item)
    if not isinstance(value, dict):
        return
    if isinstance(value.get("pattern"), str):
        yield value["pattern"]
    if isinstance(value.get("patternProperties"), dict):
        yield from value["patternProperties"]
        # How `find_additional_properties` asks for all of them.
        yield "|".join(value["patternProperties"])
    if isinstance(value.get("readOnlyProperties"), list):
        for pointer in value["readOnlyProperties"]:
            attribute = ".".join(pointer.split("/")[2:])
            if not _SIMPLE_ATTRIBUTE.issuperset(attribute):
                yield attribute
    if "op" in value and isinstance(value.get("path"), str):
        names = [name.replace("~1", "/").replace("~0", "~") for name in value["path"].split("/")]
        if names[-1] == "pattern" and isinstance(value.get("value"), str):
            yield value["value"]
        if "patternProperties" in names[:-1]:
            yield names[names.index("patternProperties") + 1]
    for item in value.values():
        yield from _of_json(item)


def source_patterns() -> list[tuple[str, int]]:
    """The patterns written in the modules that use regex, with their flags, sorted: what they hand to it, and other texts that look like patterns."""
    found: set[tuple[str, int]] = set()
    for path in sorted(PACKAGE.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        if "regex" not in text and "FormatKeyword" not in text and "RegexDict" not in text:
            continue
        tree = ast.parse(text)
        # f-strings are made from names of the module.
        names: dict[str, str] = {}
        for node in ast.walk(tree):
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                value = _text(node.value, names)
                if value is not None:
                    names[node.targets[0].id] = value
        flagged: set[str] = set()
        for node in ast.walk(tree):
            value = None
            flags = 0
            if isinstance(node, ast.Call) and node.args and isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name) and node.func.value.id == "re":
                value = _text(node.args[0], names)
                flags = _flags(node.args[1]) if node.func.attr == "compile" and len(node.args) > 1 else 0
                if value is not None and flags:
                    flagged.add(value)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str) and (node.value[:1] == "^" or node.value[-1:] == "$"):
                value = node.value
            elif isinstance(node, ast.keyword) and node.arg == "pattern":
                value = _text(node.value, names)
            if value is not None and (flags or value not in flagged):
                found.add((value, flags))
    return sorted(found)


def _flags(node: ast.expr) -> int:
    """Flags written as names joined by `|`."""
    return sum({int(getattr(regex, each.attr)) for each in ast.walk(node) if isinstance(each, ast.Attribute)})


def _text(node: ast.expr, names: dict[str, str]) -> str | None:
    """The text that an expression is, where that is plain to see. What is filled in at run time is taken to be `x`."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else None
    if isinstance(node, ast.Name):
        return names.get(node.id)
    if isinstance(node, ast.JoinedStr):
        parts = [
            part.value if isinstance(part, ast.Constant) else names.get(getattr(part.value, "id", ""), "x") for part in node.values
        ]
        return "".join(str(part) for part in parts)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        left, right = _text(node.left, names), _text(node.right, names)
        return None if left is None or right is None else left + right
    return None

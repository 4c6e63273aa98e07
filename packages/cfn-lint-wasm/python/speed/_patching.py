"""Replacing functions of a known text, and only those."""

import dis
import hashlib
import importlib
import inspect
import marshal
import os
import sys
import textwrap
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from types import CodeType, FunctionType, ModuleType
from typing import Any

from speed._originals import ORIGINALS

RULES_PACKAGE = "cfnlint.rules"
"""Modules below it are run a second time when cfn-lint loads its rules, which makes classes of their own."""


@dataclass(frozen=True)
class Patch:
    """One function or method to be replaced.

    Attributes:
        target: what is replaced, as `module:qualified.name`.
        function: what takes its place, or None to install by `install` alone.
        relies_on: other functions whose work the replacement does itself or whose text it relies on, as targets.
        install: called after the function is in place, with the object that holds it.
        holds: whether what the replacement expects beyond the text of functions is so.
    """

    target: str
    function: Any
    relies_on: tuple[str, ...] = ()
    install: Callable[[Any], None] | None = None
    holds: Callable[[], bool] | None = None


PATCHES: list[Patch] = []


def patch(target: str, *relies_on: str) -> Callable[[Any], Any]:
    """Declare the decorated function as the replacement of `target`."""

    def declare(function: Any) -> Any:
        PATCHES.append(Patch(target, function, relies_on))
        return function

    return declare


def fingerprints(function: Any) -> dict[str, str]:
    """SHA-256 of a function's text and of its code.

    The text where there is a source file, as `source`; the code under the name of the running Python's version (`3.14`),
    without docstrings, line numbers and file names. A package of compiled modules has only the second, and another
    version of Python agrees only in the first.
    """
    plain: Any = inspect.unwrap(function.fget if isinstance(function, property) else getattr(function, "__func__", function))  # type: ignore[arg-type]
    found = {f"{sys.version_info.major}.{sys.version_info.minor}": _sha(marshal.dumps(_plain_code(plain.__code__), 2))}
    try:
        found["source"] = _sha(textwrap.dedent(inspect.getsource(plain)).encode())
    except (OSError, TypeError):
        pass
    return found


def _sha(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:32]


def _plain_code(code: CodeType) -> tuple[Any, ...]:
    # Constants where they are used and not by their place among all: a docstring may have that of an equal string.
    return (
        code.co_name,
        code.co_argcount,
        code.co_posonlyargcount,
        code.co_kwonlyargcount,
        code.co_flags,
        code.co_exceptiontable,
        code.co_names,
        code.co_varnames,
        code.co_freevars,
        code.co_cellvars,
        tuple((step.opname, _constant(step.argval) if step.opcode in dis.hasconst else step.arg) for step in dis.get_instructions(code)),
    )


def _constant(value: Any) -> Any:
    if isinstance(value, CodeType):
        return _plain_code(value)
    # A set's order, and so its text, differs from process to process.
    return repr(sorted(value, key=repr) if isinstance(value, frozenset) else value)


def is_known(target: str, function: Any) -> bool:
    """Whether a function is still the one that its replacement was written for."""
    known = ORIGINALS.get(target, {})
    found = fingerprints(function)
    shared = known.keys() & found.keys()
    return bool(shared) and all(known[kind] == found[kind] for kind in shared)


def look_up(module: ModuleType | Any, name: str) -> tuple[Any, str, Any]:
    """The holder of a qualified name, the last part of the name, and what is there, without binding it."""
    holder: Any = module
    parts = name.split(".")
    for part in parts[:-1]:
        holder = getattr(holder, part)
    return holder, parts[-1], inspect.getattr_static(holder, parts[-1])


def original(target: str) -> Any:
    """The function that a target names, as it is now."""
    module, _, name = target.partition(":")
    return look_up(importlib.import_module(module), name)[2]


def install(patches: Iterable[Patch]) -> list[str]:
    """Put replacements in place.

    Returns:
        The targets that were left as they are, since they or what they rely on have another text than expected.
    """
    # All are compared before any is replaced: they may rely on one another's originals.
    compared = [(each, all(map(_is_as_known, (each.target, *each.relies_on))) and (each.holds is None or each.holds())) for each in patches]
    for each, is_as_known in compared:
        if not is_as_known:
            continue
        module, _, name = each.target.partition(":")
        _put(importlib.import_module(module), name, each)
        if module.startswith(RULES_PACKAGE):
            _IN_RULES.setdefault(module, []).append(each)
    return [each.target for each, is_as_known in compared if not is_as_known]


def _is_as_known(target: str) -> bool:
    try:
        return is_known(target, original(target))
    except (ImportError, AttributeError):
        return False


def _put(module: ModuleType, name: str, each: Patch) -> None:
    holder, last, there = look_up(module, name)
    if each.function is not None:
        wrapped = each.function
        if isinstance(there, (classmethod, staticmethod)) and isinstance(wrapped, FunctionType):
            wrapped = type(there)(wrapped)
        setattr(holder, last, wrapped)
    if each.install is not None:
        each.install(holder)


_IN_RULES: dict[str, list[Patch]] = {}


def put_in_rules(module: ModuleType) -> None:
    """Put the replacements for a rule's module into another run of that module, as cfn-lint's loader of rules makes it."""
    path = getattr(module, "__file__", None) or ""
    parts = os.path.splitext(os.path.normpath(path))[0].split(os.sep)
    if "rules" not in parts:
        return
    below = parts[len(parts) - 1 - parts[::-1].index("rules") + 1 :]
    for each in _IN_RULES.get(".".join([RULES_PACKAGE, *below]), ()):
        name = each.target.partition(":")[2]
        try:
            known = is_known(each.target, look_up(module, name)[2])
        except AttributeError:
            continue
        if known:
            _put(module, name, each)

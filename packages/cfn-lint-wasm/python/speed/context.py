"""Contexts and paths: a copy with a change, made without asking the dataclass for its fields."""

from collections import deque
from typing import Any

from cfnlint.context import Context
from cfnlint.context.context import Path
from cfnlint.helpers import FUNCTIONS

from speed._patching import patch

_new = object.__new__


def changed(context: Context, changes: dict[str, Any]) -> Context:
    """A copy of a context with other values for some of its fields.

    As `Context.evolve` without its special treatment of `ref_values`. All that a context holds is in its `__dict__`: it
    has no slots, and nothing runs when one is made.
    """
    copy = _new(Context)
    values = context.__dict__.copy()
    # Worked out from `resources` when asked for; the one thing in there that is no field.
    values.pop("module_names", None)
    values.update(changes)
    object.__setattr__(copy, "__dict__", values)
    return copy


@patch("cfnlint.context.context:Context.evolve")
def evolve(self: Context, **kwargs: Any) -> Context:
    """As upstream, which goes through `dataclasses.fields` and a constructor of 17 arguments for each copy."""
    if "ref_values" in kwargs:
        kwargs["ref_values"] = {**self.ref_values, **kwargs["ref_values"]}
    if not self.__dict__.keys() >= kwargs.keys():
        raise TypeError(f"Context.__init__() got an unexpected keyword argument {next(iter(kwargs.keys() - self.__dict__.keys()))!r}")
    values = self.__dict__
    for name, value in kwargs.items():
        if values[name] is not value:
            return changed(self, kwargs)
    # Contexts do not change, so one without changes is as good as a copy.
    return self


class LongerPath:
    """A path one step longer than another, which makes a deque only when one is asked for.

    Stands for `Path`: `path`, `cfn_path` and `value_path` are the same deques, worked out on first use. Most nodes of a
    template are validated without anything reading the path, and upstream copies up to two deques for each.

    Attributes:
        last: the last element of `path`, None where it is empty.
    """

    __slots__ = ("_before", "_step", "_cfn_step", "_path", "_cfn_path", "_cfn_path_string", "last", "value_path")

    _before: "AnyPath"
    _step: str | int | None
    _cfn_step: str | None
    _path: deque[str | int] | None
    _cfn_path: deque[str] | None
    _cfn_path_string: str | None
    last: str | int | None
    value_path: deque[str | int]

    @property
    def path(self) -> deque[str | int]:
        path = self._path
        if path is None:
            path = self._before.path
            if self._step is not None:
                path = path.copy()
                path.append(self._step)
            self._path = path
        return path

    @property
    def cfn_path(self) -> deque[str]:
        path = self._cfn_path
        if path is None:
            path = self._before.cfn_path
            if self._cfn_step is not None:
                path = path.copy()
                path.append(self._cfn_step)
            self._cfn_path = path
        return path

    @property
    def path_string(self) -> str:
        return "/".join(str(step) for step in self.path)

    @property
    def cfn_path_string(self) -> str:
        string = self._cfn_path_string
        if string is None:
            string = self._before.cfn_path_string
            if self._cfn_step is not None:
                string = f"{string}/{self._cfn_step}" if string or self._before.cfn_path else self._cfn_step
            self._cfn_path_string = string
        return string

    def descend(self, **kwargs: Any) -> "LongerPath":
        return descend(self, **kwargs)

    def evolve(self, **kwargs: Any) -> Path:
        return Path(path=self.path, value_path=self.value_path, cfn_path=self.cfn_path).evolve(**kwargs)

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, (LongerPath, Path))
            and self.path == other.path
            and self.value_path == other.value_path
            and self.cfn_path == other.cfn_path
        )


AnyPath = LongerPath | Path


def longer(before: AnyPath, step: str | int | None, cfn_step: str | None) -> LongerPath:
    """The path with a step added to `path` and one to `cfn_path`, where they are not None."""
    path = _new(LongerPath)
    path._before = before
    path._step = step
    path._cfn_step = cfn_step
    path._path = None
    path._cfn_path = None
    path._cfn_path_string = None
    path.last = last_step(before) if step is None else step
    path.value_path = before.value_path
    return path


def last_step(path: AnyPath) -> str | int | None:
    """The last element of `path.path`, None where it is empty."""
    if type(path) is LongerPath:
        return path.last
    return path.path[-1] if path.path else None


@patch("cfnlint.context.context:Path.descend")
def descend(self: AnyPath, **kwargs: Any) -> AnyPath:
    """As upstream, but the deques are made when they are first read."""
    cfn_path = kwargs.get("cfn_path")
    if cfn_path in FUNCTIONS:
        raise ValueError(f"{cfn_path!r} cannot be in 'cfn_path'")
    if isinstance(cfn_path, int):
        raise ValueError(f"{cfn_path!r} cannot be an integer")
    if kwargs.keys() <= _STEPS:
        return longer(self, kwargs.get("path"), cfn_path)
    return _descend(Path(path=self.path, value_path=self.value_path, cfn_path=self.cfn_path), **kwargs)


_STEPS = {"path", "cfn_path"}
_descend = Path.descend

"""Conditions: answers remembered for as long as a template is linted."""

from typing import Any

import cfnlint.context.conditions._conditions as upstream
from cfnlint.conditions.conditions import Conditions as TemplateConditions
from cfnlint.context.conditions._condition import Condition
from cfnlint.context.conditions._conditions import Conditions
from cfnlint.context.conditions.exceptions import Unsatisfiable
from sympy import Not

from speed._patching import original, patch

_new = object.__new__
_MEMORY = "_evolved"
_MOST_REMEMBERED = 4_096
"""Evolved conditions kept for one template; they go with its conditions."""


class _Memory:
    """Conditions evolved from some others.

    Attributes:
        evolved: by what was asked for; None where that cannot be.
        left: how many more may be kept, shared by all that come from one template.
    """

    __slots__ = ("evolved", "left")

    def __init__(self, left: list[int]) -> None:
        self.evolved: dict[Any, Conditions | None] = {}
        self.left = left


@patch(
    "cfnlint.context.conditions._conditions:Conditions.evolve",
    "cfnlint.context.conditions._condition:Condition.evolve",
    "cfnlint.context.conditions._conditions:Conditions.status",
)
def evolve(self: Conditions, status: dict[str, bool], assumed: bool = False) -> Conditions:
    """As upstream, remembered: a template asks for the same few of them over and over. They are never changed."""
    if not status:
        return self
    memory = self.__dict__.get(_MEMORY)
    if memory is None:
        memory = self.__dict__[_MEMORY] = _Memory([_MOST_REMEMBERED])
    # The order counts: it is that of the message.
    key = (assumed, *status.items())
    try:
        evolved = memory.evolved[key]
    except KeyError:
        evolved = _evolve(self, status, assumed, memory)
        if memory.left[0] > 0:
            memory.left[0] -= 1
            memory.evolved[key] = evolved
    if evolved is None:
        raise Unsatisfiable(new_status=status, current_status=self.status)
    return evolved


def _evolve(self: Conditions, status: dict[str, bool], assumed: bool, memory: _Memory) -> Conditions | None:
    if all(name not in self.conditions or self.conditions[name].status == value for name, value in status.items()):
        return self
    cnf = self.cnf.copy()
    hard_cnf = self.hard_cnf.copy()
    conditions: dict[str, Condition] = {}
    for name, condition in self.conditions.items():
        value = status.get(name, condition.status)
        if condition.status is not None and value != condition.status:
            return None
        conditions[name] = _with_status(condition, value)
        symbol = self._condition_symbols.get(name)
        if value is None or symbol is None or name not in status:
            # What was set earlier is among the clauses already.
            continue
        prop = symbol if value else Not(symbol)
        if condition.status is None:
            cnf.add_prop(prop)
        if not assumed:
            hard_cnf.add_prop(prop)
    if not upstream.satisfiable(cnf):
        return None
    evolved = type(self)(conditions=conditions, cnf=cnf, hard_cnf=hard_cnf, _condition_symbols=self._condition_symbols)
    evolved.__dict__[_MEMORY] = _Memory(memory.left)
    return evolved


def _with_status(condition: Condition, status: bool | None) -> Condition:
    # As `Condition.evolve`, which leaves out `fn_equals` and `condition`.
    values = condition.__dict__
    if status == condition.status and values["fn_equals"] is None and values["condition"] is None:
        return condition
    made = _new(type(condition))
    made.__dict__.update(values, status=status, fn_equals=None, condition=None)
    return made


_SATISFIABLE = "cfnlint.conditions.conditions:Conditions.satisfiable"
_satisfiable = original(_SATISFIABLE)
_ANSWERS = "_answers"


@patch(_SATISFIABLE)
def template_satisfiable(self: TemplateConditions, conditions: dict[str, bool], parameter_values: dict[str, Any]) -> bool:
    """As upstream, remembered with the template's conditions, which do not change once they are made."""
    if not conditions:
        return _satisfiable(self, conditions, parameter_values)
    answers = self.__dict__.setdefault(_ANSWERS, {})
    try:
        key = (*conditions.items(), None, *((name, type(value), value) for name, value in parameter_values.items()))
        answer = answers.get(key)
    except TypeError:
        # A list for a parameter's value.
        return _satisfiable(self, conditions, parameter_values)
    if answer is None:
        answer = _satisfiable(self, conditions, parameter_values)
        if len(answers) < _MOST_REMEMBERED:
            answers[key] = answer
    return answer

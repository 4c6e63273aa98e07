"""Faster stand-ins for functions of cfn-lint 1.58.0: the same results, sooner.

`apply()` puts them in place, before cfn-lint's rules are made. Each is for a function of a known text: where upstream
has changed that or something it relies on, cfn-lint's own stays.
"""

from typing import Any

import cfnlint.helpers

from speed import conditions, context, filtering, keywords, resolver, rules, templates, validators  # noqa: F401 each declares its patches
from speed._patching import PATCHES, install, put_in_rules

_create_rules = cfnlint.helpers.create_rules


def apply() -> list[str]:
    """Put all replacements in place.

    Rules made earlier keep their own functions, since cfn-lint runs the modules of its rules anew when it makes them.

    Returns:
        The functions left as they are, as `module:qualified.name`, since their text is not the expected one.
    """
    left_out = install(PATCHES)
    cfnlint.helpers.create_rules = _create_fast_rules
    return left_out


def _create_fast_rules(mod: Any, *args: Any, **kwargs: Any) -> Any:
    put_in_rules(mod)
    return _create_rules(mod, *args, **kwargs)

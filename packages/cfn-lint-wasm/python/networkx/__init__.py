"""As much of networkx as cfn-lint uses: its directed graph and the search for cycles. Anything else loads the whole.

networkx's own `__init__`, which loads three hundred modules, is in `_whole`. The modules themselves are networkx's.
"""

import importlib
import sys
from types import ModuleType

from networkx import utils
from networkx.exception import *  # noqa: F403
from networkx.lazy_imports import _lazy_import  # noqa: F401
from networkx.utils import _clear_cache, _dispatchable  # noqa: F401

config = utils.backends._set_configs_from_environment()
utils.config = utils.configs.config = config

from networkx import classes, convert  # noqa: E402, F401
from networkx.classes import *  # noqa: E402, F403
from networkx.classes import filters  # noqa: E402, F401
from networkx.convert import *  # noqa: E402, F403


def _load_alone(*names: str) -> list[ModuleType]:
    """Load modules without what the `__init__` of their packages would load beside them."""
    packages = {name[:end] for name in names for end in range(len(name)) if name[end] == "."} - {"networkx"}
    for package in sorted(packages):
        placeholder = ModuleType(package)
        placeholder.__path__ = [f"{__path__[0]}/{'/'.join(package.split('.')[1:])}"]
        sys.modules[package] = placeholder
    modules = [importlib.import_module(name) for name in names]
    # Whoever imports one of the packages later gets the real one.
    for package in packages:
        del sys.modules[package]
    globals().pop("algorithms", None)
    return modules


_edgedfs, _cycles = _load_alone("networkx.algorithms.traversal.edgedfs", "networkx.algorithms.cycles")
edge_dfs, find_cycle = _edgedfs.edge_dfs, _cycles.find_cycle


def __getattr__(name: str) -> object:
    # Python itself asks for such names, and has an answer of its own.
    if name.startswith("__") or "networkx._whole" in sys.modules:
        raise AttributeError(f"module 'networkx' has no attribute '{name}'")
    whole = importlib.import_module("networkx._whole")
    # Loaded before their packages, they are not yet known to them.
    whole.algorithms.cycles, whole.algorithms.traversal.edgedfs = _cycles, _edgedfs
    globals().update({key: value for key, value in vars(whole).items() if not key.startswith("__")})
    return getattr(whole, name)

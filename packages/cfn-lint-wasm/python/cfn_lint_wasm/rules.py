"""cfn-lint's own rules, made once and kept in the snapshot."""

import importlib.machinery
import importlib.util
import os

import cfnlint.helpers
from cfnlint.config import _DEFAULT_RULESDIR
from cfnlint.rules import CloudFormationLintRule, Rules

_load_plugins = cfnlint.helpers.load_plugins
_own: list[CloudFormationLintRule] = []


def install() -> None:
    """Make `load_plugins` answer for cfn-lint's own folder of rules from memory.

    cfn-lint makes its rules anew for every run, which costs more than most templates. Rules may be used again: `Rules.run`
    configures each before each template, and cfn-lint itself runs many templates with the same ones.
    The folder here holds compiled modules only, in sorted order; any other folder is loaded as ever.
    """
    _own.extend(_make_own())
    cfnlint.helpers.load_plugins = _load


def own_rules() -> Rules:
    """cfn-lint's own rules as a run takes them."""
    return Rules._from_list(_own)


def _load(directory, *args, **kwargs):
    if os.path.normpath(directory) == os.path.normpath(_DEFAULT_RULESDIR):
        return list(_own)
    return _load_plugins(directory, *args, **kwargs)


def _make_own() -> list[CloudFormationLintRule]:
    made: list[CloudFormationLintRule] = []
    for folder, folders, files in os.walk(_DEFAULT_RULESDIR):
        folders.sort()
        for file in sorted(files):
            name, ending = os.path.splitext(file)
            # The same names as cfn-lint's own pattern takes: not `__init__` and the like.
            if ending != ".pyc" or not name[0].isalnum() or name[0] == "0":
                continue
            path = os.path.join(folder, file)
            spec = importlib.util.spec_from_file_location(name, path, loader=importlib.machinery.SourcelessFileLoader(name, path))
            module = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(module)
            made.extend(cfnlint.helpers.create_rules(module))
    return made

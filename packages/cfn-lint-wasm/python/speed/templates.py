"""Reading a template: searches that copy a path only where something is found."""

from typing import Any

from cfnlint.template import Template
from cfnlint.template.template import re

from speed._patching import original, patch

_SEARCH = "cfnlint.template.template:Template._search_deep_keys"
_search_deep_keys = original(_SEARCH)


@patch(_SEARCH)
def search_deep_keys(self: Template, searchText: Any, cfndict: Any, path: list[Any]) -> list[list[Any]]:
    """As upstream, which copies the path for each key and each item on the way."""
    found: list[list[Any]] = []
    if isinstance(searchText, str):
        _search(searchText, cfndict, path[:], found)
        return found
    if isinstance(searchText, re.Pattern):
        _search_pattern(searchText, cfndict, path[:], found)
        return found
    return _search_deep_keys(self, searchText, cfndict, path)


def _search(key_wanted: str, value: Any, path: list[Any], found: list[list[Any]]) -> None:
    if isinstance(value, dict):
        for key, item in value.items():
            if key == key_wanted:
                found.append([*path, key, item])
            if isinstance(item, (dict, list)):
                path.append(key)
                _search(key_wanted, item, path, found)
                path.pop()
    elif isinstance(value, list):
        for index, item in enumerate(value):
            if isinstance(item, (dict, list)):
                path.append(index)
                _search(key_wanted, item, path, found)
                path.pop()


def _search_pattern(pattern: Any, value: Any, path: list[Any], found: list[list[Any]]) -> None:
    if isinstance(value, dict):
        for key, item in value.items():
            if isinstance(key, str) and pattern.match(key):
                found.append([*path, key, item])
            if isinstance(item, (dict, list)):
                path.append(key)
                _search_pattern(pattern, item, path, found)
                path.pop()
    elif isinstance(value, list):
        for index, item in enumerate(value):
            if isinstance(item, (dict, list)):
                path.append(index)
                _search_pattern(pattern, item, path, found)
                path.pop()

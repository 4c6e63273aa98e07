"""What PyYAML's C loader makes of a text, as lines to compare: run by native Python and by Python in WebAssembly."""

import hashlib
import io
from collections.abc import Iterator
from typing import Any

import yaml


class PathLoader(yaml.CSafeLoader):
    """A loader for which a node's tag hangs on where the node stands, too."""


PathLoader.add_path_resolver("!root", [], dict)
PathLoader.add_path_resolver("!first", [0])
PathLoader.add_path_resolver("!second-of-c", ["c", 1], str)
PathLoader.add_path_resolver("!key", [(dict, True)], str)
PathLoader.add_path_resolver("!in-list", [None, (list, False)])


def source_of(case: dict[str, Any]) -> Any:
    """What a case hands to the loader: a str, bytes (`hex`), or either behind a `read` (`stream`)."""
    source = bytes.fromhex(case["hex"]) if "hex" in case else case["text"]
    if not case.get("stream"):
        return source
    return io.BytesIO(source) if isinstance(source, bytes) else io.StringIO(source)


def results(case: dict[str, Any]) -> list[str]:
    """The only document's node, all documents' nodes, the same with paths, events and tokens, each up to its error."""
    lines: list[str] = []
    for reading in (_single, _documents, _documents_with_paths, _events, _tokens):
        lines.append(reading.__name__)
        try:
            for line in reading(source_of(case)):
                lines.append(line)
        except Exception as error:
            lines.append(_error(error))
    return lines


def digest(lines: list[str]) -> str:
    return hashlib.sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()


def _single(source: Any) -> Iterator[str]:
    loader = yaml.CSafeLoader(source)
    yield from _tree(loader.get_single_node())


def _documents_with_paths(source: Any) -> Iterator[str]:
    return _documents(source, PathLoader)


def _documents(source: Any, loader_class: Any = yaml.CSafeLoader) -> Iterator[str]:
    loader = loader_class(source)
    while loader.check_node():
        yield from _tree(loader.get_node())
    yield repr(loader.get_node())


def _events(source: Any) -> Iterator[str]:
    loader = yaml.CSafeLoader(source)
    while loader.check_event():
        if loader.peek_event() is not loader.peek_event():
            yield "another event on a second look"
        yield _fields(loader.get_event())
    yield repr(loader.get_event())


def _tokens(source: Any) -> Iterator[str]:
    loader = yaml.CSafeLoader(source)
    while loader.check_token():
        if loader.check_token(yaml.AliasToken) is not isinstance(loader.peek_token(), yaml.AliasToken):
            yield "another class on a second look"
        yield _fields(loader.get_token())
    yield repr(loader.get_token())


def _tree(root: Any) -> Iterator[str]:
    """The nodes in the order of the text; where one stands again, as an alias has it, the number of its first line."""
    first: dict[int, int] = {}
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if id(node) in first:
            yield f"again {first[id(node)]}"
            continue
        first[id(node)] = len(first)
        if node is None:
            yield "None"
            continue
        children: list[Any] = []
        if isinstance(node, yaml.MappingNode):
            children = [child for pair in node.value for child in pair]
        elif isinstance(node, yaml.SequenceNode):
            children = node.value
        waiting.extend(reversed(children))
        fields = dict(vars(node))
        if not isinstance(node, yaml.ScalarNode):
            fields["value"] = (type(node.value).__name__, len(node.value))
        yield f"{type(node).__name__} {_written(fields)}"


def _fields(thing: Any) -> str:
    return f"{type(thing).__name__} {_written(vars(thing))}"


def _written(fields: dict[str, Any]) -> str:
    return " ".join(f"{name}={_mark(value) if 'mark' in name else repr(value)}" for name, value in sorted(fields.items()))


def _mark(mark: Any) -> str:
    if mark is None:
        return "None"
    return f"{mark.name!r}:{mark.index}:{mark.line}:{mark.column}:{mark.buffer}:{mark.pointer}:{mark.get_snippet()}:{mark}"


def _error(error: Exception) -> str:
    return f"{type(error).__module__}.{type(error).__name__} {error} {_written(vars(error))}"

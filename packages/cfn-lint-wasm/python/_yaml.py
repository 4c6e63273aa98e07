"""Stands in for PyYAML's C extension `yaml._yaml`, on libyaml in WebAssembly.

`CParser` behaves as PyYAML 6.0.4's: same nodes, events, tokens, marks and errors. The whole text is parsed in one call
on first use, where PyYAML's goes as far as it is asked; errors are raised where PyYAML's would be. The text of a
file-like object is read in whole. `CEmitter` cannot be used: there is only the half of libyaml that reads.
"""

from array import array
from collections.abc import Callable, Iterator
from marshal import loads
from typing import Any, NoReturn

from yaml.composer import ComposerError
from yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from yaml.parser import ParserError
from yaml.reader import ReaderError
from yaml.resolver import BaseResolver
from yaml.scanner import ScannerError
from yaml.tokens import (
    AliasToken,
    AnchorToken,
    BlockEndToken,
    BlockEntryToken,
    BlockMappingStartToken,
    BlockSequenceStartToken,
    DirectiveToken,
    DocumentEndToken,
    DocumentStartToken,
    FlowEntryToken,
    FlowMappingEndToken,
    FlowMappingStartToken,
    FlowSequenceEndToken,
    FlowSequenceStartToken,
    KeyToken,
    ScalarToken,
    StreamEndToken,
    StreamStartToken,
    TagToken,
    Token,
    ValueToken,
)

# libyaml's event types, in the low four bits of an event's kind. Above them is the style.
_STREAM_START, _STREAM_END, _DOCUMENT_START, _DOCUMENT_END, _ALIAS = 1, 2, 3, 4, 5
_SCALAR, _SEQUENCE_START, _SEQUENCE_END, _MAPPING_START, _MAPPING_END = 6, 7, 8, 9, 10
# The bit of a kind whose event has an anchor or a tag.
_PROPERTIES = 0x80

# libyaml's token types, in the low five bits of a token's kind. Above them is a scalar's style.
_STREAM_START_TOKEN, _VERSION_DIRECTIVE_TOKEN, _TAG_DIRECTIVE_TOKEN = 1, 3, 4
_ALIAS_TOKEN, _ANCHOR_TOKEN, _TAG_TOKEN, _SCALAR_TOKEN = 18, 19, 20, 21
_VALUELESS_TOKENS: dict[int, type[Token]] = {
    2: StreamEndToken,
    5: DocumentStartToken,
    6: DocumentEndToken,
    7: BlockSequenceStartToken,
    8: BlockMappingStartToken,
    9: BlockEndToken,
    10: FlowSequenceStartToken,
    11: FlowSequenceEndToken,
    12: FlowMappingStartToken,
    13: FlowMappingEndToken,
    14: BlockEntryToken,
    15: FlowEntryToken,
    16: KeyToken,
    17: ValueToken,
}

# libyaml's error types.
_READER_ERROR, _SCANNER_ERROR = 2, 3

_SCALAR_STYLES = (None, "", "'", '"', "|", ">")
_FLOW_STYLES = (None, False, True)
_ENCODINGS = (None, "utf-8", "utf-16-le", "utf-16-be")

# An event or token: its kind, its value as `libyaml/events.c` says, and the index, line and column of its start and end.
type _Item = tuple[int, Any, int, int, int, int, int, int]


class Mark:
    """A place in a text called `name`: `index` in characters, `line` and `column`, all from 0."""

    __slots__ = ("name", "index", "line", "column", "buffer", "pointer")

    def __init__(
        self, name: str, index: int, line: int, column: int, buffer: None = None, pointer: None = None
    ) -> None:
        self.name = name
        self.index = index
        self.line = line
        self.column = column
        self.buffer = buffer
        self.pointer = pointer

    def get_snippet(self) -> None:
        return None

    def __str__(self) -> str:
        return '  in "%s", line %d, column %d' % (self.name, self.line + 1, self.column + 1)


def _parse(text: bytes, tokens: bool) -> bytes:
    """Has libyaml parse a text: the result is laid out as `libyaml/events.c` says.

    Raises MemoryError where the text is larger than libyaml's memory holds.
    """
    # Not at the top: a module's globals are saved in the snapshot, which holds no JavaScript objects.
    from js import cfnLintWasmParseYaml
    from pyodide.ffi import JsException, to_js

    try:
        result: bytes = cfnLintWasmParseYaml(to_js(text), tokens).to_bytes()
        return result
    except JsException as error:
        if error.name == "RangeError":
            raise MemoryError(error.message) from None
        raise


def _text(text: str | bytes) -> str:
    """Text that libyaml gave: bytes are what is not UTF-8, and refused."""
    return text if isinstance(text, str) else text.decode()


def _error_of(name: str, error: tuple[Any, ...]) -> Exception:
    """What PyYAML raises for libyaml's error in the text called `name`."""
    kind, context, index, line, column, problem, problem_index, problem_line, problem_column, offset, value = error
    if kind == _READER_ERROR:
        return ReaderError(name, offset, value, "?", problem)
    context_mark = None if context is None else Mark(name, index, line, column)
    problem_mark = Mark(name, problem_index, problem_line, problem_column)
    error_class = ScannerError if kind == _SCANNER_ERROR else ParserError
    return error_class(context, context_mark, problem, problem_mark)


class CParser:
    """Parses a text, and is the first base of PyYAML's C loaders."""

    def __init__(self, stream: Any) -> None:
        """Takes a str, bytes in UTF-8 or with a byte order mark, or an object whose `read` gives either."""
        self._is_unicode = False
        try:
            stream.read
        except AttributeError:
            if type(stream) is str:
                stream = stream.encode()
                self._stream_name = "<unicode string>"
                self._is_unicode = True
            else:
                self._stream_name = "<byte string>"
            if type(stream) is not bytes:
                raise TypeError("a string or stream input is required") from None
            self._is_readable = False
        else:
            self._stream_name = getattr(stream, "name", "<file>")
            self._is_readable = True
        self._stream = stream
        self._tokens = self._scanned()
        self._events = self._parsed()
        self._current_token: Token | None = None
        self._current_event: Event | None = None
        # What events and nodes are made of, from the first use on, and the error after the last of it.
        self._items: Iterator[_Item] | None = None
        self._error: Exception | None = None
        # The event at which the next node begins or the last one's document ended.
        self._node_item: _Item | None = None

    def dispose(self) -> None:
        pass

    def get_token(self) -> Token | None:
        token = self._current_token
        if token is None:
            return next(self._tokens, None)
        self._current_token = None
        return token

    def peek_token(self) -> Token | None:
        if self._current_token is None:
            self._current_token = next(self._tokens, None)
        return self._current_token

    def check_token(self, *choices: type[Token]) -> bool:
        token = self._current_token
        if token is None:
            token = self._current_token = next(self._tokens, None)
        return token is not None and (not choices or token.__class__ in choices)

    def get_event(self) -> Event | None:
        event = self._current_event
        if event is None:
            return next(self._events, None)
        self._current_event = None
        return event

    def peek_event(self) -> Event | None:
        if self._current_event is None:
            self._current_event = next(self._events, None)
        return self._current_event

    def check_event(self, *choices: type[Event]) -> bool:
        event = self.peek_event()
        return event is not None and (not choices or event.__class__ in choices)

    def check_node(self) -> bool:
        if self._node_kind() == _STREAM_START:
            self._node_item = None
        return self._node_kind() != _STREAM_END

    def get_node(self) -> Node | None:
        if self._node_kind() == _STREAM_END:
            return None
        return self._compose_document()

    def get_single_node(self) -> Node | None:
        self._node_kind()
        self._node_item = None
        if self._node_kind() == _STREAM_END:
            return None
        document = self._compose_document()
        if self._node_kind() != _STREAM_END:
            assert self._node_item is not None
            raise ComposerError(
                "expected a single document in the stream",
                document.start_mark,
                "but found another document",
                Mark(self._stream_name, *self._node_item[2:5]),
            )
        return document

    def _read(self) -> bytes:
        """The whole text, encoded."""
        if not self._is_readable:
            return bytes(self._stream)
        chunks: list[bytes] = []
        while True:
            chunk = self._stream.read(16384)
            if type(chunk) is str:
                chunk = chunk.encode()
                self._is_unicode = True
            if type(chunk) is not bytes:
                raise TypeError("a string value is expected")
            if not chunk:
                return b"".join(chunks)
            chunks.append(chunk)

    def _run(self, tokens: bool) -> tuple[Iterator[_Item], Exception | None]:
        """All that libyaml makes of the text, and the error it stopped at."""
        kinds, values, marks, error = loads(_parse(self._read(), tokens))
        numbers = array("I", marks)
        items = zip(kinds, values, *(numbers[column::6] for column in range(6)))
        return items, None if error is None else _error_of(self._stream_name, error)

    def _scanned(self) -> Iterator[Token]:
        items, error = self._run(True)
        name = self._stream_name
        for kind, value, index, line, column, end_index, end_line, end_column in items:
            start_mark = Mark(name, index, line, column)
            # Half of the tokens have no width.
            end_mark = start_mark if index == end_index else Mark(name, end_index, end_line, end_column)
            valueless = _VALUELESS_TOKENS.get(kind)
            if valueless is not None:
                yield valueless(start_mark, end_mark)
                continue
            style = _SCALAR_STYLES[kind >> 5]
            kind &= 31
            if kind == _SCALAR_TOKEN:
                yield ScalarToken(value, style == "", start_mark, end_mark, style)
            elif kind == _ALIAS_TOKEN:
                yield AliasToken(value, start_mark, end_mark)
            elif kind == _ANCHOR_TOKEN:
                yield AnchorToken(value, start_mark, end_mark)
            elif kind == _TAG_TOKEN:
                handle, suffix = map(_text, value)
                yield TagToken((handle or None, suffix), start_mark, end_mark)
            elif kind == _STREAM_START_TOKEN:
                yield StreamStartToken(start_mark, end_mark, self._encoding(value))
            elif kind == _VERSION_DIRECTIVE_TOKEN:
                yield DirectiveToken("YAML", value, start_mark, end_mark)
            elif kind == _TAG_DIRECTIVE_TOKEN:
                handle, prefix = map(_text, value)
                yield DirectiveToken("TAG", (handle, prefix), start_mark, end_mark)
        if error is not None:
            raise error

    def _encoding(self, encoding: int) -> str | None:
        return None if encoding == 1 and self._is_unicode else _ENCODINGS[encoding]

    def _next_item(self) -> _Item | None:
        """The next event, None after the last. Raises the error that libyaml stopped at, once."""
        if self._items is None:
            self._items, self._error = self._run(False)
        item = next(self._items, None)
        if item is None:
            self._raise_error()
        return item

    def _raise_error(self) -> None:
        error, self._error = self._error, None
        if error is not None:
            raise error

    def _parsed(self) -> Iterator[Event]:
        name = self._stream_name
        while item := self._next_item():
            kind, value, index, line, column, end_index, end_line, end_column = item
            start_mark = Mark(name, index, line, column)
            end_mark = Mark(name, end_index, end_line, end_column)
            style = kind >> 4 & 7
            event = kind & 15
            if event == _SCALAR:
                anchor, tag, implicit = None, None, (style == 1, style != 1)
                if kind & _PROPERTIES:
                    value, anchor, tag, plain_implicit, quoted_implicit = value
                    implicit = (plain_implicit == 1, quoted_implicit == 1)
                    tag = tag and _text(tag)
                yield ScalarEvent(anchor, tag, implicit, value, start_mark, end_mark, _SCALAR_STYLES[style])
            elif event == _SEQUENCE_START or event == _MAPPING_START:
                anchor, tag, is_implicit = value or (None, None, 1)
                start = SequenceStartEvent if event == _SEQUENCE_START else MappingStartEvent
                yield start(anchor, tag and _text(tag), is_implicit == 1, start_mark, end_mark, _FLOW_STYLES[style])
            elif event == _SEQUENCE_END:
                yield SequenceEndEvent(start_mark, end_mark)
            elif event == _MAPPING_END:
                yield MappingEndEvent(start_mark, end_mark)
            elif event == _ALIAS:
                yield AliasEvent(value, start_mark, end_mark)
            elif event == _DOCUMENT_START:
                is_implicit, version, directives = value
                tags = directives and {_text(handle): _text(prefix) for handle, prefix in directives}
                yield DocumentStartEvent(start_mark, end_mark, is_implicit == 0, version, tags)
            elif event == _DOCUMENT_END:
                yield DocumentEndEvent(start_mark, end_mark, value == 0)
            elif event == _STREAM_START:
                yield StreamStartEvent(start_mark, end_mark, self._encoding(value))
            elif event == _STREAM_END:
                yield StreamEndEvent(start_mark, end_mark)

    def _node_kind(self) -> int:
        """The type of the event that is next for nodes; 0 after the last."""
        if self._node_item is None:
            self._node_item = self._next_item()
        return 0 if self._node_item is None else self._node_item[0] & 15

    def _compose_document(self) -> Node:
        """Composes the document whose start is the event at hand, through its end."""
        self._node_item = None
        items = self._items
        assert items is not None
        name = self._stream_name
        resolve: Callable[..., str] = self.resolve  # type: ignore[attr-defined]
        # Whether a node's tag may hang on where the node stands: hardly anybody asks for that.
        has_paths = self.yaml_path_resolvers or any(  # type: ignore[attr-defined]
            getattr(type(self), method) is not getattr(BaseResolver, method)
            for method in ("descend_resolver", "ascend_resolver", "resolve")
        )
        # Where it does not, what has no anchor and no tag goes a short way: the styles of such scalars by kind, the tags
        # of plain ones by value, and what such collections are by kind.
        scalar_styles: dict[int, str] = {}
        plain_tags: dict[str, str] = {}
        quoted_tag = ""
        collections: dict[int, tuple[Any, str, bool]] = {}
        tag: Any
        node_class: Any
        if not has_paths:
            scalar_styles = {_SCALAR | style << 4: _SCALAR_STYLES[style] or "" for style in range(1, 6)}
            quoted_tag = resolve(ScalarNode, "", (False, True))
            for start, node_class in ((_SEQUENCE_START, SequenceNode), (_MAPPING_START, MappingNode)):
                tag = resolve(node_class, None, True)
                collections[start | 1 << 4] = node_class, tag, False
                collections[start | 2 << 4] = node_class, tag, True
        anchors: dict[str, Node] = {}
        document: list[Node] = []
        # The open collections around the one at hand. A mapping's children are its keys and values in turn.
        outer: list[tuple[Any, list[Node]]] = []
        parent: Any = None
        children = document
        add = children.append
        for kind, value, index, line, column, end_index, end_line, end_column in items:
            style = scalar_styles.get(kind)
            if style is not None:
                if style:
                    tag = quoted_tag
                else:
                    tag = plain_tags.get(value)
                    if tag is None:
                        tag = plain_tags[value] = resolve(ScalarNode, value, (True, False))
                end_mark = Mark(name, end_index, end_line, end_column)
                add(ScalarNode(tag, value, Mark(name, index, line, column), end_mark, style))
                continue
            if kind == _MAPPING_END or kind == _SEQUENCE_END:
                if kind == _MAPPING_END:
                    parent.value = list(zip(children[::2], children[1::2]))
                parent.end_mark = Mark(name, end_index, end_line, end_column)
                if has_paths:
                    self.ascend_resolver()  # type: ignore[attr-defined]
                parent, children = outer.pop()
                add = children.append
                continue
            start_mark = Mark(name, index, line, column)
            collection = collections.get(kind)
            if collection is not None:
                outer.append((parent, children))
                children = []
                node_class, tag, is_flow = collection
                parent = node_class(tag, children, start_mark, None, is_flow)
                add(parent)
                add = children.append
                continue
            event = kind & 15
            if event == _DOCUMENT_END:
                return document[0]
            if event == _ALIAS:
                if value not in anchors:
                    raise ComposerError(None, None, "found undefined alias", start_mark)
                add(anchors[value])
                continue
            style_number = kind >> 4 & 7
            anchor = tag = None
            implicit: Any = (style_number == 1, style_number != 1) if event == _SCALAR else True
            if kind & _PROPERTIES:
                if event == _SCALAR:
                    value, anchor, tag, plain_implicit, quoted_implicit = value
                    implicit = (plain_implicit == 1, quoted_implicit == 1)
                else:
                    anchor, tag, is_implicit = value
                    implicit = is_implicit == 1
                if anchor is not None and anchor in anchors:
                    raise ComposerError(
                        "found duplicate anchor; first occurrence",
                        anchors[anchor].start_mark,
                        "second occurrence",
                        start_mark,
                    )
            if has_paths:
                place: Any = None
                if isinstance(parent, SequenceNode):
                    place = len(children)
                elif parent is not None and len(children) % 2 == 1:
                    place = children[-1]
                self.descend_resolver(parent, place)  # type: ignore[attr-defined]
            node: Node
            if event == _SCALAR:
                tag = resolve(ScalarNode, value, implicit) if tag is None or tag == "!" else _text(tag)
                end_mark = Mark(name, end_index, end_line, end_column)
                node = ScalarNode(tag, value, start_mark, end_mark, _SCALAR_STYLES[style_number])
                add(node)
                if has_paths:
                    self.ascend_resolver()  # type: ignore[attr-defined]
            else:
                node_class = SequenceNode if event == _SEQUENCE_START else MappingNode
                tag = resolve(node_class, None, implicit) if tag is None or tag == "!" else _text(tag)
                outer.append((parent, children))
                children = []
                node = parent = node_class(tag, children, start_mark, None, _FLOW_STYLES[style_number])
                add(node)
                add = children.append
            if anchor is not None:
                anchors[anchor] = node
        self._raise_error()
        # What PyYAML's says where a node is asked for after the stream's end or an error.
        raise UnboundLocalError("local variable 'node' referenced before assignment")


class CEmitter:
    """Cannot be made: cfn-lint writes no YAML."""

    def __init__(self, *_args: Any, **_options: Any) -> NoReturn:
        raise NotImplementedError("This build has libyaml's parser only: dump YAML with yaml.SafeDumper or yaml.Dumper")

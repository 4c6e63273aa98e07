"""References within schemas: what a schema holds is searched once, not for each validator that gets it."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any
from urllib.parse import unquote, urljoin

from cfnlint.schema._schema import Schema
from cfnlint.schema.other_schema_manager import OtherSchemaManager
from cfnlint.schema.resolver import RefResolutionError, RefResolver
from cfnlint.schema.resolver import _resolver as upstream

from speed._patching import PATCHES, Patch, original, patch
from speed.filtering import forget_splits

_MOST_DOCUMENTS = 256
_join = lru_cache(4_096)(urljoin)


class Document:
    """What is known of one schema.

    Attributes:
        schema: the schema, held so that no other takes its identity.
        subschemas: as `RefResolver._get_subschemas_cache`, None until asked for.
        by_id: the first subschema with each `id`, then `$id`, by `#` and its value; None until asked for.
        resolved: what URLs stand for, for resolvers that know this schema alone.
    """

    __slots__ = ("schema", "subschemas", "by_id", "resolved")

    def __init__(self, schema: Any) -> None:
        self.schema = schema
        self.subschemas: dict[str, list[Any]] | None = None
        self.by_id: dict[str, Any] | None = None
        self.resolved: dict[str, Any] = {}


_documents: dict[int, Document] = {}


def document(schema: Any) -> Document:
    """What is known of a schema, remembered by its identity."""
    found = _documents.get(id(schema))
    if found is None:
        if len(_documents) >= _MOST_DOCUMENTS:
            _documents.clear()
        found = _documents[id(schema)] = Document(schema)
    return found


def _forget() -> None:
    _documents.clear()
    forget_splits()


_POST_INIT = "cfnlint.schema.resolver._resolver:RefResolver.__post_init__"
_RESOLVE = "cfnlint.schema.resolver._resolver:RefResolver.resolve"
_SUBSCHEMAS = "cfnlint.schema.resolver._resolver:RefResolver._get_subschemas_cache"
_FIND = "cfnlint.schema.resolver._resolver:RefResolver._find_in_subschemas"
_FRAGMENT = "cfnlint.schema.resolver._resolver:RefResolver.resolve_fragment"
_URL = "cfnlint.schema.resolver._resolver:RefResolver.resolve_from_url"
_ALL = (_POST_INIT, _RESOLVE, _SUBSCHEMAS, _FIND, _FRAGMENT, _URL, "cfnlint.schema.resolver._resolver:_search_schema")

_find_in_subschemas = original(_FIND)


@patch(_POST_INIT, *_ALL)
def post_init(self: RefResolver) -> None:
    """As upstream, without three `lru_cache` for each resolver; most resolve nothing."""
    self._scopes_stack = [self.base_uri]
    self._urljoin_cache = _join
    # Upstream fills the store it makes here from itself, which leaves it empty.
    is_alone = self.store is None
    if is_alone:
        self.store = {}
    self._resolved = document(self.referrer).resolved if is_alone else {}


def resolve(self: RefResolver, ref: str) -> Any:
    """As upstream; what a URL stands for is remembered with the schema."""
    url = _join(self._scopes_stack[-1], ref).rstrip("/")
    match = self._find_in_subschemas(url)
    if match is not None:
        return match
    resolved = self._resolved
    if url not in resolved:
        resolved[url] = self.resolve_from_url(url)
    return url, resolved[url]


def get_subschemas_cache(self: RefResolver) -> dict[str, list[Any]]:
    """As upstream, remembered with the schema and not with the resolver."""
    known = document(self.referrer)
    if known.subschemas is None:
        known.subschemas = {keyword: [] for keyword in upstream._SUBSCHEMAS_KEYWORDS}
        for keyword, subschema in upstream._search_schema(self.referrer, upstream._match_subschema_keywords):
            known.subschemas[keyword].append(subschema)
    return known.subschemas


def find_in_subschemas(self: RefResolver, url: str) -> Any:
    """As upstream, which first takes the URL apart."""
    return _find_in_subschemas(self, url) if self._get_subschemas_cache()["$id"] else None


def resolve_fragment(self: RefResolver, document_: Any, fragment: str) -> Any:
    """As upstream, which searches the whole schema twice for an `id` or `$id`, before it follows the path."""
    fragment = fragment.lstrip("/")
    if not fragment:
        return document_
    known = document(document_)
    if known.by_id is None:
        known.by_id = {}
        for keyword in ("id", "$id"):
            for subschema in upstream._search_schema(document_, upstream._match_keyword(keyword)):
                value = subschema[keyword]
                if isinstance(value, str):
                    known.by_id.setdefault(value, subschema)
    if "#" + fragment in known.by_id:
        return known.by_id["#" + fragment]
    return _follow(document_, fragment)


def _follow(document_: Any, fragment: str) -> Any:
    for part in unquote(fragment).split("/"):
        part = part.replace("~1", "/").replace("~0", "~")
        key: str | int = part
        if isinstance(document_, Sequence):
            try:
                key = int(part)
            except ValueError:
                pass
        try:
            document_ = document_[key]
        except (TypeError, LookupError) as error:
            raise RefResolutionError(f"Unresolvable JSON pointer: {fragment!r}") from error
    return document_


for _target, _function in (
    (_RESOLVE, resolve),
    (_SUBSCHEMAS, get_subschemas_cache),
    (_FIND, find_in_subschemas),
    (_FRAGMENT, resolve_fragment),
):
    PATCHES.append(Patch(_target, _function, _ALL))


_patch_schema = Schema.patch
_patch_other = OtherSchemaManager.patch


@patch("cfnlint.schema._schema:Schema.patch")
def patch_schema(self: Schema, patches: list[dict[str, Any]]) -> None:
    """As upstream, which changes the schema in place: what is remembered of schemas is forgotten."""
    _forget()
    _patch_schema(self, patches)


@patch("cfnlint.schema.other_schema_manager:OtherSchemaManager.patch")
def patch_other(self: OtherSchemaManager, patch: Any, region: str) -> None:
    """As upstream, which changes schemas in place: what is remembered of schemas is forgotten."""
    _forget()
    _patch_other(self, patch, region)

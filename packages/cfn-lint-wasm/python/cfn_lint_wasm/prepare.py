"""Run once, before the snapshot is taken, and at every start where there is none."""

import gc
import json

import speed

left_out = speed.apply()

from cfn_lint_wasm import rules, schemas  # noqa: E402

schemas.install()
rules.install()

from cfn_lint_wasm import command, lint  # noqa: E402, F401


class _Bytes:
    """Bytes in the clothes of a JavaScript `Uint8Array`."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.length = len(content)

    def to_bytes(self) -> bytes:
        return self.content


def warm_up(templates: str) -> None:
    """Lint templates, a JSON list of texts, so that what linting loads on demand is in memory, then set all of it apart from garbage collection."""
    for template in json.loads(templates):
        result = json.loads(lint.lint(_Bytes(template.encode()), json.dumps({"filename": "template.yaml", "options": {}, "files": {}})))
        if "error" in result:
            raise RuntimeError(result["error"])
    gc.collect()
    # What is here now is needed to the end: no later collection looks at it again.
    gc.freeze()

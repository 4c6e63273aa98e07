"""`python -m speed.fingerprint`: write down what the replaced functions are now, after each was read against its replacement.

Adds to what is there for other versions of Python: run it with each version that matters.
"""

import json
from pathlib import Path

import speed  # noqa: F401
from speed._originals import ORIGINALS
from speed._patching import PATCHES, fingerprints, original

_HEAD = '''"""Written by `python -m speed.fingerprint`: what each replaced function is expected to be."""

ORIGINALS: dict[str, dict[str, str]] = '''


def write(path: Path) -> None:
    """Write the fingerprints of all that is replaced or relied on."""
    targets = sorted({target for each in PATCHES for target in (each.target, *each.relies_on)})
    found = {target: dict(sorted({**ORIGINALS.get(target, {}), **fingerprints(original(target))}.items())) for target in targets}
    path.write_text(_HEAD + json.dumps(found, indent=4) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write(Path(__file__).with_name("_originals.py"))

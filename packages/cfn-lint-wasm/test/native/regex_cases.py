"""What native `regex` makes of patterns: JSON lines of `{"pattern", "flags", "strings", "results"}`.

    python regex_cases.py own|written|random STRINGS [PATTERNS] [SEED]

`own` are the patterns that cfn-lint brings itself, `written` those of `regex_allowed`, `random` PATTERNS of `regex_grammar`. For each there are up
to STRINGS strings, made from it; those on which native takes long itself are left out. Where a pattern is refused, `error` stands in place of strings
and results.
"""

import json
import os
import resource
import signal
import sys
import warnings
from collections.abc import Iterator
from typing import Any

from regex_allowed import ALLOWED_PATTERNS
from regex_grammar import Patterns
from regex_patterns import data_patterns, source_patterns
from regex_results import compiled, result
from regex_strings import Strings

_PATIENCE = 0.1
"""Seconds for native: on some strings it takes for ever, too."""
_MOST_MEMORY = 1 << 30
"""Bytes for native: on some random patterns it takes all that there is."""
_END = 20
"""Seconds for all strings of a random pattern."""
_GIVEN_UP = ("TimeoutError", "MemoryError")


def patterns(kind: str, count: int, seed: str) -> Iterator[tuple[str, int]]:
    """Patterns with their flags."""
    if kind == "own":
        yield from ((pattern, 0) for pattern in data_patterns())
        yield from ((pattern, int(flags)) for pattern, flags in source_patterns())
    elif kind == "written":
        yield from ((pattern, 0) for pattern in ALLOWED_PATTERNS)
    else:
        yield from ((pattern, 0) for pattern in Patterns(seed).make(count))


def case_of(pattern: str, flags: int, most_strings: int, seed: str) -> str | None:
    """A line for a pattern; None where native gives up on it."""
    case = {"pattern": pattern, "flags": flags}
    ours = compiled(pattern, flags)
    if isinstance(ours, str):
        return None if ours.startswith(_GIVEN_UP) else json.dumps({**case, "error": ours})
    strings, results = [], []
    for string in Strings(pattern, flags, seed).make(most_strings):
        # Two halves of a character, each written alone, are read back as one.
        if json.loads(json.dumps(string)) != string:
            continue
        answer = result(ours, string, timeout=_PATIENCE)
        if isinstance(answer, str) and answer.startswith(_GIVEN_UP):
            continue
        strings.append(string)
        results.append(answer)
    return json.dumps({**case, "strings": strings, "results": results})


def apart(*args: Any) -> str | None:
    """The same in a process of its own, with a limit on memory and an end: native keeps to its own time limit most of the time only."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
        signal.alarm(_END)
        with os.fdopen(writing, "w") as file:
            try:
                file.write(case_of(*args) or "")
            except MemoryError:
                pass
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as file:
        line = file.read()
    os.waitpid(child, 0)
    return line or None


def main(kind: str, most_strings: str, count: str = "0", seed: str = "seed") -> None:
    warnings.simplefilter("ignore")
    for pattern, flags in patterns(kind, int(count), seed):
        line = (apart if kind == "random" else case_of)(pattern, flags, int(most_strings), seed)
        if line is not None:
            print(line)


main(*sys.argv[1:])

"""What native `regex` makes of patterns: JSON lines of `{"pattern", "flags", "strings", "results"}`.

    python regex_cases.py own|written|random STRINGS [PATTERNS] [SEED]

`own` are the patterns that cfn-lint brings itself, `written` those of `regex_allowed`, `random` PATTERNS of `regex_grammar`. For each there are up
to STRINGS strings, made from it; those on which native takes long itself are left out. Where a pattern is refused, `error` stands in place of strings
and results.
"""

import json
import resource
import sys
import warnings
from collections.abc import Iterator

from regex_allowed import ALLOWED_PATTERNS
from regex_grammar import Patterns
from regex_patterns import data_patterns, source_patterns
from regex_results import compiled, result
from regex_strings import Strings

_PATIENCE = 0.1
"""Seconds for native: on some strings it takes for ever, too."""
_MOST_MEMORY = 3 << 30
"""Bytes for native: on some random patterns it takes all that there is."""
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


def main(kind: str, most_strings: str, count: str = "0", seed: str = "seed") -> None:
    warnings.simplefilter("ignore")
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
    for pattern, flags in patterns(kind, int(count), seed):
        case = {"pattern": pattern, "flags": flags}
        ours = compiled(pattern, flags)
        if isinstance(ours, str) and ours.startswith(_GIVEN_UP):
            continue
        if isinstance(ours, str):
            print(json.dumps({**case, "error": ours}))
            continue
        strings, results = [], []
        try:
            made = Strings(pattern, flags, seed).make(int(most_strings))
        except MemoryError:
            continue
        for string in made:
            # Two halves of a character, each written alone, are read back as one.
            if json.loads(json.dumps(string)) != string:
                continue
            answer = result(ours, string, timeout=_PATIENCE)
            if isinstance(answer, str) and answer.startswith(_GIVEN_UP):
                continue
            strings.append(string)
            results.append(answer)
        print(json.dumps({**case, "strings": strings, "results": results}))


main(*sys.argv[1:])

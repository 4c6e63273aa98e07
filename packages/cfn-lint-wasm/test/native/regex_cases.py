"""Native `regex` on every pattern of cfn-lint: JSON lines of `{"pattern", "flags", "strings", "results"}`.

A result is `[span of match, whether fullmatch, spans of search and its groups]`; in place of results stands `error` where
the pattern is refused. Strings are made from the pattern, seeded; those on which native takes long itself are left out.
"""

import json
import sys
import warnings

import regex
from regex_patterns import data_patterns, source_patterns
from regex_strings import Strings


_PATIENCE = 0.1
"""Seconds for native: on some strings it takes for ever, too."""


def result(compiled: regex.Pattern, string: str) -> list[object]:
    """What the three ways to match give."""
    matched = compiled.match(string, timeout=_PATIENCE)
    found = compiled.search(string, timeout=_PATIENCE)
    return [
        matched and list(matched.span()),
        compiled.fullmatch(string, timeout=_PATIENCE) is not None,
        found and [list(found.span(group)) for group in range(compiled.groups + 1)],
    ]


def main(count: int) -> None:
    warnings.simplefilter("ignore")
    for pattern, flags in [*((pattern, 0) for pattern in data_patterns()), *source_patterns()]:
        case = {"pattern": pattern, "flags": int(flags)}
        try:
            compiled = regex.compile(pattern, flags)
        except regex.error as error:
            print(json.dumps({**case, "error": str(error)}))
            continue
        strings, results = [], []
        for string in Strings(pattern, flags, "seed").make(count):
            try:
                answer = result(compiled, string)
            except TimeoutError:
                continue
            strings.append(string)
            results.append(answer)
        print(json.dumps({**case, "strings": strings, "results": results}))


main(int(sys.argv[1]))

"""Compares our `regex` with what native regex made of patterns: run by Python in WebAssembly."""

import json
import time
from typing import Any

import regex
from regex_results import compiled, result

_UNKNOWN = "UntranslatablePattern"
_LONG = 2
"""Seconds for ours on a string."""


def compare(lines: str) -> str:
    """Counts and differences for the cases of `regex_cases`, a JSON object a line, as JSON.

    `withBoth` counts the patterns with strings that match and strings that do not, `unknown` the strings on which ours says that it does not know, and `slow` lists
    the patterns on which it takes seconds: the strings after that are not tried.
    """
    counts: dict[str, Any] = {"patterns": 0, "refused": 0, "withBoth": 0, "strings": 0, "unknown": 0, "slow": [], "differences": []}
    for line in lines.splitlines():
        case = json.loads(line)
        asked = {"pattern": case["pattern"], "flags": case["flags"]}
        counts["patterns"] += 1
        ours = compiled(case["pattern"], case["flags"])
        error = ours if isinstance(ours, str) else None
        counts["refused"] += "error" in case
        if error != case.get("error"):
            counts["differences"].append({**asked, "native": case.get("error", "valid"), "ours": error or "valid"})
            continue
        if error is not None:
            continue
        whether = set()
        for string, expected in zip(case["strings"], case["results"], strict=True):
            counts["strings"] += 1
            whether.update((len(expected) > 2, expected[1] == 1))
            start = time.perf_counter()
            found = result(ours, string)
            takes_long = time.perf_counter() - start > _LONG
            if takes_long:
                counts["slow"].append(case["pattern"])
            if found == expected:
                if takes_long:
                    break
                continue
            if isinstance(found, str) and found.startswith(_UNKNOWN):
                counts["unknown"] += 1
            else:
                counts["differences"].append({**asked, "string": string, "native": expected, "ours": found})
        counts["withBoth"] += len(whether) == 2
        # Each pattern is met once here: no need to remember it.
        regex.purge()
    return json.dumps(counts)

"""Compares our `regex` with what native regex made of patterns: run by Python in WebAssembly."""

import json
from typing import Any

import regex
from regex_results import compiled, result

_UNKNOWN = "UntranslatablePattern"


def compare(lines: str) -> str:
    """Counts and differences for the cases of `regex_cases`, a JSON object a line, as JSON.

    `withBoth` counts the patterns with strings that match and strings that do not, `unknown` the strings on which ours says that it does not know.
    """
    counts: dict[str, Any] = {"patterns": 0, "refused": 0, "withBoth": 0, "strings": 0, "unknown": 0, "differences": []}
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
            found = result(ours, string)
            if found == expected:
                continue
            if isinstance(found, str) and found.startswith(_UNKNOWN):
                counts["unknown"] += 1
            else:
                counts["differences"].append({**asked, "string": string, "native": expected, "ours": found})
        counts["withBoth"] += len(whether) == 2
        # Each pattern is met once here: no need to remember it.
        regex.purge()
    return json.dumps(counts)

"""Lint every template of this folder with native cfn-lint and print which rules never report.

Run it with the Python of a venv that holds cfn-lint 1.58.0:

    python coverage.py [--options] [--show] [--dump FILE] [--slow SECONDS] [PATH...]

The rules are loaded once; each template gets a configuration of its own, because
`ConfigMixIn.set_template_args` keeps the `Metadata: cfn-lint` of the last template.
Informational and experimental rules are on, as are the rules that are off by default.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path
from typing import Any

from cfnlint.config import _DEFAULT_RULESDIR, ConfigMixIn, ManualArgs
from cfnlint.rules import Rules
from cfnlint.runner.template import run_template_by_file_paths

HERE = Path(__file__).resolve().parent
SUFFIXES = {".yaml", ".yml", ".json", ".template"}
EVERYTHING = ManualArgs(include_checks=["I"], include_experimental=True)


def templates() -> list[Path]:
    """Paths of all templates below this folder (any depth but the top), sorted."""
    return sorted(
        path
        for path in HERE.rglob("*")
        if path.is_file() and path.suffix in SUFFIXES and path.parent != HERE
    )


def lint(path: Path, rules: Rules, options: ManualArgs) -> list[dict[str, Any]]:
    """Findings of one template: rule id, line, column, end line, end column (1-based), message.

    A Python exception that escapes cfn-lint becomes one finding with the rule `CRASH`.
    """
    try:
        config = ConfigMixIn(["--template", str(path)], **options)
        matches = list(run_template_by_file_paths(config, rules))
    except (Exception, SystemExit) as error:  # noqa: BLE001 - a crash of cfn-lint is a result here
        trace = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{Path(trace.filename).name}:{trace.name}"
        return [
            {"rule": "CRASH", "message": f"{type(error).__name__}: {error} ({where})"}
        ]
    return [
        {
            "rule": match.rule.id,
            "line": match.linenumber,
            "column": match.columnnumber,
            "endLine": match.linenumberend,
            "endColumn": match.columnnumberend,
            "message": match.message,
        }
        for match in matches
    ]


def padded(entry: dict[str, Any], folder: Path) -> Path:
    """Write a copy of a YAML template to `folder`, filled up to `entry["bytes"]` with one comment.

    Stands for templates near or over the size limit, which would be too big to keep.
    """
    source = HERE / entry["template"]
    text = source.read_bytes()
    path = folder / f"{entry['bytes']}-{source.name}"
    path.write_bytes(text + b"#" + b"x" * (entry["bytes"] - len(text) - 2) + b"\n")
    return path


def key(finding: dict[str, Any]) -> str:
    """One line of text that identifies a finding, for comparing two runs."""
    return json.dumps(finding, sort_keys=True)


def check_options(rules: Rules) -> int:
    """Lint each entry of options.json with and without its options.

    Prints the number of findings gained and lost per entry and returns how many
    entries change nothing (which makes them useless as a test).
    """
    useless = 0
    for entry in json.loads((HERE / "options.json").read_text(encoding="utf-8")):
        path = HERE / entry["template"]
        plain = Counter(map(key, lint(path, rules, ManualArgs())))
        changed = Counter(map(key, lint(path, rules, entry["options"])))
        gained, lost = sum((changed - plain).values()), sum((plain - changed).values())
        useless += gained + lost == 0
        print(f"+{gained:<4} -{lost:<4} {entry['template']} {json.dumps(entry['options'])}")
    return useless


def main() -> int:
    """Command line: 0 when every template was linted, 1 when an options entry changes nothing."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="*", type=Path, help="lint these only")
    parser.add_argument("--options", action="store_true", help="check options.json instead")
    parser.add_argument("--dump", type=Path, help="write all findings as JSON to this file")
    parser.add_argument("--slow", type=float, default=3.0, help="name templates slower than this, in seconds")
    parser.add_argument("--show", action="store_true", help="print every finding")
    args = parser.parse_args()

    rules = Rules.create_from_directory(_DEFAULT_RULESDIR)
    if args.options:
        return 1 if check_options(rules) else 0

    seen: Counter[str] = Counter()
    dump: dict[str, list[dict[str, Any]]] = {}
    total = 0.0
    cpu = time.process_time()
    paths = [path.resolve() for path in args.paths] or templates()
    for path in paths:
        start = time.perf_counter()
        findings = lint(path, rules, EVERYTHING)
        seconds = time.perf_counter() - start
        total += seconds
        name = str(path.relative_to(HERE)) if path.is_relative_to(HERE) else str(path)
        dump[name] = findings
        seen.update(finding["rule"] for finding in findings)
        if args.show:
            print(f"== {name} ({seconds:.2f} s)")
            for finding in findings:
                place = f"{finding.get('line')}:{finding.get('column')}"
                print(f"  {finding['rule']} {place} {finding['message']}")
        elif seconds > args.slow:
            print(f"slow: {name} {seconds:.2f} s")
        for finding in findings:
            if finding["rule"] in ("CRASH", "E0002") and not args.show:
                print(f"{finding['rule']}: {name}: {finding['message']}")

    if not args.paths:
        for entry in json.loads((HERE / "padded.json").read_text(encoding="utf-8")):
            with tempfile.TemporaryDirectory() as folder:
                findings = lint(padded(entry, Path(folder)), rules, EVERYTHING)
            seen.update(finding["rule"] for finding in findings)
            sizes = [f["message"] for f in findings if f["rule"] in ("E1002", "I1002")]
            print(f"padded: {entry['template']} {entry['bytes']} bytes: {sizes}")

    if args.dump:
        args.dump.write_text(json.dumps(dump, indent=1), encoding="utf-8")
    never = sorted(set(rules) - set(seen))
    cpu = time.process_time() - cpu
    print(f"{len(paths)} templates, {sum(seen.values())} findings, {total:.1f} s, {cpu:.1f} s of CPU")
    print(f"{len(set(rules) & set(seen))} of {len(rules)} rules reported")
    print(f"never reported ({len(never)}): {' '.join(never)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

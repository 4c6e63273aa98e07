"""Lints templates with and without `speed` in the Python that runs this, and compares all findings.

    python speed_parity.py [--sets default,strict] [--every N] [--keep FOLDER] [--all-parts] TEMPLATE_OR_FOLDER...

Each side is a process of its own with the rules loaded once; the fast side lints the templates in reverse, so that anything
kept from one template to the next shows. Compared are the findings of each template in order, with every field of `Match`.
Exits 1 on any difference. `--every` takes each Nth template of the sets marked as samples; `--keep` keeps what cfn-lint
itself finds, by the content of the template, for the next call. With `--all-parts` the fast side also gets what else lies
beside `speed` in place of libraries.
"""

import argparse
import hashlib
import importlib.util
import json
import os
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

PYTHON_FOLDER = Path(__file__).resolve().parents[2] / "python"

ALL_REGIONS = "all regions"

SETS: dict[str, tuple[dict[str, Any], bool]] = {
    "default": ({"regions": ["us-east-1"]}, False),
    "informational": ({"regions": ["us-east-1"], "include_checks": ["I"], "include_experimental": True}, False),
    "strict": (
        {
            "regions": ["us-east-1"],
            "configure_rules": {
                "E3012": {"strict": True},
                "E3031": {"exceptions": ["^AWS::"]},
                "W2506": {"strict": True},
                "E1001": {"sections": "Extra"},
            },
        },
        False,
    ),
    "some rules": ({"regions": ["eu-west-1"], "ignore_checks": ["W", "E1", "E3002"], "mandatory_checks": ["W3005", "E1010"]}, False),
    "two regions": ({"regions": ["us-east-1", "cn-north-1"], "include_checks": ["I"]}, True),
    "all regions": ({"regions": [ALL_REGIONS]}, True),
    "parameters": ({"regions": ["us-east-1"], "parameters": [{"Environment": "prod", "InstanceType": "t2.nano", "VpcId": "vpc-1"}]}, True),
}
"""Options of `ConfigMixIn` by name, and whether only a sample of the templates is linted with them."""


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("templates", nargs="+")
    parser.add_argument("--sets", default=",".join(SETS))
    parser.add_argument("--every", type=int, default=8)
    parser.add_argument("--keep")
    parser.add_argument("--all-parts", action="store_true")
    asked = parser.parse_args()
    files = [file for each in asked.templates for file in (sorted(Path(each).rglob("*")) if Path(each).is_dir() else [Path(each)])]
    files = [str(file) for file in files if file.is_file() and file.suffix in (".json", ".yaml", ".yml", ".template") and not file.name.startswith("LABELS")]

    differences = 0
    for name in asked.sets.split(","):
        options, is_sample = SETS[name]
        chosen = files[:: asked.every] if is_sample else files
        expected = _kept(asked.keep, options, chosen)
        slow = _start(options, [file for file in chosen if file not in expected], {})
        fast = _start(options, chosen[::-1], {"PYTHONPATH": str(PYTHON_FOLDER)} if asked.all_parts else {_SPEED_ONLY: "1"})
        found, note = _result(fast)
        slow_found, _ = _result(slow)
        _keep(asked.keep, options, slow_found)
        expected.update(slow_found)
        different = [file for file in chosen if expected[file] != found[file]]
        findings = sum(len(each) for each in expected.values())
        print(f"{name}: {len(chosen)} templates, {findings} findings, {len(different)} templates differ; left out: {note or 'nothing'}", flush=True)
        for file in different:
            _show(file, expected[file], found[file])
        differences += len(different)
    return 1 if differences else 0


_SPEED_ONLY = "SPEED_ONLY"


def _start(options: dict[str, Any], files: list[str], fast: dict[str, str]) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, __file__, "--worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONHASHSEED": "0", **fast},
    )
    assert process.stdin
    process.stdin.write(json.dumps({"options": options, "files": files, "fast": bool(fast)}))
    process.stdin.close()
    return process


def _result(process: subprocess.Popen[str]) -> tuple[dict[str, list[Any]], list[str]]:
    assert process.stdout
    lines = process.stdout.read().splitlines()
    if process.wait():
        raise SystemExit(f"the worker ended with {process.returncode}")
    answer = json.loads(lines[-1])
    return answer["found"], answer["left_out"]


def _kept_at(folder: str, options: dict[str, Any], file: str) -> Path:
    key = json.dumps(options, sort_keys=True).encode() + Path(file).read_bytes() + file.encode() + sys.version.encode()
    return Path(folder) / f"{hashlib.sha256(key).hexdigest()}.json"


def _kept(folder: str | None, options: dict[str, Any], files: list[str]) -> dict[str, list[Any]]:
    if not folder:
        return {}
    places = {file: _kept_at(folder, options, file) for file in files}
    return {file: json.loads(place.read_text()) for file, place in places.items() if place.exists()}


def _keep(folder: str | None, options: dict[str, Any], found: dict[str, list[Any]]) -> None:
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        for file, findings in found.items():
            _kept_at(folder, options, file).write_text(json.dumps(findings))


def _show(file: str, expected: list[Any], found: list[Any]) -> None:
    print(f"  {file}: {len(expected)} expected, {len(found)} found")
    for index, (one, other) in enumerate(zip(expected, found)):
        if one != other:
            print(f"    at {index}\n      expected {json.dumps(one)[:600]}\n      found    {json.dumps(other)[:600]}")
            return


def worker() -> None:
    """Reads what to lint from standard input as JSON, writes the findings to standard output as one line of JSON."""
    asked = json.loads(sys.stdin.read())
    left_out: list[str] = []
    if asked["fast"]:
        if os.environ.get(_SPEED_ONLY):
            _import_alone("speed", PYTHON_FOLDER / "speed")
        import speed

        left_out = speed.apply()
    import logging

    from cfnlint.config import ConfigMixIn
    from cfnlint.context import ParameterSet
    from cfnlint.helpers import REGIONS
    from cfnlint.runner import Runner
    from cfnlint.runner.template.runner import run_template_by_file_path

    logging.disable(logging.CRITICAL)
    options = asked["options"]
    if options["regions"] == [ALL_REGIONS]:
        options["regions"] = list(REGIONS)
    if "parameters" in options:
        options["parameters"] = [ParameterSet(source=None, parameters=each) for each in options["parameters"]]
    config = ConfigMixIn(**options)
    rules = Runner(config).rules
    found: dict[str, list[Any]] = {}
    for file in asked["files"]:
        # Names that AWS::LanguageExtensions makes up are random.
        random.seed(0)
        try:
            matches = list(run_template_by_file_path(file, config, rules, False))
            found[file] = [_plain(match) for match in matches]
        except Exception as error:
            found[file] = [repr(error)]
    print(json.dumps({"found": found, "left_out": left_out}))


def _import_alone(name: str, folder: Path) -> None:
    """Import a package without putting the folder that holds it on the path."""
    spec = importlib.util.spec_from_file_location(name, folder / "__init__.py", submodule_search_locations=[str(folder)])
    assert spec and spec.loader
    sys.modules[name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(sys.modules[name])


def _plain(match: Any) -> dict[str, Any]:
    values = {name: value for name, value in vars(match).items() if name not in ("rule", "context")}
    return {"rule": match.rule.id, **{name: repr(value) for name, value in values.items()}, "context": [repr(each) for each in getattr(match, "context", [])]}


if __name__ == "__main__":
    if sys.argv[1:] == ["--worker"]:
        worker()
    else:
        sys.exit(main())

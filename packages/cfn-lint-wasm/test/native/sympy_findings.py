"""cfn-lint's findings with the package that stands for sympy against those with sympy itself.

    python sympy_findings.py [--regions R,R] [--seconds S] PATH...

Run with a Python that has cfn-lint 1.58.0. PATHs are templates and folders of them. Both runs are processes of their own
with all rules on; a template on which a run takes longer than S seconds (60) is given up there. Prints differences and
processor times; ends with 1 where findings differ, in their order too.
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

STAND_IN = Path(__file__).resolve().parents[2] / "python" / "sympy"
SUFFIXES = {".yaml", ".yml", ".json", ".template"}


class TakesTooLong(BaseException):
    """Of no class that cfn-lint catches."""


def lint_all(paths: list[str], regions: list[str], seconds: int) -> dict[str, Any]:
    """The findings and the processor time of each template."""
    import sympy
    from cfnlint.config import _DEFAULT_RULESDIR, ConfigMixIn, ManualArgs
    from cfnlint.rules import Rules
    from cfnlint.runner.template import run_template_by_file_paths

    def give_up(*_: object) -> None:
        raise TakesTooLong

    signal.signal(signal.SIGALRM, give_up)
    rules = Rules.create_from_directory(_DEFAULT_RULESDIR)
    results = {}
    for path in ["", *paths]:
        start = time.process_time()
        # cfn-lint names what it cannot work out in a loop at random.
        random.seed(1)
        signal.alarm(seconds)
        try:
            options = ManualArgs(include_checks=["I"], include_experimental=True, **({"regions": regions} if regions else {}))
            config = ConfigMixIn(["--template", path or paths[0]], **options)
            findings: Any = [
                [match.rule.id, match.linenumber, match.columnnumber, match.linenumberend, match.columnnumberend, match.message]
                for match in run_template_by_file_paths(config, rules)
            ]
        except TakesTooLong:
            findings = "takes too long"
        except (Exception, SystemExit) as error:
            findings = [f"{type(error).__name__}: {error}"]
        finally:
            signal.alarm(0)
        # The first template is there to warm up schemas.
        if path:
            results[path] = {"findings": findings, "seconds": time.process_time() - start}
    return {"sympy": sympy.__file__, "modules": sum(name.split(".")[0] == "sympy" for name in sys.modules), "results": results}


def run(paths: list[str], regions: list[str], seconds: int, folder: Path | None) -> dict[str, Any]:
    """`lint_all` in a process where a folder is looked at for modules first."""
    # cfn-lint goes through sets of names, in an order that depends on their hashes.
    environment = os.environ | {"PYTHONHASHSEED": "0"} | ({"PYTHONPATH": str(folder)} if folder else {})
    command = [sys.executable, __file__, "--run", "--regions", ",".join(regions), "--seconds", str(seconds)]
    done = subprocess.run(command, input=json.dumps(paths), env=environment, stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--run", action="store_true")
    parser.add_argument("--regions", default="")
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("paths", nargs="*", type=Path)
    asked = parser.parse_args()
    regions = asked.regions.split(",") if asked.regions else []
    if asked.run:
        print(json.dumps(lint_all(json.load(sys.stdin), regions, asked.seconds)))
        return 0

    paths = [str(file) for path in asked.paths for file in (sorted(path.rglob("*")) if path.is_dir() else [path]) if file.suffix in SUFFIXES]
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "sympy").symlink_to(STAND_IN)
        ours = run(paths, regions, asked.seconds, Path(folder))
    theirs = run(paths, regions, asked.seconds, None)
    assert folder in ours["sympy"] and "site-packages" in theirs["sympy"], (ours["sympy"], theirs["sympy"])
    print(f"modules: {ours['modules']} for {theirs['modules']}")

    differing, given_up, findings, rules = [], [], 0, set()
    for path in paths:
        our, their = (each["results"][path] for each in (ours, theirs))
        if "takes too long" in (our["findings"], their["findings"]):
            given_up.append(f"{path}: ours {our['seconds']:.1f} s, theirs {their['seconds']:.1f} s")
        elif our["findings"] != their["findings"]:
            differing.append(path)
            print(f"{path}: differs")
            for sign, some, others in (("-", their["findings"], our["findings"]), ("+", our["findings"], their["findings"])):
                for finding in [finding for finding in some if finding not in others][:10]:
                    print(f"  {sign} {finding}")
        else:
            findings += len(our["findings"])
            rules |= {finding[0] for finding in our["findings"]}
    seconds = [sum(each["results"][path]["seconds"] for path in paths) for each in (ours, theirs)]
    print(f"{len(paths)} templates, {findings} findings of {len(rules)} rules alike, {len(differing)} templates differ, {len(given_up)} given up")
    print(f"seconds: {seconds[0]:.1f} for {seconds[1]:.1f} ({seconds[1] / seconds[0]:.2f} times)")
    for line in given_up:
        print(f"given up: {line}")
    ratios = sorted(paths, key=lambda path: ours["results"][path]["seconds"] - theirs["results"][path]["seconds"])
    for path in [*ratios[:5], *ratios[-2:]]:
        print(f"  {path}: {ours['results'][path]['seconds']:.2f} for {theirs['results'][path]['seconds']:.2f}")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())

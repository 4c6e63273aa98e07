"""Native cfn-lint over many templates in one process: JSON lines in, JSON lines out.

In: `{"path": "…", "options": {…}}`, options as cfn-lint's `ManualArgs`. Out: `{"findings": [[rule, severity, message,
start line, start column, end line, end column, path, source], …], "seconds": 0.1}`, sorted, or `{"error": "…"}`.
"""

import json
import logging
import sys
import time

from cfnlint.config import ConfigMixIn
from cfnlint.runner import Runner
from cfnlint.runner.template import run_template_by_file_paths


def main() -> None:
    logging.getLogger("cfnlint").setLevel(logging.CRITICAL)
    rules = Runner(ConfigMixIn(regions=["us-east-1"])).rules
    for line in sys.stdin:
        asked = json.loads(line)
        start = time.perf_counter()
        try:
            config = ConfigMixIn(templates=[asked["path"]], **asked["options"])
            found = [
                [
                    match.rule.id,
                    match.rule.severity,
                    match.message,
                    match.linenumber,
                    match.columnnumber,
                    match.linenumberend,
                    match.columnnumberend,
                    [part if isinstance(part, int) else str(part) for part in getattr(match, "path", None) or []],
                    match.rule.source_url,
                ]
                for match in run_template_by_file_paths(config, rules)
            ]
            answer = {"findings": sorted(found, key=json.dumps)}
        except Exception as error:
            answer = {"error": str(error)}
        print(json.dumps({**answer, "seconds": time.perf_counter() - start}), flush=True)


main()

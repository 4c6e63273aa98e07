"""Native cfn-lint's command, run once for each line of standard input.

A line asks, as JSON: `args`, `folder`, `environment`, and `input`, which is base64 or null. A line answers, as JSON: `code`,
`stdout`, `stderr`, both base64. cfn-lint is loaded once, and every run is a fork of that: a new process would spend most of its time
on loading.
"""

import base64
import io
import json
import os
import sys
import tempfile

import cfnlint.runner  # noqa: F401  what the command needs, before the first fork
from cfnlint.runner import main


def run(request: dict) -> None:
    """What a new process would see, and then the command. Does not return."""
    os.chdir(request["folder"])
    os.environ.clear()
    os.environ.update(request["environment"])
    path = os.environ.get("PYTHONPATH")
    if path:
        sys.path[1:1] = [os.path.abspath(part) for part in path.split(os.pathsep)]
    sys.argv = ["cfn-lint", *request["args"]]
    for number, name in enumerate(["stdin", "stdout", "stderr"]):
        stream = io.open(
            number,
            "w" if number else "r",
            encoding="utf-8",
            errors="backslashreplace" if number == 2 else "surrogateescape",
            closefd=False,
        )
        setattr(sys, name, stream)
        setattr(sys, f"__{name}__", stream)
    code = 1
    try:
        main()
        code = 0
    except SystemExit as stop:
        if stop.code is None or isinstance(stop.code, int):
            code = stop.code or 0
        else:
            print(stop.code, file=sys.stderr)
    except BaseException:  # noqa: BLE001  as the interpreter does at its end
        sys.excepthook(*sys.exc_info())
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def answer(request: dict) -> dict:
    """Runs it in a fork, with files for its streams."""
    given = request["input"]
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            if given is None:
                os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
            else:
                os.dup2(reading, 0)
            os.close(writing)
            os.dup2(out.fileno(), 1)
            os.dup2(err.fileno(), 2)
            run(request)
        os.close(reading)
        try:
            os.write(writing, base64.b64decode(given or ""))
        except BrokenPipeError:
            pass
        os.close(writing)
        _, status = os.waitpid(child, 0)
        texts = []
        for stream in (out, err):
            stream.seek(0)
            texts.append(base64.b64encode(stream.read()).decode())
    return {"code": os.waitstatus_to_exitcode(status), "stdout": texts[0], "stderr": texts[1]}


for line in sys.stdin:
    print(json.dumps(answer(json.loads(line))), flush=True)

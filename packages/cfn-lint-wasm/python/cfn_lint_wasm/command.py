"""The command line: cfn-lint's own `main`, with its streams, environment and folders given from outside.

Several templates are taken in steps, so that workers can share them and one that takes too long spoils no other: `plan`
lists them, `template` lints one, and `finish` is `main` again with the findings in place of the run. Each step may be in
another worker. Whatever is not plain runs whole, in one.
"""

import builtins
import errno
import glob
import io
import json
import logging
import os
import sys
import traceback
from types import SimpleNamespace
from typing import Any, Callable, Iterator

import cfnlint.config
import cfnlint.maintenance
import cfnlint.runner.cli as runner_cli
import cfnlint.runner.template.runner as template_runner
from cfnlint.config import ConfigMixIn, configure_logging
from cfnlint.match import Match
from cfnlint.rules.errors import ConfigError, ParseError, RuleError, TransformError
from cfnlint.runner.cli import Runner
from cfnlint.schema import PROVIDER_SCHEMA_MANAGER
from cfnlint.schema.other_schema_manager import OTHER_SCHEMA_MANAGER

from cfn_lint_wasm.lint import bytes_of, unknown_patterns

_log = logging.getLogger("cfnlint")
_main = runner_cli.main
_set_field = object.__setattr__
_open_here = builtins.open

_linux_numbers = {
    errno.EPERM: 1,
    errno.ENOENT: 2,
    errno.EIO: 5,
    errno.ENXIO: 6,
    errno.EACCES: 13,
    errno.EBUSY: 16,
    errno.EEXIST: 17,
    errno.ENOTDIR: 20,
    errno.EISDIR: 21,
    errno.EINVAL: 22,
    errno.EMFILE: 24,
    errno.ETXTBSY: 26,
    errno.EFBIG: 27,
    errno.ENOSPC: 28,
    errno.EROFS: 30,
    errno.ENAMETOOLONG: 36,
    errno.ELOOP: 40,
}
"""WebAssembly numbers errors its own way; cfn-lint compares with Linux's numbers and prints them."""


def open_with_linux_errors(*args: Any, **kwargs: Any) -> Any:
    """`open`, whose errors have Linux's numbers."""
    try:
        return _open_here(*args, **kwargs)
    except OSError as error:
        error.errno = _linux_numbers.get(error.errno, error.errno)
        raise


def run(request: str, content: Any) -> str:
    """Do a step of a command.

    Args:
        request: JSON with `step`: `begin`, `plan`, `whole`, `template` or `finish`; `args`; `folder`, the working folder;
            `environment`; `terminals`, which of stdin, stdout and stderr are terminals; `inputErrors` and `outputErrors`,
            how Python treats bytes that are no UTF-8; `isWindows`, whether file names are shown as Windows has them; for
            `template` the `template`; for `finish` the `results`, one of `template`'s answers, or null, for each template;
            and `found`, as an earlier step has it.
        content: standard input for `whole`, as a JavaScript `Uint8Array`.

    Returns:
        JSON. Where the command is done, `{"code": 0, "stdout": "…", "stderr": "…"}`. Else from `begin` and `plan`
        `{"templates": […]}`, the templates for steps of their own, or `{"whole": {"templates": 2, "readsInput": false}}`,
        with `found`: file names by pattern; from `template` what `finish` takes, or `{"whole": null}` where only a whole run shows what happens.
    """
    asked = json.loads(request)
    _found.clear()
    _found.update(asked.get("found") or {})
    with _Outside(asked, bytes_of(content)) as outside:
        answer = _steps[asked["step"]](asked)
    if "code" in answer:
        answer |= {"stdout": outside.stdout.written(), "stderr": outside.stderr.written()}
    elif "matches" in answer:
        answer["stderr"] = outside.stderr.written()
    return json.dumps(answer)


class _Stream(io.TextIOWrapper):
    """A stream in memory that says whether the one outside is a terminal."""

    def __init__(self, content: bytes, errors: str, is_terminal: bool) -> None:
        super().__init__(io.BytesIO(content), encoding="utf-8", errors=errors, newline=None, write_through=True)
        self.is_terminal = is_terminal

    def isatty(self) -> bool:
        return self.is_terminal

    def written(self) -> str:
        self.flush()
        return self.buffer.getvalue().decode("utf-8", "replace")


class _Outside:
    """The command's streams, arguments, environment and working folder, for the time of a step."""

    def __init__(self, asked: dict[str, Any], content: bytes) -> None:
        is_terminal = asked["terminals"]
        self.asked = asked
        self.stdin = _Stream(content, asked["inputErrors"], is_terminal[0])
        self.stdout = _Stream(b"", asked["outputErrors"], is_terminal[1])
        self.stderr = _Stream(b"", "backslashreplace", is_terminal[2])

    def __enter__(self) -> "_Outside":
        environment = self.asked["environment"]
        self.kept = (sys.stdin, sys.stdout, sys.stderr, sys.argv, sys.path, os.getcwd(), dict(os.environ), _log.level)
        sys.stdin, sys.stdout, sys.stderr = self.stdin, self.stdout, self.stderr
        sys.argv = ["cfn-lint", *self.asked["args"]]
        os.environ.update(environment)
        os.chdir(self.asked["folder"])
        sys.path = [*(os.path.abspath(path) for path in environment.get("PYTHONPATH", "").split(":") if path), *sys.path]
        builtins.open = open_with_linux_errors
        cfnlint.config.glob = SimpleNamespace(glob=_find)
        cfnlint.maintenance.update_resource_specs = cfnlint.maintenance.update_iam_policies = _refuse_network
        _log.handlers.clear()
        _log.setLevel(logging.NOTSET)
        return self

    def __exit__(self, *_: object) -> None:
        sys.stdin, sys.stdout, sys.stderr, sys.argv, sys.path, folder, environment, level = self.kept
        os.chdir(folder)
        os.environ.clear()
        os.environ.update(environment)
        builtins.open = _open_here
        cfnlint.config.glob = glob
        _log.handlers.clear()
        _log.setLevel(level)


_found: dict[str, list[str]] = {}
"""cfn-lint asks four times what a pattern finds, and the steps of a command would each ask again: a large folder takes its time."""


def _find(pattern: str, recursive: bool) -> list[str]:
    if pattern not in _found:
        _found[pattern] = glob.glob(pattern, recursive=recursive)
    return list(_found[pattern])


def _refuse_network(*_: object) -> None:
    print("cfn-lint-wasm uses no network: its schemas are those of its own version. A newer version of it has newer ones.", file=sys.stderr)
    sys.exit(1)


def _run_main(runner: type[Runner]) -> dict[str, Any]:
    """cfn-lint's `main` with a runner, up to where Python itself would end."""
    runner_cli.Runner = runner
    try:
        _main()
    except SystemExit as stop:
        if isinstance(stop.code, str):
            print(stop.code, file=sys.stderr)
        return {"code": stop.code if isinstance(stop.code, int) else int(stop.code is not None)}
    except Exception:
        traceback.print_exc()
        return {"code": 1}
    finally:
        runner_cli.Runner = Runner
    return {"code": 0}


class _Planned(BaseException):
    """Leaves `main` with what comes next in place of a result. No handler of cfn-lint's takes it for an error of its own."""

    def __init__(self, answer: dict[str, Any]) -> None:
        self.answer = answer


def _begin(asked: dict[str, Any]) -> dict[str, Any]:
    """The whole command where that is no more than one template, else what comes next."""
    return _planning(asked, most_at_once=1)


def _plan(asked: dict[str, Any]) -> dict[str, Any]:
    """The same, with even one template as a step of its own."""
    return _planning(asked, most_at_once=0)


def _planning(asked: dict[str, Any], most_at_once: int) -> dict[str, Any]:
    class Planner(_runner_of(asked)):
        def __init__(self, config: ConfigMixIn) -> None:
            answer = _next_steps(config, most_at_once)
            if answer is not None:
                raise _Planned(answer)
            super().__init__(config)

    try:
        return _run_main(Planner)
    except _Planned as planned:
        return planned.answer | {"found": _found}


def _next_steps(config: ConfigMixIn, most_at_once: int) -> dict[str, Any] | None:
    """What comes after the settings are read; None where `main` may go on: it does little, or says what is wrong."""
    if any(getattr(config, name) for name in _lints_nothing):
        return None
    try:
        config.validate(allow_stdin=True)
        templates = config.templates or []
        deployments = config.deployment_files
        is_plain = not (deployments or config.parameter_files or any(getattr(config, name) for name in _not_plain))
    except Exception:
        return None
    if not templates and not deployments:
        return None if sys.stdin.isatty() else {"whole": {"templates": 1, "readsInput": True}}
    if is_plain and len(templates) > most_at_once:
        return {"templates": templates}
    count = len(deployments) or len(templates)
    return None if is_plain or count <= most_at_once else {"whole": {"templates": count, "readsInput": False}}


_lints_nothing = ("patch_specs", "update_specs", "update_iam_policies", "update_documentation", "listrules", "listtemplates")
_not_plain = ("override_spec", "registry_schemas", "debug", "info", "build_graph")
"""These change cfn-lint's schemas for good, or write as they go."""


def _whole(asked: dict[str, Any]) -> dict[str, Any]:
    return _run_main(_runner_of(asked))


_prepared: dict[str, Runner] = {}
"""The runner of the command that this worker has linted templates for. There is one command in a process."""


def _template(asked: dict[str, Any]) -> dict[str, Any]:
    """What `run_template_by_file_paths` does for one template, except what hangs on the templates before it."""
    key = json.dumps([asked["args"], asked["folder"], asked["environment"]])
    try:
        if key not in _prepared:
            _prepared[key] = Runner(ConfigMixIn(asked["args"]))
        runner = _prepared[key]
        configure_logging(False, False)
        runner.rules._used_rules = {}
        runner.config.set_template_args({})
        template, matches = template_runner.decode(asked["template"])
        is_bad = bool(matches)
        if not is_bad:
            matches = list(template_runner._run_template(asked["template"], template, runner.config, runner.rules))
            matches += unknown_patterns(asked["template"], runner.config)
        answer = {
            "matches": [_data_of(match, runner) for match in matches],
            "isBad": is_bad,
            # A bad template leaves the settings of the one before it.
            "settings": runner.config.get_template_args() if isinstance(template, dict) and not is_bad else None,
            "usedRules": list(runner.rules.used_rules),
        }
        json.dumps(answer)
    except (Exception, SystemExit):
        return {"whole": None}
    return answer


def _data_of(match: Match, runner: Runner) -> dict[str, Any]:
    """A match as plain data, for `_match_of`.

    Raises:
        ValueError: it has something that would be lost.
    """
    path = getattr(match, "path", None)
    if not isinstance(path, list | None) or not all(isinstance(part, str | int | float | None) for part in path or []):
        raise ValueError(path)
    if _rule_of(match.rule.id, runner).description != match.rule.description:
        raise ValueError(match.rule)
    return {
        "message": match.message,
        "rule": match.rule.id,
        "filename": match.filename,
        "linenumber": match.linenumber,
        "columnnumber": match.columnnumber,
        "linenumberend": match.linenumberend,
        "columnnumberend": match.columnnumberend,
        "parent_id": match.parent_id,
        "path": path,
        "hasPath": hasattr(match, "path"),
    }


def _match_of(data: dict[str, Any], runner: Runner) -> Match:
    fields = {name: value for name, value in data.items() if name not in ("path", "hasPath", "rule")}
    match = Match(rule=_rule_of(data["rule"], runner), **fields)
    if data["hasPath"]:
        _set_field(match, "path", data["path"])
    return match


def _rule_of(rule_id: str, runner: Runner):
    return runner.rules[rule_id] if rule_id in runner.rules else _own_errors[rule_id]


_own_errors = {rule.id: rule for rule in (ParseError(), TransformError(), RuleError(), ConfigError())}


def _finish(asked: dict[str, Any]) -> dict[str, Any]:
    class Finisher(_runner_of(asked)):
        def run(self) -> Iterator[Match]:
            config = self.config
            is_bad_ignored = _is_bad_ignored(config)
            for result in asked["results"]:
                if result is None:
                    continue
                sys.stderr.write(result["stderr"])
                for rule_id in result["usedRules"]:
                    self.rules._used_rules[rule_id] = self.rules[rule_id]
                if result["settings"] is not None:
                    config._template_args = result["settings"]
                matches = [_match_of(data, self) for data in result["matches"]]
                if result["isBad"] and (is_bad_ignored or any("E0000".startswith(check) for check in config.ignore_checks)):
                    matches = [match for match in matches if match.rule.id != "E0000"]
                yield from matches

    return _run_main(Finisher)


def _is_bad_ignored(config: ConfigMixIn) -> bool:
    """As `run_template_by_file_paths` has it, before the first template."""
    return bool(config.ignore_bad_template) or not ParseError().is_enabled(
        include_experimental=False,
        ignore_rules=config.ignore_checks,
        include_rules=config.include_checks,
        mandatory_rules=config.mandatory_checks,
    )


def _runner_of(asked: dict[str, Any]) -> type[Runner]:
    class CommandRunner(Runner):
        def __init__(self, config: ConfigMixIn) -> None:
            if config.registry_schemas or config.override_spec:
                _forget_schemas()
            super().__init__(config)

        def _cli_output(self, matches: list[Match]) -> None:
            if asked["isWindows"]:
                for match in matches:
                    if match.filename is not None:
                        _set_field(match, "filename", windows_name(match.filename))
            super()._cli_output(matches)

    return CommandRunner


def _forget_schemas() -> None:
    """What the snapshot has of schemas: cfn-lint adds to them and changes them before it has read any."""
    PROVIDER_SCHEMA_MANAGER.reset()
    PROVIDER_SCHEMA_MANAGER.get_type_ref.cache_clear()
    OTHER_SCHEMA_MANAGER.reset()


def windows_name(path: str) -> str:
    r"""A path as Windows has it: `C:\a` for `/C/a`, where drives are folders here, and `a\b` for `a/b`."""
    is_on_drive = len(path) > 1 and path[0] == "/" and path[1].isalpha() and path[2:3] in ("", "/")
    return (f"{path[1]}:{path[2:] or '/'}" if is_on_drive else path).replace("/", "\\")


_steps: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "begin": _begin,
    "plan": _plan,
    "whole": _whole,
    "template": _template,
    "finish": _finish,
}

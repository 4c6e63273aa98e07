"""One template, linted as `cfn-lint FILE` would lint it, and the list of rules."""

import contextlib
import json
import logging
import os
from typing import Any, Iterator

import cfnlint.runner.template.runner as template_runner
from cfnlint.config import ConfigMixIn
from cfnlint.decode import cfn_json, cfn_yaml
from cfnlint.decode.decode import _decode
from cfnlint.exceptions import CfnLintExitException
from cfnlint.match import Match
from cfnlint.rules import CloudFormationLintRule
from cfnlint.rules.errors import ParseError, RuleError
from cfnlint.version import __version__
from regex._pattern import unknown

from cfn_lint_wasm.rules import own_rules

_rules = own_rules()
_configs: dict[str, ConfigMixIn] = {}
_most_configs = 16
"""Settings are few in a process; past this many they are made anew."""


def lint(content: Any, request: str) -> str:
    """Lint a template.

    Args:
        content: a JavaScript `Uint8Array` with the file's bytes.
        request: JSON with `filename`; `options`, keyed as cfn-lint's `ManualArgs`; and `files`, the texts of templates
            beside it by path, which nested stacks may name.

    Returns:
        JSON: `{"matches": […]}` sorted as the command sorts them, `{"refused": "…"}` where cfn-lint refuses the settings, or
        `{"broken": "…"}` where a template breaks it.
    """
    asked = json.loads(request)
    filename = asked["filename"]
    try:
        config = _config_of(asked["options"])
    except Exception as error:
        return json.dumps({"refused": str(error) or type(error).__name__})
    try:
        template = bytes_of(content)
        with _Files(filename, template, asked["files"]):
            matches = list(lint_bytes(template, filename, config))
            matches += unknown_patterns(filename, config)
    except CfnLintExitException as error:
        # It looks at regions only here.
        return json.dumps({"refused": str(error)})
    except Exception as error:
        return json.dumps({"broken": str(error) or type(error).__name__})
    matches.sort(key=lambda match: (match.linenumber, match.rule.id))
    return json.dumps({"matches": [match_of(match) for match in matches]})


def bytes_of(content: Any) -> bytes:
    """The bytes of a JavaScript `Uint8Array`. Pyodide 314.0.7 traps on reading an empty one."""
    return content.to_bytes() if content.length else b""


def lint_bytes(content: bytes, filename: str, config: ConfigMixIn) -> Iterator[Match]:
    """What `run_template_by_file_paths` does for one file, whose bytes are given and not read."""

    def text() -> str:
        # As Python opens a text file: strict UTF-8, every kind of line end as one.
        return content.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")

    def decode(_: str):
        return _decode(lambda _: cfn_yaml.loads(text(), filename), lambda _: json.loads(text(), cls=cfn_json.CfnJSONDecoder), filename, filename)

    is_bad_ignored = bool(config.ignore_bad_template) or not ParseError().is_enabled(
        include_experimental=False,
        ignore_rules=config.ignore_checks,
        include_rules=config.include_checks,
        mandatory_rules=config.mandatory_checks,
    )
    kept = template_runner.decode
    template_runner.decode = decode
    try:
        yield from template_runner.run_template_by_file_path(filename, config, _rules, is_bad_ignored)
    finally:
        template_runner.decode = kept


def unknown_patterns(filename: str, config: ConfigMixIn) -> list[Match]:
    """What cfn-lint does not say: that a pattern of the template was not tried, since our `regex` does not know how. Forgets them."""
    found = list(unknown.items())
    unknown.clear()
    rule = RuleError()
    if not rule.is_enabled(
        include_experimental=False,
        ignore_rules=config.ignore_checks,
        include_rules=config.include_checks,
        mandatory_rules=config.mandatory_checks,
    ):
        return []
    return [
        Match.create(filename=filename, rule=rule, message=f"The pattern {pattern!r} was not tried: cfn-lint-wasm does not know {reason}")
        for pattern, reason in found
    ]


def match_of(match: Match) -> dict[str, Any]:
    """A match as plain data: what cfn-lint's JSON formatter writes, in names of our own."""
    return {
        "id": match.id,
        "parentId": match.parent_id,
        "rule": match.rule.id,
        "severity": match.rule.severity,
        "message": match.message,
        "filename": match.filename,
        "start": {"line": match.linenumber, "column": match.columnnumber},
        "end": {"line": match.linenumberend, "column": match.columnnumberend},
        "path": [part if isinstance(part, int) else str(part) for part in getattr(match, "path", None) or []],
        "name": match.rule.shortdesc,
        "documentation": match.rule.description,
        "source": match.rule.source_url,
    }


def rules() -> str:
    """All rules, as JSON, by id."""

    def rule_of(rule: CloudFormationLintRule) -> dict[str, Any]:
        return {
            "rule": rule.id,
            "severity": rule.severity,
            "name": rule.shortdesc,
            "documentation": rule.description,
            "source": rule.source_url,
            "tags": rule.tags,
            "experimental": rule.experimental,
            "options": {name: option["default"] for name, option in rule.config_definition.items()},
        }

    return json.dumps([rule_of(_rules[name]) for name in sorted(_rules)])


def version() -> str:
    """cfn-lint's own version."""
    return __version__


def _config_of(options: dict[str, Any]) -> ConfigMixIn:
    key = json.dumps(options, sort_keys=True)
    config = _configs.get(key)
    if config is None:
        if len(_configs) >= _most_configs:
            _configs.clear()
        config = _configs[key] = ConfigMixIn(**options)
    # A template that could not be read leaves the settings of the one before it.
    config.set_template_args({})
    return config


class _Files:
    """Files that are there for one template: itself, whose size rules look up, and others by path from the working folder."""

    def __init__(self, filename: str, content: bytes, files: dict[str, str]) -> None:
        self.files = {**{path: text.encode() for path, text in files.items()}, filename: content}
        self.written: list[str] = []

    def __enter__(self) -> None:
        for path, content in self.files.items():
            # A template may be called as something that is there already, or that can't be: it is linted all the same.
            with contextlib.suppress(OSError, ValueError):
                if not os.path.lexists(path):
                    os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
                    with open(path, "wb") as file:
                        file.write(content)
                    self.written.append(path)

    def __exit__(self, *_: object) -> None:
        for path in self.written:
            os.remove(path)


logging.getLogger("cfnlint").setLevel(logging.CRITICAL)

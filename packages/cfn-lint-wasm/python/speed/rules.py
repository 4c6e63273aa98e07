"""Running the rules: only those that have something to run, and the ones for a place found by its name."""

from collections.abc import Iterator
from typing import Any

from cfnlint.jsonschema._utils import Unset
from cfnlint.match import Match
from cfnlint.rules import CloudFormationLintRule, Rules

from speed._patching import PATCHES, Patch, patch


def _is_base(rule: CloudFormationLintRule, *methods: str) -> bool:
    """Whether these methods of a rule are those of the base class."""
    return all(getattr(getattr(rule, method), "__func__", None) is getattr(CloudFormationLintRule, method) for method in methods)


@patch(
    "cfnlint.rules._rules:Rules.run",
    "cfnlint.rules._rules:Rules.is_rule_enabled",
    "cfnlint.rules._rules:Rules.run_check",
    "cfnlint.rules._rules:Rules._filter_matches",
    "cfnlint.rules._rule:CloudFormationLintRule.match",
    "cfnlint.rules._rule:CloudFormationLintRule.matchall",
    "cfnlint.rules._rule:CloudFormationLintRule.match_resource_properties",
    "cfnlint.rules._rule:CloudFormationLintRule.matchall_resource_properties",
)
def run(self: Rules, filename: str | None, cfn: Any, config: Any) -> Iterator[Match]:
    """As upstream, which works out the settings anew for each rule, and for each resource asks all 350 rules, of which five have an answer."""
    configure_rules = config.configure_rules
    include_experimental = config.include_experimental
    filters = {
        "include_experimental": include_experimental,
        "ignore_rules": config.ignore_checks,
        "include_rules": config.include_checks,
        "mandatory_rules": config.mandatory_checks,
    }
    enabled: set[str] = set()
    for rule_id, rule in self.data.items():
        rule.configure(configure_rules.get(rule_id, None), include_experimental)
        rule.initialize(cfn)
        if rule.is_enabled(**filters):
            enabled.add(rule_id)

    for rule_id, rule in self.data.items():
        for key in rule.child_rules:
            if key in self.data:
                rule.child_rules[key] = self.data[key]
        for parent_rule in rule.parent_rules:
            if parent_rule in self.data:
                self.data[parent_rule].child_rules[rule_id] = rule

    for rule_id, rule in self.data.items():
        if _is_base(rule, "matchall", "match"):
            if rule_id in enabled:
                self._used_rules[rule_id] = rule
            continue
        yield from self._filter_matches(enabled, self.run_check(rule.matchall, filename, rule_id, config, enabled, filename, cfn))

    with_properties = {
        rule_id: rule for rule_id, rule in self.data.items() if not _is_base(rule, "matchall_resource_properties", "match_resource_properties")
    }
    for resource_name, resource in cfn.get_resources().items():
        kind = resource.get("Type")
        properties = resource.get("Properties")
        if not isinstance(kind, str) or not isinstance(properties, dict):
            continue
        path = ["Resources", resource_name, "Properties"]
        for rule_id, rule in with_properties.items():
            check = rule.matchall_resource_properties
            yield from self._filter_matches(
                enabled, self.run_check(check, filename, rule_id, config, enabled, filename, cfn, properties, kind, path)
            )


@patch("cfnlint.runner.template.runner:_dedup", "cfnlint.match:Match.__post_init__")
def dedup(matches: Iterator[Match]) -> Iterator[Match]:
    """As upstream, comparing only matches with the same `id`, a hash of all that the comparison looks at but the column."""
    seen: dict[str, list[Match]] = {}
    for match in matches:
        alike = seen.setdefault(match.id, [])
        if match not in alike:
            alike.append(match)
            yield match


_CFN_LINT = "cfnlint.rules.jsonschema.CfnLint:CfnLint"
_BY_KEYWORD = "_rules_by_keyword"


def _rules_by_keyword(rule: Any) -> dict[str, list[Any]]:
    by_keyword: dict[str, list[Any]] = {}
    for child in rule.child_rules.values():
        if child is None or not child.id:
            continue
        for keyword in child.keywords:
            by_keyword.setdefault(keyword, []).append(child)
    return by_keyword


def _install_cfn_lint(rule_class: Any) -> None:
    """Make the rule forget its children at the start of a run, which may give it others."""

    def initialize(self: Any, cfn: Any) -> None:
        self.__dict__.pop(_BY_KEYWORD, None)

    rule_class.initialize = initialize


def cfn_lint(self: Any, validator: Any, keywords: list[str], instance: Any, schema: Any) -> Any:
    """As upstream, which looks through the keywords of all rules, for each node of a template; for most nodes there is none."""
    by_keyword = self.__dict__.get(_BY_KEYWORD)
    if by_keyword is None:
        by_keyword = self.__dict__[_BY_KEYWORD] = _rules_by_keyword(self)
    chosen = [(keyword, rule) for keyword in keywords for rule in by_keyword.get(keyword, ())]
    return _cfn_lint_errors(validator, chosen, instance, schema) if chosen else ()


def _cfn_lint_errors(validator: Any, chosen: list[tuple[str, Any]], instance: Any, schema: Any) -> Iterator[Any]:
    validator = validator.evolve(function_filter=validator.function_filter.evolve(add_cfn_lint_keyword=False))
    for keyword, rule in chosen:
        for error in rule.validate(validator, keyword, instance, schema):
            if error.rule is None and isinstance(error.validator, Unset):
                error.rule = rule
            yield error


PATCHES.append(Patch(f"{_CFN_LINT}.cfnLint", cfn_lint, install=_install_cfn_lint))

"""Random templates in which findings depend on conditions.

    python sympy_templates.py FOLDER COUNT [SEED] [MOST]

Writes COUNT JSON templates to FOLDER, of which every tenth has 40 to 120 conditions; with MOST, none has more than that. Native cfn-lint takes minutes
on some of the large ones.
"""

import json
import random
import sys
from pathlib import Path
from typing import Any

NO_VALUE = {"Ref": "AWS::NoValue"}
REGIONS = ["us-east-1", "eu-west-1", "eu-central-1", "ap-south-1", "cn-north-1"]


class Template:
    """One template in the making."""

    def __init__(self, conditions: int) -> None:
        self.parameters: dict[str, Any] = {}
        for index in range(random.randint(1, 3 + conditions // 6)):
            parameter: dict[str, Any] = {"Type": random.choice(["String", "String", "String", "Number"])}
            if random.random() < 0.6:
                values = list(range(1, 5)) if parameter["Type"] == "Number" else [f"v{value}" for value in range(4)]
                parameter["AllowedValues"] = values[: random.randint(1, 4)]
            if random.random() < 0.5:
                parameter["Default"] = random.choice(parameter.get("AllowedValues", ["", "d"]))
            self.parameters[f"P{index}"] = parameter
        self.names = [f"C{index}" for index in range(conditions)]
        self.conditions: dict[str, Any] = {}
        for name in self.names:
            self.conditions[name] = self.condition(random.randint(0, 3), is_top=True)
        if random.random() < 0.3:
            random.shuffle(self.names)
            self.conditions = {name: self.conditions[name] for name in self.names}
        # Each one that is used in `Fn::If` can double the time of native cfn-lint.
        self.names = random.sample(self.names, min(len(self.names), random.randint(1, 5)))

    def equals(self) -> Any:
        roll = random.random()
        name = random.choice(list(self.parameters))
        reference: Any = {"Ref": name}
        values = self.parameters[name].get("AllowedValues", ["", "v0", "other"])
        if roll < 0.18:
            sides = [{"Ref": "AWS::Region"}, random.choice(REGIONS)]
        elif roll < 0.22:
            sides = [random.choice(["a", "b"]), random.choice(["a", "b"])]
        elif roll < 0.3:
            sides = [reference, {"Ref": random.choice(list(self.parameters))}]
        elif roll < 0.36:
            sides = [{"Fn::Select": [random.randint(0, 1), {"Fn::Split": [",", reference]}]}, "x"]
        elif roll < 0.4:
            sides = [{"Fn::FindInMap": ["M", {"Ref": "AWS::Region"}, "K"]}, random.choice(["1", "2"])]
        elif roll < 0.45:
            sides = [reference, random.choice(["nowhere", 7, True])]
        else:
            sides = [reference, random.choice(values)]
        if random.random() < 0.3:
            sides.reverse()
        return {"Fn::Equals": sides}

    def condition(self, depth: int, is_top: bool = False) -> Any:
        roll = random.random()
        if depth == 0 or roll < 0.15:
            if self.conditions and random.random() < 0.5:
                # cfn-lint expands what is referred to, so chains of references among many would take it hours.
                name = random.choice(list(self.conditions)[:8])
                if random.random() < 0.02:
                    name = random.choice([*self.names, "Missing"])
                return {"Condition": name}
            return self.equals()
        if roll < 0.4:
            return {"Fn::Not": [self.condition(depth - 1)]}
        if is_top and roll < 0.42:
            return random.choice([{"Fn::Not": []}, {"Fn::And": "x"}, {"Fn::Equals": ["a"]}, "text", {"Fn::Other": []}, None])
        return {random.choice(["Fn::And", "Fn::Or"]): [self.condition(depth - 1) for _ in range(random.randint(2, 4))]}

    def rule(self) -> Any:
        rule: dict[str, Any] = {"Assertions": [{"Assert": self.rule_condition(2)} for _ in range(random.randint(1, 3))]}
        if random.random() < 0.7:
            rule["RuleCondition"] = self.rule_condition(1)
        return rule

    def rule_condition(self, depth: int) -> Any:
        if depth == 0 or random.random() < 0.4:
            if random.random() < 0.06:
                return {"Fn::Contains": [["v0", "v1"], {"Ref": random.choice(list(self.parameters))}]}
            if random.random() < 0.06:
                return {"Condition": random.choice(list(self.conditions))}
            return self.equals()
        kind = random.choice(["Fn::And", "Fn::Or", "Fn::Not"])
        return {kind: [self.rule_condition(depth - 1) for _ in range(1 if kind == "Fn::Not" else random.randint(2, 3))]}

    def value(self, make: Any, depth: int = 2) -> Any:
        """What `make` makes, or an `Fn::If` of it."""
        if depth and self.names and random.random() < 0.35:
            branches = [self.value(make, depth - 1) if random.random() < 0.75 else NO_VALUE for _ in range(2)]
            return {"Fn::If": [random.choice(self.names) if random.random() < 0.98 else "Missing", *branches]}
        return make()

    def properties(self, makers: dict[str, Any]) -> dict[str, Any]:
        return {name: self.value(make) for name, make in makers.items() if random.random() < 0.75}

    def name_or_reference(self, type_: str, good: str, bad: str) -> Any:
        known = [name for name, resource in self.resources.items() if resource["Type"] == type_]
        if known and random.random() < 0.5:
            return {"Ref": random.choice(known)}
        return random.choice([good, good, bad])

    def bucket(self) -> Any:
        return self.properties(
            {
                "BucketName": lambda: random.choice(["one", "two", "Bad_Name", {"Ref": random.choice(list(self.parameters))}]),
                "AccessControl": lambda: random.choice(["Private", "Wrong"]),
                "Tags": lambda: [self.value(lambda: {"Key": random.choice("ab"), "Value": "v"}) for _ in range(random.randint(1, 3))],
                "VersioningConfiguration": lambda: {"Status": self.value(lambda: random.choice(["Enabled", "Never"]))},
            }
        )

    def group(self) -> Any:
        def rule() -> Any:
            return self.properties(
                {
                    "IpProtocol": lambda: random.choice(["tcp", "-1", 6]),
                    "FromPort": lambda: random.choice([80, "x"]),
                    "ToPort": lambda: 80,
                    "CidrIp": lambda: random.choice(["10.0.0.0/8", "10.0.0.300/8"]),
                    "CidrIpv6": lambda: "::/0",
                }
            )

        return self.properties(
            {
                "GroupDescription": lambda: random.choice(["text", ["list"]]),
                "VpcId": lambda: self.name_or_reference("AWS::EC2::VPC", "vpc-12345678", "vpc"),
                "SecurityGroupIngress": lambda: [self.value(rule) for _ in range(random.randint(1, 3))],
            }
        )

    def vpc(self) -> Any:
        return self.properties(
            {
                "CidrBlock": lambda: random.choice(["10.0.0.0/16", "10.0.0.0/33"]),
                "Ipv4IpamPoolId": lambda: "pool",
                "Ipv4NetmaskLength": lambda: 16,
                "EnableDnsSupport": lambda: random.choice([True, "maybe"]),
            }
        )

    def instance(self) -> Any:
        return self.properties(
            {
                "ImageId": lambda: random.choice(["ami-12345678", "image"]),
                "InstanceType": lambda: random.choice(["t3.micro", "t9.wrong"]),
                "SecurityGroupIds": lambda: [self.value(lambda: self.name_or_reference("AWS::EC2::SecurityGroup", "sg-12345678", "sg")) for _ in range(2)],
                "SubnetId": lambda: "subnet-12345678",
                "NetworkInterfaces": lambda: [{"DeviceIndex": "0", "SubnetId": "subnet-12345678"}],
            }
        )

    def made(self) -> dict[str, Any]:
        """The template."""
        self.resources: dict[str, Any] = {}
        kinds = {"AWS::S3::Bucket": self.bucket, "AWS::EC2::SecurityGroup": self.group, "AWS::EC2::VPC": self.vpc, "AWS::EC2::Instance": self.instance}
        for index in range(random.randint(2, 4)):
            kind = random.choice(list(kinds))
            resource = {"Type": kind, "Properties": kinds[kind]()}
            if random.random() < 0.5:
                resource["Condition"] = random.choice(self.names)
            if self.resources and random.random() < 0.2:
                resource["DependsOn"] = random.choice(list(self.resources))
            self.resources[f"R{index}"] = resource
        outputs = {}
        for index in range(random.randint(0, 4)):
            output: dict[str, Any] = {"Value": self.value(lambda: {"Ref": random.choice(list(self.resources))})}
            if random.random() < 0.5:
                output["Condition"] = random.choice(self.names)
            outputs[f"O{index}"] = output
        template: dict[str, Any] = {"Parameters": self.parameters, "Conditions": self.conditions, "Resources": self.resources}
        if "FindInMap" in json.dumps(self.conditions):
            template["Mappings"] = {"M": {region: {"K": random.choice(["1", "2"])} for region in REGIONS}}
        if outputs:
            template["Outputs"] = outputs
        if random.random() < 0.4:
            template["Rules"] = {f"Rule{index}": self.rule() for index in range(random.randint(1, 3))}
        return template


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    random.seed(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    most = int(sys.argv[4]) if len(sys.argv) > 4 else None
    for index in range(int(sys.argv[2])):
        count = random.randint(40, 120) if index % 10 == 9 and most is None else random.randint(1, most or 10)
        (folder / f"{index:04}.json").write_text(json.dumps(Template(count).made(), indent=1))

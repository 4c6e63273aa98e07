"""Makes YAML texts, well-formed and broken, and says what native PyYAML's C loader makes of each.

Usage: yaml_cases.py SEED MUTATIONS [FILE ...]
Writes one JSON object a line: `text` or `hex` with perhaps `stream`, and `digest` of the native results.
"""

import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml_results

DEEP = 1000

TEXTS = [
    "",
    "a",
    "a: 1\nb: [x, 'y', \"z\"]\nc: {d: e, f: {g: h}}\n",
    "AWSTemplateFormatVersion: '2010-09-09'\nResources:\n  Bucket:\n    Type: AWS::S3::Bucket\n    Properties:\n"
    "      BucketName: !Sub '${AWS::StackName}-logs'\n      Tags:\n        - Key: Name\n          Value: !Ref Name\n"
    "        - {Key: Zone, Value: !GetAtt Zone.Id}\nOutputs:\n  Arn:\n    Value: !GetAtt [Bucket, Arn]\n",
    "base: &base\n  a: 1\n  b: &b [1, 2]\nderived:\n  <<: *base\n  c: *b\n  ? *base\n  : x\nlist:\n- *base\n- &base 2\n",
    "- &a a\n- *a\n- &b\n  c: *a\n- *b\n- &self [*self]\n- !!set {? x, ? y}\n",
    "literal: |\n  one\n   two\n\n  three\nstrip: |-\n  x\nkeep: |+\n  x\n\n\nfold: >\n  a\n  b\n\n    c\n  d\nindent: |2-\n    x\n   y\nlast: >+1\n  z\n",
    "UserData:\n  Fn::Base64: !Sub |\n    #!/bin/bash -xe\n    yum update -y && echo \"${A}\" > /tmp/x\n    # comment\n    cat <<'EOF'\n    {\"a\": [1]}\n    EOF\n",
    "plain: multi\n  line\n  scalar\n'single ''quoted''\n  line': \"double \\\"quoted\\\" \\\n  \\  joined \\x41\\u00e9\\U0001F600\\n\\t\\/\\0\\_\\N\\L\\P\\e\"\n",
    "%YAML 1.1\n%TAG ! tag:example.com,2000:\n%TAG !e! tag:e,2:\n---\n- !x a\n- !e!y b\n- !<tag:z> c\n- !!str d\n- ! e\n- !e!%C3%A9%41 f\n...\n--- b\n---\n",
    "--- a\n--- b\n...\n# comment\n---\nc: d\n...\n",
    "{\"AWSTemplateFormatVersion\": \"2010-09-09\", \"Resources\": {\"A\": {\"Type\": \"AWS::EC2::Instance\", \"Properties\":"
    " {\"ImageId\": {\"Ref\": \"Ami\"}, \"UserData\": {\"Fn::Base64\": \"a\\nb\\u00e9\\/\"}, \"N\": [1, -2.5e10, true, null]}}}}\n",
    "{\n\t\"a\": [\n\t\t1,\n\t\t{\"b\": \"c\"}\n\t]\n}\n",
    "? complex key\n: complex value\n? [a, b]\n: - c\n  - d\n? |\n  block key\n: {e: f}\n? \n: \n",
    "[a, b: c, ? d, ? e : f, {g, h: , : i}, [], {}, [[x]], 'q': r, \"s\":t]\n",
    "[?]\n", "[? ]\n", "[a, ?]\n", "[? , b]\n", "{?}\n", "[[?], [? a], [? a: b], [?, ?]]\n",
    "dates: 2020-01-01\nnull: ~\nbool: [yes, No, TRUE, off, y]\nnum: [0x1F, 0o7, 017, 1_000, 1e3, .5, -.inf, .NaN, 190:20:30, +1, '1']\nmerge: <<\nvalue: =\n",
    "key: value # comment\n#only\nanother: 'x'#not\nurl: http://a.b/c?d=e#f\nempty:\nnext: -\n-x: - y\n",
    "é: ü\n日本: 語\n😀: 🎉 a\n\u00a0: b\n'\u2028x': \"\u2029\"\nzwj: a\u200db\n",
    "crlf: 1\r\nlist:\r\n  - a\r\n  - |\r\n    b\r\n    c\r\nmac: 1\rx: 2\rnel: 3\u0085y: 4\u2028z: 5\u2029w: 6\n",
    "\ufeffbom: 1\n", "a: \ufeff b\n", "a\n\ufeff---\nb\n",
    "tab:\ta\n- b:\tc\n", "a:\n\tb: c\n", "a:\n  b: 'x\n\ty'\n", "\ta: b\n", "- \ta\n", "a: [\tb,\n\tc]\n",
    "x: &anchor-1_Z y\nz: *anchor-1_Z\n", "&a : *a\n", "*a : b\n", "&a &b c\n", "!a !b c\n", "&a !b &c d\n", "- &a\n- !b\n- &c !d\n",
    "a: b: c\n", "a: 'b' c\n", "a: [b\nc: d\n", "- a\n b\n- c\n  d: e\n", "a:\n  - b\n c: d\n", "a:\n- b\n- c\nd:\n  e\n",
    "a: 'unclosed\nb: c\n", "a: \"unclosed\nb: c\n", "a: \"\\q\"\n", "a: \"\\xZZ\"\n", "a: \"\\uD800\"\n", "a: \"\\U00110000\"\n", "a: \"b\n--- c\"\n", "a: 'b\n... c'\n",
    "a: |0\n  b\n", "a: |10\n  b\n", "a: |x\n  b\n", "a: |\n\tb\n", "a: |\n   \n  b\n", "a: >\n\n\n", "a: |",
    "a: @b\n", "a: `b\n", "a: %b\n", "%b\n---\n", "%YAML 1.3\n---\na\n", "%YAML 2.0\n---\na\n", "%YAML 1.1\n%YAML 1.1\n---\n", "%TAG !a! b\n%TAG !a! c\n---\n",
    "%YAML 1.1\na\n", "%TAG a b\n---\n", "%YAML 99999999999.1\n---\n", "%YAML\n---\n", "%TAG ! tag:%ED%A0%80\n--- !x a\n",
    "!<%ED%A0%80> a\n", "!%C3%28 a\n", "!%FF a\n", "!a%00b c\n", "!a!b c\n", "!<a c\n", "!a,b c\n", "[!a,b]\n", "[!a,!b ]\n", "!a{b c\n", "!<a,[b]> c\n", "! a\n", "!\n",
    "a: *\n", "a: &\n", "a: *b,c\n", "[*b,c]\n", "&a,b c\n", "a: !\n", "- - - a\n    - b\n  - c\n", "? a\n? b\n:\n", ": a\n", "-\n", "?\n", ":\n", "- : a\n",
    "a\x01b\n", "a\x7fb\n", "a\x00b\n", "a: \"\x1b\"\n", "a\x85b\n", "a\x9fb\n", "\ufffe\n", "\uffff\n", "\ud800\n", "a: \udfff\n", "\U0010ffff: \U0001f600\n",
    "a: b\n" * 3 + "...\nc\n", "a\n---\n---\n...\n...\n", "...\n", "---\n...\n", "--- |\n a\n---\n", "---a\n", "--- - a\n", "a\n--- # c\nb",
    "x" * 1023 + ": a\n", "x" * 1024 + ": a\n", "x" * 1025 + ": a\n", "? " + "x" * 2000 + "\n: a\n", "{" + "x" * 1025 + ": a}\n",
    "'" + "x" * 1030 + "': a\n", "a: " + "b " * 9000 + "\n", "[" + "y, " * 600 + "]: a\n", "é" * 1024 + ": a\n",
    "a: " + "\U0001f600" * 20000, "a: 'x" + "y\n  " * 8000 + "'\n", "# " + "c" * 20000 + "\na: b\n", "a: |\n" + "  line\n" * 6000 + "b: \x01\n",
    "- a\n" * 5000, "a: b\n" * 5000 + "\x01", "\n" * 20000 + "a: [", " " * 20000 + "a",
]  # fmt: skip


def deep_texts() -> Iterator[str]:
    """Nesting around libyaml's limit, of each kind and mixed."""
    for depth in (DEEP - 2, DEEP - 1, DEEP, DEEP + 1, DEEP + 2, 3 * DEEP):
        yield "[" * depth
        yield "[" * depth + "]" * depth
        yield "{a: " * depth + "b" + "}" * depth
        yield "{" * depth
        yield "- " * depth + "a"
        yield "? " * depth + "a"
        yield "".join(" " * level + "a:\n" for level in range(depth))
        yield "- " * (depth // 2) + "[" * (depth - depth // 2)
        yield "- a: [" + "[?, " * depth
    yield "[? ]" * 1500
    yield "[" + "[?]," * 3000 + "]"


PIECES = [
    "\t", " ", "  ", "\n", "\r\n", "\r", "\x85", "\u2028", "\u2029", "\ufeff", "\x00", "\x07", "\x7f", "\ud83d", "é", "😀", "\\", '"', "'", "[", "]", "{", "}",
    ",", ":", ": ", "- ", "? ", "-", "?", "#", " #", "&", "&a ", "*", "*a", "!", "!!str ", "!Ref ", "!<x>", "|", "|-\n", ">+2\n", ">", "%", "@", "`", "---\n",
    "\n---\n", "...\n", "\n...", "%YAML 1.1\n", "%TAG !e! x\n", "<<: ", "<<: *a\n", "\\x4", "\\u00e9", "\\UFFFFFFFF", "\\\n", "''", "~", "=", "0", "x" * 30,
]  # fmt: skip


def mutated(text: str, chance: random.Random) -> str:
    """The text with one to eight places deleted, doubled, moved, swapped, indented or with a piece put in."""
    for _ in range(chance.choice((1, 1, 1, 2, 2, 3, 5, 8))):
        at = chance.randrange(len(text) + 1)
        to = min(len(text), at + chance.choice((1, 1, 1, 2, 3, 8, 40)))
        match chance.randrange(9):
            case 0:
                text = text[:at] + text[to:]
            case 1:
                text = text[:to] + text[at:]
            case 2 | 3 | 4:
                text = text[:at] + chance.choice(PIECES) + text[at:]
            case 5:
                text = text[:at] + chance.choice(PIECES) + text[to:]
            case 6:
                lines = text.split("\n")
                line = chance.randrange(len(lines))
                lines[line] = chance.choice((" ", "  ", "\t", "   ", "- ")) + lines[line]
                text = "\n".join(lines)
            case 7:
                lines = text.split("\n")
                line = chance.randrange(len(lines))
                lines[line] = lines[line][chance.choice((1, 2, 3)) :]
                text = "\n".join(lines)
            case 8:
                text = text[:at]
    return text


def broken_bytes(data: bytes, chance: random.Random) -> bytes:
    """The bytes with one to three of them changed, put in or taken out."""
    for _ in range(chance.choice((1, 1, 2, 3))):
        at = chance.randrange(len(data) + 1)
        octet = bytes([chance.choice((0, 0x0A, 0x20, 0x7F, 0x80, 0xBF, 0xC0, 0xC3, 0xE2, 0xED, 0xEF, 0xF0, 0xF4, 0xF5, 0xFE, 0xFF))])
        data = data[:at] + (octet if chance.random() < 0.7 else b"") + data[at + chance.randrange(2) :]
    return data


ENCODINGS = (
    ("utf-8", b""),
    ("utf-8", b"\xef\xbb\xbf"),
    ("utf-16-le", b"\xff\xfe"),
    ("utf-16-be", b"\xfe\xff"),
)


def encoded(text: str, chance: random.Random) -> bytes:
    encoding, mark = chance.choice(ENCODINGS)
    return mark + text.encode(encoding, "surrogatepass")


def cases(seed: int, mutations: int, files: list[str]) -> Iterator[dict[str, Any]]:
    """Every text of ours as it is and in each encoding, the files and a mutation of each, and mutations of our texts."""
    chance = random.Random(seed)
    short = [text for text in TEXTS if len(text) < 900]
    for text in [*TEXTS, *deep_texts()]:
        yield {"text": text}
    for text in short:
        for encoding, mark in ENCODINGS:
            yield {"hex": (mark + text.encode(encoding, "surrogatepass")).hex()}
    for text in TEXTS[:30]:
        yield {"text": text, "stream": True}
        yield {"hex": text.encode().hex(), "stream": True}
    for file in files:
        text = Path(file).read_text(encoding="utf-8")
        yield {"text": text}
        yield {"text": mutated(text, chance)}
    for number in range(mutations):
        text = mutated(chance.choice(short) + (chance.choice(short) if chance.random() < 0.3 else ""), chance)
        if number % 8 == 0:
            yield {"hex": broken_bytes(encoded(text, chance), chance).hex()}
        elif number % 8 == 1:
            yield {"hex": encoded(text, chance).hex()}
        else:
            yield {"text": text}


if __name__ == "__main__":
    for case in cases(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]):
        print(json.dumps({**case, "digest": yaml_results.digest(yaml_results.results(case))}))

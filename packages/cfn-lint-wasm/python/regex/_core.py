"""Flags and exceptions of `regex`."""

import enum


class error(Exception):  # noqa: N801 - regex's own name for it
    """An invalid pattern, with regex's own words.

    Attributes:
        msg: the message without the position.
        pattern: the pattern, or None.
        pos: offset into the pattern, in characters, or None.
        lineno, colno: line and column of `pos`, from 1; only where there is a `pos`.
    """

    def __init__(self, message: str, pattern: str | None = None, pos: int | None = None) -> None:
        self.msg = message
        self.pattern = pattern
        self.pos = pos
        if pattern is not None and pos is not None:
            self.lineno = pattern.count("\n", 0, pos) + 1
            self.colno = pos - pattern.rfind("\n", 0, pos)
            message = f"{message} at position {pos}"
            if "\n" in pattern:
                message += f" (line {self.lineno}, column {self.colno})"
        super().__init__(message)


class UntranslatablePattern(error):
    """A pattern that is valid for regex and whose matches are not known here: raised by matching, never by compiling."""


class RegexFlag(enum.IntFlag):
    """As `regex.RegexFlag`."""

    A = ASCII = 0x80
    B = BESTMATCH = 0x1000
    D = DEBUG = 0x200
    E = ENHANCEMATCH = 0x8000
    F = FULLCASE = 0x4000
    I = IGNORECASE = 0x2  # noqa: E741
    L = LOCALE = 0x4
    M = MULTILINE = 0x8
    P = POSIX = 0x10000
    R = REVERSE = 0x400
    S = DOTALL = 0x10
    U = UNICODE = 0x20
    V0 = VERSION0 = 0x2000
    V1 = VERSION1 = 0x100
    W = WORD = 0x800
    X = VERBOSE = 0x40
    T = TEMPLATE = 0x1


# Plain integers: an IntFlag takes a microsecond to combine, and a parse combines thousands.
ASCII = 0x80
BESTMATCH = 0x1000
DEBUG = 0x200
ENHANCEMATCH = 0x8000
FULLCASE = 0x4000
IGNORECASE = 0x2
LOCALE = 0x4
MULTILINE = 0x8
POSIX = 0x10000
REVERSE = 0x400
DOTALL = 0x10
UNICODE = 0x20
VERSION0 = 0x2000
VERSION1 = 0x100
WORD = 0x800
VERBOSE = 0x40

VERSIONS = VERSION0 | VERSION1
ENCODINGS = ASCII | LOCALE | UNICODE
GLOBAL_FLAGS = VERSIONS | BESTMATCH | DEBUG | ENHANCEMATCH | POSIX | REVERSE
"""Flags that hold for a whole pattern; the others hold from where they stand to the end of their group."""
CASE_FLAGS = FULLCASE | IGNORECASE

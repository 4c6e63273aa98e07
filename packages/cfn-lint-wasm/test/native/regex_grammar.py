"""Random patterns in regex's syntax: sound ones, and some that are damaged."""

import random

_LETTERS = "abcABkKsSiIxz019_"
_SIGNS = " -.,:;/@#%&=~!\"'<>`"
_SPECIAL = "()[]{}?*+|^$\\."
_UNICODE = "éßſİıK²٠Σςσ\u0301\u2028\u00a0\U00010400\ud800"
_SET_SIGNS = "-^&|~[.*+?($)/: _"
_NAMES = ("a", "b", "n1", "é")
_PROPERTIES = (
    "L",
    "Lu",
    "Ll",
    "L&",
    "N",
    "Nd",
    "P",
    "S",
    "Z",
    "M",
    "Cn",
    "C",
    "Alpha",
    "alnum",
    "Upper",
    "Lower",
    "Punct",
    "Space",
    "Digit",
    "XDigit",
    "ASCII",
    "Any",
    "Greek",
    "IsGreek",
    "InGreek",
    "Script=Latin",
    "sc:Han",
    "Script_Extensions=Latin",
    "Block=Basic Latin",
    "InBasicLatin",
    "IsAlphabetic",
    "Uppercase=No",
    "Nv=1/2",
    "Age=5",
    "Foo",
    "IsFoo",
    "Bidi_Class=L",
    "ea=W",
    "GC=Lu",
    "gc=Assigned",
    "Emoji",
    "^Lu",
    "Word_Break=ALetter",
)
_POSIX = ("alpha", "digit", "alnum", "upper", "lower", "punct", "space", "blank", "cntrl", "graph", "print", "xdigit", "word", "^digit", "foo", "ascii", "L", "")
_FLAGS = ("i", "i", "m", "s", "x", "a", "u", "f", "w", "im", "is", "V0", "V1", "b", "e", "p", "r", "L", "-i", "i-s", "-", "z", "i-i", "-V1", "")
_VERBS = ("FAIL", "F", "PRUNE", "SKIP", "ACCEPT", "a")


class Patterns:
    """Makes patterns; the same seed makes the same ones."""

    def __init__(self, seed: str) -> None:
        self.random = random.Random(seed)

    def make(self, count: int) -> list[str]:
        """`count` different patterns."""
        made: dict[str, None] = {}
        while len(made) < count:
            pattern = self.alternatives(self.random.choice((1, 2, 2, 3)))
            if self.random.random() < 0.5:
                pattern = f"^{pattern}$"
            if self.random.random() < 0.25:
                pattern = self.damaged(pattern)
            if len(pattern) <= 160:
                made[pattern] = None
        return list(made)

    def damaged(self, pattern: str) -> str:
        """A pattern with a few characters lost, doubled or put in."""
        for _ in range(self.random.choice((1, 1, 2, 3))):
            at = self.random.randrange(len(pattern) + 1)
            kind = self.random.randrange(3)
            if kind == 0:
                pattern = pattern[:at] + pattern[at + 1 :]
            elif kind == 1:
                pattern = pattern[:at] + self.random.choice(_SPECIAL + _SPECIAL + _LETTERS + _SIGNS) + pattern[at:]
            else:
                pattern = pattern[:at]
        return pattern

    def alternatives(self, depth: int) -> str:
        return "|".join(self.sequence(depth) for _ in range(self.random.choice((1, 1, 1, 1, 2, 3))))

    def sequence(self, depth: int) -> str:
        return "".join(self.quantified(depth) for _ in range(self.random.choice((0, 1, 1, 2, 2, 3, 4))))

    def quantified(self, depth: int) -> str:
        item = self.item(depth)
        if self.random.random() < 0.35:
            item += self.quantifier()
        return item

    def quantifier(self) -> str:
        choose = self.random.choice
        count = choose(("*", "+", "?", "*", "+", "?", "{2}", "{1,3}", "{0,2}", "{,3}", "{2,}", "{1}", "{0}", "{,}", "{3,1}", "{ 1}", "{a}", "{", "{1", "{4294967295}"))
        if self.random.random() < 0.02:
            return choose(("{e}", "{e<=1}", "{i<=2,s}", "{1<=e<=2}", "{2i+1d<4}", "{s<=1:[a-z]}", "{e<=0}", "{i+}", "{s<}", "{x}", "{e<=1", "{d,e,d}"))
        return count + choose(("", "", "", "", "?", "+", "*" if self.random.random() < 0.1 else ""))

    def item(self, depth: int) -> str:
        choose = self.random.choice
        kind = self.random.random()
        if kind < 0.35:
            return self.literal()
        if kind < 0.50:
            return self.character_set()
        if kind < 0.60:
            return self.escape()
        if kind < 0.65:
            return choose((".", ".", "^", "$", r"\b", r"\B", r"\A", r"\Z"))
        if kind < 0.68:
            return choose((r"\1", r"\2", r"\3", r"\g<1>", r"\g<a>", "(?P=a)", r"\10", "(?P=n1)"))
        return self.group(depth - 1) if depth > 0 else self.literal()

    def literal(self) -> str:
        kind = self.random.random()
        if kind < 0.7:
            return self.random.choice(_LETTERS)
        if kind < 0.85:
            return self.random.choice(_SIGNS)
        if kind < 0.93:
            return "\\" + self.random.choice(_SPECIAL + _SIGNS)
        return self.random.choice(_UNICODE)

    def escape(self) -> str:
        choose = self.random.choice
        kind = self.random.random()
        if kind < 0.45:
            return choose((r"\d", r"\w", r"\s", r"\D", r"\W", r"\S"))
        if kind < 0.65:
            return "\\" + choose("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-/_'\"@ é")
        if kind < 0.8:
            return self.property()
        return choose((r"\x41", r"\x4", r"\x{41}", r"\u00e9", r"\u12", r"\U00010400", r"\U00110000", r"\N{BULLET}", r"\N{foo}", r"\N", r"\101", r"\08", r"\0", r"\h", r"\R", r"\X", r"\K", r"\G", r"\m", r"\M", r"\z", r"\Z", r"\cA", r"\Q", r"\L<a>", r"\t", r"\n", r"\v"))

    def property(self) -> str:
        name = self.random.choice(_PROPERTIES)
        return self.random.choice((r"\p{%s}", r"\P{%s}", r"\p{%s}", r"\p%s", r"\p{%s")) % name

    def character_set(self) -> str:
        choose = self.random.choice
        items = [self.set_item() for _ in range(choose((1, 1, 2, 2, 3, 5)))]
        if self.random.random() < 0.1:
            items.insert(self.random.randrange(len(items) + 1), choose(("--", "&&", "||", "~~", "[a-c]", "[^b]", "[")))
        return f"[{choose(('', '', '', '^', ']', '^]', '-'))}{''.join(items)}{choose(('', '', '', '-'))}]"

    def set_item(self) -> str:
        choose = self.random.choice
        kind = self.random.random()
        if kind < 0.3:
            return choose(_LETTERS)
        if kind < 0.55:
            return choose(("a-z", "A-Z", "0-9", "a-c", "!-~", "k-s", "à-ÿ", "z-a", "\\x20-\\x7E", "\\u0000-\\uFFFF", "a-\\d", "\\w-.", "+-.", " -~", "\\ud800-\\udfff", "\\U00010000-\\U0010ffff", "а-я"))
        if kind < 0.7:
            return self.escape()
        if kind < 0.78:
            return f"[:{choose(_POSIX)}:]"
        if kind < 0.9:
            return choose(_SET_SIGNS)
        return choose(_UNICODE)

    def group(self, depth: int) -> str:
        choose = self.random.choice
        inner = self.alternatives(depth)
        kind = self.random.random()
        if kind < 0.3:
            return f"({inner})"
        if kind < 0.5:
            return f"(?:{inner})"
        if kind < 0.57:
            return f"(?{choose(('P<', '<'))}{choose(_NAMES)}>{inner})"
        if kind < 0.67:
            return f"(?{choose(('=', '!'))}{inner})"
        if kind < 0.75:
            return f"(?<{choose(('=', '!'))}{inner})"
        if kind < 0.79:
            return f"(?>{inner})"
        if kind < 0.85:
            return f"(?{choose(_FLAGS)}:{inner})"
        if kind < 0.91:
            return f"(?{choose(_FLAGS)}){inner}"
        if kind < 0.94:
            return f"(?({choose(('1', '2', 'a', 'DEFINE', '?=a', '?!b', '?<=a'))}){self.sequence(depth)}{choose(('', '|'))}{self.sequence(depth)})"
        if kind < 0.96:
            return f"(?|{inner})"
        if kind < 0.98:
            return f"(?{choose(('R', '0', '1', '2', '+1', '-1', '&a', 'P>a'))})"
        if kind < 0.99:
            return f"(*{choose(_VERBS)})"
        return choose(("(?#c)", "(?#", "(?~a)", "(?P!a)", "(?'a'b)"))

"""Run at build time only: a module's source to the bytes of a `.pyc` without docstrings."""

import ast
import importlib._bootstrap_external as bootstrap
from typing import Any


def compile_module(content: Any, path: str) -> bytes:
    """Compile a module, without its docstrings: they are a tenth of the memory, and nothing reads them.

    Assertions stay, since cfn-lint relies on some. `content` is a JavaScript
    `Uint8Array`; `path` is what tracebacks name. The result carries the hash of
    the source in place of a date, so that the same source gives the same bytes.

    Raises:
        SyntaxError: the source is not of this Python.
    """
    # Pyodide 314.0.7 traps on reading an empty array.
    tree = ast.parse(content.to_bytes() if content.length else b"", path)
    for node in ast.walk(tree):
        if not isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
            continue
        if ast.get_docstring(node, clean=False) is not None:
            # Empty rather than gone: some libraries compute with them, and `from __future__` may stand only behind one.
            node.body[0].value = ast.copy_location(ast.Constant(""), node.body[0].value)
    code = compile(tree, path, "exec", dont_inherit=True, optimize=0)
    return bytes(bootstrap._code_to_hash_pyc(code, b"\0" * 8, False))

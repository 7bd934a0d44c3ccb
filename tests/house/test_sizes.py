"""Small enough to read at one sitting: the size budget, measured."""

from __future__ import annotations

import ast
import statistics
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.house.tree import project_files, relative

FUNCTION_LINES = 60
FILE_LINES = 400
PARAMETERS = 6
USUAL_FUNCTION_LINES = 8  # the median in src
NEARLY_EVERY_FUNCTION_LINES = 25  # nine of ten in src
NEARLY_EVERY_FILE_LINES = 250  # nine of ten in src

# "path" or "path::function" -> why it may be larger. An exception that is no longer needed fails.
EXCEPTIONS: Mapping[str, str] = {}

READ_BY_PEOPLE = {".py", ".ts", ".html"}
NOT_OURS = "src/supine/diary/migrations/"  # Django writes migrations


@dataclass(frozen=True)
class Function:
    """One function: where it is, its lines without the docstring, its parameters without self."""

    place: str
    lines: int
    parameters: int


def test_no_file_is_too_long_to_read() -> None:
    long_files = {
        relative(path): count
        for path in files_to_read()
        if (count := line_count(path)) > FILE_LINES and relative(path) not in EXCEPTIONS
    }

    assert long_files == {}


def test_no_function_is_too_long_to_hold_in_mind() -> None:
    long_functions = {
        function.place: function.lines
        for function in all_functions()
        if function.lines > FUNCTION_LINES and function.place not in EXCEPTIONS
    }

    assert long_functions == {}


def test_no_function_asks_for_too_much() -> None:
    greedy_functions = {
        function.place: function.parameters
        for function in all_functions()
        if function.parameters > PARAMETERS and function.place not in EXCEPTIONS
    }

    assert greedy_functions == {}


def test_functions_are_mostly_short() -> None:
    lines = [function.lines for function in all_functions() if function.place.startswith("src/")]

    assert statistics.median(lines) <= USUAL_FUNCTION_LINES
    assert statistics.quantiles(lines, n=10)[-1] <= NEARLY_EVERY_FUNCTION_LINES


def test_files_are_mostly_short() -> None:
    lines = [line_count(path) for path in files_to_read() if relative(path).startswith("src/")]

    assert statistics.quantiles(lines, n=10)[-1] <= NEARLY_EVERY_FILE_LINES


def test_every_exception_has_a_reason_and_is_still_needed() -> None:
    too_long = {relative(path) for path in files_to_read() if line_count(path) > FILE_LINES}
    too_large = {
        function.place
        for function in all_functions()
        if function.lines > FUNCTION_LINES or function.parameters > PARAMETERS
    }

    assert set(EXCEPTIONS) - too_long - too_large == set()
    assert all(len(reason.split()) > 3 for reason in EXCEPTIONS.values())


@pytest.mark.parametrize(
    ("source", "lines", "parameters"),
    [
        ("def f():\n    return 1\n", 2, 0),
        ('def f(a, /, b, *, c):\n    """Say."""\n    return 1\n', 2, 3),
        ('class A:\n    def f(self, b, *c, **d):\n        """Say\n        more."""\n', 1, 3),
    ],
)
def test_the_measure_leaves_out_docstrings_and_self(
    source: str, lines: int, parameters: int
) -> None:
    (function,) = functions_in(source, "a.py")

    assert (function.lines, function.parameters) == (lines, parameters)


def files_to_read() -> Iterator[Path]:
    """Every source file that people write."""
    for path in project_files():
        if path.suffix in READ_BY_PEOPLE and not relative(path).startswith(NOT_OURS):
            yield path


def line_count(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def all_functions() -> Iterator[Function]:
    for path in files_to_read():
        if path.suffix == ".py":
            yield from functions_in(path.read_text(encoding="utf-8"), relative(path))


def functions_in(source: str, path: str) -> Iterator[Function]:
    tree = ast.parse(source)
    methods = {
        id(item) for node in ast.walk(tree) if isinstance(node, ast.ClassDef) for item in node.body
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield measured(node, path, is_method=id(node) in methods)


def measured(
    node: ast.FunctionDef | ast.AsyncFunctionDef, path: str, *, is_method: bool
) -> Function:
    lines = (node.end_lineno or node.lineno) - node.lineno + 1
    if ast.get_docstring(node) is not None:
        docstring = node.body[0]
        lines -= (docstring.end_lineno or docstring.lineno) - docstring.lineno + 1
    named = node.args
    parameters = len(named.posonlyargs) + len(named.args) + len(named.kwonlyargs)
    parameters += (named.vararg is not None) + (named.kwarg is not None)
    static = any(
        isinstance(mark, ast.Name) and mark.id == "staticmethod" for mark in node.decorator_list
    )
    return Function(f"{path}::{node.name}", lines, parameters - (is_method and not static))

"""The string literals of a TypeScript source, each with what stands around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# What stands for `${...}` in a template literal: whatever is put in there reads as a word.
FILLED = "X"
# A slash after one of these begins a regular expression; elsewhere it divides.
BEFORE_A_PATTERN = "(,=:[!&|?{};"

COMMENT = re.compile(r"//[^\n]*|/\*.*?\*/", re.DOTALL)
PLAIN = re.compile(r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'")
PATTERN = re.compile(r"/(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/[a-z]*")
CALL = re.compile(r"(?P<thrown>throw\s+new\s+)?(?P<name>[\w.#]+)(?:<[^()]*>)?\s*$")


@dataclass(frozen=True)
class Literal:
    """One string literal.

    statement: the code before it, from the last ; { or } on. calls: the names of the calls it
    stands in, the innermost first; `throw` for the making of what is thrown. is_first: whether it
    is the first thing in the innermost one.
    """

    text: str
    line: int
    statement: str
    calls: tuple[str, ...]
    is_first: bool


def literals_in(source: str) -> list[Literal]:
    """Give every string literal, in order. Raises ValueError where one does not end."""
    found: list[tuple[int, str]] = []
    code = _blanked(source, 0, found, "")[0]
    return [_placed(source, code, at, text) for at, text in sorted(found)]


def _blanked(source: str, at: int, found: list[tuple[int, str]], until: str) -> tuple[str, int]:
    """Give the code from `at` to an unopened `until` with blanks for all that is no code."""
    code = ""
    depth = 0
    while at < len(source) and not (source[at] == until and depth == 0):
        end = _end_of_piece(source, at, code, found)
        piece = source[at] if end == at + 1 else re.sub(r"[^\n]", " ", source[at:end])
        depth += {"{": 1, "}": -1}.get(piece, 0)
        code += piece
        at = end
    return code, at


def _end_of_piece(source: str, at: int, code: str, found: list[tuple[int, str]]) -> int:
    """Give where the comment, literal or sign at `at` ends; keep what a literal says."""
    if comment := COMMENT.match(source, at):
        return comment.end()
    if source[at] == "`":
        return _end_of_template(source, at, found)
    if source[at] in "\"'":
        plain = PLAIN.match(source, at)
        if plain is None:
            raise ValueError(f"a text that does not end: {source[at : at + 40]}")
        found.append((at, plain[0][1:-1]))
        return plain.end()
    before = code.rstrip()[-1:]
    pattern = PATTERN.match(source, at) if before and before in BEFORE_A_PATTERN else None
    return pattern.end() if pattern else at + 1


def _end_of_template(source: str, start: int, found: list[tuple[int, str]]) -> int:
    text = ""
    at = start + 1
    while source[at] != "`":
        if source.startswith("${", at):
            at = _blanked(source, at + 2, found, "}")[1] + 1
            text += FILLED
        else:
            length = 2 if source[at] == "\\" else 1
            text += source[at : at + length]
            at += length
    found.append((start, text))
    return at + 1


def _placed(source: str, code: str, at: int, text: str) -> Literal:
    """Tell where a literal stands; inside `${...}` that is where its template stands."""
    opened = list(_open_parentheses(code[:at]))
    begun = max(code.rfind(sign, 0, at) for sign in ";{}") + 1
    return Literal(
        text,
        source.count("\n", 0, at) + 1,
        code[begun:at],
        tuple(_call(code[:opening]) for opening in opened),
        is_first=bool(opened) and not code[opened[0] + 1 : at].strip(),
    )


def _open_parentheses(code: str) -> Iterator[int]:
    """Give the places of the parentheses still open at the end, the innermost first."""
    depth = 0
    for at in range(len(code) - 1, -1, -1):
        depth += {"(": -1, ")": 1}.get(code[at], 0)
        if depth < 0:
            yield at
            depth = 0


def _call(before: str) -> str:
    """Give the name of what is called with the parenthesis that comes next, "" for a group."""
    call = CALL.search(before)
    if call is None:
        return ""
    return "throw" if call["thrown"] else call["name"].rpartition(".")[2]

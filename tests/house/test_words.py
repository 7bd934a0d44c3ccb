"""Words for people stand beside the cards or in templates, where they can be translated."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest

from tests.house.tree import ROOT, project_files, relative
from tests.house.typescript import Literal, literals_in

# "path: literal" -> why it is no word for people. An exception that is no longer needed fails.
EXCEPTIONS: Mapping[str, str] = {
    "frontend/src/player.ts: button, a, input, summary": "a selector of things that can be pressed",
    "frontend/src/player/figure.ts: (prefers-color-scheme: dark)": "asks the browser, in CSS",
    "frontend/src/player/figure.ts: (prefers-reduced-motion: reduce)": "asks the browser, in CSS",
    "frontend/src/player/hurts.ts: button big": "the classes of a button",
    "frontend/src/player/hurts.ts: button plain": "the classes of a button",
    "frontend/src/player/hurts.ts: button primary big": "the classes of a button",
    "frontend/src/player/keys.ts: Enter": "the browser's name of a key",
    "frontend/src/player/keys.ts: Escape": "the browser's name of a key",
    "frontend/src/stage/stage.ts: (prefers-reduced-motion: reduce)": "asks the browser, in CSS",
    "frontend/src/watch.ts: (prefers-color-scheme: dark)": "asks the browser, in CSS",
    "frontend/src/watch.ts: (prefers-reduced-motion: reduce)": "asks the browser, in CSS",
    "frontend/src/watch.ts: Xpx": "a length in CSS, in pixels",
    'frontend/src/player/track.ts: audio/webm; codecs="opus"': "the name of a kind of sound",
}

# What programmers read when a shape is wrong: thrown errors, and `super` in the error itself.
FOR_PROGRAMMERS = {"throw", "super"}
# `write(id, words)` and these properties put a text before people, however short it is.
SHOWN_BY = "write"
SHOWN_AS = re.compile(r"\.(?:textContent|innerText|ariaLabel|title|alt|placeholder)\s*=(?!=)[^(]*$")
SENTENCE = re.compile(r"(?=.*[^\W\d_])(?=.*\s)", re.DOTALL)  # has a letter and a space
CAPITALISED = re.compile(r"[A-Z][a-z]+[.,:;!?…]?")


def test_no_script_holds_words_for_people() -> None:
    found = {
        f"{relative(path)}:{literal.line}: {literal.text}"
        for path in SCRIPTS
        for literal in literals_in(path.read_text(encoding="utf-8"))
        if is_for_people(literal) and f"{relative(path)}: {literal.text}" not in EXCEPTIONS
    }

    assert found == set()


def test_every_exception_has_a_reason_and_is_still_needed() -> None:
    for_people = {
        f"{relative(path)}: {literal.text}"
        for path in SCRIPTS
        for literal in literals_in(path.read_text(encoding="utf-8"))
        if is_for_people(literal)
    }

    assert set(EXCEPTIONS) - for_people == set()
    assert all(len(reason.split()) > 3 for reason in EXCEPTIONS.values())


def test_there_are_scripts_to_look_at() -> None:
    assert len(SCRIPTS) > 10


@pytest.mark.parametrize(
    "source",
    [
        'const NOT_LOADED =\n  "The session could not be loaded.";',
        "const said = 'not today';",
        'return side === "left" ? "Left" : "right";',
        "write(place, `${down} seconds`);",
        "const length = `${whole} ${rest}`;",
        "const hold = `Hold ${count > 1 ? `${count}` : one}`;",
        'write("voice-words", voice === 0 ? "off" : loudness(voice));',
        'button.textContent = playing ? "stop" : again;',
        'announcer.ariaLabel = "left";',
        "const up = `${far ? `up to ${reps}` : reps}`;",
        'const half = all / 2; const said = "It\'s half.";',
    ],
)
def test_words_for_people_are_found(source: str) -> None:
    assert [literal for literal in literals_in(source) if is_for_people(literal)]


@pytest.mark.parametrize(
    "source",
    [
        'import { at } from "./player/at.ts";',
        '// The "Back" of the browser, and write(a, "b")\npress("back");',
        '/* "Not today." */ const stage = "set-up";',
        "throw new Error(`The page has no ${kind} called ${id}.`);",
        'throw new ShapeError(place, orNull(read, "a list"));',
        'class ShapeError extends Error { constructor() { super("wanted a list"); } }',
        'write("voice-words", words.say("off"));',
        'part("sound-check").textContent = words.say("off");',
        'const marks = text.match(/"It is"|[/"]/g) ?? none;',
        "const url = `${page.urls.track}.${kind}?${query}`;",
        'const headers = { "Content-Type": "application/json", method: "POST" };',
        'return press.key === " ";',
    ],
)
def test_what_only_programs_read_is_left_alone(source: str) -> None:
    assert [literal for literal in literals_in(source) if is_for_people(literal)] == []


def test_a_text_that_does_not_end_is_no_reason_to_see_nothing() -> None:
    with pytest.raises(ValueError, match="does not end"):
        literals_in('const said = "Not today;\n')


def is_for_people(literal: Literal) -> bool:
    """Judge by the look of a literal, and by where it stands."""
    if FOR_PROGRAMMERS & set(literal.calls):
        return False
    if SENTENCE.match(literal.text) or CAPITALISED.fullmatch(literal.text):
        return True
    is_shown = literal.calls[:1] == (SHOWN_BY,) and not literal.is_first
    has_letters = re.search(r"[^\W\d_]", literal.text) is not None
    return has_letters and (is_shown or SHOWN_AS.search(literal.statement) is not None)


SCRIPTS = [
    path
    for path in project_files()
    if path.suffix == ".ts" and path.is_relative_to(ROOT / "frontend" / "src")
]

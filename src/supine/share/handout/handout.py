"""Gathers what a handout says and shows, and has Typst set it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from typing import Any, TypeAlias

import typst

from supine.library import Library, Movement, Routine, Sides
from supine.timeline import Act, Options, acts_of, things_needed

HERE = Path(__file__).parent
TEMPLATE = "handout.typ"
# Only these, so that a sheet is the same on every machine, whatever is installed there.
FONTS = [str(HERE / "fonts")]
# Side by side, where it begins and where it goes.
MOST_PICTURES = 2
# Enough to read beside the pictures; the page of the movement says all of it.
MOST_LINES = 2
# Pictures by the name under which the template finds them.
Files: TypeAlias = dict[str, Path]


class Paper(StrEnum):
    """The size of the sheets, as Typst names it."""

    A4 = "a4"
    LETTER = "us-letter"


# By the names that people choose among.
PAPERS = {"a4": Paper.A4, "letter": Paper.LETTER}


@dataclass(frozen=True)
class _Sheet:
    """What one handout is about."""

    library: Library
    routine: Routine
    acts: tuple[Act, ...]
    figure: str


def handout_pdf(
    library: Library,
    routine: Routine,
    options: Options,
    *,
    paper: Paper = Paper.A4,
    figure: str = "woman",
    seconds: float | None = None,
) -> bytes:
    """Give the handout of a routine as a PDF.

    options: the doses to print, with `items` where somebody's own differ from the routine's.
    figure: who shows it. seconds: how long the session takes, None for what the card says.
    Raises OptionsError for a movement that the library does not have.
    """
    sheet = _Sheet(library, routine, acts_of(library, routine, options), figure)
    with _folder(sheet, paper, seconds) as (template, told):
        return typst.compile(
            str(template),
            root=str(template.parent),
            format="pdf",
            font_paths=FONTS,
            ignore_system_fonts=True,
            sys_inputs=told,
            # For screen readers: headings, lists and what the pictures show are marked.
            pdf_standards=["ua-1"],
        )


def handout_pages(
    library: Library,
    routine: Routine,
    options: Options,
    *,
    paper: Paper = Paper.A4,
    pixels_per_inch: float = 70,
) -> list[bytes]:
    """Give the same as PNG pictures, one a page, to be looked at."""
    sheet = _Sheet(library, routine, acts_of(library, routine, options), "woman")
    with _folder(sheet, paper, None) as (template, told), TemporaryDirectory() as drawn:
        typst.compile(
            str(template),
            str(Path(drawn) / "{0p}.png"),
            root=str(template.parent),
            format="png",
            ppi=pixels_per_inch,
            font_paths=FONTS,
            ignore_system_fonts=True,
            sys_inputs=told,
        )
        return [page.read_bytes() for page in sorted(Path(drawn).iterdir())]


@contextmanager
def _folder(
    sheet: _Sheet, paper: Paper, seconds: float | None
) -> Iterator[tuple[Path, dict[str, str]]]:
    """Give the template beside its pictures, and what is told to it.

    Typst reads pictures only from below one folder, and these lie in two libraries.
    """
    files: Files = {}
    told = {**_told(sheet, files, seconds), "paper": paper.value}
    with TemporaryDirectory(prefix="supine-handout-") as name:
        folder = Path(name)
        for file, path in {TEMPLATE: HERE / TEMPLATE, **files}.items():
            copyfile(path, folder / file)
        yield folder / TEMPLATE, {"told": json.dumps(told)}


def _told(sheet: _Sheet, files: Files, seconds: float | None) -> dict[str, Any]:
    """Give all that the sheet says; the pictures it names are added to `files`."""
    library, routine, words = sheet.library, sheet.routine, _words(sheet.library.language)
    flags = library.care.caution.words.flags
    together = _together(sheet.acts)
    return {
        "language": library.language,
        "words": words,
        "name": routine.name,
        "aim": routine.words.aim,
        "note": routine.words.note or "",
        "length": _length(routine, seconds, words),
        "ready": _ready(sheet, words),
        "leave_out": list(routine.words.leave_out),
        "advice": [
            str(words["if_so"]).format(flag=flags[flag], advice=routine.words.advice[key])
            for flag, key in routine.card.caution.adapt_if.items()
        ],
        "stop_if": _once(line for act in sheet.acts for line in act.movement.words.stop_if)[:5],
        "movements": [_movement(act, sheet, files) for act in together],
    }


def _length(routine: Routine, seconds: float | None, words: dict[str, Any]) -> str:
    minutes = routine.card.minutes if seconds is None else max(1, round(seconds / 60))
    if minutes is None:
        return ""
    if minutes == 1:
        return str(words["one_minute"])
    return str(words["minutes"]).format(number=minutes)


def _ready(sheet: _Sheet, words: dict[str, Any]) -> list[str]:
    """Say each thing with what will do instead."""
    optional = {
        use.id
        for act in sheet.acts
        for use in act.movement.card.equipment
        if use.optional or use.full_dose_only
    }
    said = []
    for name in things_needed(sheet.acts):
        thing = sheet.library.equipment[name].words
        line = f"{thing.name}, {words['instead'].format(thing=thing.stand_in)}"
        said.append(f"{line} ({words['optional']})" if name in optional else line)
    return said


def _together(acts: Sequence[Act]) -> list[Act]:
    """Give each movement with its dose once, though a routine may come back to it."""
    found: dict[tuple[str, int, int | None], Act] = {}
    for act in acts:
        found.setdefault((act.movement.id, act.reps, act.hold_seconds), act)
    return list(found.values())


def _movement(act: Act, sheet: _Sheet, files: Files) -> dict[str, Any]:
    """Give one movement as the sheet shows it; the pictures it names are added to `files`."""
    said, words = act.movement.words, _words(sheet.library.language)
    flags = sheet.library.care.caution.words.flags
    pictures = _pictures(act.movement, sheet.figure, words)
    files |= {picture["file"]: path for picture, path in pictures}
    return {
        "name": act.movement.name,
        "dose": _dose(act, words),
        "pictures": [picture for picture, _ in pictures],
        "setup": list(said.setup.written(frozenset(act.equipment))),
        "steps": list(said.show.values()),
        "mistakes": list(said.mistakes[:MOST_LINES]),
        "easier": list(said.easier[:MOST_LINES]),
        "leave_out": [flags[flag] for flag in act.movement.card.caution.leave_out_if],
    }


def _dose(act: Act, words: dict[str, Any]) -> str:
    """Say how many, on each side or in all, and how long a hold is."""
    card = act.movement.card
    if card.dose.unit == "minutes":
        many = words["dose_one_minute"] if act.reps == 1 else words["dose_minutes"]
    elif card.sides is not Sides.NONE:
        many = words["each_side"]
    else:
        many = words["once"] if act.reps == 1 else words["times"]
    said = str(many).format(number=act.reps)
    held = [step for step in card.rep if step.hold_seconds is not None]
    if held:
        seconds = max(round(act.seconds(step, Options())) for step in held)
        said += ", " + str(words["hold"]).format(seconds=seconds)
    return said


def _pictures(
    movement: Movement, figure: str, words: dict[str, Any]
) -> list[tuple[dict[str, str], Path]]:
    """Choose key poses of the first side, each with its file; none where none are drawn."""
    if movement.stills is None:
        return []
    stills = movement.stills
    drawn = stills.card.pictures
    figure = figure if figure in drawn else next(iter(drawn))
    width = max(stills.card.widths)
    labels = {"start": words["begin"]}
    labels |= {step.name: movement.words.steps[step.name] for step in movement.card.rep}
    found = []
    for name, label in labels.items():
        key = stills.key_of(figure, name)
        if key is not None:
            picture = {
                "file": f"{movement.id}-{key}.webp",
                "label": label,
                "alt": words["picture"].format(movement=movement.name, step=label),
            }
            found.append((picture, stills.folder / f"{figure}-{key}-{width}.webp"))
    return found[:MOST_PICTURES]


def _once(lines: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(lines))


@cache
def _words(language: str) -> dict[str, Any]:
    """Read the sheet's own words."""
    text = (HERE / f"words.{language}.json").read_text(encoding="utf-8")
    words: dict[str, Any] = json.loads(text)
    return words

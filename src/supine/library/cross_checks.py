"""Checks that need more than one file: is everything there that a card names, and all said."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from supine.library.links import advice_problems, unknown_names
from supine.library.movement import Camera, MovementCard, Sides
from supine.library.problems import Problem
from supine.library.programme import ProgrammeCard, ProgrammeWords
from supine.library.things import Equipment, Position, Routine
from supine.library.words import MovementWords, Spoken

PLACEHOLDER = re.compile(r"\{[^}]*\}?|\}")
# What a movement says of the place of a thing, by the thing's shape.
PLACES = {
    "roll": {"between"},
    "loop": {"round"},
    "strap": {"round", "held_by"},
    "chair": set(),
    "sofa": set(),
}
SECONDS_A_MINUTE = 60
# Decimals of seconds do not add up exactly.
HAIR_SECONDS = 1e-6
SIDE_PLACEHOLDERS = frozenset({"{side}", "{Side}"})


def movement_problems(
    card: MovementCard,
    words: MovementWords,
    files: tuple[str, str],
    positions: Mapping[str, Position],
    equipment: Mapping[str, Equipment],
) -> list[Problem]:
    """Give what is wrong between a movement's card, its words and the rest of the library.

    files: the paths of the card and of the words, for the problems.
    """
    card_file, words_file = files
    return [
        *unknown_names(card_file, "position", [card.position], positions, "position"),
        *unknown_names(
            card_file,
            "equipment",
            [use.id for use in card.equipment],
            equipment,
            "piece of equipment",
        ),
        *_contact_problems(card, card_file, positions),
        *_place_problems(card, card_file, positions, equipment),
        *_step_problems(card, words, words_file),
        *_setup_problems(card, words.setup, words_file),
        *advice_problems(card.caution, words.advice, words_file),
        *_dose_problems(card, card_file),
        *_other_side_problems(card, words, words_file),
        *_placeholder_problems(card, words, words_file),
    ]


def cue_problems(
    camera: Camera, own: Mapping[str, str], file: str, general: Collection[str]
) -> Iterator[Problem]:
    """Refuse a cue that nobody could say, and a sentence for a cue that never comes.

    own: the movement's sentences, whose file is `file`; general: the cues with a general one.
    """
    for key in camera.cues:
        if key not in own and key not in general:
            yield Problem(file, f"cues.{key}", "the text is missing", "Add it")
    for key, text in own.items():
        if key not in camera.cues:
            remedy = "Remove it, or correct its key"
            yield Problem(file, f"cues.{key}", "nothing uses this text", remedy)
        for mark in PLACEHOLDER.findall(text):
            fault = f"nothing can stand for {mark} in {text!r}"
            yield Problem(file, f"cues.{key}", fault, "Remove it")


def programme_problems(
    card: ProgrammeCard,
    words: ProgrammeWords,
    files: tuple[str, str],
    routines: Mapping[str, Routine],
) -> list[Problem]:
    """Give what is wrong between a programme, its words and the routines it names."""
    card_file, words_file = files
    named = [stage.routine for stage in card.stages] + ([card.settle] if card.settle else [])
    done = {
        item.movement for name in named if name in routines for item in routines[name].card.items
    }
    return [
        *unknown_names(card_file, "stages", named, routines, "routine"),
        *unknown_names(card_file, "follows", card.follows, routines, "routine"),
        *unknown_names(card_file, "once_a_day", card.once_a_day, done, "movement in its routines"),
        *unknown_names(card_file, "grows", card.grows, done, "movement in its routines"),
        *_unequal(words_file, "stages", {stage.id for stage in card.stages}, set(words.stages)),
        *_unequal(
            words_file,
            "grows",
            {f"{movement}.{extra}" for movement, extras in card.grows.items() for extra in extras},
            {f"{movement}.{extra}" for movement, extras in words.grows.items() for extra in extras},
        ),
    ]


def _unequal(file: str, place: str, needed: set[str], given: set[str]) -> Iterator[Problem]:
    """Refuse a missing text, and one that nothing asks for."""
    for key in sorted(needed - given):
        yield Problem(file, f"{place}.{key}", "the text is missing", "Add it")
    for key in sorted(given - needed):
        remedy = "Remove it, or correct its key"
        yield Problem(file, f"{place}.{key}", "nothing uses this text", remedy)


def _contact_problems(
    card: MovementCard, file: str, positions: Mapping[str, Position]
) -> Iterator[Problem]:
    """Refuse contacts that the position cannot have, such as a chest that touches on the back."""
    if card.position in positions:
        landed = [name for step in card.rep for name in step.lands]
        for name in positions[card.position].card.impossible([*card.contacts, *landed]):
            fault = f"{name} cannot touch anything in {card.position}"
            yield Problem(file, "contacts", fault, "Remove it, or choose another position")


def _place_problems(
    card: MovementCard,
    file: str,
    positions: Mapping[str, Position],
    equipment: Mapping[str, Equipment],
) -> Iterator[Problem]:
    """Refuse a thing that is drawn nowhere, or in a place where nothing of its shape can be."""
    for index, use in enumerate(card.equipment):
        if use.id not in equipment or card.position not in positions:
            continue
        shape = equipment[use.id].card.shape
        given, needed = set(use.place), PLACES[shape]
        for word in sorted(given ^ needed):
            place = f"equipment[{index}].{word}"
            if word in needed:
                yield Problem(file, place, f"it is missing for a {shape}", "Say where it is")
            else:
                yield Problem(file, place, f"a {shape} is not placed like this", "Remove it")
        props = positions[card.position].card.props
        if not needed and all(prop.shape != shape for prop in props):
            yield Problem(
                file,
                f"equipment[{index}].id",
                f"the position {card.position!r} has no {shape}",
                f"Give the position a {shape}, or choose another position",
            )


def _step_problems(card: MovementCard, words: MovementWords, file: str) -> Iterator[Problem]:
    steps = [step.name for step in card.rep]
    for section, named in (("steps", words.steps), ("show", words.show), ("say", words.say)):
        yield from (
            Problem(
                file,
                f"{section}.{name}",
                "the card has no such step",
                f"Use one of: {', '.join(steps)}",
            )
            for name in named
            if name not in steps
        )
    yield from (
        Problem(file, f"show.{name}", "nothing is said while this step is shown", "Add a sentence")
        for name in steps
        if name not in words.show
    )
    yield from (
        Problem(file, f"steps.{name}", "the page has no word for this step", "Add a short one")
        for name in steps
        if name not in words.steps
    )


def _setup_problems(card: MovementCard, setup: Spoken, file: str) -> Iterator[Problem]:
    used = {use.id for use in card.equipment}
    for where, lines in (("full", setup.full), ("short", setup.short)):
        for index, line in enumerate(lines):
            for name in (
                () if isinstance(line, str) else (line.with_equipment, line.without_equipment)
            ):
                if name is not None and name not in used:
                    place = f"setup.{where}[{index}]"
                    yield Problem(
                        file,
                        place,
                        f"the card does not use {name!r}",
                        "Correct the name, or the card",
                    )


def _dose_problems(card: MovementCard, file: str) -> Iterator[Problem]:
    """Refuse a minute that is none."""
    if card.dose.unit != "minutes":
        return
    if card.dose.per != "set":
        remedy = "Count it in times, or write sides: none"
        yield Problem(file, "dose.unit", "minutes cannot be counted on each side", remedy)
    seconds = sum(step.usual_seconds() for step in card.rep)
    if abs(seconds - SECONDS_A_MINUTE) > HAIR_SECONDS:
        fault = f"a repetition counted as a minute takes {seconds:g} seconds"
        yield Problem(file, "rep", fault, f"Give its steps {SECONDS_A_MINUTE} seconds in all")


def _other_side_problems(card: MovementCard, words: MovementWords, file: str) -> Iterator[Problem]:
    """Refuse words for a change of sides that never comes."""
    if words.other_side is not None and card.sides is not Sides.ONE_THEN_OTHER:
        fault = "nobody changes sides once in this movement"
        yield Problem(file, "other_side", fault, "Remove it, or write sides: one-then-other")


def _placeholder_problems(card: MovementCard, words: MovementWords, file: str) -> Iterator[Problem]:
    """Refuse {anything} but a side, and a side where the movement has none."""
    allowed = SIDE_PLACEHOLDERS if card.dose.per == "side" else frozenset[str]()
    for step, said in words.say.items():
        for text in (*said.first, *said.later, *said.short):
            yield from (
                Problem(
                    file, f"say.{step}", f"nothing can stand for {mark} in {text!r}", "Remove it"
                )
                for mark in PLACEHOLDER.findall(text)
                if mark not in allowed
            )
    fixed = [*words.steps.values(), *words.show.values(), *words.setup.every(), words.name]
    fixed += [text for hint in words.coach for text in hint.say]
    fixed += words.other_side.every() if words.other_side is not None else ()
    for text in fixed:
        for mark in PLACEHOLDER.findall(text):
            yield Problem(file, "file", f"nothing can stand for {mark} in {text!r}", "Remove it")

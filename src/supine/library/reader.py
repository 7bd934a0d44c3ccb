"""Reads library folders: every card that is right, and every problem of those that are not.

A library folder holds `movements/`, `positions/`, `equipment/`, `routines/`, `programmes/` and
`figures/`, each with one folder a card (`card.yaml` and `words.LANGUAGE.yaml`; a figure has its
`body.json` as well), and may hold `session/words.LANGUAGE.yaml`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TypeVar

from supine.library.card import Card
from supine.library.care_cards import CareCards
from supine.library.care_reader import read_care
from supine.library.cross_checks import (
    movement_problems,
    programme_problems,
    routine_problems,
)
from supine.library.figures import Body, Figure, FigureCard, FigureWords, body_problems
from supine.library.files import read_card
from supine.library.movement import MovementCard
from supine.library.problems import LibraryError, Problem
from supine.library.programme import ProgrammeCard, ProgrammeWords
from supine.library.stills import Stills, read_stills
from supine.library.things import (
    Equipment,
    EquipmentCard,
    Library,
    Movement,
    Position,
    PositionCard,
    Programme,
    Routine,
    RoutineCard,
)
from supine.library.words import (
    EquipmentWords,
    MovementWords,
    PositionWords,
    RoutineWords,
    SessionWords,
)

SHIPPED = Path(__file__).parent
KINDS = ("movements", "positions", "equipment", "routines", "programmes", "figures")

CardT = TypeVar("CardT", bound=Card)
WordsT = TypeVar("WordsT", bound=Card)


def read_library(
    folders: Sequence[Path] = (SHIPPED,),
    language: str = "en",
) -> tuple[Library, tuple[Problem, ...]]:
    """Read the folders, later ones adding to or replacing cards of earlier ones.

    Give the library of all cards that are right, and every problem; a bad card never hides the
    others. Raises LibraryError where no folder has the session's own words or whole care cards:
    without the one there is nothing to say, and without the other nobody is asked first.
    """
    reading = _Reading(language)
    for folder in folders:
        reading.check_folder(folder)
    positions = {
        card.id: Position(card, words)
        for card, words, _ in reading.cards(folders, "positions", PositionCard, PositionWords)
    }
    equipment = {
        card.id: Equipment(card, words)
        for card, words, _ in reading.cards(folders, "equipment", EquipmentCard, EquipmentWords)
    }
    movements = {
        card.id: Movement(card, words, reading.stills(files[0]))
        for card, words, files in reading.cards(folders, "movements", MovementCard, MovementWords)
        if reading.is_right(movement_problems(card, words, files, positions, equipment))
    }
    routines = {
        card.id: Routine(card, words)
        for card, words, files in reading.cards(folders, "routines", RoutineCard, RoutineWords)
        if reading.is_right(routine_problems(card, files[0], movements))
    }
    programmes = {
        card.id: Programme(card, words)
        for card, words, files in reading.cards(
            folders, "programmes", ProgrammeCard, ProgrammeWords
        )
        if reading.is_right(programme_problems(card, words, files, routines))
    }
    figures = {figure.id: figure for figure in reading.figures(folders)}
    library = Library(
        language,
        movements,
        routines,
        positions,
        equipment,
        reading.session_words(folders),
        reading.care(folders),
        programmes,
        figures,
    )
    return library, tuple(sorted(reading.problems))


@cache
def shipped_library(language: str = "en") -> Library:
    """Give the library that comes with Supine. Raises LibraryError if it has any problem."""
    library, problems = read_library(language=language)
    if problems:
        raise LibraryError(problems)
    return library


@dataclass
class _Reading:
    """One pass over the folders: collects problems while it hands out what is right."""

    language: str
    problems: list[Problem] = field(default_factory=list)

    def is_right(self, problems: list[Problem]) -> bool:
        """Keep the problems, and tell whether there were none."""
        self.problems += problems
        return not problems

    def check_folder(self, folder: Path) -> None:
        """Refuse a folder that is not there, or that holds nothing a library is made of."""
        if not folder.is_dir():
            self.problems.append(
                Problem(str(folder), "file", "this is no folder", "Give the folder of a library")
            )
        elif not any((folder / kind).is_dir() for kind in KINDS):
            remedy = f"Put cards into one of: {', '.join(KINDS)}"
            self.problems.append(Problem(str(folder), "file", "there are no cards in it", remedy))

    def cards(
        self,
        folders: Sequence[Path],
        kind: str,
        card_model: type[CardT],
        words_model: type[WordsT],
    ) -> Iterator[tuple[CardT, WordsT, tuple[str, str]]]:
        """Give each card of one kind that reads well, with its words and the paths of both."""
        for folder in _card_folders(folders, kind):
            card_path, words_path = folder / "card.yaml", folder / f"words.{self.language}.yaml"
            card, card_problems = read_card(card_path, card_model)
            words, words_problems = read_card(words_path, words_model)
            if card is not None:
                card_problems += _name_problems(card, folder, card_path)
            if (
                self.is_right(card_problems + words_problems)
                and card is not None
                and words is not None
            ):
                yield card, words, (str(card_path), str(words_path))

    def stills(self, card_path: str) -> Stills | None:
        """Give the pictures beside a movement's card, None where there are none that are right."""
        stills, problems = read_stills(Path(card_path).parent)
        self.problems += problems
        return stills

    def figures(self, folders: Sequence[Path]) -> Iterator[Figure]:
        """Give each figure whose card, words and body read well."""
        for card, words, (card_file, _) in self.cards(folders, "figures", FigureCard, FigureWords):
            path = Path(card_file).parent / "body.json"
            body, problems = read_card(path, Body)
            if body is not None:
                problems += body_problems(body, path)
            if self.is_right(problems) and body is not None:
                yield Figure(card, words, body)

    def session_words(self, folders: Sequence[Path]) -> SessionWords:
        """Give the words around the movements, from the last folder that has them."""
        for folder in reversed(folders):
            path = folder / "session" / f"words.{self.language}.yaml"
            if path.exists():
                words, problems = read_card(path, SessionWords)
                if self.is_right(problems) and words is not None:
                    return words
        raise self._nothing(
            folders, "no words for the session itself", f"session/words.{self.language}.yaml"
        )

    def care(self, folders: Sequence[Path]) -> CareCards:
        """Give the care cards of the last folder that has them."""
        for folder in reversed(folders):
            if (folder / "care").is_dir():
                cards, problems = read_care(folder / "care", self.language)
                if self.is_right(problems) and cards is not None:
                    return cards
        raise self._nothing(
            folders, "no care cards that are whole", "care/, as it comes with Supine"
        )

    def _nothing(self, folders: Sequence[Path], fault: str, wanted: str) -> LibraryError:
        place = str(folders[0]) if folders else "."
        return LibraryError((*self.problems, Problem(place, "file", fault, f"Add {wanted}")))


def _card_folders(folders: Sequence[Path], kind: str) -> Iterator[Path]:
    """Give the card folders of one kind, sorted; hidden ones and loose files are not cards."""
    for folder in folders:
        if (folder / kind).is_dir():
            yield from sorted(
                path
                for path in (folder / kind).iterdir()
                if path.is_dir() and not path.name.startswith((".", "_"))
            )


def _name_problems(card: Card, folder: Path, path: Path) -> list[Problem]:
    """Refuse a card whose id is not the name of its folder, since files find each other by it."""
    card_id = getattr(card, "id", folder.name)
    if card_id == folder.name:
        return []
    return [
        Problem(
            str(path), "id", f"{card_id!r} is not the folder's name", f"Write id: {folder.name}"
        )
    ]

"""Reads library folders: every card that is right, and every problem of those that are not.

A library folder holds `movements/`, `positions/`, `equipment/`, `routines/`, `programmes/` and
`figures/`, each with one folder a card (`card.yaml` and `words.LANGUAGE.yaml`; a figure has its
`body.json` as well), and may hold `session/words.LANGUAGE.yaml` and `camera/words.LANGUAGE.yaml`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import TypeVar

from supine.library.card import Card
from supine.library.care_cards import CareCards
from supine.library.care_reader import read_care
from supine.library.cross_checks import (
    cue_problems,
    movement_problems,
    programme_problems,
)
from supine.library.figures import Body, Figure, FigureCard, FigureWords, body_problems
from supine.library.files import read_card
from supine.library.links import caution_problems, link_problems
from supine.library.movement import MovementCard
from supine.library.problems import LibraryError, Problem
from supine.library.programme import ProgrammeCard, ProgrammeWords
from supine.library.routine_checks import routine_problems
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
    CameraWords,
    EquipmentWords,
    MovementWords,
    PositionWords,
    RoutineWords,
    SessionWords,
)

SHIPPED = Path(__file__).parent
OWN_KINDS = ("movements", "positions", "equipment", "routines")
KINDS = (*OWN_KINDS, "programmes", "figures")
# What decides for somebody, or is the same in every session, comes with Supine alone.
SHIPPED_ONLY = ("programmes", "figures", "session", "camera", "care")

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
    care = reading.care(folders)
    reading.flags = care.caution.card.flags
    camera_words = reading.camera_words(folders)
    reading.cues = camera_words.cues
    cards = reading.cards_to_do(folders, _ToDo())
    programmes = {
        card.id: Programme(card, words)
        for card, words, files in reading.cards(
            folders, "programmes", ProgrammeCard, ProgrammeWords
        )
        if reading.is_right(programme_problems(card, words, files, cards.routines))
    }
    figures = {figure.id: figure for figure in reading.figures(folders)}
    library = Library(
        language,
        cards.movements,
        cards.routines,
        cards.positions,
        cards.equipment,
        reading.session_words(folders),
        care,
        camera_words,
        programmes,
        figures,
    )
    return library, tuple(sorted(set(reading.problems)))


def read_own(folder: Path, shipped: Library) -> tuple[Library, tuple[Problem, ...]]:
    """Read a folder of one's own: give the shipped library with its cards added, and its problems.

    Own cards are those of OWN_KINDS. They only add: none of them replaces what comes with Supine,
    and what is asked, said around the movements, or offered is never one's own. A folder that is
    not there holds no cards, which is no problem.
    """
    shipped_cards = _ToDo(shipped.movements, shipped.routines, shipped.positions, shipped.equipment)
    reading = _Reading(
        shipped.language,
        shipped_cards,
        shipped.care.caution.card.flags,
        shipped.camera_words.cues,
    )
    reading.check_own_folder(folder)
    if not folder.is_dir():
        return shipped, tuple(reading.problems)
    cards = reading.cards_to_do((folder,), shipped_cards)
    library = replace(
        shipped,
        movements=cards.movements,
        routines=cards.routines,
        positions=cards.positions,
        equipment=cards.equipment,
    )
    return library, tuple(sorted(set(reading.problems)))


@cache
def shipped_library(language: str = "en") -> Library:
    """Give the library that comes with Supine. Raises LibraryError if it has any problem."""
    library, problems = read_library(language=language)
    if problems:
        raise LibraryError(problems)
    return library


@dataclass(frozen=True)
class _ToDo:
    """The cards of OWN_KINDS: what can be done, and what that needs."""

    movements: Mapping[str, Movement] = field(default_factory=dict)
    routines: Mapping[str, Routine] = field(default_factory=dict)
    positions: Mapping[str, Position] = field(default_factory=dict)
    equipment: Mapping[str, Equipment] = field(default_factory=dict)


@dataclass
class _Reading:
    """One pass over the folders: collects problems while it hands out what is right.

    shipped: the cards that may not be replaced, where the folders are somebody's own. flags: those
    that cards may name as a caution. cues: those that have a general sentence.
    """

    language: str
    shipped: _ToDo = _ToDo()
    flags: Collection[str] = ()
    cues: Collection[str] = ()
    problems: list[Problem] = field(default_factory=list)

    def cards_to_do(self, folders: Sequence[Path], beside: _ToDo) -> _ToDo:
        """Give the cards of OWN_KINDS in the folders, after those that are known already."""
        positions = {
            **beside.positions,
            **{
                card.id: Position(card, words)
                for card, words, _ in self.cards(folders, "positions", PositionCard, PositionWords)
            },
        }
        equipment = {
            **beside.equipment,
            **{
                card.id: Equipment(card, words)
                for card, words, _ in self.cards(
                    folders, "equipment", EquipmentCard, EquipmentWords
                )
            },
        }
        folders_of_movements = self._card_folders(folders, "movements")
        known = {*beside.movements, *(folder.name for folder in folders_of_movements)}
        movements = {
            **beside.movements,
            **{
                card.id: Movement(card, words, self.stills(files[0]))
                for card, words, files in self.cards(
                    folders, "movements", MovementCard, MovementWords
                )
                if self.is_right(
                    [
                        *movement_problems(card, words, files, positions, equipment),
                        *cue_problems(card.camera, words.cues, files[1], self.cues),
                        *link_problems(card, files[0], known),
                        *caution_problems(card.caution, files[0], self.flags),
                    ]
                )
            },
        }
        routines = {
            **beside.routines,
            **{
                card.id: Routine(card, words)
                for card, words, files in self.cards(folders, "routines", RoutineCard, RoutineWords)
                if self.is_right(
                    [
                        *routine_problems(card, words, files, movements),
                        *caution_problems(card.caution, files[0], self.flags),
                    ]
                )
            },
        }
        return _ToDo(movements, routines, positions, equipment)

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

    def check_own_folder(self, folder: Path) -> None:
        """Name what would be passed over in silence: a file, and kinds that come with Supine."""
        if folder.exists() and not folder.is_dir():
            fault, remedy = "this is no folder", "Move it away, and make a folder of this name"
            self.problems.append(Problem(str(folder), "file", fault, remedy))
        for name in SHIPPED_ONLY:
            if (folder / name).exists():
                fault = f"nobody's own {name} are used, only those that come with Supine"
                remedy = f"Move it away; your own can be: {', '.join(OWN_KINDS)}"
                self.problems.append(Problem(str(folder / name), "file", fault, remedy))

    def cards(
        self,
        folders: Sequence[Path],
        kind: str,
        card_model: type[CardT],
        words_model: type[WordsT],
    ) -> Iterator[tuple[CardT, WordsT, tuple[str, str]]]:
        """Give each card of one kind that reads well, with its words and the paths of both."""
        for folder in self._card_folders(folders, kind):
            card_path, words_path = folder / "card.yaml", folder / f"words.{self.language}.yaml"
            card, card_problems = read_card(card_path, card_model)
            words, words_problems = read_card(words_path, words_model)
            if card is not None:
                card_problems += _name_problems(card, folder, card_path)
                card_problems += self._taken(kind, folder.name, card_path)
            if (
                self.is_right(card_problems + words_problems)
                and card is not None
                and words is not None
            ):
                yield card, words, (str(card_path), str(words_path))

    def _taken(self, kind: str, card_id: str, path: Path) -> list[Problem]:
        """Refuse an own card with the id of a shipped one, which it would replace unseen."""
        if card_id not in getattr(self.shipped, kind, {}):
            return []
        remedy = "Give the folder and its id another name"
        return [Problem(str(path), "id", f"{card_id!r} comes with Supine already", remedy)]

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

    def camera_words(self, folders: Sequence[Path]) -> CameraWords:
        """Give what is said while a camera watches, from the last folder that has it.

        Where none of the folders does, that which comes with Supine.
        """
        for folder in (*reversed(folders), SHIPPED):
            path = folder / "camera" / f"words.{self.language}.yaml"
            if path.exists():
                words, problems = read_card(path, CameraWords)
                if self.is_right(problems) and words is not None:
                    return words
        raise self._nothing(
            folders, "no words for the camera", f"camera/words.{self.language}.yaml"
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

    def _card_folders(self, folders: Sequence[Path], kind: str) -> Iterator[Path]:
        """Give the card folders of one kind, sorted; hidden ones and loose files are not cards."""
        for folder in folders:
            try:
                within = sorted((folder / kind).iterdir()) if (folder / kind).is_dir() else []
            except OSError as fault:
                problem = Problem(
                    str(folder / kind),
                    "file",
                    f"it cannot be read ({fault.strerror})",
                    "Allow reading it",
                )
                self.problems.append(problem)
                continue
            yield from (
                path for path in within if path.is_dir() and not path.name.startswith((".", "_"))
            )

    def _nothing(self, folders: Sequence[Path], fault: str, wanted: str) -> LibraryError:
        place = str(folders[0]) if folders else "."
        return LibraryError((*self.problems, Problem(place, "file", fault, f"Add {wanted}")))


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

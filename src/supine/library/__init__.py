"""The library: what can be done, as cards that people can read and write.

A movement is one folder (`card.yaml`, `words.en.yaml`); so are a position, a piece of equipment,
a routine and a programme. `read_library(folders)` gives a `Library` of `Movement`, `Position`,
`Equipment`, `Routine` and `Programme` together with every `Problem` it met; `shipped_library()`
gives the one that comes with Supine (raising `LibraryError` if that is not whole), from the
folder `SHIPPED`. A `Figure` is a person who shows the movements. The parts of a movement card that
others work with are `RepStep`, `Range`, `Dose`, `Sides`, `Item` and `Pose`; `Extra` is what can
grow beside the repetitions, and `Stills` are the pictures of a movement. The care rules are in
`supine.library.care_cards`, and `rule_rows` gives all of them as one table.
"""

from supine.library.care_table import RuleRow, limit_sentences, rule_rows
from supine.library.figures import Figure
from supine.library.movement import Dose, MovementCard, Range, RepStep, Sides
from supine.library.pose import Pose
from supine.library.problems import LibraryError, Problem
from supine.library.programme import Extra
from supine.library.reader import SHIPPED, read_library, shipped_library
from supine.library.stills import Stills
from supine.library.things import (
    Equipment,
    Item,
    Library,
    Movement,
    Position,
    Programme,
    Routine,
)
from supine.library.words import SessionWords, Spoken, StepWords

__all__ = [
    "SHIPPED",
    "Dose",
    "Equipment",
    "Extra",
    "Figure",
    "Item",
    "Library",
    "LibraryError",
    "Movement",
    "MovementCard",
    "Pose",
    "Position",
    "Problem",
    "Programme",
    "Range",
    "RepStep",
    "Routine",
    "RuleRow",
    "SessionWords",
    "Sides",
    "Spoken",
    "StepWords",
    "Stills",
    "limit_sentences",
    "read_library",
    "rule_rows",
    "shipped_library",
]

"""The library: what can be done, as cards that people can read and write.

A movement is one folder (`card.yaml`, `words.en.yaml`); so are a position, a piece of equipment,
a routine and a programme. `read_library(folders)` gives a `Library` of `Movement`, `Position`,
`Equipment`, `Routine` and `Programme` together with every `Problem` it met; `shipped_library()`
gives the one that comes with Supine (raising `LibraryError` if that is not whole), from the
folder `SHIPPED`. `read_own` adds the cards of somebody's own folder to it, of the kinds
`OWN_KINDS`; `write_routine` and `drop_routine` change the routines there. A `Figure` is a person
who shows the movements. The parts of a movement card that others work with are `RepStep`, `Range`,
`Dose`, `Sides` and `Pose`, those of a routine its `Item`s; their bounds are `MOST_REPS_OF_ONE`,
`MOST_ITEMS` and `LONGEST_HOLD_SECONDS`, and a hold of up to `LONGEST_COUNTED_HOLD_SECONDS` is
counted aloud. `Extra` is what can grow beside the repetitions, and `Stills` are the pictures of a
movement. `camera_words` of a library are what is said while a camera watches, and a `CameraCue`
says when. The care rules are in `supine.library.care_cards`, and `rule_rows`
gives all of them as one table.
"""

from supine.library.card import MOST_REPS_OF_ONE
from supine.library.care_table import RuleRow, limit_sentences, rule_rows
from supine.library.figures import Figure
from supine.library.movement import (
    LONGEST_COUNTED_HOLD_SECONDS,
    LONGEST_HOLD_SECONDS,
    CameraCue,
    Dose,
    MovementCard,
    Range,
    RepStep,
    Sides,
)
from supine.library.pose import Pose
from supine.library.problems import LibraryError, Problem
from supine.library.programme import Extra
from supine.library.reader import OWN_KINDS, SHIPPED, read_library, read_own, shipped_library
from supine.library.stills import Stills
from supine.library.things import (
    MOST_ITEMS,
    Equipment,
    Item,
    Library,
    Movement,
    Position,
    Programme,
    Routine,
)
from supine.library.words import SessionWords, Spoken, StepWords
from supine.library.writing import drop_routine, write_routine

__all__ = [
    "LONGEST_COUNTED_HOLD_SECONDS",
    "LONGEST_HOLD_SECONDS",
    "MOST_ITEMS",
    "MOST_REPS_OF_ONE",
    "OWN_KINDS",
    "SHIPPED",
    "CameraCue",
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
    "drop_routine",
    "limit_sentences",
    "read_library",
    "read_own",
    "rule_rows",
    "shipped_library",
    "write_routine",
]

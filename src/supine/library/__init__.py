"""The library: what can be done, as cards that people can read and write.

A movement is one folder (`card.yaml`, `words.en.yaml`); so are a position, a piece of equipment
and a routine. `read_library(folders)` gives a `Library` of `Movement`, `Position`, `Equipment`
and `Routine` together with every `Problem` it met; `shipped_library()` gives the one that comes
with Supine (raising `LibraryError` if that is not whole), from the folder `SHIPPED`. The parts of
a movement card that others work with are `RepStep`, `Range`, `Dose`, `Sides` and `Item`.
"""

from supine.library.movement import Dose, MovementCard, Range, RepStep, Sides
from supine.library.problems import LibraryError, Problem
from supine.library.reader import SHIPPED, read_library, shipped_library
from supine.library.things import Equipment, Item, Library, Movement, Position, Routine
from supine.library.words import SessionWords, Spoken, StepWords

__all__ = [
    "SHIPPED",
    "Dose",
    "Equipment",
    "Item",
    "Library",
    "LibraryError",
    "Movement",
    "MovementCard",
    "Position",
    "Problem",
    "Range",
    "RepStep",
    "Routine",
    "SessionWords",
    "Sides",
    "Spoken",
    "StepWords",
    "read_library",
    "shipped_library",
]

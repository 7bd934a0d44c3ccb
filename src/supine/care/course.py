"""What a plan is made from: the programme, its movements, the care rules, a person's limits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from supine.care.dose import Dose
from supine.care.flags import Flags
from supine.care.limits import Limits
from supine.library import Library, Movement, Routine
from supine.library.care_cards import CareCards
from supine.library.programme import ProgrammeCard, Stage


@dataclass(frozen=True)
class Course:
    """A programme with all that its rules need. limits: None for the published ones.

    movements, routines: of its stages. follows: the routines it can go on with, in their order,
    for which all_movements has every movement that there is.
    """

    programme: ProgrammeCard
    movements: Mapping[str, Movement]
    routines: Mapping[str, tuple[str, ...]]
    care: CareCards
    limits: Limits | None = None
    follows: tuple[Routine, ...] = ()
    all_movements: Mapping[str, Movement] = field(default_factory=dict)

    @staticmethod
    def of(library: Library, programme_id: str) -> Course:
        """Take a programme from a library. Raises KeyError for one it does not have."""
        programme = library.programmes[programme_id].card
        routines = {
            stage.routine: tuple(
                item.movement for item in library.routines[stage.routine].card.items
            )
            for stage in programme.stages
        }
        named = dict.fromkeys(movement for items in routines.values() for movement in items)
        movements = {movement: library.movements[movement] for movement in named}
        follows = tuple(library.routines[routine] for routine in programme.follows)
        return Course(
            programme,
            movements,
            routines,
            library.care,
            follows=follows,
            all_movements=library.movements,
        )

    @property
    def first_movements(self) -> tuple[str, ...]:
        """Give the movements of the first stage."""
        return self.routines[self.programme.stages[0].routine]

    @property
    def bonus_stage(self) -> Stage | None:
        """Give the stage that an offer opens, if there is one."""
        last = self.programme.stages[-1]
        return last if last.by_offer else None

    @property
    def bonus_movements(self) -> tuple[str, ...]:
        """Give the movements that only the bonus stage has."""
        if self.bonus_stage is None:
            return ()
        items = self.routines[self.bonus_stage.routine]
        return tuple(movement for movement in items if movement not in self.first_movements)

    def start_dose(self, movement: str, flags: Flags) -> Dose:
        """Give a movement's first dose: the gentlest where a flag asks for it."""
        dose = self.movements[movement].card.dose
        return Dose(dose.gentle if flags.starts_gently else dose.start)

"""Whose diary this is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from supine.diary.models import Person, Side

TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")


@dataclass(frozen=True)
class Country:
    """A country and the number that calls an ambulance there."""

    code: str
    name: str
    emergency_number: str


COUNTRIES = tuple(
    Country(*row)
    for row in (
        ("AT", "Austria", "112"),
        ("AU", "Australia", "000"),
        ("BE", "Belgium", "112"),
        ("CA", "Canada", "911"),
        ("CH", "Switzerland", "112"),
        ("DE", "Germany", "112"),
        ("DK", "Denmark", "112"),
        ("ES", "Spain", "112"),
        ("FI", "Finland", "112"),
        ("FR", "France", "112"),
        ("GB", "United Kingdom", "999"),
        ("IE", "Ireland", "112"),
        ("IN", "India", "112"),
        ("IT", "Italy", "112"),
        ("MX", "Mexico", "911"),
        ("NL", "Netherlands", "112"),
        ("NO", "Norway", "112"),
        ("NZ", "New Zealand", "111"),
        ("PL", "Poland", "112"),
        ("PT", "Portugal", "112"),
        ("SE", "Sweden", "112"),
        ("US", "United States", "911"),
        ("ZA", "South Africa", "112"),
    )
)


def current_person() -> Person:
    """Give the person of this data folder, whom the first call makes."""
    return _first_person() or _make_first_person()


def remember_leg_side(person: Person, leg_side: str) -> None:
    """Keep which leg is meant from now on. Raises ValueError for a side nobody has."""
    person.leg_side = Side(leg_side) if leg_side else ""
    person.save(update_fields=["leg_side"])


def remember_options(person: Person, options: Mapping[str, object]) -> None:
    """Keep what was chosen before the start, to offer it next time."""
    person.options = dict(options)
    person.save(update_fields=["options"])


def remember_country(person: Person, country: str) -> None:
    """Keep the country, a code of COUNTRIES or "" for none. Raises ValueError for another."""
    numbers = {known.code: known.emergency_number for known in COUNTRIES} | {"": ""}
    if country not in numbers:
        raise ValueError(f"country: {country!r} is not in the list. Choose one of it, or none.")
    person.country, person.emergency_number = country, numbers[country]
    person.save(update_fields=["country", "emergency_number"])


def emergency_number_of(person: Person) -> str:
    """Give the number of the country that was named, "" where none was."""
    return person.emergency_number


def remember_reminders(person: Person, times: Sequence[str]) -> None:
    """Keep the times of the day to be reminded at. Raises ValueError for what is no HH:MM."""
    for time in times:
        if not TIME.fullmatch(time):
            raise ValueError(f"times: {time!r} is no time. Write it like 07:30.")
    person.reminders = sorted(set(times))
    person.save(update_fields=["reminders"])


def reminders_of(person: Person) -> list[str]:
    """Give the times as "HH:MM", in order."""
    return list(person.reminders)


def _first_person() -> Person | None:
    return Person.objects.order_by("created_at").first()


def _make_first_person() -> Person:
    """Make the person, unless another request was quicker."""
    with transaction.atomic():
        return _first_person() or Person.objects.create()

"""Whose diary this is."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from supine.diary.models import Person, Side


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


def _first_person() -> Person | None:
    return Person.objects.order_by("created_at").first()


def _make_first_person() -> Person:
    """Make the person, unless another request was quicker."""
    with transaction.atomic():
        return _first_person() or Person.objects.create()

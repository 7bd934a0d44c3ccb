"""Storing what a form said, at this moment, by this machine's clock."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils import timezone

from supine.care import ScreeningKind, screening_outcome
from supine.diary.checkins import record_check_in
from supine.diary.models import CheckIn, Person, Session
from supine.diary.people import remember_leg_side
from supine.diary.screening import record_screening
from supine.library.care_cards import Answer, ListName
from supine.web import shelf
from supine.web.forms import NEITHER, ScoresForm, WorstForm


def store_screening(
    person: Person, kind: ScreeningKind, answers: Mapping[ListName, Answer]
) -> None:
    """Store the answers about warning signs with what follows from them."""
    signs = shelf.library().warning_signs
    outcome = screening_outcome(kind, answers, signs.rules)
    record_screening(person, kind, answers, signs.version, outcome, timezone.localtime())


def store_scores(
    person: Person,
    moment: CheckIn.Moment,
    form: ScoresForm | WorstForm,
    session: Session | None = None,
) -> CheckIn:
    """Store the scores; what was skipped is missing."""
    leg_side = form["leg_side"].value() if "leg_side" in form.fields else None
    if leg_side == NEITHER:
        # In the diary an empty side stands for "as before", so it is taken back by itself.
        remember_leg_side(person, "")
    return record_check_in(person, moment, form.scores(), timezone.localtime(), session)

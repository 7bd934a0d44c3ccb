"""What a person says of the last days, and how offers were answered."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from supine.care import Statement, Today
from supine.diary.clock import utc_offset_minutes
from supine.diary.models import OfferAnswer, Person, Remark
from supine.diary.plan_state import forget_plan


def record_statement(person: Person, statement: str, at: datetime) -> Remark:
    """Store a statement: flare, kept-from-sleep-or-work or low-or-worried. Raises ValueError."""
    forget_plan(person, at)
    return Remark.objects.create(
        person=person,
        statement=Statement(statement).value,
        stated_at=at,
        utc_offset_minutes=utc_offset_minutes(at),
    )


def answer_offer(
    person: Person,
    offer_id: str,
    taken: bool,  # noqa: FBT001 - it is the answer
    at: datetime,
    today: Today,
) -> OfferAnswer | None:
    """Store the answer with the offer's reasons. None: it does not stand any more, nothing stored.

    today: as it is before the answer; afterwards `today_of` has to be asked again.
    """
    offer = next((one for one in today.offers if one.id == offer_id), None)
    if offer is None:
        return None
    forget_plan(person, at)
    return OfferAnswer.objects.create(
        person=person,
        offer=offer.id,
        kind=offer.kind.value,
        say=offer.say,
        because=list(offer.because),
        moves=[asdict(move) for move in offer.moves],
        sessions_a_day=list(offer.sessions_a_day) if offer.sessions_a_day else None,
        taken=taken,
        answered_at=at,
        utc_offset_minutes=utc_offset_minutes(at),
    )


def offers_answered(person: Person) -> list[OfferAnswer]:
    """Give every answer to an offer, the newest first."""
    return list(person.offer_answers.order_by("-answered_at", "-id"))

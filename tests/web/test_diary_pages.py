"""After a session, in the diary, and correcting what was entered."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from supine.diary.models import CheckIn, Person, Session
from tests.web.cast import Alice, event, text_of


@pytest.fixture(autouse=True)
def ready(alice: Alice) -> None:
    alice.is_ready(back="2", leg="3", reach="1")


@pytest.fixture
def session(alice: Alice) -> Session:
    """Give a session with two knee wags to the left and one to the right, then pain."""
    begun = alice.starts()
    at = timezone.now() - timedelta(minutes=2)
    wag: dict[str, Any] = {"movement": "knee-wags", "at": at}
    hurt = {"where": "leg_further", "then": "end"}
    alice.reports(
        begun.pk,
        event("rep_done", seconds=40, side="left", rep=1, **wag),
        event("rep_done", seconds=42, side="right", rep=1, **wag),
        event("rep_done", seconds=44, side="left", rep=2, **wag),
        event("hurts", seconds=46, detail=hurt, **wag),
        event("ended", seconds=47, at=at, detail={"why": "pain"}),
    )
    begun.refresh_from_db()
    return begun


def test_the_page_afterwards_says_what_was_done_and_why_it_stopped(
    alice: Alice, session: Session
) -> None:
    words = text_of(alice.get(f"/after/{session.pk}/"))

    assert "Knee wags: left 2 of 8, right 1 of 8" in words
    assert "it hurt further down the leg" in words
    assert "Stopping was right." in words


def test_worst_and_now_are_stored_with_the_session(alice: Alice, session: Session) -> None:
    answer = alice.post(
        f"/after/{session.pk}/",
        **{"worst-back": "5", "worst-leg": "", "now-back": "0", "now-leg": "2", "now-reach": "3"},
    )

    assert answer["Location"] == f"/diary/{session.pk}/"
    worst = session.check_ins.get(moment=CheckIn.Moment.WORST)
    after = session.check_ins.get(moment=CheckIn.Moment.AFTER)
    assert (worst.back, worst.leg, worst.reach) == (5, None, None)
    assert (after.back, after.leg, after.reach) == (0, 2, 3)


def test_all_of_it_can_be_skipped(alice: Alice, session: Session) -> None:
    alice.post(f"/after/{session.pk}/")

    after = session.check_ins.get(moment=CheckIn.Moment.AFTER)
    assert (after.back, after.leg, after.reach) == (None, None, None)


def test_what_was_given_once_is_corrected_and_not_asked_again(
    alice: Alice, session: Session
) -> None:
    alice.post(f"/after/{session.pk}/")

    assert alice.get(f"/after/{session.pk}/")["Location"] == f"/diary/{session.pk}/"


def test_the_diary_tells_sessions_plainly(alice: Alice, session: Session) -> None:
    alice.post(f"/after/{session.pk}/", **{"now-back": "1"})

    words = text_of(alice.get("/diary/"))

    assert "The three minutes" in words
    assert "Stopped because of pain" in words
    assert "Knee wags: left 2 of 8, right 1 of 8" in words
    assert "streak" not in words.lower()


def test_an_empty_diary_says_so(alice: Alice) -> None:
    assert "Nothing here yet" in text_of(alice.get("/diary/"))


def test_scores_without_a_session_stand_in_the_diary_too(alice: Alice) -> None:
    alice.gives_scores(back="8")

    words = text_of(alice.get("/diary/"))

    assert "without a session" in words
    assert "back 8" in words


def test_one_session_is_told_in_full(alice: Alice, session: Session) -> None:
    words = text_of(alice.get(f"/diary/{session.pk}/"))

    assert "Stopped because of pain" in words
    assert "left 2 of 8" in words
    assert "Add how it was" in words


def test_an_entry_can_be_corrected_and_the_old_value_is_shown(alice: Alice, person: Person) -> None:
    check_in = person.check_ins.get()

    alice.post(f"/check-ins/{check_in.pk}/", back="4", leg="3", reach="")

    check_in.refresh_from_db()
    assert (check_in.back, check_in.leg, check_in.reach) == (4, 3, None)
    assert check_in.leg_side == "left"
    words = text_of(alice.get(f"/check-ins/{check_in.pk}/"))
    assert "back was 2" in words
    assert "how far down was buttock" in words


def test_a_missing_score_shows_as_skipped_when_corrected(alice: Alice, person: Person) -> None:
    alice.gives_scores(leg="0")
    check_in = person.check_ins.order_by("answered_at").last()
    assert check_in is not None

    page = alice.get(f"/check-ins/{check_in.pk}/").content.decode()

    assert 'name="back" value="" aria-' not in page
    assert 'name="back" value="" checked' in page
    assert 'name="leg" value="0" aria-describedby="scale" checked' in page


def test_a_correction_off_the_scale_changes_nothing(alice: Alice, person: Person) -> None:
    check_in = person.check_ins.get()

    answer = alice.post(f"/check-ins/{check_in.pk}/", back="12")

    assert answer.status_code == 400
    assert not check_in.corrections.exists()


def test_this_week_stands_on_the_start_page(alice: Alice, session: Session) -> None:
    assert session.state == Session.State.ENDED

    assert f"{timezone.localtime():%A}: exercises" in text_of(alice.get("/"))


def test_the_start_page_says_both_lengths_and_offers_the_sound(alice: Alice) -> None:
    answer = alice.get("/")

    words = text_of(answer)
    assert "of movement" in words
    assert "in all with getting down" in words
    assert "/tracks/three-minute.mp3?words=full" in answer.content.decode()
    assert "items=knee-wags.8" in answer.content.decode()


@pytest.mark.parametrize("path", ["/diary/{}/", "/after/{}/", "/check-ins/{}/"])
def test_what_is_not_there_is_not_found(alice: Alice, path: str) -> None:
    answer = alice.get(path.format("00000000-0000-4000-8000-000000000000"))

    assert answer.status_code == 404
    assert "nothing at this address" in text_of(answer)

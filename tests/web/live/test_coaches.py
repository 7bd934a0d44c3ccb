"""The real coaches behind the live socket: what is worked out of the cards, where and when."""

from __future__ import annotations

import asyncio
import json
import struct
import threading
import uuid
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from supine.coach import Coach, Frame, FreeCoach, Rep, pattern_of
from supine.footage.recording import read_recording
from supine.library import Library, shipped_library
from supine.web import shelf
from supine.web.asgi import build_application
from supine.web.live import Limits, Live, make_ticket
from supine.web.live.patterns import Patterns, Ready, UnknownMovementError, prepare
from tests.web.live.pages import LedCoaches, opened

RECORDINGS = Path(__file__).parents[2] / "recordings"

pytestmark = pytest.mark.anyio


def test_a_card_makes_its_coach_and_a_movement_without_one_the_free_coach() -> None:
    wags = prepare(shipped_library(), "knee-wags")
    free = prepare(shipped_library(), "any")

    assert (wags.timed, wags.settles) == (False, True)
    assert isinstance(wags.coach(1.5), Coach)
    assert (free.timed, free.settles) == (False, False)
    assert isinstance(free.coach(1.5), FreeCoach)


def test_what_cannot_be_seen_is_timed_and_waits_for_nobody() -> None:
    squeeze = prepare(shipped_library(), "lying-adductor-squeeze")

    assert (squeeze.timed, squeeze.settles) == (True, False)


def test_a_movements_own_sentence_comes_before_the_general_one() -> None:
    library = shipped_library()
    march = library.movements["lying-psoas-march"]
    words = march.words.model_copy(update={"cues": {"slower": "Let the leg come down slowly."}})
    changed = {**library.movements, march.id: replace(march, words=words)}

    said = prepare(replace(library, movements=changed), march.id).words

    assert said.cues["slower"] == "Let the leg come down slowly."
    assert said.cues["both-sides"] == library.camera_words.cues["both-sides"]
    assert said.unseen == library.camera_words.unseen


async def test_a_real_coach_watches_a_set_from_its_beginning_to_its_summary() -> None:
    app = build_application(Live())
    async with opened(app, make_ticket(uuid.uuid4())) as page:
        begun = await page.begins(movement="knee-wags")
        for batch in range(30):
            await page.shows(None, None, None, at=batch * 0.3)
        await page.says("over", set="3/0")
        heard = await page.hears_all()

    assert (begun["timed"], begun["settled"]) == (False, False)
    assert {"kind": "cannot_see", "why": "nobody"}.items() <= heard[0].items()
    assert heard[0]["text"] == shipped_library().camera_words.unseen["nobody"]
    assert heard[-1]["kind"] == "summary"
    assert heard[-1]["sides"] == {}
    assert heard[-1]["notes"] == ["never-settled"]


async def test_a_recording_counts_through_the_socket_as_it_does_without() -> None:
    told = json.loads((RECORDINGS / "truth.json").read_text())
    shown = next(each for each in told if each["movement"] == "knee-wags")
    recording = read_recording(RECORDINGS / shown["file"])
    frames, aspect = recording.frames, recording.aspect
    coach = Coach(pattern_of(shipped_library(), "knee-wags"), aspect)
    alone = [event for frame in frames for event in coach.see(frame) if isinstance(event, Rep)]

    live = Live(Limits(frames_a_second=1e6, at_once=1e6))
    async with opened(build_application(live), make_ticket(uuid.uuid4())) as page:
        await page.begins(aspect=aspect)
        for first in range(0, len(frames), 3):
            await page.sends(data=packed(first, frames[first : first + 3]))
        await page.says("over", set="3/0")
        heard = await page.hears_all()

    assert alone != []
    reps = [each for each in heard if each["kind"] == "rep"]
    assert [each["side"] for each in reps] == [rep.side for rep in alone]
    assert reps[-1]["counted"]["left"] == coach.tally().sides["left"].reps
    assert heard[-1]["sides"]["right"]["reps"] == coach.tally().sides["right"].reps


def packed(number: int, frames: Sequence[Frame]) -> bytes:
    """Write frames as a page does."""
    parts = [struct.pack("<II", number, len(frames))]
    for frame in frames:
        points = np.full((33, 4), np.nan) if frame.landmarks is None else frame.landmarks
        parts.append(struct.pack("<d", frame.at_seconds) + points.astype("<f4").tobytes())
    return b"".join(parts)


async def test_cards_are_worked_out_off_the_loop_once_and_again_when_they_change(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    edition, threads, coaches = 1, [], LedCoaches()
    monkeypatch.setattr(shelf, "edition", lambda: edition)

    def work_out(library: Library, movement: str) -> Ready:
        threads.append(threading.current_thread())
        return coaches.prepare(library, movement)

    patterns = Patterns(work_out)
    first, same = await asyncio.gather(patterns.ready("knee-wags"), patterns.ready("knee-wags"))
    edition = 2
    changed = await patterns.ready("knee-wags")

    assert first is same
    assert changed is not first
    assert len(threads) == 2
    assert threading.current_thread() not in threads


async def test_a_failure_is_not_kept() -> None:
    coaches = LedCoaches()
    tried = 0

    def fails_once(library: Library, movement: str) -> Ready:
        nonlocal tried
        tried += 1
        if tried == 1:
            raise MemoryError
        return coaches.prepare(library, movement)

    patterns = Patterns(fails_once)
    with pytest.raises(MemoryError):
        await patterns.ready("knee-wags")

    assert (await patterns.ready("knee-wags")).timed is False


async def test_what_the_library_does_not_have_is_not_even_tried() -> None:
    coaches = LedCoaches()

    with pytest.raises(UnknownMovementError):
        await Patterns(coaches.prepare).ready("cartwheel")

    assert coaches.asked == []

"""A movement of one's own: one new folder in the data folder, and it is everywhere."""

from __future__ import annotations

import json
import uuid
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from django.conf import settings
from pypdf import PdfReader
from starlette.types import ASGIApp

from supine.library import Item
from supine.library.things import RoutineCard
from supine.library.words import RoutineWords
from supine.voice import SAMPLE_RATE, Samples, decode, reading_seconds, tone_samples
from supine.web import shelf, sounds
from supine.web.asgi import build_application
from tests.own_cards import copied, rewrite
from tests.voice.recordings import beginning_of, noise
from tests.web.asgi_call import ask
from tests.web.cast import Alice, event

SHIPPED_WORDS = 'over: "Like this. Breathe out, and both knees tip to one side."'
OWN_WORDS = "Let both knees float over like a leaf."
MOTION = "/motions/leaf-wags.json"
CHOICES = "reps=5&words=full&pace=normal&down=20"


@pytest.fixture
def leaf() -> Path:
    """Add the knee wags under another name and with a sentence of their own, as one new folder."""
    folder = copied(Path(settings.LIBRARY_FOLDER), "movements", "knee-wags", "leaf-wags")
    rewrite(folder / "words.en.yaml", "name: Knee wags", "name: Leaf wags")
    rewrite(folder / "words.en.yaml", SHIPPED_WORDS, f"over: {OWN_WORDS}")
    return folder


@pytest.fixture
def app(leaf: Path) -> ASGIApp:  # noqa: ARG001 - its own cards are there before it runs
    card = RoutineCard(
        id="my-leaf", version=1, rest_seconds=4, items=(Item(movement="leaf-wags", reps=5),)
    )
    shelf.save_routine(card, RoutineWords(name="My leaf", aim="Loosens the hips."))
    return build_application()


def told(app: ASGIApp, path: str) -> dict[str, Any]:
    answer = ask(app, path)
    assert answer.status == 200, answer.text
    found: dict[str, Any] = json.loads(answer.text)
    return found


def heard(app: ASGIApp, tmp_path: Path) -> Samples:
    answer = ask(app, f"/tracks/my-leaf.webm?{CHOICES}&voice=100&tones=100")
    assert answer.status == 200, answer.text
    file = tmp_path / "heard.webm"
    file.write_bytes(answer.body)
    return decode(file)


def test_it_is_on_the_stage(app: ASGIApp) -> None:
    motion = told(app, f"{MOTION}?figure=man")

    assert (motion["movement"], motion["figure"]) == ("leaf-wags", "man")
    assert {clip["side"] for clip in motion["clips"]} == {"left", "right"}


def test_the_stage_follows_a_changed_card_and_keeps_the_others(app: ASGIApp, leaf: Path) -> None:
    before = ask(app, MOTION)
    others = ask(app, "/motions/knee-wags.json")
    rewrite(leaf / "card.yaml", "over_reps: 6", "over_reps: 3")

    after = ask(app, MOTION, if_none_match=before.headers["etag"])

    assert after.status == 200
    assert after.body != before.body
    assert ask(app, "/motions/knee-wags.json", if_none_match=others.headers["etag"]).status == 304


@pytest.mark.django_db
def test_it_is_in_a_routines_timeline_with_its_own_words_to_read(app: ASGIApp) -> None:
    timeline = told(app, f"/timelines/my-leaf.json?{CHOICES}")

    (made,) = timeline["sets"]
    assert (made["movement"], made["name"], made["reps"]) == ("leaf-wags", "Leaf wags", 5)
    (own,) = [cue for cue in timeline["cues"] if cue["text"] == OWN_WORDS]
    assert (own["kind"], own["seconds"]) == ("read", reading_seconds(OWN_WORDS))
    assert {cue["kind"] for cue in timeline["cues"]} == {"say", "count", "tone", "read"}


@pytest.mark.django_db
def test_its_track_has_a_tone_where_its_own_words_belong(app: ASGIApp, tmp_path: Path) -> None:
    timeline = told(app, f"/timelines/my-leaf.json?{CHOICES}")
    track = heard(app, tmp_path)

    assert len(track) / SAMPLE_RATE == pytest.approx(timeline["seconds"], abs=0.05)
    (own,) = [cue for cue in timeline["cues"] if cue["text"] == OWN_WORDS]
    tone = tone_samples("tick")
    assert beginning_of(tone, track, own["at"]) == pytest.approx(own["at"], abs=0.01)
    first, last = (round((own["at"] + after) * SAMPLE_RATE) for after in (0.2, own["seconds"]))
    assert np.abs(track[first:last]).max() < 0.01


@pytest.mark.django_db
def test_where_the_voice_is_installed_it_says_them(
    app: ASGIApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = noise(1.5)
    monkeypatch.setattr(sounds, "installed_speaker", lambda: lambda _text, _speed: [said])

    timeline = told(app, f"/timelines/my-leaf.json?{CHOICES}")
    track = heard(app, tmp_path)

    (own,) = [cue for cue in timeline["cues"] if cue["text"] == OWN_WORDS]
    assert (own["kind"], own["seconds"]) == ("say", pytest.approx(1.5, abs=0.1))
    assert beginning_of(said, track, own["at"]) == pytest.approx(own["at"], abs=0.02)
    assert len(track) / SAMPLE_RATE == pytest.approx(timeline["seconds"], abs=0.05)


@pytest.mark.django_db
def test_a_timeline_follows_a_changed_card(app: ASGIApp, leaf: Path) -> None:
    before = told(app, f"/timelines/my-leaf.json?{CHOICES}")
    rewrite(leaf / "words.en.yaml", OWN_WORDS, "Roll over.")

    after = told(app, f"/timelines/my-leaf.json?{CHOICES}")

    assert OWN_WORDS not in {cue["text"] for cue in after["cues"]}
    assert after["seconds"] < before["seconds"]


def test_it_has_a_page(leaf: Path, alice: Alice) -> None:
    assert leaf.is_dir()
    page = alice.arrives().get("/movements/leaf-wags/").content.decode()

    assert "Leaf wags" in page
    assert OWN_WORDS in page


def test_it_is_in_the_library_and_on_the_page_of_its_routine(app: ASGIApp, alice: Alice) -> None:
    assert app is not None
    alice.arrives()

    found = alice.get("/library/?q=leaf").content.decode()
    routine = alice.get("/routines/my-leaf/").content.decode()

    assert 'href="/movements/leaf-wags/"' in found
    assert 'href="/routines/my-leaf/"' in found
    assert 'href="/movements/knee-wags/"' not in found
    assert 'href="/movements/leaf-wags/"' in routine


def test_it_is_printed_with_its_own_words(app: ASGIApp, alice: Alice) -> None:
    assert app is not None
    answer = alice.arrives().get("/handouts/my-leaf.pdf")

    pages = PdfReader(BytesIO(answer.content)).pages
    printed = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert "My leaf" in printed
    assert "Leaf wags" in printed
    assert "5 on each side" in printed
    assert OWN_WORDS in printed


def test_an_own_routine_is_played_and_outlives_its_card_in_the_diary(
    app: ASGIApp, alice: Alice
) -> None:
    assert app is not None
    alice.is_ready(back="1", leg="1", reach="1")
    assert alice.plays("my-leaf")["routine"] == "my-leaf"
    session = uuid.uuid4()
    detail = {"routine": "my-leaf", "options": {"reps": 5}}
    assert alice.reports(session, event("started", detail=detail)).status_code == 200
    assert "/play/my-leaf/" in alice.get("/").content.decode()

    shelf.remove_routine("my-leaf")

    home = alice.get("/").content.decode()
    assert "My leaf" in home
    assert "/play/my-leaf/" not in home
    assert alice.get("/play/my-leaf/").status_code == 404
    assert "My leaf" in alice.get(f"/diary/{session}/").content.decode()


@pytest.mark.django_db
def test_a_wrong_own_card_is_said_and_nothing_else_stops(
    app: ASGIApp, leaf: Path, alice: Alice
) -> None:
    rewrite(leaf / "card.yaml", "version: 1", "version: one")

    faults = {(problem.file, problem.place) for problem in shelf.problems()}

    routine = Path(settings.LIBRARY_FOLDER) / "routines" / "my-leaf"
    assert (str(leaf / "card.yaml"), "version") in faults
    assert (str(routine / "card.yaml"), "items[0].movement") in faults
    assert ask(app, MOTION).status == 404
    assert ask(app, "/timelines/my-leaf.json").status == 404
    assert ask(app, "/motions/knee-wags.json").status == 200
    alice.arrives()
    assert alice.get("/movements/leaf-wags/").status_code == 404
    assert alice.get("/").status_code == 200

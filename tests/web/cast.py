"""Alice at the pages: she answers, starts, and reads what they say."""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.test import Client
from django.utils import timezone

from supine.diary.models import Session

if TYPE_CHECKING:
    # What the test client gives has a name only in Django's stubs.
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

NONE_TICKED = {"emergency": "none", "urgent": "none", "cautions": "none", "leg_side": "left"}
PUBLISHED = {"back_green": "3", "back_amber": "5", "leg_green": "2", "leg_amber": "4"}
STARTED: dict[str, Any] = {
    "detail": {
        "routine": "three-minute",
        "options": {"reps": 8, "words": "short", "pace": "slower", "down": 30, "voice": 70},
    }
}


@dataclass
class Alice:
    """Somebody with a browser. Every answer is the server's, not followed where it redirects."""

    client: Client

    def get(self, path: str) -> Answer:
        return self.client.get(path)

    def post(self, path: str, **answers: object) -> Answer:
        return self.client.post(path, answers)

    def answers_the_first_list(self, **answers: object) -> Answer:
        return self.post("/first/", **{**NONE_TICKED, **answers})

    def confirms_the_limits(self, **limits: str) -> Answer:
        return self.post("/limits/", **{**PUBLISHED, **limits})

    def arrives(self) -> Alice:
        """Answer all that comes before the first page."""
        self.answers_the_first_list()
        self.confirms_the_limits()
        return self

    def answers_today(self, daily: str = "none") -> Answer:
        return self.post("/before/three-minute/", daily=daily)

    def gives_scores(self, **scores: object) -> Answer:
        return self.post("/before/three-minute/now/", **scores)

    def is_ready(self, **scores: object) -> Alice:
        """Answer all that comes before a session."""
        self.arrives()
        self.answers_today()
        self.gives_scores(**scores)
        return self

    def reports(self, session: uuid.UUID, *events: Mapping[str, Any]) -> Answer:
        body = json.dumps({"events": events})
        path = f"/sessions/{session}/events/"
        return self.client.post(path, body, content_type="application/json")

    def starts(self, *, ago: timedelta = timedelta(minutes=3)) -> Session:
        """Start a session some time ago, and report it."""
        session = uuid.uuid4()
        answer = self.reports(session, event("started", at=timezone.now() - ago, **STARTED))
        assert answer.status_code == 200, answer.content
        return Session.objects.get(pk=session)

    def plays(self, routine: str = "three-minute") -> dict[str, Any]:
        """Open the player, and give what the page tells it."""
        answer = self.get(f"/play/{routine}/")
        assert answer.status_code == 200
        found = re.search(
            r'<script id="player-data"[^>]*>(.*?)</script>', answer.content.decode(), re.DOTALL
        )
        assert found is not None
        told: dict[str, Any] = json.loads(found[1])
        return told


def event(
    kind: str, *, at: datetime | None = None, seconds: float = 0, **more: object
) -> dict[str, Any]:
    """Give an event as the player sends it."""
    return {
        "id": str(uuid.uuid4()),
        "kind": kind,
        "at_seconds": seconds,
        "happened_at": (at or timezone.now()).isoformat(),
        "movement": None,
        "side": None,
        "rep": None,
        "detail": {},
        **more,
    }


def json_of(answer: Answer) -> dict[str, Any]:
    """Give what a machine reads in an answer."""
    told: dict[str, Any] = json.loads(answer.content)
    return told


def text_of(answer: Answer) -> str:
    """Give the words of a page, without its tags, in one line."""
    body = re.sub(r"<(script|style|title)\b.*?</\1>", " ", answer.content.decode(), flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())

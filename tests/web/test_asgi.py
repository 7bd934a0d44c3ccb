"""The application as a whole: who may ask, and what is answered before Django."""

from __future__ import annotations

import errno
import gzip
import threading
from pathlib import Path

import pytest
from starlette.types import ASGIApp

from supine import __version__
from supine.timeline import Timeline
from supine.voice import ClipStore, TrackError, Volumes
from supine.web import sounds
from supine.web.asgi import build_application
from tests.web.asgi_call import HERE, ask, knock

TEN_BYTES = b"0123456789"


@pytest.fixture
def app(built: Path) -> ASGIApp:
    (built / "pages.ba9876543210.css").write_bytes(b"body{}" * 100)
    (built / "pages.ba9876543210.css.gz").write_bytes(gzip.compress(b"body{}" * 100))
    (built / "pages.ba9876543210.css.br").write_bytes(b"brotli")
    (built / "pages.0123456789ab.js").write_bytes(b"export {}")
    return build_application()


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[tuple[str, Volumes, str]]:
    """Render every sound as ten bytes; give what was asked for: routine, volumes, thread."""
    asked: list[tuple[str, Volumes, str]] = []

    def ten_bytes(
        timeline: Timeline, _clips: ClipStore, volumes: Volumes, container: str, _folder: Path
    ) -> Path:
        asked.append((timeline.routine, volumes, threading.current_thread().name))
        path = tmp_path / f"track.{container}"
        path.write_bytes(TEN_BYTES)
        return path

    monkeypatch.setattr(sounds, "track_file", ten_bytes)
    return asked


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:8707", "127.0.0.1", "127.0.0.1:9999", "localhost.evil:8707", ""],
)
@pytest.mark.parametrize("path", ["/about/", "/alive.json", "/built/pages.0123456789ab.js"])
def test_another_name_for_this_machine_is_refused_everywhere(
    app: ASGIApp, host: str, path: str
) -> None:
    answer = ask(app, path, host=host)

    assert answer.status == 421
    assert answer.text.startswith("Supine answers only at its own address")


@pytest.mark.parametrize("host", ["127.0.0.1:8707", "localhost:8707", "[::1]:8707"])
def test_its_own_names_are_answered(app: ASGIApp, host: str) -> None:
    assert ask(app, "/about/", host=host).status == 200


@pytest.mark.parametrize(
    "origin",
    ["http://evil.example", "null", "http://127.0.0.1:9999", f"https://{HERE}", "http://localhost"],
)
def test_an_entry_sent_by_another_site_is_refused(app: ASGIApp, origin: str) -> None:
    answer = ask(app, "/first/", method="POST", origin=origin)

    assert answer.status == 403
    assert answer.text == "Supine takes no entries from other sites."


def test_an_entry_that_a_browser_marks_as_foreign_is_refused(app: ASGIApp) -> None:
    assert ask(app, "/first/", method="POST", sec_fetch_site="cross-site").status == 403


def test_an_entry_of_our_own_page_still_needs_its_token(app: ASGIApp) -> None:
    answer = ask(app, "/first/", method="POST", origin=f"http://{HERE}")

    assert answer.status == 403
    assert "Please try that again" in answer.text


@pytest.mark.parametrize("origin", [{}, {"origin": "http://evil.example"}])
def test_a_socket_from_elsewhere_is_closed_with_the_reason(
    app: ASGIApp, origin: dict[str, str]
) -> None:
    message = knock(app, "/live/", **origin)

    assert message["type"] == "websocket.close"
    assert message["code"] == 1008


def test_a_socket_nobody_answers_is_closed(app: ASGIApp) -> None:
    assert knock(app, "/elsewhere/", origin=f"http://{HERE}")["type"] == "websocket.close"


def test_every_answer_keeps_to_this_site(app: ASGIApp) -> None:
    for path in ("/about/", "/alive.json", "/built/pages.0123456789ab.js", "/built/no.js"):
        headers = ask(app, path).headers
        assert headers["cross-origin-resource-policy"] == "same-origin"
        assert headers["x-content-type-options"] == "nosniff"
        assert "camera=(self), microphone=()" in headers["permissions-policy"]


@pytest.mark.parametrize(
    ("accepts", "encoding"), [("br, gzip", "br"), ("gzip", "gzip"), ("identity", None)]
)
def test_a_built_file_comes_as_compressed_as_the_browser_takes_it(
    app: ASGIApp, accepts: str, encoding: str | None
) -> None:
    answer = ask(app, "/built/pages.ba9876543210.css", accept_encoding=accepts)

    assert answer.status == 200
    assert answer.headers.get("content-encoding") == encoding
    assert answer.headers["content-type"].startswith("text/css")
    assert len(answer.body) == int(answer.headers["content-length"])


def test_a_hashed_file_is_cached_for_ever_and_asked_for_once(app: ASGIApp) -> None:
    answer = ask(app, "/built/pages.0123456789ab.js")

    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["content-type"].startswith("text/javascript")
    again = ask(app, "/built/pages.0123456789ab.js", if_none_match=answer.headers["etag"])
    assert (again.status, again.body) == (304, b"")


def test_head_tells_the_length_without_the_file(app: ASGIApp) -> None:
    answer = ask(app, "/built/pages.0123456789ab.js", method="HEAD")

    assert (answer.status, answer.body) == (200, b"")
    assert answer.headers["content-length"] == "9"


@pytest.mark.parametrize("path", ["/built/no.js", "/built/../settings.py", "/built/%2e%2e/urls.py"])
def test_nothing_but_built_files_is_served_there(app: ASGIApp, path: str) -> None:
    assert ask(app, path).status == 404


@pytest.mark.usefixtures("rendered")
def test_a_track_can_be_played_from_the_middle(app: ASGIApp) -> None:
    whole = ask(app, "/tracks/three-minute.webm")
    part = ask(app, "/tracks/three-minute.webm", range="bytes=4-6")

    assert (whole.status, whole.body) == (200, TEN_BYTES)
    assert whole.headers["accept-ranges"] == "bytes"
    assert whole.headers["content-type"] == "audio/webm"
    assert "content-disposition" not in whole.headers
    assert (part.status, part.body) == (206, b"456")
    assert part.headers["content-range"] == "bytes 4-6/10"


@pytest.mark.usefixtures("rendered")
def test_a_download_has_a_name(app: ASGIApp) -> None:
    answer = ask(app, "/tracks/three-minute.mp3?reps=8&download=1")

    assert answer.headers["content-type"] == "audio/mpeg"
    assert 'filename="supine-three-minute.mp3"' in answer.headers["content-disposition"]


def test_a_track_is_rendered_as_loud_as_asked_and_never_on_the_loop(
    app: ASGIApp, rendered: list[tuple[str, Volumes, str]]
) -> None:
    ask(app, "/tracks/three-minute.webm?voice=70&tones=0")
    ask(app, "/sounds/sound-check.mp4")

    (track, loud, thread), (sound, usual, _) = rendered
    assert (track, loud.voice, loud.tones) == ("three-minute", 0.7, 0.0)
    assert (sound, usual) == ("sound-check", Volumes())
    assert thread != threading.main_thread().name


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("voice=101", "voice=101"),
        ("voice=-1", "voice=-1"),
        ("tones=loud", "tones=loud"),
        ("tones=5.5", "tones=5.5"),
        ("reps=99", "99"),
        ("words=many", "many"),
    ],
)
def test_an_impossible_choice_is_refused_in_a_sentence(
    app: ASGIApp, query: str, named: str
) -> None:
    answer = ask(app, f"/tracks/three-minute.webm?{query}")

    assert answer.status == 400
    assert named in answer.text
    assert answer.text.endswith(".")


@pytest.mark.parametrize(
    "path", ["/tracks/ten-minute.webm", "/tracks/three-minute.wav", "/sounds/moo.webm"]
)
def test_a_sound_that_is_not_there_is_not_found(app: ASGIApp, path: str) -> None:
    answer = ask(app, path)

    assert answer.status == 404
    assert "Traceback" not in answer.text


def test_a_full_disk_is_said_plainly(app: ASGIApp, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> Path:
        raise TrackError(Path("track.webm"), errno.ENOSPC)

    monkeypatch.setattr(sounds, "track_file", full)

    answer = ask(app, "/sounds/stopped.webm")

    assert (answer.status, answer.text) == (507, "The sound could not be kept: is the disk full?")


def test_a_short_sound_is_really_rendered(app: ASGIApp) -> None:
    answer = ask(app, "/sounds/stopped.webm")

    assert answer.status == 200
    assert answer.body.startswith(b"\x1aE\xdf\xa3")


def test_who_runs_here_is_told_without_the_folders_name(app: ASGIApp) -> None:
    answer = ask(app, "/alive.json")

    assert f'"supine":"{__version__}"' in answer.text
    assert "/" not in answer.text

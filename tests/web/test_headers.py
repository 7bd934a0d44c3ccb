"""What every page sends along, and what it never holds."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from supine.web.templatetags.assets import asset, asset_script, asset_style
from tests.web.cast import Alice, text_of

POLICY = {
    "default-src": "'self'",
    "script-src": "'self' 'wasm-unsafe-eval'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "media-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
BEFORE_THE_LIST = ["/first/", "/about/", "/nothing/"]
PAGES = [
    *BEFORE_THE_LIST,
    "/",
    "/diary/",
    "/before/three-minute/",
    "/before/three-minute/now/",
    "/play/three-minute/",
    "/movements/knee-wags/",
    "/library/",
    "/routines/three-minute/",
    "/routines/new/",
]


@pytest.fixture
def ready(alice: Alice) -> Alice:
    return alice.is_ready(back="2")


@pytest.mark.parametrize("path", PAGES)
def test_every_page_has_the_strict_policy(ready: Alice, path: str) -> None:
    answer = ready.get(path)

    sent = [part.strip().partition(" ") for part in answer["Content-Security-Policy"].split(";")]
    assert {name: values for name, _, values in sent} == POLICY
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("path", PAGES)
def test_no_page_holds_what_its_policy_forbids(ready: Alice, path: str) -> None:
    page = ready.get(path).content.decode()

    assert not re.search(r"\sstyle=", page)
    assert not re.search(r"\son\w+=", page)
    assert "<style" not in page
    for kind, body in re.findall(r"<script([^>]*)>(.*?)</script>", page, re.DOTALL):
        assert "src=" in kind or "application/json" in kind
        assert not (body.strip() and "application/json" not in kind)


@pytest.mark.parametrize("path", PAGES)
def test_no_page_asks_another_site_for_anything(ready: Alice, path: str) -> None:
    page = ready.get(path).content.decode()

    loaded = re.findall(r'<(?:script|link|img|audio|source)\b[^>]*?(?:src|href)="([^"]*)"', page)
    assert loaded
    assert all(address.startswith(("/", "data:")) for address in loaded)


@pytest.mark.parametrize("path", PAGES)
def test_every_page_has_one_heading_a_title_and_a_language(ready: Alice, path: str) -> None:
    page = ready.get(path).content.decode()

    # The player has one for each of its two faces, of which one is hidden.
    seen = re.sub(r"<section[^>]*\bhidden>.*?</section>", "", page, flags=re.DOTALL)
    assert seen.count("<h1") == 1
    assert re.search(r"<title>[^<]*[A-Z][^<]*</title>", page)
    assert '<html lang="en">' in page
    assert "<main" in page


def test_our_cookie_is_for_this_site_and_no_script(ready: Alice) -> None:
    ready.get("/before/three-minute/")

    cookie = ready.client.cookies["supine_csrf"]
    assert cookie["samesite"] == "Strict"
    assert cookie["httponly"]
    assert list(ready.client.cookies) == ["supine_csrf"]


@pytest.mark.parametrize("path", [page for page in PAGES if page != "/about/"])
def test_no_page_calls_anybody_safe_or_cured(ready: Alice, path: str) -> None:
    words = text_of(ready.get(path)).lower()

    for promise in ("you are safe", "no red flags", "cure", "heal", "proven", "streak"):
        assert promise not in words


def test_an_unbuilt_front_end_is_said_in_a_sentence(alice: Alice, built: Path) -> None:
    (built / "manifest.json").unlink()

    answer = alice.get("/about/")

    assert answer.status_code == 503
    assert "run script/start" in text_of(answer)


@pytest.mark.usefixtures("built")
def test_the_manifest_tells_where_the_built_files_lie() -> None:
    assert asset("player") == "/built/player.0123456789ab.js"
    assert asset_script("pages") == (
        '<script type="module" src="/built/pages.0123456789ab.js"></script>'
    )
    assert asset_style("pages") == '<link rel="stylesheet" href="/built/pages.ba9876543210.css">'
    assert asset_style("player") == ""

"""What a real browser hears in a track, against what was put in."""

import base64
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from supine.voice import encode
from tests.voice.recordings import noise

pytestmark = pytest.mark.browser

SECONDS_OF_SILENCE = 3.0
HEAR = """async (content) => {
  const bytes = Uint8Array.from(atob(content), (character) => character.charCodeAt(0));
  const decoder = new OfflineAudioContext(1, 24000, 24000);
  const heard = await decoder.decodeAudioData(bytes.buffer);
  const samples = heard.getChannelData(0);
  return [samples.findIndex((sample) => Math.abs(sample) > 0.05) / 24000, heard.duration];
}"""


@pytest.mark.parametrize("container", ["webm", "ogg", "mp4", "mp3"])
def test_a_browser_hears_a_sound_where_it_was_put(
    container: str, browser: Browser, tmp_path: Path
) -> None:
    track = noise(6)
    track[: int(SECONDS_OF_SILENCE * 24_000)] = 0
    encode(track, tmp_path / "track", container)
    content = base64.b64encode((tmp_path / "track").read_bytes()).decode()

    page = browser.new_page()
    if container == "mp4" and not page.evaluate(
        "new Audio().canPlayType('audio/mp4; codecs=mp4a.40.2')"
    ):
        pytest.skip("this Chromium plays no AAC")
    begins, seconds = page.evaluate(HEAR, content)
    page.close()

    assert begins == pytest.approx(SECONDS_OF_SILENCE, abs=0.020)
    assert seconds == pytest.approx(6, abs=0.050)

from pathlib import Path

import pytest
from pydantic import ValidationError

from supine.voice.pronunciation import Pronunciation


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("Psoas march.", "[Psoas](/soas/) march."),
        ("Lying psoas march.", "Lying [psoas](/soas/) march."),
        ("The calf.", "The kaff."),
        ("The calfskin.", "The calfskin."),
        ("Let go.", "Let [go](/gow/)."),
        ("Let go, and breathe in.", "Let go, and breathe in."),
    ],
)
def test_phrases_and_words_are_respelt_where_they_stand(text: str, spoken: str) -> None:
    pronunciation = Pronunciation(
        phrases={"Let go.": "Let [go](/gow/)."}, words={"psoas": "/soas/", "calf": "kaff"}
    )

    assert pronunciation.spoken(text) == spoken


def test_entries_that_no_phrase_needs_are_named() -> None:
    pronunciation = Pronunciation(
        phrases={"Let go.": "Let gow.", "Old words.": "Owld words."},
        words={"psoas": "/soas/", "calf": "kaff"},
    )

    assert pronunciation.unused(["Let go.", "Psoas march."]) == ["Old words.", "calf"]


def test_an_unknown_key_in_the_pronunciations_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("word: {psoas: so-as}", encoding="utf-8")

    with pytest.raises(ValidationError, match="word"):
        Pronunciation.read(tmp_path / "a.yaml")

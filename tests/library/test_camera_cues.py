"""What a card says of the camera's cues is checked, and each cue has its sentence."""

from pathlib import Path

import pytest

from supine.library import read_library, shipped_library
from supine.timeline import phrases
from tests.library.breaking import Change, broken, setting

CARD = "movements/knee-wags/card.yaml"
WORDS = "movements/knee-wags/words.en.yaml"

BROKEN: dict[str, tuple[str, Change, str, str]] = {
    "a cue without a sentence": (
        CARD,
        setting("camera", "cues", "sing", to={"quicker_than": 0.5}),
        "cues.sing",
        "the text is missing",
    ),
    "a sentence without a cue": (
        WORDS,
        setting("cues", "sing", to="Sing."),
        "cues.sing",
        "nothing uses this text",
    ),
    "a mark in a sentence": (
        WORDS,
        setting("cues", "slower", to="Slower, {side}."),
        "cues.slower",
        "nothing can stand for {side}",
    ),
    "two conditions": (
        CARD,
        setting("camera", "cues", "slower", "uneven_below", to=0.5),
        "camera.cues.slower",
        "exactly one of",
    ),
    "a cue for what no camera sees": (
        CARD,
        setting("camera", "best", to=None),
        "camera",
        "cannot have cues",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_every_way_to_get_a_cue_wrong_is_said_where_it_was_made(name: str, folder: Path) -> None:
    file, change, place, fault = BROKEN[name]

    problems = broken(folder, file, change)
    if not problems:
        _, problems = read_library((folder,))

    assert any(place in one.place and fault in one.fault for one in problems)


def test_a_movements_own_sentence_takes_the_place_of_the_general_one(folder: Path) -> None:
    assert broken(folder, WORDS, setting("cues", "slower", to="Let them roll slowly.")) == ()

    library, _ = read_library((folder,))

    assert library.movements["knee-wags"].words.cues == {"slower": "Let them roll slowly."}
    assert "Let them roll slowly." in phrases(library)


def test_words_for_the_camera_that_are_not_whole_are_a_problem_and_the_shipped_ones_stay(
    folder: Path,
) -> None:
    (folder / "camera").mkdir()
    (folder / "camera/words.en.yaml").write_text("cues: {}\n", encoding="utf-8")

    library, problems = read_library((folder,))

    assert {one.place for one in problems} >= {"unseen", "tired"}
    assert library.camera_words == shipped_library().camera_words


def test_the_voice_knows_all_that_is_said_while_a_camera_watches() -> None:
    library = shipped_library()
    said = library.camera_words

    assert {*said.cues.values(), *said.unseen.values(), said.tired} <= set(phrases(library))

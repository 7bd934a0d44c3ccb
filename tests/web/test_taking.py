"""Taking over a routine that somebody handed on as a file."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from supine.library.things import RoutineCard
from supine.library.words import RoutineWords
from supine.web import shelf
from supine.web.sharing import MOST_BYTES, routine_file
from tests.web.cast import Alice, text_of

CARD = RoutineCard.model_validate(
    {
        "id": "mine",
        "version": 3,
        "rest_seconds": 6,
        "items": [{"movement": "knee-wags", "reps": 12}],
    }
)
WORDS = RoutineWords(name="Mine", aim="For the evening.")
CARD_TEXT = "id: mine\nversion: 1\nrest_seconds: 6\nitems: [{movement: knee-wags}]\n"
WORDS_TEXT = "name: Mine\naim: For the evening.\n"


@pytest.fixture
def reader(alice: Alice) -> Alice:
    return alice.arrives()


def packed(**texts: str) -> bytes:
    """Pack files into a zip; the dot of a name is written as two underscores."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, text in texts.items():
            archive.writestr(name.replace("__", "."), text)
    return made.getvalue()


def take(alice: Alice, content: bytes) -> tuple[int, str]:
    """Send the file; give the status, and where it leads or what the page says."""
    answer = alice.post("/routines/take/", file=SimpleUploadedFile("given.zip", content))
    return answer.status_code, answer.headers.get("Location") or text_of(answer)


def test_what_was_downloaded_can_be_taken_over_elsewhere(reader: Alice) -> None:
    assert take(reader, routine_file(CARD, WORDS).content) == (302, "/routines/mine/")

    taken = shelf.library().routines["mine"]
    assert (taken.card, taken.words) == (CARD, WORDS)
    assert "mine" in shelf.own_ids("routines")


def test_a_routine_that_is_there_already_is_not_replaced(reader: Alice) -> None:
    take(reader, routine_file(CARD, WORDS).content)
    other = WORDS.model_copy(update={"aim": "For the morning."})

    assert take(reader, routine_file(CARD, other).content) == (302, "/routines/mine-2/")

    known = shelf.library().routines
    assert [known[one].words.aim for one in ("mine", "mine-2")] == [WORDS.aim, other.aim]
    assert [known[one].name for one in ("mine", "mine-2")] == ["Mine", "Mine 2"]


def test_the_same_file_taken_twice_is_there_once(reader: Alice) -> None:
    content = routine_file(CARD, WORDS).content
    take(reader, content)

    assert take(reader, content) == (302, "/routines/mine/")
    assert shelf.own_ids("routines") == {"mine"}


def test_a_folder_that_somebody_packed_by_hand_is_taken_as_well(reader: Alice) -> None:
    content = packed(card__yaml=CARD_TEXT, words__en__yaml=WORDS_TEXT, notes="See you soon.")

    assert take(reader, content)[0] == 302


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no zip at all",
        packed(),
        packed(words__en__yaml=WORDS_TEXT),
        packed(card__yaml="x" * (MOST_BYTES + 1), words__en__yaml=WORDS_TEXT),
    ],
)
def test_a_file_without_a_routine_is_refused(reader: Alice, content: bytes) -> None:
    status, said = take(reader, content)

    assert status == 400
    assert "There is no routine in this file." in said
    assert shelf.own_ids("routines") == frozenset()


def test_two_routines_in_one_file_are_refused(reader: Alice) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for folder in ("a", "b"):
            archive.writestr(f"{folder}/card.yaml", CARD_TEXT)
            archive.writestr(f"{folder}/words.en.yaml", WORDS_TEXT)

    assert take(reader, made.getvalue())[0] == 400


@pytest.mark.parametrize(
    ("card", "said"),
    [
        (CARD_TEXT.replace("6", "six"), "card.yaml at rest_seconds"),
        (CARD_TEXT.replace("knee-wags", "moon-walk"), "There is no movement"),
        (CARD_TEXT.replace("mine", "../../etc"), "card.yaml at id"),
        ("{", "card.yaml at line"),
    ],
)
def test_mistakes_in_it_are_told_with_their_place(reader: Alice, card: str, said: str) -> None:
    status, page = take(reader, packed(card__yaml=card, words__en__yaml=WORDS_TEXT))

    assert status == 400
    assert said in page
    assert shelf.own_ids("routines") == frozenset()


def test_missing_words_are_told(reader: Alice) -> None:
    status, page = take(reader, packed(card__yaml=CARD_TEXT))

    assert status == 400
    assert "words.en.yaml" in page


@pytest.mark.usefixtures("nothing_kept")
def test_a_folder_that_takes_nothing_is_said(reader: Alice) -> None:
    status, page = take(reader, routine_file(CARD, WORDS).content)

    assert status == 507
    assert "It could not be kept" in page


def test_without_a_file_the_page_asks_again(reader: Alice) -> None:
    assert reader.get("/routines/take/").status_code == 200
    assert reader.post("/routines/take/").status_code == 400

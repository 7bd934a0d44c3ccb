"""A handout says and shows what the cards say, on either paper, and anybody can read it."""

from io import BytesIO

import pytest
from PIL import Image
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, PdfObject

from supine.library import Library, shipped_library
from supine.share.handout import Paper, handout_pages, handout_pdf
from supine.timeline import Chosen, Options, OptionsError

MILLIMETRES_PER_POINT = 25.4 / 72
SIZES = {Paper.A4: (210, 297), Paper.LETTER: (215.9, 279.4)}


@pytest.fixture(scope="module")
def library() -> Library:
    return shipped_library()


def read(pdf: bytes) -> tuple[PdfReader, str]:
    """Give a PDF, and all its words on one line."""
    reader = PdfReader(BytesIO(pdf))
    text = " ".join(page.extract_text() for page in reader.pages)
    return reader, " ".join(text.split())


def chosen(*items: Chosen) -> Options:
    return Options(items=items)


@pytest.mark.parametrize("paper", list(Paper))
def test_it_has_the_size_of_the_paper_that_was_asked_for(library: Library, paper: Paper) -> None:
    reader, _ = read(handout_pdf(library, library.routines["three-minute"], Options(), paper=paper))

    for page in reader.pages:
        width, height = (float(side) * MILLIMETRES_PER_POINT for side in page.mediabox[2:])
        assert (width, height) == pytest.approx(SIZES[paper], abs=0.5)


@pytest.mark.parametrize("routine_id", sorted(shipped_library().routines))
def test_every_routine_has_one_with_all_its_movements_and_their_words(
    library: Library, routine_id: str
) -> None:
    routine = library.routines[routine_id]

    _, text = read(handout_pdf(library, routine, Options()))

    assert routine.name in text
    assert routine.words.aim in text
    for sentence in routine.words.leave_out:
        assert sentence in text
    for item in routine.card.items:
        words = library.movements[item.movement].words
        assert words.name in text
        for sentence in words.show.values():
            assert sentence in text


def test_doses_are_said_in_words(library: Library) -> None:
    options = chosen(
        Chosen("knee-wags", 7),
        Chosen("lying-adductor-squeeze", 9, hold_seconds=4),
    )

    _, text = read(handout_pdf(library, library.routines["three-minute"], options))

    assert "7 on each side" in text
    assert "9 times, hold 4 seconds" in text
    assert "Lying psoas march" not in text


def test_a_movement_that_comes_twice_with_one_dose_is_printed_once(library: Library) -> None:
    options = chosen(Chosen("knee-wags", 7), Chosen("knee-wags", 7))

    _, text = read(handout_pdf(library, library.routines["three-minute"], options))

    assert text.count("7 on each side") == 1


def test_there_are_four_weeks_to_tick(library: Library) -> None:
    _, text = read(handout_pdf(library, library.routines["settle"], Options()))

    assert [f"Week {number}" in text for number in range(1, 6)] == [True, True, True, True, False]


def test_a_screen_reader_finds_headings_and_what_the_pictures_show(library: Library) -> None:
    reader, _ = read(handout_pdf(library, library.routines["three-minute"], Options()))

    told = str(inside(reader.root_object["/StructTreeRoot"]))
    assert str(inside(reader.root_object["/MarkInfo"])) == "{'/Marked': True}"
    assert str(reader.root_object["/Lang"]) == "en"
    assert "/H2" in told
    assert "Knee wags: Over" in told


def inside(node: PdfObject) -> object:
    """Give a part of a PDF's tree with everything under it; what leads back up is left out."""
    found = node.get_object()
    if isinstance(found, DictionaryObject):
        named = ("/K", "/S", "/Alt", "/Marked")
        return {key: inside(found.raw_get(key)) for key in found if key in named}
    if isinstance(found, ArrayObject):
        return [inside(each) for each in found]
    return found


def test_in_grey_the_words_and_boxes_stay_as_dark_as_they_need_to_be(library: Library) -> None:
    page = handout_pages(library, library.routines["three-minute"], Options())[-1]

    shades = Image.open(BytesIO(page)).convert("L").histogram()

    assert sum(shades[:80]) > 1000
    assert sum(shades[250:]) > sum(shades) / 2


def test_the_length_is_said_where_it_is_known(library: Library) -> None:
    routine = library.routines["three-minute"]

    _, text = read(handout_pdf(library, routine, Options(), seconds=412))

    assert "About 7 minutes" in text


def test_a_movement_that_is_not_there_is_refused(library: Library) -> None:
    with pytest.raises(OptionsError, match="no movement 'handstand'"):
        handout_pdf(library, library.routines["settle"], chosen(Chosen("handstand", 5)))

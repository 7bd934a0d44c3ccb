"""A handout is one press away, on the paper that was asked for."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from tests.web.cast import Alice


def words_of(pdf: bytes) -> str:
    pages = PdfReader(BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_it_is_a_pdf_that_a_browser_shows_and_keeps_under_a_name(alice: Alice) -> None:
    answer = alice.arrives().get("/handouts/settle.pdf")

    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'inline; filename="supine-settle.pdf"'
    assert "Rest and breathe" in words_of(answer.content)


@pytest.mark.parametrize(("paper", "height_points"), [("a4", 842), ("letter", 792)])
def test_either_paper_can_be_had(alice: Alice, paper: str, height_points: int) -> None:
    answer = alice.arrives().get(f"/handouts/settle.pdf?paper={paper}")

    page = PdfReader(BytesIO(answer.content)).pages[0]
    assert round(float(page.mediabox.height)) == height_points


def test_doses_of_ones_own_are_printed_instead_of_the_routines(alice: Alice) -> None:
    answer = alice.arrives().get("/handouts/three-minute.pdf?items=knee-wags.6")

    words = words_of(answer.content)
    assert "6 on each side" in words
    assert "Lying psoas march" not in words


@pytest.mark.parametrize(
    ("query", "says"),
    [("paper=a3", "paper: choose a4 or letter."), ("items=handstand.5", "no movement 'handstand'")],
)
def test_what_cannot_be_printed_is_said_in_a_sentence(alice: Alice, query: str, says: str) -> None:
    answer = alice.arrives().get(f"/handouts/three-minute.pdf?{query}")

    assert answer.status_code == 400
    assert says in answer.content.decode()


def test_a_routine_that_is_not_there_has_none(alice: Alice) -> None:
    assert alice.arrives().get("/handouts/nothing.pdf").status_code == 404

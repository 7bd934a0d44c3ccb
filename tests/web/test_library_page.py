"""The library page: what it lists, finds, narrows down, and says of one's own cards."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pytest_django import Settings

from supine.library import Item, shipped_library
from supine.library.things import RoutineCard
from supine.library.words import RoutineWords
from supine.web import shelf
from supine.web.finding import NOTHING, needs_of, place_of
from supine.web.lengths import movement_minutes
from tests.own_cards import copied, rewrite
from tests.web.cast import Alice, text_of

LIBRARY = shipped_library()


@pytest.fixture
def reader(alice: Alice) -> Alice:
    return alice.arrives()


def listed(alice: Alice, query: str, kind: str = "movements") -> list[str]:
    """Give the ids of the movements (or routines) that the page lists, in its order."""
    page = alice.get(f"/library/?{query}").content.decode()
    tiles = re.findall(r'<li class="tile[^>]*>.*?</li>', page, re.DOTALL)
    return [found[1] for tile in tiles if (found := re.search(f'href="/{kind}/([^/"]+)/"', tile))]


def test_everything_is_listed_with_its_name(reader: Alice) -> None:
    words = text_of(reader.get("/library/")).replace("&#x27;", "'")

    assert sorted(listed(reader, "")) == sorted(LIBRARY.movements)
    assert sorted(listed(reader, "", "routines")) == sorted(LIBRARY.routines)
    for name in (
        *(movement.name for movement in LIBRARY.movements.values()),
        *(routine.name for routine in LIBRARY.routines.values()),
    ):
        assert name in words
    counts = f"{len(LIBRARY.routines)} routines and {len(LIBRARY.movements)} movements"
    assert counts in words


def test_the_programmes_routines_come_first_and_own_ones_before_them(reader: Alice) -> None:
    first = ["three-minute", "three-minute-plus", "settle", "hip-mobility-4", "hip-mobility-10"]
    assert listed(reader, "", "routines")[:5] == first

    shelf.save_routine(
        RoutineCard(id="my-own", version=1, rest_seconds=4, items=(Item(movement="bird-dog"),)),
        RoutineWords(name="Mine", aim="Steadies."),
    )

    assert listed(reader, "", "routines")[:6] == ["my-own", *first]


@pytest.mark.parametrize("typed", ["knee wags", "KNEE-WAGS", "wags knee", "kneewags", "knee rolls"])
def test_a_movement_is_found_by_its_names(reader: Alice, typed: str) -> None:
    assert listed(reader, f"q={typed}")[0] == "knee-wags"


def test_a_movement_is_found_by_its_clinical_name_with_a_slip(reader: Alice) -> None:
    assert listed(reader, "q=isometric hip aduction") == ["lying-adductor-squeeze"]


def test_slips_are_forgiven_where_nothing_is_found_without_them(reader: Alice) -> None:
    assert listed(reader, "q=knee wgas") == ["knee-wags"]


def test_a_routine_is_found_by_its_name_and_by_what_is_in_it(reader: Alice) -> None:
    assert listed(reader, "q=three minutes", "routines")[0] == "three-minute"
    assert "three-minute-plus" in listed(reader, "q=flexion drill", "routines")


def test_a_time_leaves_out_what_takes_longer(reader: Alice) -> None:
    short = listed(reader, "time=2")

    assert short
    assert len(short) < len(LIBRARY.movements)
    assert all(movement_minutes(LIBRARY.movements[one]) <= 2 for one in short)


def test_a_position_leaves_out_what_is_done_elsewhere(reader: Alice) -> None:
    on_back = listed(reader, "position=on-back")

    assert "knee-wags" in on_back
    positions = {LIBRARY.movements[one].card.position for one in on_back}
    assert {place_of(LIBRARY.positions[one]) for one in positions} == {"on-back"}
    assert "spinal-flexion-drill" not in on_back


def test_with_nothing_at_hand_nothing_is_needed(reader: Alice) -> None:
    bare = listed(reader, f"have={NOTHING}")

    assert "knee-wags" in bare
    assert [one for one in bare if needs_of(LIBRARY.movements[one])] == []
    assert "lying-adductor-squeeze" not in bare


def test_what_is_at_hand_adds_what_needs_it(reader: Alice) -> None:
    with_towel = listed(reader, "have=rolled-towel")

    assert "lying-adductor-squeeze" in with_towel
    assert "rest-90-90-breathing" not in with_towel


def test_an_aim_leaves_out_what_is_for_something_else(reader: Alice) -> None:
    strong = listed(reader, "aim=strengthen")

    assert "lying-adductor-squeeze" in strong
    assert all("strengthen" in LIBRARY.movements[one].card.aims for one in strong)


def test_not_on_the_floor_means_standing_or_a_chair(reader: Alice) -> None:
    up = listed(reader, "floor=no")

    positions = [LIBRARY.positions[LIBRARY.movements[one].card.position] for one in up]
    assert up
    assert not any(position.card.on_floor for position in positions)


def test_filters_hold_together(reader: Alice) -> None:
    both = listed(reader, "aim=loosen&position=on-back")

    assert set(both) == set(listed(reader, "aim=loosen")) & set(listed(reader, "position=on-back"))
    assert "knee-wags" in both


def test_what_was_asked_for_stands_in_the_form_again(reader: Alice) -> None:
    page = reader.get("/library/?q=knee&time=10&aim=loosen&have=chair&floor=no").content.decode()

    assert 'name="q" value="knee"' in page
    assert re.search(r'<option value="10" selected>', page)
    assert re.search(r'<option value="loosen" selected>', page)
    assert re.search(r'value="chair" checked', page)
    assert re.search(r'name="floor" value="no" checked', page)


def test_an_empty_result_says_what_to_loosen(reader: Alice) -> None:
    answer = reader.get("/library/?q=knee+wags&position=on-front")

    page = answer.content.decode()
    assert "Nothing fits all of that" in text_of(answer)
    offered = re.findall(r'href="/library/\?([^"]*)">\s*(\d+) ([^<]*)</a>', page)
    assert [(query, said.strip()) for query, _, said in offered] == [
        ("position=on-front", "without the words"),
        ("q=knee+wags", "in any position"),
    ]
    for query, count, _ in offered:
        found = len(listed(reader, query)) + len(listed(reader, query, "routines"))
        assert found == int(count)


def test_a_word_that_nothing_has_leads_back_to_everything(reader: Alice) -> None:
    answer = reader.get("/library/?q=xylophone")

    assert "Nothing fits all of that" in text_of(answer)
    assert 'href="/library/">Show everything' in answer.content.decode()


@pytest.mark.parametrize(
    "query",
    ["time=soon", "time=-3", "time=999", "position=upside-down", "aim=cure", "have=", "floor=yes"],
)
def test_what_means_nothing_narrows_nothing(reader: Alice, query: str) -> None:
    assert sorted(listed(reader, query)) == sorted(LIBRARY.movements)


def test_whatever_is_typed_is_only_a_text(reader: Alice) -> None:
    page = reader.get("/library/?q=%3Cscript%3Ealert(1)%3C/script%3E").content.decode()

    assert "<script>alert" not in page
    assert reader.get("/library/?q=" + "a%20" * 400).status_code == 200


def test_the_list_of_warning_signs_comes_first(alice: Alice) -> None:
    assert alice.get("/library/")["Location"] == "/first/"


def test_it_is_closed_with_the_exercises(alice: Alice) -> None:
    alice.answers_the_first_list(emergency="some")

    for path in ("/library/", "/routines/three-minute/", "/routines/new/"):
        assert alice.get(path)["Location"] == "/closed/"


def test_every_page_leads_to_it_and_the_start_page_quietly_too(reader: Alice) -> None:
    assert 'href="/library/">Library' in reader.get("/about/").content.decode()
    assert 'href="/library/">All routines and movements' in reader.get("/").content.decode()


def test_a_movement_copied_into_the_own_folder_is_listed_as_own(
    reader: Alice, settings: Settings
) -> None:
    folder = copied(Path(settings.LIBRARY_FOLDER), "movements", "knee-wags", "my-wags")
    rewrite(folder / "words.en.yaml", "Knee wags", "Slow wags")

    assert listed(reader, "q=slow wags") == ["my-wags"]
    assert "Slow wags Your own" in text_of(reader.get("/library/?q=slow"))
    assert "Your own" in text_of(reader.get("/movements/my-wags/"))


def test_what_is_not_for_this_person_is_marked_in_the_list(alice: Alice) -> None:
    alice.answers_the_first_list(cautions="A1", when_A1="not-yet")
    alice.confirms_the_limits()

    page = alice.get("/library/?q=knee wags").content.decode()
    tile = re.search(r'<li class="tile">.*?</li>', page, re.DOTALL)

    assert tile is not None
    assert "Left out for you" in tile[0]
    assert "Not for now" in text_of(alice.get("/library/?q=three minutes"))
    assert "Left out for you" not in text_of(alice.get("/library/?q=rest and breathe"))


def test_what_is_wrong_with_an_own_card_is_said_with_its_place(
    reader: Alice, settings: Settings
) -> None:
    folder = copied(Path(settings.LIBRARY_FOLDER), "movements", "knee-wags", "my-wags")
    rewrite(folder / "card.yaml", "setup_seconds: 4", "setup: 4")

    words = text_of(reader.get("/library/"))

    assert "2 things to mend in your own cards" in words
    assert "movements/my-wags/card.yaml at setup Nobody knows this key." in words
    assert "movements/my-wags/card.yaml at setup_seconds It is missing. Add the line." in words
    assert str(settings.LIBRARY_FOLDER) in words

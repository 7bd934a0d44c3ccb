"""The person's own cards beside those that come with Supine, and own routines kept as files."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from supine.library import SHIPPED, Item, LibraryError, Problem, shipped_library
from supine.library.things import RoutineCard
from supine.library.words import RoutineWords
from supine.web import shelf
from tests.own_cards import copied, rewrite

WORDS = RoutineWords(name="My morning", aim="Loosens the hips before breakfast.")


@pytest.fixture
def own() -> Path:
    return Path(settings.LIBRARY_FOLDER)


def morning(*movements: str, routine_id: str = "my-morning") -> RoutineCard:
    items = tuple(Item(movement=each, reps=8) for each in movements or ("knee-wags",))
    return RoutineCard(id=routine_id, version=1, rest_seconds=4, items=items)


def only_problem() -> Problem:
    (problem,) = shelf.problems()
    return problem


def test_without_own_cards_it_is_the_shipped_library() -> None:
    assert shelf.library() is shipped_library()
    assert shelf.problems() == ()
    assert shelf.own_ids("movements") == frozenset()


def test_an_own_movement_stands_beside_the_shipped_ones(own: Path) -> None:
    copied(own, "movements", "knee-wags", "slow-wags")

    assert set(shelf.library().movements) == {*shipped_library().movements, "slow-wags"}
    assert shelf.own_ids("movements") == {"slow-wags"}
    assert shelf.own_ids("routines") == frozenset()


def test_the_folder_is_read_again_only_when_a_file_changed(own: Path) -> None:
    folder = copied(own, "movements", "knee-wags", "slow-wags")
    first, edition = shelf.library(), shelf.edition()
    assert shelf.library() is first

    rewrite(folder / "words.en.yaml", "name: Knee wags", "name: Slow wags")

    assert shelf.library().movements["slow-wags"].name == "Slow wags"
    assert shelf.edition() != edition
    assert shelf.library().movements["knee-wags"] is first.movements["knee-wags"]


def test_a_page_that_asks_often_looks_at_the_folder_once(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied(own, "movements", "knee-wags", "slow-wags")
    now = [100.0]
    monkeypatch.setattr(shelf, "LOOK_AGAIN_SECONDS", 0.25)
    monkeypatch.setattr(shelf, "monotonic", lambda: now[0])
    assert shelf.own_ids("movements") == {"slow-wags"}

    copied(own, "movements", "knee-wags", "slower-wags")
    assert shelf.own_ids("movements") == {"slow-wags"}
    now[0] += 0.3
    assert shelf.own_ids("movements") == {"slow-wags", "slower-wags"}
    shelf.save_routine(morning(), WORDS)
    assert shelf.own_ids("routines") == {"my-morning"}


def test_a_removed_folder_is_gone_at_once(own: Path) -> None:
    folder = copied(own, "movements", "knee-wags", "slow-wags")
    assert "slow-wags" in shelf.library().movements

    shutil.rmtree(folder)

    assert "slow-wags" not in shelf.library().movements


def test_a_wrong_card_is_left_out_and_said_and_the_others_stay(own: Path) -> None:
    copied(own, "movements", "knee-wags", "slow-wags")
    wrong = copied(own, "movements", "knee-wags", "wrong-wags") / "card.yaml"
    wrong.write_text(wrong.read_text() + "colour: red\n")

    assert {"slow-wags", "knee-wags"} <= set(shelf.library().movements)
    assert "wrong-wags" not in shelf.library().movements
    assert only_problem().file == str(wrong)
    assert only_problem().place == "colour"


@pytest.mark.parametrize(
    ("kind", "shipped"),
    [
        ("movements", "knee-wags"),
        ("routines", "three-minute"),
        ("positions", "hook-lying"),
        ("equipment", "strap"),
    ],
)
def test_nothing_that_comes_with_supine_is_replaced(own: Path, kind: str, shipped: str) -> None:
    rewrite(copied(own, kind, shipped, shipped) / "words.en.yaml", "name: ", "name: My ")

    assert getattr(shelf.library(), kind)[shipped] is getattr(shipped_library(), kind)[shipped]
    assert only_problem().fault == f"'{shipped}' comes with Supine already"
    assert shelf.own_ids(kind) == frozenset()


@pytest.mark.parametrize("name", ["care", "session", "figures", "programmes"])
def test_what_decides_for_somebody_is_never_ones_own(own: Path, name: str) -> None:
    shutil.copytree(SHIPPED / name, own / name)

    assert shelf.library().care is shipped_library().care
    assert shelf.library().session_words is shipped_library().session_words
    assert shelf.library().figures is shipped_library().figures
    assert shelf.library().programmes is shipped_library().programmes
    assert only_problem().file == str(own / name)


def test_a_file_where_the_folder_should_be_is_said(own: Path) -> None:
    own.write_text("not a folder")

    assert shelf.library() is shipped_library()
    assert only_problem().fault == "this is no folder"


def test_a_link_to_nowhere_or_in_a_circle_among_the_cards_breaks_nothing(own: Path) -> None:
    copied(own, "movements", "knee-wags", "slow-wags")
    (own / "movements" / "lost").symlink_to(own / "nowhere")
    (own / "movements" / "slow-wags" / "notes.txt").symlink_to(own / "nowhere")
    (own / "movements" / "slow-wags" / "round").symlink_to(own)

    assert "slow-wags" in shelf.library().movements
    assert shelf.problems() == ()


def test_many_threads_find_one_library(own: Path) -> None:
    copied(own, "movements", "knee-wags", "slow-wags")
    found: list[object] = []
    threads = [threading.Thread(target=lambda: found.append(shelf.library())) for _ in range(8)]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(found) == 8
    assert len({id(each) for each in found}) == 1


def test_a_saved_routine_is_there_at_once_and_reads_like_a_card(own: Path) -> None:
    card = morning("knee-wags", "lying-psoas-march")
    saved = shelf.save_routine(card, WORDS)

    assert shelf.library().routines["my-morning"] == saved
    assert (saved.card, saved.words) == (card, WORDS)
    assert shelf.own_ids() == {"my-morning"}
    assert (own / "routines" / "my-morning" / "card.yaml").read_text() == (
        "id: my-morning\n"
        "version: 1\n"
        "rest_seconds: 4\n"
        "items:\n"
        "  - {movement: knee-wags, reps: 8}\n"
        "  - {movement: lying-psoas-march, reps: 8}\n"
    )
    assert (own / "routines" / "my-morning" / "words.en.yaml").read_text() == (
        "name: My morning\naim: Loosens the hips before breakfast.\n"
    )


def test_saving_again_changes_the_routine_and_keeps_what_else_lies_there(own: Path) -> None:
    shelf.save_routine(morning(), WORDS)
    notes = own / "routines" / "my-morning" / "notes.txt"
    notes.write_text("mine")

    shelf.save_routine(morning("lying-psoas-march"), WORDS)

    (item,) = shelf.library().routines["my-morning"].card.items
    assert item.movement == "lying-psoas-march"
    assert notes.read_text() == "mine"


def test_an_own_routine_may_use_an_own_movement(own: Path) -> None:
    copied(own, "movements", "knee-wags", "slow-wags")

    shelf.save_routine(morning("slow-wags"), WORDS)

    assert shelf.library().routines["my-morning"].card.items[0].movement == "slow-wags"


@pytest.mark.parametrize(
    ("card", "fault"),
    [
        (morning(routine_id="three-minute"), "'three-minute' comes with Supine already"),
        (morning("moon-walk"), "there is no movement 'moon-walk'"),
    ],
)
def test_what_could_not_be_read_is_not_saved(own: Path, card: RoutineCard, fault: str) -> None:
    with pytest.raises(LibraryError) as refused:
        shelf.save_routine(card, WORDS)

    (problem,) = refused.value.problems
    assert problem.fault == fault
    assert problem.file == str(own / "routines" / card.id / "card.yaml")
    assert not own.exists()


def test_a_folder_that_cannot_be_written_keeps_nothing_half(own: Path) -> None:
    own.write_text("in the way")

    with pytest.raises(OSError):  # noqa: PT011 - the system's own words differ
        shelf.save_routine(morning(), WORDS)

    assert own.read_text() == "in the way"


def test_a_removed_routine_is_gone(own: Path) -> None:
    shelf.save_routine(morning(), WORDS)

    assert shelf.remove_routine("my-morning")
    assert "my-morning" not in shelf.library().routines
    assert list((own / "routines").iterdir()) == []
    assert not shelf.remove_routine("my-morning")


@pytest.mark.parametrize("asked", ["three-minute", "", ".", "..", "../movements", "/etc"])
def test_only_an_own_routine_can_be_removed(own: Path, asked: str) -> None:
    copied(own, "movements", "knee-wags", "slow-wags")
    shelf.save_routine(morning(), WORDS)

    assert not shelf.remove_routine(asked)
    assert (own / "movements" / "slow-wags" / "card.yaml").is_file()
    assert shelf.own_ids() == {"my-morning"}


SENTENCES = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")),
    min_size=1,
    max_size=200,
).filter(lambda text: text.strip() == text)
IDS = st.from_regex(r"[a-z][a-z0-9]{0,9}(-[a-z0-9]{1,5}){0,2}", fullmatch=True)
CARDS = st.builds(
    RoutineCard,
    id=IDS.map(lambda name: f"own-{name}"),
    version=st.integers(1, 99),
    aims=st.lists(st.sampled_from(["loosen", "stretch", "walk"]), max_size=3).map(tuple),
    minutes=st.none() | st.integers(1, 90),
    rest_seconds=st.sampled_from([0, 4, 12.5, 300]),
    items=st.lists(
        st.builds(
            Item,
            movement=st.sampled_from(sorted(shipped_library().movements)),
            reps=st.none() | st.integers(1, 15),
        ),
        min_size=1,
        max_size=5,
    ).map(tuple),
)


@given(
    card=CARDS,
    words=st.builds(
        RoutineWords,
        name=SENTENCES,
        aim=SENTENCES,
        note=st.none() | SENTENCES,
        leave_out=st.lists(SENTENCES, max_size=3).map(tuple),
    ),
)
@hypothesis_settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_is_saved_is_read_back(card: RoutineCard, words: RoutineWords) -> None:
    shelf.save_routine(card, words)

    read = shelf.library().routines[card.id]
    assert (read.card, read.words) == (card, words)
    assert shelf.remove_routine(card.id)

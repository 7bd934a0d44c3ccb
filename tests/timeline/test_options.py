"""What can be chosen, and how it is written in an address."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supine.timeline import Chosen, Options, OptionsError, Pace, Words

chosen = st.builds(
    Chosen,
    movement=st.sampled_from(["knee-wags", "lying-adductor-squeeze", "rest-90-90-breathing"]),
    reps=st.integers(1, 30),
    hold_seconds=st.one_of(st.none(), st.integers(1, 180)),
    small_range=st.booleans(),
)
options = st.builds(
    Options,
    items=st.lists(chosen, max_size=5).map(tuple),
    reps=st.one_of(st.none(), st.integers(5, 15)),
    words=st.sampled_from(Words),
    pace=st.sampled_from(Pace),
    getting_down_seconds=st.integers(10, 60),
)


@given(options)
def test_what_is_written_is_read_again(chosen: Options) -> None:
    assert Options.from_mapping(chosen.as_mapping()) == chosen


def test_what_is_absent_is_as_usual() -> None:
    assert Options.from_mapping({}) == Options()
    assert Options.from_mapping({"reps": ""}).reps is None


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"reps": "4"}, "4 repetitions: choose 5 to 15."),
        ({"reps": "16"}, "16 repetitions: choose 5 to 15."),
        ({"reps": "ten"}, "reps: 'ten' is not a whole number."),
        ({"down": "9"}, "9 seconds to get down: choose 10 to 60."),
        ({"down": "x"}, "down: 'x' is not a whole number."),
        ({"items": "knee-wags"}, "items: 'knee-wags' is not like"),
        ({"items": "knee-wags.8.x"}, "items: 'knee-wags.8.x' is not like"),
        ({"items": "knee-wags.99"}, "99 repetitions: choose 1 to 30."),
        ({"items": "knee-wags.0"}, "0 repetitions: choose 1 to 30."),
        ({"items": "knee-wags.8.h181"}, "181 seconds of hold: choose 1 to 180."),
        ({"items": ",".join(["knee-wags.8"] * 31)}, "31 movements: choose at most 30."),
        ({"words": "many"}, "full, short, counts"),
        ({"pace": "hurried"}, "slower, normal, faster"),
    ],
)
def test_what_no_session_can_be_made_of_is_refused(given: dict[str, str], sentence: str) -> None:
    with pytest.raises(OptionsError, match=sentence.replace("?", r"\?")):
        Options.from_mapping(given)

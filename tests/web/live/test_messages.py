"""What a page may send through the live socket, read strictly."""

from __future__ import annotations

import json
import math
import struct
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from supine.web.live.messages import (
    MOST_BYTES,
    MOST_FRAMES,
    Begin,
    Over,
    Ping,
    ProtocolError,
    read_frames,
    read_words,
)
from tests.web.live.pages import batch

ONE_FRAME = 536


def test_a_batch_gives_its_number_and_its_frames_in_order() -> None:
    read = read_frames(batch(7, [(1.5, 0.25), (1.6, None), (1.7, 0.5)]))

    assert read.sequence == 7
    assert [frame.at_seconds for frame in read.frames] == [1.5, 1.6, 1.7]
    first, second, third = (frame.landmarks for frame in read.frames)
    assert first is not None
    assert first.shape == (33, 4)
    assert first[0].tolist() == [0.25, 0.5, 0.5, 0.5]
    assert second is None
    assert third is not None


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf, 1e30, -51.0])
def test_a_body_with_one_impossible_number_is_nobody(value: float) -> None:
    landmarks = np.full(132, 0.5, "<f4")
    landmarks[77] = value

    read = read_frames(struct.pack("<IId", 1, 1, 2.0) + landmarks.tobytes())

    assert read.frames[0].landmarks is None


@pytest.mark.parametrize("at", [math.nan, math.inf, -math.inf, -0.001, 1e8])
def test_a_time_that_no_page_shows_is_refused(at: float) -> None:
    with pytest.raises(ProtocolError, match="time"):
        read_frames(batch(1, [(1.0, 0.5), (at, 0.5)]))


@pytest.mark.parametrize("count", [0, MOST_FRAMES + 1, 2**32 - 1])
def test_a_batch_of_too_few_or_many_is_refused(count: int) -> None:
    body = batch(1, [(1.0, 0.5)])[8:]

    with pytest.raises(ProtocolError, match="1 to 8"):
        read_frames(struct.pack("<II", 1, count) + body)


def test_the_largest_batch_is_read_and_one_byte_more_is_too_big() -> None:
    largest = batch(1, [(at / 30, 0.5) for at in range(MOST_FRAMES)])

    assert len(read_frames(largest).frames) == MOST_FRAMES
    assert len(largest) == MOST_BYTES
    with pytest.raises(ProtocolError) as refused:
        read_frames(largest + b"\0")
    assert refused.value.code == 1009


SHORT = st.binary(max_size=MOST_BYTES + 9)
# Bytes of the right length get behind the first check.
FITTING = st.integers(1, MOST_FRAMES).flatmap(
    lambda count: st.binary(min_size=ONE_FRAME * count, max_size=ONE_FRAME * count).map(
        lambda body: struct.pack("<II", 1, count) + body
    )
)


@given(SHORT | FITTING)
def test_any_bytes_are_frames_or_a_clear_refusal(data: bytes) -> None:
    try:
        read = read_frames(data)
    except ProtocolError as refused:
        assert_is_clear(refused)
    else:
        assert len(data) == 8 + ONE_FRAME * len(read.frames)
        for frame in read.frames:
            assert math.isfinite(frame.at_seconds)
            assert frame.landmarks is None or np.isfinite(frame.landmarks).all()


def assert_is_clear(refusal: ProtocolError) -> None:
    """Check that a browser can be told: a close frame holds 123 bytes of reason."""
    assert refusal.code in {1003, 1009}
    assert 0 < len(str(refusal).encode()) <= 123


def test_the_three_things_a_page_says_are_understood() -> None:
    begin = '{"kind":"set","set":"3/0","movement":"knee-wags","aspect":1.333}'

    assert read_words(begin) == Begin("3/0", "knee-wags", 1.333)
    assert read_words('{"kind":"over","set":"12/1"}') == Over("12/1")
    assert read_words('{"kind":"ping","n":7}') == Ping(7)


BEGIN: dict[str, Any] = {"kind": "set", "set": "3/0", "movement": "knee-wags", "aspect": 1}


@pytest.mark.parametrize(
    ("broken", "named"),
    [
        ({"kind": "sit"}, "kind"),
        ({"kind": ["set"]}, "kind"),
        ({"set": 3}, "set"),
        ({"set": "3"}, "set"),
        ({"set": "3/0\n"}, "set"),
        ({"set": "99999/0"}, "set"),
        ({"movement": None}, "movement"),
        ({"movement": "../knee-wags"}, "movement"),
        ({"movement": "k" * 200}, "movement"),
        ({"aspect": "1.3"}, "aspect"),
        ({"aspect": True}, "aspect"),
        ({"aspect": 0.29}, "aspect"),
        ({"aspect": 4.1}, "aspect"),
        ({"aspect": 10**400}, "aspect"),
        ({"aspect": math.nan}, "aspect"),
        ({"colour": "red"}, "more than"),
        ({"kind": "ping", "n": 1}, "more than"),
        ({"kind": "over"}, "more than"),
    ],
)
def test_a_message_of_no_page_of_ours_is_refused_by_name(
    broken: dict[str, Any], named: str
) -> None:
    with pytest.raises(ProtocolError, match=named) as refused:
        read_words(json.dumps({**BEGIN, **broken}))

    assert refused.value.code == 1003


@pytest.mark.parametrize(
    "text", ["", "set", "3", "[]", "null", "{", "[" * 1000, '{"kind":"ping","n":-1}', '"\ud800"']
)
def test_what_is_no_message_is_refused(text: str) -> None:
    with pytest.raises(ProtocolError) as refused:
        read_words(text)

    assert refused.value.code == 1003


def test_a_long_message_is_too_big() -> None:
    with pytest.raises(ProtocolError) as refused:
        read_words(json.dumps({**BEGIN, "colour": "r" * 1024}))

    assert refused.value.code == 1009


@given(
    st.text(max_size=60) | st.dictionaries(st.sampled_from(list(BEGIN)), st.text()).map(json.dumps)
)
def test_any_text_is_a_message_or_a_clear_refusal(text: str) -> None:
    try:
        read = read_words(text)
    except ProtocolError as refused:
        assert_is_clear(refused)
    else:
        assert isinstance(read, Begin | Over | Ping)

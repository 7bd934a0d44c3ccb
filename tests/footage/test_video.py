"""Videos of all kinds are read as pictures with their times, and what is none is refused."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from supine.footage.video import (
    CUT_SHORT,
    DAMAGED,
    LONGEST_SIDE,
    WAITING,
    Shot,
    Video,
    VideoError,
    ahead,
)
from tests.footage.films import FPS, room, write_film


def shots_of(path: Path) -> tuple[list[Shot], list[str]]:
    with Video(path) as video:
        return list(video.shots()), video.notes


def refusal(path: Path) -> str:
    with pytest.raises(VideoError) as refused, Video(path):
        pass
    return str(refused.value)


@pytest.mark.parametrize(
    ("name", "codec", "form"),
    [
        ("film.mp4", "libx264", "yuv420p"),
        ("film.mov", "libx265", "yuv420p10le"),
        ("film.mkv", "ffv1", "bgr0"),
        ("film.webm", "libvpx-vp9", "yuv444p"),
        ("film.avi", "mjpeg", "yuvj422p"),
    ],
)
def test_any_container_and_format_is_read(tmp_path: Path, name: str, codec: str, form: str) -> None:
    pictures = list(room(9))
    path = write_film(tmp_path / name, pictures, codec=codec, form=form)

    shots, notes = shots_of(path)

    assert len(shots) == 9
    assert notes == []
    assert [shot.at_seconds for shot in shots] == pytest.approx(
        [number / FPS for number in range(9)], abs=0.002
    )
    assert all(shot.picture.shape == (64, 96, 3) for shot in shots)
    assert np.abs(shots[4].picture.astype(int) - pictures[4]).mean() < 6


def test_odd_sizes_are_read(tmp_path: Path) -> None:
    path = write_film(tmp_path / "odd.mkv", room(3, size=(97, 65)), codec="ffv1", form="bgr0")

    shots, _ = shots_of(path)

    assert shots[0].picture.shape == (65, 97, 3)


def test_a_pace_that_varies_is_kept(tmp_path: Path) -> None:
    times = [0.0, 0.05, 0.4, 0.45, 1.3]

    shots, _ = shots_of(write_film(tmp_path / "film.mkv", room(5), at_seconds=times))

    assert [shot.at_seconds for shot in shots] == pytest.approx(times, abs=0.002)


def test_a_film_that_begins_late_begins_at_nought(tmp_path: Path) -> None:
    times = [12.0, 12.1, 12.2]

    shots, _ = shots_of(write_film(tmp_path / "film.mkv", room(3), at_seconds=times))

    assert [shot.at_seconds for shot in shots] == pytest.approx([0.0, 0.1, 0.2], abs=0.002)


@pytest.mark.parametrize("turned", [90, 180, -90])
def test_a_film_from_a_phone_held_upright_is_turned_the_right_way(
    tmp_path: Path, turned: int
) -> None:
    upright = np.zeros((96, 64, 3), dtype=np.uint8)
    upright[:20] = (250, 40, 40)
    stored = np.rot90(upright, -turned // 90)
    path = write_film(tmp_path / "film.mp4", [stored] * 3, turned=turned)

    with Video(path) as video:
        shots = list(video.shots())

    assert video.size == (64, 96)
    assert shots[0].picture.shape == upright.shape
    assert shots[0].picture[:18, :, 0].min() > 200
    assert shots[0].picture[24:, :, 0].max() < 60


def test_what_is_larger_than_the_models_need_is_made_smaller(tmp_path: Path) -> None:
    path = write_film(tmp_path / "film.mp4", room(2, size=(2560, 1440)))

    with Video(path) as video:
        shots = list(video.shots())

    assert video.size == (LONGEST_SIDE, 1080)
    assert shots[0].picture.shape == (1080, LONGEST_SIDE, 3)


def test_pictures_are_square_even_where_the_file_stretches_them(tmp_path: Path) -> None:
    path = tmp_path / "wide.mkv"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=FPS)
        assert isinstance(stream, av.VideoStream)
        stream.width, stream.height, stream.pix_fmt = 48, 64, "yuv420p"
        stream.codec_context.sample_aspect_ratio = Fraction(2)
        for picture in room(3, size=(48, 64)):
            container.mux(stream.encode(av.VideoFrame.from_ndarray(picture, "rgb24")))
        container.mux(stream.encode())

    with Video(path) as video:
        assert video.size == (96, 64)


def test_a_film_that_breaks_off_is_read_up_to_there(tmp_path: Path) -> None:
    path = write_film(tmp_path / "film.mkv", room(120))
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])

    shots, notes = shots_of(path)

    assert 20 < len(shots) < 100
    assert CUT_SHORT in notes


def test_a_damaged_part_is_left_out(tmp_path: Path) -> None:
    path = write_film(tmp_path / "film.mkv", room(60), codec="ffv1", form="bgr0")
    whole = bytearray(path.read_bytes())
    middle = len(whole) // 2
    whole[middle : middle + 4000] = bytes(range(250)) * 16
    path.write_bytes(bytes(whole))

    shots, notes = shots_of(path)

    assert 30 < len(shots) <= 60
    assert DAMAGED in notes


def test_what_is_no_video_is_refused_with_a_reason(tmp_path: Path) -> None:
    text = tmp_path / "notes.mp4"
    text.write_text("Bring the mat.")
    empty = tmp_path / "empty.mp4"
    empty.touch()
    headless = write_film(tmp_path / "headless.mp4", room(30))
    headless.write_bytes(headless.read_bytes()[: headless.stat().st_size // 2])

    assert refusal(text).startswith(f"{text}: this is no video, or it is damaged or incomplete")
    assert refusal(headless).startswith(f"{headless}: this is no video, or it is damaged")
    assert refusal(empty).startswith(f"{empty}: the file is empty")
    assert "there is no such file" in refusal(tmp_path / "none.mp4")
    assert "this is a folder" in refusal(tmp_path)


def test_a_sound_file_is_no_video(tmp_path: Path) -> None:
    path = tmp_path / "sound.mka"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libopus", rate=48000)
        assert isinstance(stream, av.AudioStream)
        frame = av.AudioFrame.from_ndarray(np.zeros((1, 96000), np.int16), "s16", "mono")
        frame.sample_rate = 48000
        container.mux(stream.encode(frame))
        container.mux(stream.encode())

    assert "there is no film in it" in refusal(path)


def test_a_film_is_never_read_far_ahead_of_whoever_takes_it() -> None:
    made: list[int] = []

    def making() -> Iterator[int]:
        for number in range(1000):
            made.append(number)
            yield number

    taken = ahead(making())
    for number in range(20):
        assert next(taken) == number
        assert len(made) <= number + WAITING + 3
    taken.close()

    assert len(made) < 40


def test_order_is_kept_and_the_thread_ends() -> None:
    before = threading.active_count()

    assert list(ahead(iter(range(200)))) == list(range(200))
    assert threading.active_count() == before


def test_a_fault_of_the_thread_is_raised_where_its_work_is_taken() -> None:
    def breaking() -> Iterator[int]:
        yield 1
        raise VideoError(Path("film.mp4"), "it is torn", "Mend it")

    taken = ahead(breaking())

    assert next(taken) == 1
    with pytest.raises(VideoError, match="it is torn"):
        next(taken)


def test_a_slow_maker_is_waited_for() -> None:
    def slow() -> Iterator[int]:
        for number in range(3):
            time.sleep(0.01)
            yield number

    assert list(ahead(slow())) == [0, 1, 2]

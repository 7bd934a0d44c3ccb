"""A routine as a file: handed on to others, and taken over from them."""

from __future__ import annotations

import io
import tempfile
import zipfile
from pathlib import Path, PurePosixPath

from django.http import HttpResponse

from supine.library import LibraryError
from supine.library.files import read_card
from supine.library.things import RoutineCard
from supine.library.words import RoutineWords
from supine.library.writing import card_text
from supine.web import shelf

# A file made twice of the same routine is the same file.
WRITTEN = (1980, 1, 1, 0, 0, 0)
# Far more than a routine takes; what claims to be larger is no routine.
MOST_BYTES = 64 * 1024
CARD = "card.yaml"


class NoRoutineInFileError(ValueError):
    """A file in which there is no routine, or more than one."""


def routine_file(card: RoutineCard, words: RoutineWords) -> HttpResponse:
    """Give a zip with the routine's folder, to be taken over or unpacked into a library."""
    packed = io.BytesIO()
    texts = {CARD: card_text(card), _words_name(): card_text(words)}
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in texts.items():
            archive.writestr(zipfile.ZipInfo(f"{card.id}/{name}", WRITTEN), text)
    headers = {"Content-Disposition": f'attachment; filename="{card.id}.zip"'}
    return HttpResponse(packed.getvalue(), content_type="application/zip", headers=headers)


def read_shared(packed: bytes) -> tuple[RoutineCard, RoutineWords]:
    """Read what `routine_file` gave, or what somebody packed like it.

    Raises NoRoutineInFileError, and LibraryError with every fault of the card and its words.
    """
    texts = _texts_in(packed)
    with tempfile.TemporaryDirectory() as trial:
        folder = Path(trial)
        for name, text in texts.items():
            (folder / name).write_bytes(text)
        card, of_card = read_card(folder / CARD, RoutineCard)
        words, of_words = read_card(folder / _words_name(), RoutineWords)
    if card is None or words is None:
        raise LibraryError((*of_card, *of_words))
    return card, words


def _texts_in(packed: bytes) -> dict[str, bytes]:
    """Give the two files of the one routine in a zip, by their names without folders."""
    try:
        with zipfile.ZipFile(io.BytesIO(packed)) as archive:
            wanted = [
                each
                for each in archive.infolist()
                if PurePosixPath(each.filename).name in (CARD, _words_name())
            ]
            if sum(each.file_size for each in wanted) > MOST_BYTES:
                raise NoRoutineInFileError
            texts = {PurePosixPath(each.filename).name: archive.read(each) for each in wanted}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError) as fault:
        raise NoRoutineInFileError from fault
    if CARD not in texts or len(texts) != len(wanted):
        raise NoRoutineInFileError
    return texts


def _words_name() -> str:
    return f"words.{shelf.library().language}.yaml"

"""Writes a routine into a folder of cards, as somebody would have written it, and takes one away.

Nobody ever finds half of a routine there: a new folder appears whole, and in one that is there
already each file is replaced whole.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

import yaml

from supine.library.card import Card
from supine.library.files import plain_number
from supine.library.things import RoutineCard
from supine.library.words import RoutineWords

# As wide as the cards that come with Supine.
LINE_WIDTH = 100


def write_routine(folder: Path, card: RoutineCard, words: RoutineWords, language: str) -> None:
    """Write a routine's card and words into `folder`/routines. Raises OSError."""
    routines = folder / "routines"
    routines.mkdir(parents=True, exist_ok=True)
    texts = {
        "card.yaml": card_text(card),
        f"words.{language}.yaml": card_text(words),
    }
    own = routines / card.id
    if own.is_dir():
        for name, text in texts.items():
            _replace_file(own / name, text)
        return
    # Hidden folders are not read, so the routine is seen when it is renamed.
    part = Path(tempfile.mkdtemp(prefix=f".{card.id}-", dir=routines))
    try:
        for name, text in texts.items():
            _replace_file(part / name, text)
        part.rename(own)
    except OSError:
        shutil.rmtree(part, ignore_errors=True)
        raise


def drop_routine(folder: Path, routine_id: str) -> bool:
    """Take a routine away from `folder`/routines; False where none is there. Raises OSError."""
    own = folder / "routines" / routine_id
    # An id is only ever the name of a folder; anything else could lead out of this one.
    if own.parent != folder / "routines" or routine_id in {"", ".", ".."}:
        return False
    if own.is_symlink():
        own.unlink()
        return True
    if not own.is_dir():
        return False
    gone = Path(tempfile.mkdtemp(prefix=f".{routine_id}-", dir=own.parent))
    own.rename(gone / routine_id)
    shutil.rmtree(gone, ignore_errors=True)
    return True


def card_text(card: Card) -> str:
    """Write a card as YAML: its keys in the model's order, without those that say nothing new."""
    said = card.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return yaml.dump(
        _plain(said),
        Dumper=_CardDumper,
        default_flow_style=False,
        sort_keys=False,
        allow_unicode=True,
        width=LINE_WIDTH,
    )


class _CardDumper(yaml.SafeDumper):
    """Writes ids and numbers that belong together on one line, and sentences one a line."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002 - as the parent
        """Set the lines of a list in from their key."""
        super().increase_indent(flow, False)  # noqa: FBT003 - as the parent

    def serialize_node(self, node: yaml.Node, parent: yaml.Node | None, index: object) -> None:
        """Write one node, on one line if it is inside another and holds only single words."""
        if parent is not None and isinstance(node, yaml.CollectionNode):
            node.flow_style = all(_is_word(each) for each in _leaves(node))
        super().serialize_node(node, parent, index)


def _leaves(node: yaml.CollectionNode) -> list[yaml.Node]:
    return [part for each in node.value for part in (each if isinstance(each, tuple) else (each,))]


def _is_word(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and " " not in node.value


def _plain(value: Any) -> Any:  # noqa: ANN401 - whatever a card holds
    """Give the same with plain numbers in it."""
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return plain_number(value)


def _replace_file(path: Path, text: str) -> None:
    number, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
    part = Path(name)
    try:
        with os.fdopen(number, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
        raise

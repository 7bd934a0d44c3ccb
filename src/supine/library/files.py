"""Reads one file (YAML, or JSON) into one card, and turns whatever is wrong into problems."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from supine.library.problems import Problem

if TYPE_CHECKING:
    from yaml import SafeLoader
else:
    # The C parser reads the cards ten times as fast, but not every PyYAML comes with it.
    SafeLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

ModelT = TypeVar("ModelT", bound=BaseModel)

# What to do about each kind of fault that Pydantic names; {ctx} values are filled in.
REMEDIES = {
    "missing": "Add the line",
    "extra_forbidden": "Remove the line, or correct its spelling",
    "value_error": "Correct it",
    "string_pattern_mismatch": "Use small letters, digits and hyphens, beginning with a letter",
    "string_too_short": "Write something here",
    "string_too_long": "Keep it to {max_length} characters",
    "greater_than": "Use a number greater than {gt}",
    "greater_than_equal": "Use a number that is at least {ge}",
    "less_than_equal": "Use a number that is at most {le}",
    "literal_error": "Use {expected}",
    "enum": "Use {expected}",
    "too_short": "Give at least {min_length}",
    "too_long": "Give at most {max_length}",
    "int_from_float": "Use a whole number",
    "int_parsing": "Write a whole number in figures",
    "float_parsing": "Write a number in figures",
}
# Where Pydantic's own words are a programmer's, or say again what the remedy says.
FAULTS = {
    "literal_error": "{given} is not known here",
    "enum": "{given} is not known here",
    "too_short": "there are too few",
    "too_long": "there are too many",
    "int_parsing": "{given} is not right: a number belongs here",
    "float_parsing": "{given} is not right: a number belongs here",
}
NAMES_OF_TYPES = {"str", "float", "dict", "Pose", "word"}
OTHER_REMEDY = "Compare it with a card that comes with Supine"


def read_card(path: Path, model: type[ModelT]) -> tuple[ModelT | None, list[Problem]]:
    """Read `path` as a `model`. Give the card, or None and every fault found in the file."""
    try:
        return model.model_validate(_read_mapping(path)), []
    except _UnreadableError as fault:
        return None, [Problem(str(path), fault.place, fault.fault, fault.remedy)]
    except ValidationError as faults:
        return None, [_problem(path, fault) for fault in _causes(faults.errors())]


class _UnreadableError(Exception):
    """A file that no card can be read from."""

    def __init__(self, fault: str, remedy: str, place: str = "file") -> None:
        super().__init__(fault)
        self.place, self.fault, self.remedy = place, fault, remedy


def _read_mapping(path: Path) -> dict[Any, Any]:
    """Read the file's keys and values. Raises _UnreadableError."""
    try:
        text = path.read_text(encoding="utf-8")
        data = json.loads(text) if path.suffix == ".json" else _read_yaml(text)
    except FileNotFoundError:
        raise _UnreadableError(
            "it is not there", "Add it beside the other files of this folder"
        ) from None
    except json.JSONDecodeError as fault:
        place = f"line {fault.lineno}"
        raise _UnreadableError(f"not JSON: {_lower_first(fault.msg)}", "Mend it", place) from fault
    except (OSError, UnicodeDecodeError) as fault:
        raise _UnreadableError(f"it cannot be read ({fault})", "Save it as UTF-8 text") from fault
    except yaml.YAMLError as fault:
        raise _not_yaml(fault) from fault
    if not isinstance(data, dict):
        raise _UnreadableError("it holds no keys", "Write lines of the form key: value")
    return data


def _read_yaml(text: str) -> Any:  # noqa: ANN401 - whatever stands there
    return yaml.load(text, Loader=_CardLoader)  # noqa: S506 - a SafeLoader, below


def _not_yaml(fault: yaml.YAMLError) -> _UnreadableError:
    """Say where YAML stopped understanding, counting lines from 1 as editors do."""
    if isinstance(fault, yaml.MarkedYAMLError) and fault.problem_mark:
        line = f"line {fault.problem_mark.line + 1}"
        return _UnreadableError(f"not YAML: {fault.problem}", "Mend the line or its indent", line)
    return _UnreadableError(f"not YAML: {fault}", "Mend the file")


class _CardLoader(SafeLoader):
    """A SafeLoader that refuses the same key twice, where YAML would keep the last in silence."""

    def construct_mapping(
        self,
        node: yaml.MappingNode,
        deep: bool = False,  # noqa: FBT001, FBT002 - as the parent
    ) -> dict[Any, Any]:
        """Build one mapping of the file."""
        seen: set[Any] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if key in seen:
                msg = f"the key {key!r} stands here twice"
                raise yaml.constructor.ConstructorError(None, None, msg, key_node.start_mark)
            seen.add(key)
        return super().construct_mapping(node, deep)


def _causes(faults: Sequence[Any]) -> list[Any]:
    """Leave away a list that is too short only because its parts have faults of their own."""
    places = [fault["loc"] for fault in faults]
    return [
        fault
        for fault in faults
        if fault["type"] != "too_short"
        or not any(
            place != fault["loc"] and place[: len(fault["loc"])] == fault["loc"] for place in places
        )
    ]


def _problem(path: Path, fault: Any) -> Problem:  # noqa: ANN401 - Pydantic's ErrorDetails
    """Say one of Pydantic's faults in the reader's own words."""
    kind = str(fault["type"])
    context = {name: plain_number(value) for name, value in fault.get("ctx", {}).items()}
    remedy = REMEDIES.get(kind, OTHER_REMEDY).format(**context)
    given = fault.get("input")
    if kind == "missing":
        text = "it is missing"
    elif kind == "extra_forbidden":
        text = "nobody knows this key"
    elif kind in FAULTS:
        text = FAULTS[kind].format(given=repr(given))
    elif kind == "value_error":
        text = str(context.get("error", fault["msg"]))
    elif isinstance(given, str | int | float | bool):
        text = f"{given!r} is not right: {_lower_first(fault['msg'])}"
    else:
        text = _lower_first(fault["msg"])
    return Problem(str(path), _place(fault["loc"]), text, remedy)


def plain_number(value: object) -> object:
    """Give 120 for 120.0, since a card's author writes no decimals either; all else as it is."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _place(location: tuple[int | str, ...]) -> str:
    """Write ("rep", 1, "seconds") as rep[1].seconds; the names of types in unions are left out."""
    place = ""
    for part in location:
        if isinstance(part, int):
            place += f"[{part}]"
        elif not (part.endswith("Line") or "[" in part or part in NAMES_OF_TYPES):
            place += f".{part}" if place else part
    return place or "file"


def _lower_first(text: str) -> str:
    """Begin a sentence with a small letter, so that it can follow a colon."""
    return text[:1].lower() + text[1:]

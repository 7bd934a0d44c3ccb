"""The command line: start the app, or work with its library, timelines and sound tracks."""

from __future__ import annotations

import argparse
import json
import os
import sys
import textwrap
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TypeAlias

import supine
from supine.care import audit_line
from supine.library import (
    Library,
    LibraryError,
    Problem,
    limit_sentences,
    read_own,
    rule_rows,
    shipped_library,
)
from supine.timeline import (
    Options,
    OptionsError,
    Pace,
    Timeline,
    UnknownRoutineError,
    Words,
    build_timeline,
    claim_fault,
)
from supine.voice import (
    ClipStore,
    ClipStoreError,
    LayeredClips,
    MissingClipError,
    TrackError,
    UnknownContainerError,
    Volumes,
    container_for,
    encode,
    installed_speaker,
    render_track,
)
from supine.web.data_folder import CLIPS_NAME, LIBRARY_NAME, data_folder
from supine.web.faults import StartError

ADDRESS = "127.0.0.1"

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001 - argparse has no public name for it


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Give the exit code: 0, or 1 after a fault that was said in a sentence."""
    asked = _parser().parse_args(arguments)
    try:
        return int(asked.run(asked))
    except (LibraryError, OptionsError, UnknownRoutineError, StartError) as fault:
        return _refuse(str(fault))
    except (ClipStoreError, MissingClipError, TrackError, UnknownContainerError) as fault:
        return _refuse(str(fault))
    except BrokenPipeError:
        # Whoever read the output has had enough, as `head` does.
        sys.stderr.close()
        return 0


def _refuse(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="supine",
        description="A short floor routine for a sore back and leg, led by a voice.",
        epilog="Without a command, Supine starts on this machine and opens in the browser.",
    )
    parser.add_argument("--version", action="version", version=f"supine {supine.__version__}")
    parser.add_argument("--profile", default="", help="whose diary: a name, for a second person")
    parser.add_argument("--port", type=int, help="where to serve (8707 unless said otherwise)")
    parser.add_argument("--host", default=ADDRESS, help=argparse.SUPPRESS)
    parser.add_argument("--no-browser", action="store_true", help="do not open the browser")
    parser.set_defaults(run=_serve)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    _add_timeline(commands)
    _add_audio(commands)
    _add_handout(commands)
    _add_library(commands)
    _add_care(commands)
    _add_count(commands)
    _add_watch(commands)
    return parser


def _add_timeline(commands: Commands) -> None:
    command = commands.add_parser("timeline", help="print what happens when, in seconds")
    _add_choices(command)
    command.add_argument("--json", action="store_true", help="as JSON, with every cue and phase")
    command.set_defaults(run=_timeline)


def _add_audio(commands: Commands) -> None:
    command = commands.add_parser("audio", help="write a routine's sound track to a file")
    _add_choices(command)
    command.add_argument("-o", "--output", type=Path, required=True, metavar="FILE")
    command.add_argument("--voice", type=_percent, default=100, help="volume, 0 to 100")
    command.add_argument("--tones", type=_percent, default=50, help="volume, 0 to 100")
    command.set_defaults(run=_audio)


def _add_handout(commands: Commands) -> None:
    command = commands.add_parser("handout", help="write a routine as a PDF to print")
    command.add_argument("routine", help="for example three-minute")
    command.add_argument("-o", "--output", type=Path, required=True, metavar="FILE.pdf")
    command.add_argument("--paper", choices=["a4", "letter"], default="a4")
    command.set_defaults(run=_handout)


def _add_library(commands: Commands) -> None:
    command = commands.add_parser("library", help="check or list the movements and routines")
    actions = command.add_subparsers(title="actions", metavar="ACTION", required=True)
    check = actions.add_parser("check", help="say everything that is wrong with the cards")
    check.add_argument("folder", nargs="?", type=Path, help="cards of your own; else the profile's")
    check.set_defaults(run=_library_check)
    listing = actions.add_parser(
        "list", help="the movements, by their starting position, and the routines"
    )
    listing.set_defaults(run=_library_list)


def _add_care(commands: Commands) -> None:
    command = commands.add_parser("care", help="check the care rules against cases, or read them")
    actions = command.add_subparsers(title="actions", metavar="ACTION", required=True)
    audit = actions.add_parser("audit", help="say what the rules make of written cases")
    audit.add_argument("cases", metavar="CASES.jsonl", help="one case a line; - reads the input")
    audit.set_defaults(run=_care_audit)
    rules = actions.add_parser("rules", help="print every rule with its sources")
    rules.set_defaults(run=_care_rules)


def _add_count(commands: Commands) -> None:
    command = commands.add_parser("count", help="count repetitions in recordings of landmarks")
    command.add_argument("recordings", nargs="+", type=Path, metavar="RECORDING.npz")
    command.add_argument("--json", action="store_true", help="as JSON; a list, for several files")
    _add_movement(command)
    command.set_defaults(run=_count)


def _add_watch(commands: Commands) -> None:
    command = commands.add_parser("watch", help="count repetitions in a video, or in a folder's")
    command.add_argument("video", type=Path, metavar="VIDEO|FOLDER")
    command.add_argument("--json", action="store_true", help="as JSON; a list, for a folder")
    _add_movement(command)
    one = command.add_argument_group("for one video")
    one.add_argument("--annotate", type=Path, metavar="OUT.mp4", help="draw body and count into it")
    one.add_argument("--plot", type=Path, metavar="OUT.png", help="draw the movement over time")
    one.add_argument("--save", type=Path, metavar="OUT.npz", help="keep the landmarks")
    folder = command.add_argument_group("for a folder")
    folder.add_argument("--out", type=Path, metavar="FOLDER", help="where the counts are written")
    folder.add_argument("--processes", type=int, help="how many videos at a time")
    command.set_defaults(run=_watch)


def _add_movement(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--movement",
        required=True,
        metavar="ID|any",
        help="as supine library list shows them; any: whatever comes round again",
    )


def _add_choices(command: argparse.ArgumentParser) -> None:
    command.add_argument("routine", help="for example three-minute")
    command.add_argument("--reps", type=int, help="repetitions of every movement, 5 to 15")
    command.add_argument("--words", choices=[words.value for words in Words], default="full")
    command.add_argument("--pace", choices=[pace.value for pace in Pace], default="normal")
    command.add_argument("--down", type=int, default=20, help="seconds to get down, 10 to 60")


def _percent(text: str) -> int:
    value = int(text)
    if not 0 <= value <= 100:  # noqa: PLR2004 - per cent
        raise argparse.ArgumentTypeError(f"{value} is not between 0 and 100")
    return value


def _serve(asked: argparse.Namespace) -> int:
    # Django is only loaded, and only configured, where it serves.
    from supine.web.serving import serve  # noqa: PLC0415

    return serve(
        profile=asked.profile,
        host=asked.host,
        port=asked.port,
        open_browser=not asked.no_browser,
    )


def _timeline(asked: argparse.Namespace) -> int:
    library, _ = _own_library(asked.profile)
    timeline = _build(asked, library)
    if asked.json:
        print(json.dumps(timeline.as_json(), indent=1))
        return 0
    print(
        f"{library.routines[timeline.routine].name}: {_clock(timeline.seconds)}, "
        f"of which {_clock(timeline.moving_seconds)} are movement."
    )
    for phase in timeline.phases:
        heard = [cue for cue in timeline.cues if phase.at <= cue.at < phase.ends_at]
        words = "  ".join(f"({cue.text})" if cue.kind == "tone" else cue.text for cue in heard)
        what = " ".join(str(part) for part in (phase.rep, phase.name, phase.side) if part)
        print(f"{_clock(phase.at)}  {phase.movement or '':24}{what:18}{words}".rstrip())
    return 0


def _audio(asked: argparse.Namespace) -> int:
    container = container_for(asked.output)
    library, _ = _own_library(asked.profile)
    clips = _clips(asked.profile)
    timeline = _build(asked, library)
    volumes = Volumes(voice=asked.voice / 100, tones=asked.tones / 100)
    encode(render_track(timeline, clips, volumes), asked.output, container)
    print(f"{asked.output}: {_clock(timeline.seconds)}")
    unsaid = len({cue.text for cue in timeline.cues if cue.kind == "read"})
    if unsaid:
        print(
            f"{unsaid} of its sentences have no clip: a soft tone stands where each belongs. "
            "Install the extra voice (script/setup voice) to hear them."
        )
    return 0


def _handout(asked: argparse.Namespace) -> int:
    # Typst is large, and nothing else needs it.
    from supine.share.handout import PAPERS, handout_pdf  # noqa: PLC0415

    library, _ = _own_library(asked.profile)
    routine = library.routines.get(asked.routine)
    if routine is None:
        raise UnknownRoutineError(asked.routine, library)
    pdf = handout_pdf(library, routine, Options(), paper=PAPERS[asked.paper])
    try:
        asked.output.write_bytes(pdf)
    except OSError as fault:
        return _refuse(f"{asked.output}: {fault.strerror}. Give a file in a folder that is there.")
    print(f"{asked.output}: {routine.name}")
    return 0


def _library_check(asked: argparse.Namespace) -> int:
    if asked.folder is None:
        library, problems = _own_library(asked.profile)
    elif asked.folder.is_dir():
        library, problems = read_own(asked.folder, shipped_library())
    else:
        return _refuse(f"{asked.folder}: this is no folder. Give the folder of your own cards.")
    problems = (*problems, *_false_claims(library))
    for problem in problems:
        print(problem)
    if problems:
        return 1
    print(f"{len(library.movements)} movements, {len(library.routines)} routines: all is well.")
    return 0


def _library_list(asked: argparse.Namespace) -> int:
    library, _ = _own_library(asked.profile)
    for position in library.positions.values():
        here = [one for one in library.movements.values() if one.card.position == position.id]
        if here:
            print(f"{position.name.upper()}\n")
            print("\n".join(f"{movement.id}  {movement.name}" for movement in here), end="\n\n")
    print("ROUTINES\n")
    for routine in library.routines.values():
        minutes = f" ({routine.card.minutes} min)" if routine.card.minutes else ""
        print(f"{routine.id}  {routine.name}{minutes}")
    return 0


def _false_claims(library: Library) -> Iterator[Problem]:
    """Give the routines that take longer or shorter than they say."""
    seconds = ClipStore.shipped().seconds_or_estimate
    for routine in library.routines.values():
        fault = claim_fault(library, routine, seconds)
        if fault is not None:
            remedy = "Write how long it takes, or change its doses"
            yield Problem(f"routines/{routine.id}/card.yaml", "minutes", fault, remedy)


def _care_audit(asked: argparse.Namespace) -> int:
    cards = shipped_library().care
    try:
        for line in _lines(asked.cases):
            answer = (
                audit_line(line, cards) if line is not None else {"error": "line: it is not UTF-8"}
            )
            print(json.dumps(answer))
    except OSError as fault:
        return _refuse(f"{asked.cases}: {fault.strerror}. Give a file with one case a line.")
    return 0


def _lines(path: str) -> Iterator[str | None]:
    """Give every line of a file or, for -, of the input; None for one that is no text."""
    with sys.stdin.buffer if path == "-" else Path(path).open("rb") as file:
        for number, raw in enumerate(file):
            try:
                yield raw.decode("utf-8-sig" if number == 0 else "utf-8")
            except UnicodeDecodeError:
                yield None


def _care_rules(_asked: argparse.Namespace) -> int:
    care = shipped_library().care
    subject = ""
    for row in rule_rows(care):
        if row.subject != subject:
            subject = row.subject
            print(f"{subject.upper()}\n")
        sources = [care.sources[name] for name in row.sources]
        print(row.id)
        _print_part("when", row.when)
        _print_part("then", row.then)
        _print_part("because", row.because)
        _print_part("source", "; ".join(f"{one.title} ({one.kind})" for one in sources))
        print()
    print("LIMITS OF THE EXERCISE LIGHT\n")
    print("\n".join(limit_sentences(care)))
    return 0


def _print_part(name: str, text: str) -> None:
    indent = f"  {name:8} "
    print(textwrap.fill(text, 100, initial_indent=indent, subsequent_indent=" " * len(indent)))


def _count(asked: argparse.Namespace) -> int:
    # The coach knows how bodies move, which takes a moment to load.
    from supine.footage.command import count  # noqa: PLC0415

    return count(asked, partial(_library, asked.profile))


def _watch(asked: argparse.Namespace) -> int:
    from supine.footage.command import watch  # noqa: PLC0415

    return watch(asked, partial(_library, asked.profile))


def _library(profile: str) -> Library:
    return _own_library(profile)[0]


def _own_library(profile: str) -> tuple[Library, tuple[Problem, ...]]:
    """Read the shipped cards and the profile's own. Give the problems of its own."""
    folder = data_folder(profile, os.environ) / LIBRARY_NAME
    return read_own(folder, shipped_library())


def _clips(profile: str) -> LayeredClips:
    """Give the shipped clips and the profile's own."""
    folder = data_folder(profile, os.environ) / CLIPS_NAME
    return LayeredClips(ClipStore.shipped(), folder, installed_speaker)


def _build(asked: argparse.Namespace, library: Library) -> Timeline:
    options = Options(asked.reps, Words(asked.words), Pace(asked.pace), asked.down)
    clips = _clips(asked.profile)
    return build_timeline(library, asked.routine, options, clips.seconds, clips.has)


def _clock(seconds: float) -> str:
    """Write seconds as minutes and seconds."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02}"

"""The library: how much there is, how long it takes to read, and whether routines keep their time.

Run by `script/bench library`. Seconds depend on the machine; the aim for reading the whole library
is under 300 ms. Minutes are those of the whole track at the usual pace, with twenty seconds to get
down, as the shipped voice speaks it; sentences that have no clip yet are estimated.
"""

import statistics
import time

from supine.library import Library, read_library
from supine.timeline import Words, minutes_of, phrases
from supine.voice import ClipStore

READINGS = 9
AIM_SECONDS = 0.3


def main() -> None:
    """Print every figure."""
    library, problems = read_library()
    clips = ClipStore.shipped()
    said = phrases(library)
    unsaid = clips.missing(said)
    print(
        f"{len(library.movements)} movements, {len(library.routines)} routines, "
        f"{len(library.positions)} positions, {len(library.equipment)} pieces of equipment, "
        f"{len(problems)} problems"
    )
    print(f"{len(said)} sentences, {len(unsaid)} of them without a clip")
    _print_reading()
    _print_minutes(library, clips)


def _print_reading() -> None:
    """Say how long it takes to read all cards from their files, with nothing kept from before."""
    taken, worked = [], []
    for _ in range(READINGS):
        begun, begun_work = time.perf_counter(), time.process_time()
        read_library()
        taken.append(time.perf_counter() - begun)
        worked.append(time.process_time() - begun_work)
    print(
        f"reading {statistics.median(taken) * 1000:.0f} ms (median of {READINGS}, "
        f"{min(taken) * 1000:.0f} to {max(taken) * 1000:.0f}; aim {AIM_SECONDS * 1000:.0f}), "
        f"of which {statistics.median(worked) * 1000:.0f} ms are work"
    )


def _print_minutes(library: Library, clips: ClipStore) -> None:
    print(f"{'minutes':20} {'claimed':>8} {'full':>6} {'short':>6} {'off':>6}")
    for routine in library.routines.values():
        claimed = routine.card.minutes
        full = minutes_of(library, routine, clips.seconds_or_estimate)
        short = minutes_of(library, routine, clips.seconds_or_estimate, Words.SHORT)
        off = f"{(full - claimed) / claimed:+.0%}" if claimed else "-"
        print(f"{routine.id:20} {claimed or '-':>8} {full:6.2f} {short:6.2f} {off:>6}")


if __name__ == "__main__":
    main()

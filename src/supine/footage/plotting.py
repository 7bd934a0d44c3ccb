"""A set as a picture: how far the movement was followed over time, and what was counted."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from supine.footage.colours import PAPER, PAPER_INK, PAPER_LINE, PAPER_OF_SIDE, PAPER_QUIET
from supine.footage.counting import Count, CountedRep
from supine.footage.hushing import hushed

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Array = NDArray[np.float64]

INCHES = (9.0, 4.2)
DOTS_PER_INCH = 150
MARKERS = {"left": "<", "right": ">", None: "o"}
NAMES = {"left": "left", "right": "right", None: "repetition"}


def plot(path: Path, at_seconds: Array, phase: Array, count: Count) -> None:
    """Write the picture, a PNG, whole or not at all. Raises OSError.

    at_seconds, phase: (T,), when and how far the movement was, NaN where it was not followed.
    """
    with hushed():
        # It is large, and comes with the extra `footage` only.
        from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415
        from matplotlib.figure import Figure  # noqa: PLC0415

        figure = Figure(figsize=INCHES, dpi=DOTS_PER_INCH, facecolor=PAPER, layout="constrained")
        FigureCanvasAgg(figure)
        axes = figure.add_subplot(facecolor=PAPER)
        _draw(axes, at_seconds, phase, count)
        part = path.with_name(path.name + ".part")
        try:
            figure.savefig(part, format="png", metadata={"Software": None})
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)


def _draw(axes: Axes, times: Array, phase: Array, count: Count) -> None:
    axes.plot(times, phase, color=PAPER_INK, linewidth=1.2, label="movement followed")
    lost = np.isnan(phase)
    if lost.any():
        axes.fill_between(
            times,
            0,
            1,
            where=lost,
            transform=axes.get_xaxis_transform(),
            color=PAPER_LINE,
            alpha=0.6,
            linewidth=0,
            label="not followed",
        )
    for side in ("left", "right", None):
        reps = [rep for rep in count.reps if rep.side == side]
        if reps:
            _mark(axes, reps, side)
    axes.set_xlabel("time in seconds", color=PAPER_INK)
    axes.set_ylabel("how far, of the full movement", color=PAPER_INK)
    axes.set_title(_title(count), color=PAPER_INK, loc="left", fontsize=11)
    axes.set_xlim(0, max(float(times[-1]) if len(times) else 0.0, 0.1))
    axes.set_ylim(bottom=min(0.0, float(np.nanmin(phase, initial=0.0))))
    axes.margins(y=0.1)
    axes.tick_params(colors=PAPER_QUIET)
    axes.grid(visible=True, color=PAPER_LINE, linewidth=0.6)
    for edge in axes.spines.values():
        edge.set_color(PAPER_LINE)
    # Above the picture, beside the title, where it hides nothing.
    axes.legend(
        loc="lower right", bbox_to_anchor=(1, 1), ncols=4, frameon=False, fontsize=8, borderpad=0
    )


def _mark(axes: Axes, reps: Sequence[CountedRep], side: str | None) -> None:
    """Mark each repetition where it ends, above how far it went, and number it."""
    colour = PAPER_OF_SIDE[side]
    name = f"{NAMES[side]}: {len(reps)}"
    ends = [rep.at for rep in reps]
    low = np.zeros(len(reps))
    axes.plot(ends, low, MARKERS[side], color=colour, markersize=7, clip_on=False, label=name)
    for rep in reps:
        axes.axvspan(rep.at - rep.seconds, rep.at, color=colour, alpha=0.10, linewidth=0)
        axes.axvline(rep.at, color=colour, alpha=0.35, linewidth=0.8)


def _title(count: Count) -> str:
    sides = ", ".join(f"{count.of_side(side)} {side}" for side in ("left", "right"))
    has_sides = count.of_side(None) < len(count.reps)
    noun = "repetition" if len(count.reps) == 1 else "repetitions"
    return f"{count.movement}: {len(count.reps)} {noun}{f' ({sides})' if has_sides else ''}"

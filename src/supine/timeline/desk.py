"""The desk on which a timeline is laid out: one phase after another, with what is heard in each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from supine.timeline.model import TONE_SECONDS, Cue, Kind, Phase

ClipSeconds = Callable[[str], float]
HasClip = Callable[[str], bool]

# Between two things heard, so that they stay apart to the ear.
GAP_SECONDS = 0.08
# Between sentences that follow one another while nobody moves.
PAUSE_SECONDS = 0.3
# After the last sentence of a phase, before the next thing happens.
BREATHER_SECONDS = 0.25


@dataclass
class Desk:
    """Where the timeline grows. `now`: the last phase's end; `heard_until`: the last cue's.

    has_clip tells which words the voice can speak; None: all of them.
    """

    clip_seconds: ClipSeconds
    has_clip: HasClip | None = None
    now: float = 0.0
    heard_until: float = -GAP_SECONDS
    silent_until: float = 0.0
    cues: list[Cue] = field(default_factory=list)
    phases: list[Phase] = field(default_factory=list)

    def talk(self, phase: Phase, sentences: Iterable[str], at_least_seconds: float) -> None:
        """Lay a phase in which all sentences are spoken, however long that takes."""
        self.speak(sentences)
        self.close(phase, max(at_least_seconds, self.spoken_for()))

    def speak(self, sentences: Iterable[str]) -> None:
        """Place sentences one after another, from now on, without closing a phase."""
        for text in sentences:
            pause = PAUSE_SECONDS if self.heard_until > self.now else 0.0
            self._hear(
                "say", text, max(self.now, self.heard_until + pause), self.clip_seconds(text)
            )

    def spoken_for(self) -> float:
        """Give the seconds from now until speech already placed is over, with a breather."""
        return (
            max(0.0, self.heard_until - self.now + BREATHER_SECONDS)
            if self.heard_until > self.now
            else 0.0
        )

    def tone(self, name: str) -> None:
        """Place a tone now; it may only follow when nothing is being heard."""
        self._hear("tone", name, self._free_at(), TONE_SECONDS[name])

    def fit(self, kind: Kind, lines: Sequence[str], until: float) -> bool:
        """Place the first of the lines that is over by `until`; tell whether one was."""
        at = self._free_at()
        for text in lines:
            seconds = self.clip_seconds(text)
            if at + seconds <= until:
                self._hear(kind, text, at, seconds)
                return True
        return False

    def wait_until(self, second: float) -> None:
        """Keep silent until then, where nothing is being heard any more."""
        self.silent_until = max(self.silent_until, second)

    def tick(self, until: float) -> None:
        """Mark a beginning softly, where no word could."""
        at = self._free_at()
        if at + TONE_SECONDS["tick"] <= until:
            self._hear("tone", "tick", at, TONE_SECONDS["tick"])

    def close(self, phase: Phase, seconds: float) -> None:
        """Let the phase pass, from now, for so many seconds."""
        self.phases.append(replace(phase, at=self.now, seconds=seconds))
        self.now += seconds

    def _free_at(self) -> float:
        """Give the first moment from now at which something may be heard."""
        return max(self.now, self.silent_until, self.heard_until + GAP_SECONDS)

    def _hear(self, kind: Kind, text: str, at: float, seconds: float) -> None:
        if kind != "tone" and self.has_clip is not None and not self.has_clip(text):
            kind = "read"
        self.cues.append(Cue(at, seconds, kind, text))
        self.heard_until = at + seconds

"""What answers and scores mean: pure functions that apply the rules of the care cards.

Every answer names the rules that made it (`because`), and a missing answer is never a good one.
The rules and their texts come from `library`; the clock, the diary and the page are elsewhere.
"""

from supine.care.day import Gate, day_gate
from supine.care.gaps import MissingRuleError
from supine.care.screening import Outcome, ScreeningKind, screening_outcome

__all__ = [
    "Gate",
    "MissingRuleError",
    "Outcome",
    "ScreeningKind",
    "day_gate",
    "screening_outcome",
]

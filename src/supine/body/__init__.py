"""The body: a card's clinical angles and contacts become a skeleton that moves like a person.

`motion(movement, position, figure, side, range_share)` gives one `Clip`: `pose`, `joints` and
`angles` at any instant of its steps. `clips` gives all clips of a movement, `motion_json` all that
a page needs to draw it, and `rest` a position in which nobody moves. `ease` is how a step goes by.
Everything follows from the arguments: no files, no clock, no chance.
"""

from supine.body.clip import Clip, ease
from supine.body.motion import clips, motion, motion_json, rest

__all__ = ["Clip", "clips", "ease", "motion", "motion_json", "rest"]

"""What the camera saw: a stream of landmarks becomes repetitions, sides, range, tempo and cues.

One engine for all cards: `pattern_of` reads off a movement's own motion what a repetition looks
like, and `Coach` follows it, frame by frame. `FreeCoach` counts whatever comes round again, for
movements without a card. Both take `Frame`s, answer with events and add up to a `Tally`. Everything
follows from the arguments: no files, no clock, no chance.
"""

"""What is remembered: the person, screenings, scores, sessions; and the history that care reads.

It knows no pages and no requests. Django has to load an app before its models, so names are
imported from the module of their subject: `people`, `screening`, `checkins`, `events` (what the
browser reports), `sessions` (recording and looking back), `done` (what the events add up to),
`snapshots` (what was planned) and `storage` (the file itself).
"""

"""What is remembered: the person, screenings, scores, sessions; and the history that care reads.

It knows no pages and no requests. Django has to load an app before its models, so names are
imported from the module of their subject: `people`, `screening`, `checkins`, `events` (what the
browser reports), `sessions` (recording and looking back), `done` (what the events add up to),
`witnessed` (what a camera counted beside it), `ten_minutes` (effort, and the question after a
session), `limits` (a person's own), `said` (statements, answers to offers), `goals` (and
wellbeing), `snapshots` (what was planned) and `storage` (the file itself). `care_days` gives the
history to care and today's plan back; its parts are `happened` and `exercised` (rows as events) and
`plan_state` (the stored plan).
"""

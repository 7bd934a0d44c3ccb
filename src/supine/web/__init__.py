"""What people see: Django's pages, the sound tracks, and the start-up that serves both.

Django has to load an app before its models, so names are imported from the module of their subject.
`serving` starts it all, with `data_folder`, `opening` and `faults`; `asgi` is the application, in
which `own_address`, `sounds` and `built_files` come before the pages that `urls` lists and `views`
hold, and `live` the socket through which a camera's page speaks. `settings` is Django's. `shelf`
holds the cards, shipped and own. `middleware` sends to the warning signs first, `forms` say what
may be entered, `answers` store it, `today` says what it allows; `planning` turns choices into a
timeline, and `stories` tell what was done. What care says of a day is put into words by `reasons`
(why), `cautions`, `effects` (of what was ticked), `exercises`, `fitted` (any routine), `changes`
(offers, and doses that changed) and `session_light`.
The library's pages: `finding` with `searching` for what is looked for, `allowed` for what is not
for this person now, `tiles`, `pictures`, `lengths` and `doses` for what stands in lists, `building`
for a routine of one's own and `sharing` for a routine as a file. What is said of many days:
`trends` for the words, `charts` for the picture, `asking` for goals and when they are due, with
their `progress_forms`, and `visits` for what to show somebody.
"""

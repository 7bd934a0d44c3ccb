"""Supine guides a person with an aching back through a short floor routine, hands-free.

What can be done stands in `library`, as cards. `timeline` turns a routine into words, counts,
breaths and phases in seconds. `voice` makes one sound track of them, which the page in `web`
follows. `coach` says what a camera saw, if one watches. `care` asks about warning signs first,
and `diary` remembers what was done and how it felt, on this machine only. `cli` is the way in.
"""

__version__ = "0.1.0"

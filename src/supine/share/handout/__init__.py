"""A routine on paper: pictures of the key poses, doses, words, cautions, and four weeks to tick.

`handout_pdf` sets it with Typst, on A4 or Letter (`Paper`), from the same cards, words and pictures
that the pages use. Nothing in it names the person.
"""

from supine.share.handout.handout import Paper, handout_pages, handout_pdf

__all__ = ["Paper", "handout_pages", "handout_pdf"]

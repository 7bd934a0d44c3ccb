"""A routine on paper: pictures of the key poses, doses, words, cautions, and four weeks to tick.

`handout_pdf` sets it with Typst, on a `Paper` (`PAPERS` names them), from the same cards, words and
pictures that the pages use; `handout_pages` draws the same, to be looked at. Nothing in it names
the person.
"""

from supine.share.handout.handout import PAPERS, Paper, handout_pages, handout_pdf

__all__ = ["PAPERS", "Paper", "handout_pages", "handout_pdf"]

"""Cells of a CSV that a spreadsheet can open without running anything in them. Pure.

What begins like a formula is given an apostrophe in front, as OWASP advises; so is what begins with one itself, so that
a reader gets the text back by taking one apostrophe off any cell that begins with one. Only texts are treated: numbers,
days and lists stay what they are, a negative number too.
"""

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
ESCAPED = "A text that begins with one of = + - @ (full width ones too), tab, line end or ' has ' put before it. \
To read it back take one ' off each text that begins with it. Numbers, days and lists are as they are."


def harmless(text: str) -> str:
    """The text as a cell that is no formula."""
    return f"'{text}" if text.startswith((*FORMULA_SIGNS, "'")) else text

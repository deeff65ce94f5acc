"""What is not read right today, with what comes instead; a row that is mended must leave (the tests are strict)."""

# No claim at all, or only some of the right ones.
MISSED: dict[str, str] = {
    "73 own ko": "no movement/dispatch or intake 100",
}

# A claim is made that is not the right one.
MISREAD: dict[str, str] = {}

"""What is not read right today, with what comes instead; a row that is mended must leave (the tests are strict)."""

# No claim at all, or only some of the right ones.
MISSED: dict[str, str] = {
    "16 en": "no headcount or movement 2600",
    "73 own ko": "no movement/dispatch or intake 100",
}

# A claim is made that is not the right one.
MISREAD: dict[str, str] = {
    "61 own zh": "read as revenue/state_revenue 5e+08 ('国家去年靠工人最多赚了5亿美元')",
    "92 own ru": "movement/dispatch 50: places ['RU'], flags ['place_from_context'], firm True",
    "107 en": "read as headcount/before 4000 ('earlier text said 4,000')",
    "110 en": "read as movement/repatriation ('send their workers home')",
    "120 own ko": "demographic: demographic None, details {}",
}

"""Which language a text is in: scripts decide where they can, a model only among the rest."""

import re
from collections.abc import Sequence

from py3langid import langid

# The model reads less than the script is told by: of the benchmark's 1,452 texts 2,000 characters give none another
# language than 4,000 do, 1,500 one, 800 two.
_READ_CHARACTERS, _MODEL_CHARACTERS = 4000, 2000
# Below this the model's second choice is worth as much as its first (17 headlines of LIBRARIES.md, all above it).
_SHORT = 60
_SCRIPTS = {
    "ko": "\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3",
    "kana": "\u3040-\u30ff",
    "zh": "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff",
    "cyrillic": "\u0400-\u04ff",
    "th": "\u0e00-\u0e7f",
    "arabic": "\u0600-\u06ff",
    "he": "\u0590-\u05ff",
    "el": "\u0370-\u03ff",
    "hy": "\u0530-\u058f",
    "ka": "\u10a0-\u10ff",
    "km": "\u1780-\u17ff",
    "lo": "\u0e80-\u0eff",
    "devanagari": "\u0900-\u097f",
    "bn": "\u0980-\u09ff",
    "latin": "A-Za-z\u00c0-\u024f\u1e00-\u1eff",
}
_NOT_ASCII = re.compile("[^\x00-\x7f]+")
_COUNTED = {script: re.compile(f"[{characters}]") for script, characters in _SCRIPTS.items()}
# Letters that one language of a shared script has and those below it lack: the first list that is met decides.
_LETTERS = {
    "cyrillic": (
        ("tg", "ҷӣӯҶӢӮ"), ("kk", "ұәҰӘ"), ("uz", "ҳҲ"), ("kk", "қғҚҒ"), ("ky", "ңҢ"), ("mn", "өүӨҮ"), ("be", "ўЎ"),
        ("uk", "їєґіЇЄҐІ"), ("mk", "ѓќѕЃЌЅ"), ("sr", "ђћјљњџЂЋЈЉЊЏ"),
    ),
    "arabic": (("ur", "ٹڈڑے"), ("fa", "پچژگ")),
}  # fmt: skip
# Forms of Han characters that only Japan writes: a headline may have no kana.
_JAPANESE_HAN = re.compile(
    "[労働帰気県広発図経済駅価売読込円対応総単営栄実検険辺塩拡択圏桜薬楽亜悪囲沢渋鉄戦権観験変続転聴仮仏伝両乗児処収壊専従恵戻払抜挙捜掲撃"
    "斉歳満焼産畑脳蔵覚訳豊軽遅銭録闘雑]"
)
_AMONG = {
    "cyrillic": ("ru", "uk", "be", "bg", "mk", "sr", "mn", "kk", "ky"),
    "arabic": ("ar", "fa", "ur"),
    "devanagari": ("hi", "mr", "ne"),
    # What most newspapers are written in; short names and headlines look like many others to the model ("Kim Jong Un
    # visits Moscow" like Luxembourgish), which count only where the page declares them.
    "latin": (
        *("en", "fr", "de", "es", "it", "pt", "nl", "pl", "cs", "sk", "hu", "ro", "sv", "no", "nb", "nn", "da", "fi"),
        *("et", "lv", "lt", "hr", "sl", "bs", "sq", "tr", "az", "uz", "vi", "id", "ms", "tl", "sw", "ca", "eu", "gl"),
        *("is", "af", "so", "ha"),
    ),
}
_USUAL = {"cyrillic": "ru", "arabic": "ar", "devanagari": "hi"}
# Addresses and encoded data are no words; German compounds of this length are rare.
_NO_WORD = re.compile(r"[!-~]{45,}")


def language(text: str, *, prior: Sequence[str] = ()) -> str | None:
    """ISO 639-1 code of the language most of `text` is in; None if it has no letters.

    `prior`: what the source or the page declares ("ko", "en-US"), most trusted first; it decides only between
    languages of one script, and only where the text is short or the model undecided.
    """
    sample = _NO_WORD.sub(" ", text)[:_READ_CHARACTERS]
    script = _script(sample)
    if script is None:
        return None
    if script in _AMONG:
        return _among(script, sample, [code[:2].lower() for code in prior])
    return script


def _script(sample: str) -> str | None:
    """The script that carries the text. Kana beside Han is Japanese; a Hangul text may hold many Han characters."""
    beyond = "".join(_NOT_ASCII.findall(sample))
    counts = {script: len(pattern.findall(beyond)) for script, pattern in _COUNTED.items()}
    counts["latin"] = len(_COUNTED["latin"].findall(sample))
    # An alphabet spends about two letters where these scripts spend one character.
    for dense in ("ko", "kana", "zh"):
        counts[dense] *= 2
    asian = {"ko": counts["ko"], "ja": counts.pop("kana"), "zh": counts["zh"]}
    total = sum(asian.values())
    if total:
        counts["ko"] = total if asian["ko"] * 5 >= total else 0
        is_japanese = asian["ja"] * 10 >= total or 20 * 2 * len(_JAPANESE_HAN.findall(sample)) >= total
        counts["ja"] = total if is_japanese and not counts["ko"] else 0
        counts["zh"] = total if not counts["ko"] and not counts["ja"] else 0
    best = max(counts, key=lambda script: counts[script])
    return best if counts[best] else None


def _among(script: str, sample: str, prior: Sequence[str]) -> str:
    for code, letters in _LETTERS.get(script, ()):
        if sum(sample.count(letter) for letter in letters) * 200 > len(sample):
            return code
    candidates = _AMONG[script]
    if script in _USUAL and len(sample) < _SHORT:
        return next((code for code in prior if code in candidates), _USUAL[script])
    likely = (code for code, _ in langid.rank(sample[:_MODEL_CHARACTERS]))
    ranked = [code for code in likely if code in candidates or (code in prior and len(code) == 2)]
    near = ranked[: 3 if len(sample) < _SHORT else 1]
    return next((code for code in prior if code in near), near[0])

"""Text as the model reads it. Bot.Inference does the same in C#; recorded samples hold the two together."""
import re
import unicodedata

_ACCENTED = "àáâãäåāăąçćĉċčďđèéêëēĕėęěĝğġģĥħìíîïĩīĭįıĵķĺļľŀłñńņňòóôõöøōŏőŕŗřśŝşšţťŧùúûüũūŭůűųŵýÿŷźżž"
_PLAIN = "aaaaaaaaacccccddeeeeeeeeegggghhiiiiiiiiijklllllnnnnooooooooorrrsssstttuuuuuuuuuuwyyyzzz"
_PLAIN_OF = dict(zip(_ACCENTED, _PLAIN))
_LETTERS = "abcdefghijklmnopqrstuvwxyz" * 2
_TABLE = {}
for _codes, _to in (
    ([0x00A0, 0x00B7, 0x3000, 0x202F, 0x205F, *range(0x2000, 0x200B)], " "),
    ([0x2028, 0x2029, 0x0085, 0x2022, 0x25CF, 0x25E6, 0x2023, 0x2043], "\n"),
    ([0x2018, 0x2019, 0x02BC, 0x2032, 0x00B4], "'"),
    ([0x201C, 0x201D, 0x201E, 0x00AB, 0x00BB], '"'),
    ([0x2010, 0x2011, 0x2212], "-"),
    ([0x2012, 0x2013, 0x2014, 0x2015], "\u2013"),
    ([0x2248, 0x223C, 0x2243], "~"),
    ([0x2026], "."),
    ([0x00D7, 0x2715], "x"),
    ([0x221A], "sqrt"),
    ([0x221E], "inf"),
    ([0x00DF], "ss"),
    ([0x00E6, 0x00C6], "ae"),
    ([0x0153, 0x0152], "oe"),
    ([0x00B2], "^2"),
    ([0x00B3], "^3"),
    ([0x00B9], "^1"),
    ([0x207F], "^n"),
    ([0xFB00], "ff"), ([0xFB01], "fi"), ([0xFB02], "fl"), ([0xFB03], "ffi"), ([0xFB04], "ffl"), ([0xFB05, 0xFB06], "st"),
    ([0x210A], "g"), ([0x210E], "h"), ([0x212F], "e"), ([0x2134], "o"),
    ([0x115F, 0x1160, 0x3164, 0xFFA0, 0x2800], ""),
):
    for _code in _codes:
        _TABLE[_code] = _to
for _i in [0, *range(4, 10)]:
    _TABLE[0x2070 + _i] = f"^{_i}"
for _i in range(10):
    _TABLE[0x2080 + _i] = str(_i)
for _i in range(0xFF01, 0xFF5F):
    _TABLE[_i] = chr(_i - 0xFEE0).lower()
for _i in range(0x1D400, 0x1D6A4):
    _TABLE[_i] = _LETTERS[(_i - 0x1D400) % 52]
for _i in range(0x1D7CE, 0x1D800):
    _TABLE[_i] = str((_i - 0x1D7CE) % 10)
for _i in range(0x24B6, 0x24EA):
    _TABLE[_i] = chr(97 + (_i - 0x24B6) % 26)
_CACHE: dict[str, str] = {}


def _fold_one(character: str) -> str:
    code = ord(character)
    if code < 128:
        return character.lower()
    if unicodedata.category(character) in ("Cf", "Mn", "Me"):
        return ""
    if code in _TABLE:
        return _TABLE[code]
    if code > 0xFFFF:
        category = unicodedata.category(character)
        return "\u4e00" if category[0] == "L" or category == "Nd" else " "
    lower = character.lower()
    if len(lower) != 1:
        lower = lower[0]
    return _PLAIN_OF.get(lower, lower)


def fold(text: str) -> str:
    """Lower case without accents, typographic variants and invisible characters."""
    if text.isascii():
        return text.lower()
    out = []
    for character in text:
        folded = _CACHE.get(character)
        if folded is None:
            folded = _CACHE[character] = _fold_one(character)
        out.append(folded)
    return "".join(out)


WORD = re.compile(r"[a-z]+|[0-9]+|[^\sa-z0-9]")
"""The pieces that are split further into subwords: runs of Latin letters, runs of digits, any other single character."""

_END = re.compile(r"(?<=[.!?])\s+|\n+|;\s+")
LONGEST_SENTENCE = 40
"""Words after which a sentence that does not end is cut."""


def sentences(text: str) -> list[tuple[int, int]]:
    """Cuts a text into sentences, as (start, end) in characters. Short fragments join the sentence before them."""
    cut, at = [], 0
    for match in [*_END.finditer(text), None]:
        end = match.start() if match else len(text)
        start, at_end = at, end
        at = match.end() if match else len(text)
        while start < at_end and text[start].isspace():
            start += 1
        while at_end > start and text[at_end - 1].isspace():
            at_end -= 1
        if start >= at_end:
            continue
        words = [(m.start() + start, m.end() + start) for m in re.finditer(r"\S+", text[start:at_end])]
        if len(words) < 3 and cut:
            cut[-1] = (cut[-1][0], at_end)
            continue
        for first in range(0, len(words), LONGEST_SENTENCE):
            part = words[first:first + LONGEST_SENTENCE]
            if len(part) < 3 and first > 0:
                cut[-1] = (cut[-1][0], part[-1][1])
            else:
                cut.append((part[0][0], part[-1][1]))
    return cut

"""From the bytes of a file to text: what the file says its charset is, or a guess.

The whole file is decoded before the grammar sees it, because in Shift-JIS, GB18030 and Big5 the
second byte of a character can be a ``]`` or a backslash. The guess is made for Go records:
they hold a few names and terms, too little for general detectors (docs/adr/0004-sgf.md).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

from gogame.errors import SgfError
from gogame.sgf import frequent

_SAMPLE_BYTES = 200_000
_GOOD_ENOUGH = 0.3
_BAD_WEIGHT = -2.0
_MARK_WEIGHT = 0.6
_EVERYDAY_WEIGHT = 0.35

# Names as files have them, letters and digits only, to the codecs to try; a superset goes first.
_ALIASES: dict[str, tuple[str, ...]] = {
    "utf8": ("utf-8",),
    "utf16": ("utf-16",),
    "gb2312": ("gb18030",),
    "gb231280": ("gb18030",),
    "gbk": ("gb18030",),
    "gb18030": ("gb18030",),
    "cp936": ("gb18030",),
    "windows936": ("gb18030",),
    "euccn": ("gb18030",),
    "hz": ("hz",),
    "hzgb2312": ("hz",),
    "big5": ("cp950", "big5hkscs"),
    "big5hkscs": ("big5hkscs",),
    "cp950": ("cp950", "big5hkscs"),
    "shiftjis": ("cp932", "shift_jis_2004"),
    "sjis": ("cp932", "shift_jis_2004"),
    "xsjis": ("cp932", "shift_jis_2004"),
    "mskanji": ("cp932",),
    "windows31j": ("cp932",),
    "cp932": ("cp932",),
    "eucjp": ("euc_jp", "euc_jis_2004"),
    "xeucjp": ("euc_jp", "euc_jis_2004"),
    "iso2022jp": ("iso2022_jp", "iso2022_jp_2004"),
    "jis": ("iso2022_jp",),
    "euckr": ("cp949",),
    "ksc56011987": ("cp949",),
    "ksc5601": ("cp949",),
    "uhc": ("cp949",),
    "cp949": ("cp949",),
    "windows949": ("cp949",),
    "johab": ("johab",),
    "ascii": ("cp1252", "latin-1"),
    "usascii": ("cp1252", "latin-1"),
    "latin1": ("cp1252", "latin-1"),
    "iso88591": ("cp1252", "latin-1"),
    "koi8r": ("koi8-r",),
    "koi8u": ("koi8-u",),
    "macintosh": ("mac-roman",),
    **{f"iso8859{n}": (f"iso8859-{n}",) for n in (2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14, 15, 16)},
    **{f"{word}125{n}": (f"cp125{n}",) for n in range(9) for word in ("windows", "cp")},
}
_MULTI_BYTE = frozenset(
    "utf-8 utf-16 gb18030 hz cp950 big5hkscs cp932 shift_jis_2004 euc_jp euc_jis_2004 "
    "iso2022_jp iso2022_jp_2004 cp949 johab".split()
)

_CA = re.compile(rb"(?<![A-Z])CA\s*\[\s*([\w.:-]{1,40})\s*\]")
_ISO_2022 = re.compile(rb"\x1b\$[@B(]")
_HIGH = re.compile(r"[^\x00-\x7f]+")
_LATIN = re.compile(r"(?<=[A-Za-z])[À-ÖØ-öø-ÿŠšŽžŒœŸ]+|[À-ÖØ-öø-ÿŠšŽžŒœŸ]+(?=[A-Za-z])")
_LATIN_ALONE = re.compile(
    r"[\u2018-\u201e\u2013\u2014\u2026\xa0\xab\xbb\xb0\xbd\xbf\xa1]|(?<![^\s])[À-ÖØ-öø-ÿ](?![^\s])"
)
_CYRILLIC = re.compile(r"(?<![A-Za-zА-яЁё])(?:[А-ЯЁ]?[а-яё]+|[А-ЯЁ]{2,})(?![A-Za-zА-яЁё])")


class Decoded(NamedTuple):
    """The text of a file, the codec that gave it, and what had to be guessed or lost."""

    text: str
    codec: str
    warnings: tuple[str, ...]


def decode(data: bytes, charset: str | None = None) -> Decoded:
    """Returns the text of an SGF file.

    The order: `charset` if given; a byte order mark; the CA property if its charset decodes the
    file (one of single bytes decodes anything, so valid UTF-8 is taken for what it is); UTF-8;
    the most likely of the charsets of Go records. Bytes that fit nothing become U+FFFD.

    Raises:
        SgfError: `charset` is unknown.
    """
    if charset is not None:
        codecs = _codecs(charset)
        if not codecs:
            raise SgfError(
                f"unknown charset {charset[:40]!r}: expected one such as UTF-8 or GB18030"
            )
        return _strict(data, codecs) or _lossy(data, codecs[0])
    for mark, codec in (
        (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if data.startswith(mark):
            return _strict(data, (codec,)) or _lossy(data, codec)
    named = _CA.search(data[:_SAMPLE_BYTES])
    codecs = _codecs(named[1].decode("ascii", "replace")) if named else ()
    if _ISO_2022.search(data) and not codecs:
        codecs = ("iso2022_jp", "iso2022_jp_2004")
    by_name = _strict(data, codecs)
    if by_name is not None and (data.isascii() or by_name.codec in _MULTI_BYTE):
        return by_name
    found = _strict(data, ("utf-8",)) or by_name or _guess(data)
    if named and found.codec not in codecs:
        name = named[1].decode("ascii", "replace")
        warning = f"SGF charset {name} (CA) does not fit the text: read as {found.codec}"
        return found._replace(warnings=(warning, *found.warnings))
    return found


def _codecs(name: str) -> tuple[str, ...]:
    return _ALIASES.get(re.sub(r"[^a-z0-9]", "", name.lower()), ())


def _strict(data: bytes, codecs: tuple[str, ...]) -> Decoded | None:
    for codec in codecs:
        try:
            return Decoded(data.decode(codec), codec, ())
        except UnicodeDecodeError:
            continue
    return None


def _lossy(data: bytes, codec: str) -> Decoded:
    text = data.decode(codec, "replace")
    lost = text.count("\ufffd")
    return Decoded(text, codec, (f"SGF text is damaged: {lost} characters are no {codec}",))


def _guess(data: bytes) -> Decoded:
    """Returns the text by the charset whose characters are the most usual ones."""
    high = re.search(rb"[\x80-\xff]", data)
    start = max(0, high.start() - 40) if high else 0
    sample = data[start : start + _SAMPLE_BYTES]
    scores = {codec: score(sample.decode(codec, "replace")) for codec, score in _SCORES.items()}
    best = max(scores, key=scores.__getitem__)
    codec = best if scores[best] >= _GOOD_ENOUGH else "cp1252"
    found = _strict(data, (codec,))
    if found is None and codec == "cp1252":
        found = _strict(data, ("latin-1",))
    return found or _lossy(data, codec)


def _mean(text: str, weight: Callable[[str], float]) -> float:
    """Returns the mean weight of the characters beyond ASCII."""
    counts = Counter("".join(_HIGH.findall(text)))
    bad = counts["\ufffd"] * _BAD_WEIGHT
    total = sum(weight(char) * count for char, count in counts.items() if char != "\ufffd")
    return (total + bad) / max(1, counts.total())


def _by_table(
    tables: str, codec: str, leads: range, kana: float = 0.0, rare: str = ""
) -> Callable[[str], float]:
    """Returns a scorer: how usual the characters are in a language.

    Args:
        tables: The most usual characters.
        codec: Their charset.
        leads: First bytes of the characters that this charset counts as everyday ones.
        kana: Weight of Japanese syllables.
        rare: Characters that are met, but seldom.
    """
    usual = frozenset(tables)

    def weight(char: str) -> float:
        if char in usual:
            return 1.0
        if "\u3041" <= char <= "\u30fe":
            return kana
        if "\u3000" <= char <= "\u303f" or "\uff01" <= char <= "\uff5e" or char in rare:
            return _MARK_WEIGHT
        return _EVERYDAY_WEIGHT if char.encode(codec, "replace")[0] in leads else 0.0

    return lambda text: _mean(text, weight)


def _utf8_score(text: str) -> float:
    return _mean(text, lambda char: 0.0 if "\x80" <= char <= "\x9f" else 1.0)


def _latin_score(text: str) -> float:
    fitting = sum(len(word) for word in _LATIN.findall(text))
    return _share(text, 0.9 * fitting + 0.5 * len(_LATIN_ALONE.findall(text)))


def _cyrillic_score(text: str) -> float:
    words: list[str] = _CYRILLIC.findall(text)
    fitting = sum(
        len(word) * (0.9 if word[-1].islower() and len(word) > 1 else 0.3) for word in words
    )
    return _share(text, fitting)


def _share(text: str, fitting: float) -> float:
    num_high = sum(len(run) for run in _HIGH.findall(text))
    return (fitting + text.count("\ufffd") * _BAD_WEIGHT) / max(1, num_high)


# In the order of preference where two fit equally well.
_SCORES: dict[str, Callable[[str], float]] = {
    "utf-8": _utf8_score,
    "gb18030": _by_table(frequent.HAN + frequent.SIMPLIFIED, "gb18030", range(0xB0, 0xD8)),
    "cp932": _by_table(frequent.HAN + frequent.JAPANESE, "cp932", range(0x88, 0x98), kana=0.9),
    "cp949": _by_table(
        frequent.HANGUL, "cp949", range(0xB0, 0xC9), rare=frequent.HAN + frequent.TRADITIONAL
    ),
    "cp950": _by_table(frequent.HAN + frequent.TRADITIONAL, "cp950", range(0xA4, 0xC7)),
    "euc_jp": _by_table(frequent.HAN + frequent.JAPANESE, "euc_jp", range(0xB0, 0xD0), kana=0.9),
    "cp1252": _latin_score,
    "cp1251": _cyrillic_score,
}

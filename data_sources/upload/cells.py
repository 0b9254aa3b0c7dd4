"""Cells as figures: decimal signs, thousands, missing marks, flags; each distinct text is looked at once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from data_sources.codes import UnknownFlag, split_flag
from data_sources.sentences import Told, told

MISSING = frozenset(
    ": .. ... . - – — − n/a na n.a. n.a nan null none #n/a k.a. k.a nd n.d. n.d s.o. so // / * x … ?".split()
) | {"", "keine angabe", "not available", "no data"}
"""Texts for "no figure", in small letters."""

_SPACES = "[ \u00a0\u2007\u2009\u202f\u2005\u2006]"
_NUMBER = r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?"
_FLAGS = r"[bcdefimnprsuzCNP@|:]{1,8}"
_FLAGGED = re.compile(rf"({_NUMBER})\s*(?:\(?({_FLAGS})\)?)")
_MISSING_FLAGGED = re.compile(rf"(?::|\.\.|-|–|n/a)\s*\(?({_FLAGS})\)?")
_FOOTNOTE = re.compile(rf"({_NUMBER})\s*(?:\*+|\(\d{{1,2}}\)|\d\)|[¹²³⁴⁵⁶⁷⁸⁹†‡]+|%|€|‰)")
_BEGINS = re.compile(rf"({_NUMBER})\b")
_LOOKS = re.compile(
    rf"[<>~]?[+\-−]?{_SPACES}*\d[\d.,'’]*(?:{_SPACES}[\d.,'’]+)*(?:[eE][+-]?\d+)?"
    rf"{_SPACES}*[%€‰*]?{_SPACES}*[a-zA-Z]{{0,4}}"
)
_MOST_ODD = 50_000
_MANY = 10
_SAMPLE = 20_000
_LOOKS_PLAIN = re.compile(r"[+-]?\d[\d.,]*")
_CODED = re.compile(r"0\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How figures are written: the sign before decimals, that between thousands, and whether the texts prove it.

    `decimal` is empty where no text has either sign.
    """

    decimal: str = "."
    thousands: str = ""
    certain: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Of each distinct text: its `value`, its `flag` and `conf` letters; `notes` and `faults` by position.

    A note says how a text was read, a fault is what it could be (empty where nobody can say).
    """

    value: npt.NDArray[np.float64]
    flag: npt.NDArray[np.object_]
    conf: npt.NDArray[np.object_]
    notes: Mapping[int, Told]
    faults: Mapping[int, str]
    flagged: int = 0


def looks_like_figures(texts: list[str]) -> bool:
    """True where nearly all of these texts are figures or missing, and some are figures."""
    held = [text.strip() for text in texts if text.strip().casefold() not in MISSING]
    if not held or any(_CODED.fullmatch(text) for text in held[:50] if len(text) <= len("08001")):
        return False
    figures = sum(bool(_LOOKS.fullmatch(text)) for text in held)
    return figures >= 0.8 * len(held)


def _any(texts: pa.Array, pattern: str) -> bool:
    return bool(pc.any(pc.match_substring_regex(texts, pattern)).as_py())


def style_of(texts: pa.Array, delimiter: str = "") -> Style:
    """How the figures among these texts are written, by what can be read in one way only; the first may settle it."""
    if len(texts) > _SAMPLE:
        style = _style_of(texts.slice(0, _SAMPLE), delimiter)
        if style.certain and style.decimal:
            return style
    return _style_of(texts, delimiter)


def _style_of(texts: pa.Array, delimiter: str) -> Style:
    bare = pc.replace_substring_regex(pc.utf8_trim_whitespace(texts), rf"(\d){_SPACES}(\d)", r"\1\2")
    comma, point = (_Signs(bare, sign) for sign in (",", r"\."))
    if comma.thousands and point.thousands:  # both at once can only be a mistake of the file
        return Style(thousands=",", certain=False)
    return _proven(comma, point) or _by_threes(bare, comma, point, delimiter)


def _proven(comma: _Signs, point: _Signs) -> Style | None:
    """The style where some text can be read in one way only."""
    if not (comma.comes or point.comes):
        return Style(decimal="")
    if comma.decimal and not point.decimal:
        return Style(decimal=",", thousands="." if point.comes else "", certain=not comma.thousands)
    if point.decimal:
        return Style(decimal=".", thousands="," if comma.comes else "", certain=not (comma.decimal or point.thousands))
    if comma.thousands or point.thousands:
        return Style(thousands=",") if comma.thousands else Style(decimal=",", thousands=".")
    return Style(thousands=",", certain=False) if comma.comes and point.comes else None


def _by_threes(texts: pa.Array, comma: _Signs, point: _Signs, delimiter: str) -> Style:
    """Every sign stands before three digits: thousands, or decimals."""
    if _in_threes(texts):
        return Style(thousands=",") if comma.comes else Style(decimal=",", thousands=".")
    plain_long = _any(texts, r"^[+-]?\d{4,}(?:\D|$)")
    if point.comes:
        return Style(certain=plain_long)
    if plain_long:
        return Style(decimal=",")
    return Style(decimal=",", certain=False) if delimiter == ";" else Style(thousands=",", certain=False)


def _in_threes(texts: pa.Array) -> bool:
    """True where many figures are grouped, the others are below a thousand, and no long one is without a sign."""
    grouped = pc.sum(pc.match_substring_regex(texts, r"^[+-]?[1-9]\d{0,2}[.,]\d{3}(?:[^\d.,]|$)")).as_py() or 0
    short, long = _any(texts, r"^[+-]?[1-9]\d{0,2}(?:[^\d.,]|$)"), _any(texts, r"^[+-]?\d{4,}(?:\D|$)")
    return grouped >= _MANY and short and not long


class _Signs:
    """What the texts say about a comma or point."""

    def __init__(self, texts: pa.Array, sign: str) -> None:
        other = r"\." if sign == "," else ","
        self.comes = _any(texts, rf"\d{sign}\d")
        two_before = rf"\d{other}\d{{3}}{sign}\d"
        ends = rf"^[+\-−]?\d*{sign}(?:\d{{1,2}}|\d{{4,}})(?:[^\d.,]|$)"
        whole = rf"^[+\-−]?(?:0|\d{{4,}}){sign}\d+(?:[^\d.,]|$)"
        self.decimal = self.comes and (_any(texts, two_before) or _any(texts, ends) or _any(texts, whole))
        self.thousands = self.comes and _any(texts, rf"\d{sign}\d{{3}}{sign}\d{{3}}|\d{sign}\d{{3}}{other}\d")


def figures(texts: pa.Array, style: Style, replaced: Mapping[str, str] | None = None) -> Figures:
    """The distinct texts as figures; `replaced` are the reader's own readings of texts."""
    if replaced:
        own = [replaced.get(text.strip(), text) for text in texts.to_pylist()]
        texts = pa.array(own, type=pa.string())
    quick = None if replaced else _quick(texts, style)
    if quick is not None:
        return quick
    plain = _plain(texts, style)
    simple = pc.match_substring_regex(plain, rf"^{_NUMBER}$")
    value = np.full(len(texts), np.nan)
    known = simple.to_numpy(zero_copy_only=False)
    value[known] = pc.cast(plain.filter(simple), pa.float64()).to_numpy(zero_copy_only=False)
    reader = _Odd(value, known)
    reader.look_at(plain, texts)
    return reader.figures()


def _quick(texts: pa.Array, style: Style) -> Figures | None:
    """The figures where every text is plain digits with at most one decimal sign; else None."""
    if len(texts) <= _SAMPLE or not _LOOKS_PLAIN.fullmatch(str(texts[0].as_py()).strip()):
        return None
    plain = pc.utf8_trim_whitespace(texts)
    if style.decimal == ",":
        if pc.any(pc.match_substring(plain, ".")).as_py():
            return None
        plain = pc.replace_substring(plain, ",", ".")
    try:
        value = pc.cast(plain, pa.float64()).to_numpy(zero_copy_only=False)
    except pa.ArrowInvalid:
        return None
    if not np.isfinite(value).all():
        return None
    none = np.full(len(value), "", dtype=object)
    return Figures(value=value.copy(), flag=none, conf=none, notes={}, faults={})


def _plain(texts: pa.Array, style: Style) -> pa.Array:
    """The texts with a point before decimals and no sign between thousands."""
    plain = pc.utf8_trim_whitespace(pc.replace_substring_regex(texts, _SPACES, " "))
    plain = pc.replace_substring_regex(plain, "^[−–-] *(\\d)", "-\\1")
    plain = _closed(plain, "[ '’]")
    if style.thousands:
        plain = _closed(plain, re.escape(style.thousands))
    return pc.replace_substring_regex(plain, r"(\d),(\d)", r"\1.\2") if style.decimal == "," else plain


def _closed(texts: pa.Array, sign: str) -> pa.Array:
    """The texts with groups of three digits closed up, where all groups of a text are of three."""
    grouped = pc.match_substring_regex(texts, rf"^[+-]?\d{{1,3}}(?:{sign}\d{{3}})+(?:\D|$)")
    if not pc.any(grouped).as_py():
        return texts
    return pc.if_else(grouped, pc.replace_substring_regex(texts, rf"{sign}(\d{{3}})", r"\1"), texts)


class _Odd:
    """The texts that are no plain figures, read one by one."""

    def __init__(self, value: npt.NDArray[np.float64], known: npt.NDArray[np.bool_]) -> None:
        self.value = value
        self.left = np.flatnonzero(~known)
        self.flag = np.full(len(value), "", dtype=object)
        self.conf = np.full(len(value), "", dtype=object)
        self.notes: dict[int, Told] = {}
        self.faults: dict[int, str] = {}
        self.flagged = 0

    def look_at(self, plain: pa.Array, texts: pa.Array) -> None:
        """Reads each; what is too much to look at is a fault."""
        some = self.left[:_MOST_ODD]
        rows = pa.array(some)
        pairs = zip(some.tolist(), plain.take(rows).to_pylist(), texts.take(rows).to_pylist(), strict=True)
        for at, text, original in pairs:
            if text.casefold() not in MISSING:
                self._read(at, text, original)
        self.faults |= dict.fromkeys(self.left[_MOST_ODD:].tolist(), "")
        too_big = np.flatnonzero(np.isinf(self.value))
        self.value[too_big] = np.nan
        self.faults |= dict.fromkeys(too_big.tolist(), "")

    def _read(self, at: int, text: str, original: str) -> None:
        flagged = _FLAGGED.fullmatch(text) or _MISSING_FLAGGED.fullmatch(text)
        if (flagged or text.casefold() in {"c", ":c"}) and self._flags(at, flagged):
            return
        footnote = _FOOTNOTE.fullmatch(text)
        if footnote:
            self.value[at] = float(footnote[1])
            self.notes[at] = told("read as {figure}; {sign} is left out", figure=footnote[1], sign=original.strip()[-1])
            return
        begins = _BEGINS.match(text)
        self.faults[at] = begins[1] if begins else ""

    def _flags(self, at: int, found: re.Match[str] | None) -> bool:
        """Notes value and flags; False where a letter is in no code list."""
        raw = found[found.re.groups] if found else "c"
        try:
            self.flag[at], self.conf[at] = split_flag(raw)
        except UnknownFlag:
            return False
        if found and found.re.groups > 1:
            self.value[at] = float(found[1])
        self.flagged += 1
        return True

    def figures(self) -> Figures:
        """What was read."""
        return Figures(
            value=self.value,
            flag=self.flag,
            conf=self.conf,
            notes=self.notes,
            faults=self.faults,
            flagged=self.flagged,
        )

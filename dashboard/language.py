"""What the interface says, in the reader's language: sentences, numbers, dates, names of countries."""

from __future__ import annotations

import gettext
import io
import re
from datetime import date
from functools import lru_cache
from pathlib import Path

from babel import Locale
from babel.dates import format_date
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from data_sources.codes import iso_country
from data_sources.model import UNDATED

LANGUAGES = {"en": "English", "fr": "Français"}
"""Language code -> its own name, in the order of the menu."""

DEFAULT = "en"
_TWO_LETTERS = re.compile(r"[A-Z]{2}")
_MONTH = re.compile(r"[12]\d{3}-(0[1-9]|1[0-2])")
_QUARTER = re.compile(r"[12]\d{3}-Q[1-4]")
CATALOGUES = Path(__file__).parent / "locale"
DOMAIN = "atlas"
THIN_SPACE = "\u202f"
_MINUS = "\u2212"
_OWN_COUNTRY_NAMES = {("en", "TR"): "Türkiye", ("en", "XK"): "Kosovo", ("fr", "XK"): "Kosovo"}


class Language:
    """One language. Calling it translates: `say("{n} places", n=3)`."""

    def __init__(self, code: str) -> None:
        self.code = code
        self._messages = _messages(code)
        self._locale = Locale.parse(code)
        decimal = str(self._locale.number_symbols["latn"]["decimal"])
        self._marks = str.maketrans({",": THIN_SPACE, ".": decimal, "-": _MINUS})

    def __call__(self, message: str, **values: object) -> str:
        """The sentence in this language, with its gaps filled."""
        text = self._messages.gettext(message)
        return text.format(**values) if values else text

    def plural(self, one: str, many: str, n: int, **values: object) -> str:
        """The singular or plural sentence for `n`, which fills the gap {n}."""
        return self._messages.ngettext(one, many, n).format(n=self.number(n), **values)

    def number(self, value: float, decimals: int = 0) -> str:
        """A figure with thousands set apart by a thin space and the language's decimal mark."""
        # Babel's format_decimal says the same thirty times more slowly, and a page has a thousand figures.
        return f"{round(value, decimals) + 0.0:,.{decimals}f}".translate(self._marks)

    def day(self, day: date) -> str:
        """A date in words, such as 21 November 2026."""
        text = str(format_date(day, format="d MMMM y", locale=self._locale))
        return text.replace("1 ", "1er ", 1) if self.code == "fr" and day.day == 1 else text

    def period(self, period: str) -> str:
        """A `time_period` in words: 2015, March 2022, Q3 2024, or that the source states none."""
        if period == UNDATED:
            return self("multi-year average, period not stated")
        if _MONTH.fullmatch(period):
            return str(format_date(date(int(period[:4]), int(period[5:]), 1), format="MMMM y", locale=self._locale))
        if _QUARTER.fullmatch(period):
            return str(format_date(date(int(period[:4]), 3 * int(period[-1]), 1), format="QQQ y", locale=self._locale))
        return period

    def country(self, code: str) -> str:
        """A country's name by its Eurostat code; the code itself where no name is known."""
        iso = iso_country(code)
        own = _OWN_COUNTRY_NAMES.get((self.code, iso))
        if own or not _TWO_LETTERS.fullmatch(iso):
            return own or self.aggregate(code)
        return str(self._locale.territories.get(iso, code))

    def aggregate(self, code: str) -> str:
        """The name of a group of countries."""
        return self("European Union (27)") if code == "EU27_2020" else code


@lru_cache(maxsize=len(LANGUAGES))
def language(code: str) -> Language:
    """The language with this code; English for an unknown one."""
    return Language(code if code in LANGUAGES else DEFAULT)


def catalogue_path(code: str) -> Path:
    """The gettext catalogue of a language."""
    return CATALOGUES / code / "LC_MESSAGES" / f"{DOMAIN}.po"


def _messages(code: str) -> gettext.NullTranslations:
    """Compiled in memory: one source file a language, and nothing to build."""
    path = catalogue_path(code)
    if not path.is_file():
        return gettext.NullTranslations()
    compiled = io.BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=code))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)

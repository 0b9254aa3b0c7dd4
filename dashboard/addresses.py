"""Where the browser fetches the parts of the map: addresses relative to the page's base, and what they stand for.

An address holds a digest of what it names, so that it may be kept for ever. `shell.routes` answers them; those of
shapes come from `geography`.
"""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode

from dashboard.release import token
from dashboard.view import View


def code_url(digest: str) -> str:
    """The folder of the map's modules and its style sheet, with a slash at the end."""
    return f"map/code/{digest}/"


def texts_url(digest: str, lang: str) -> str:
    """Every text of the map in one language."""
    return f"map/texts/{digest}/{lang}.json"


def history_url(view: View, version: float) -> str:
    """The figures of all periods."""
    return _with_params("history", of_history(view), version)


def words_url(view: View, version: float) -> str:
    """The sentences of all periods."""
    return _with_params("words", of_history(view), version)


def change_url(view: View, version: float) -> str:
    """The change from `since` to `until` as figures of one period."""
    return _with_params("change", of_change(view), version)


def pair_url(view: View, version: float) -> str:
    """Two indicators in one period as the numbers of nine colours."""
    return _with_params("pair", of_pair(view), version)


def of_history(view: View) -> View:
    """The part of a View that decides the figures and their words."""
    return View(indicator=view.indicator, level=view.level, per_head=view.per_head, lang=view.lang)


def of_change(view: View) -> View:
    """The part of a View that decides a change."""
    return replace(of_history(view), since=view.since, until=view.until)


def of_pair(view: View) -> View:
    """The part of a View that decides a map of two indicators."""
    return replace(of_history(view), period=view.period, other=view.other)


def _with_params(kind: str, view: View, version: float) -> str:
    params = urlencode(view.to_params())
    return f"map/{kind}/{token(version)}" + (f"?{params}" if params else "")

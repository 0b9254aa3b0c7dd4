"""How to cite what is on screen, find it again, and report an error in it. Pure; the addresses come from outside."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

import pandas as pd

from dashboard import text
from dashboard.language import Language
from dashboard.own_file import UNVERIFIED
from dashboard.screen import Screen
from dashboard.view import View
from dashboard.words import LEVELS
from data_sources import editions, roots, store
from data_sources.model import UNDATED, Provenance

_SPECIAL = re.compile(r"([&%$#_{}])")
_WORDS = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
_NOT_IN_KEY = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What is cited: a title and the data sets it was made of; `of` is an id for the BibTeX key."""

    title: str
    sources: tuple[Provenance, ...] = ()
    of: str = ""


def snapshot_id() -> str:
    """The id of the snapshot that is held, such as `2026-11-22.3fa9c1`; "" where it has none."""
    return editions.held(store.SNAPSHOT.parent)


def snapshot_day(id: str) -> date:
    """The day of a snapshot, from its id."""
    return date.fromisoformat(id.partition(".")[0])


def snapshot_line(say: Language) -> str:
    """The held snapshot in words: its day, and the digits of its id."""
    id = snapshot_id()
    if not id:
        return say("The snapshot's date is not known")
    day = say.day(snapshot_day(id))
    sentence = say("Offline snapshot, data as of {day}", day=day) if roots.PACK else say("Snapshot of {day}", day=day)
    return " · ".join((sentence, id.partition(".")[2]))


def link(view: View, base: str) -> str:
    """The address that shows a View again, and says later with which snapshot it was made."""
    return f"{base}?{urlencode(replace(view, data=snapshot_id()).to_params(), safe=',')}"


def work(screens: Sequence[Screen], say: Language) -> Work:
    """A picture of one screen, or of two beside each other."""
    title = text.title(screens[0], say) if len(screens) == 1 else text.pair_title(screens[0], screens[1], say)
    origins = dict.fromkeys(one.series.provenance for one in screens)
    ids = "-".join((*(one.indicator.id for one in screens), *_year(screens[0])))
    return Work(title=f"{title}, {say(LEVELS[screens[0].level])}", sources=tuple(origins), of=ids)


def _year(screen: Screen) -> tuple[str, ...]:
    return (screen.period,) if screen.dated else ()


def citation(work: Work, say: Language, link: str, day: date) -> str:
    """A sentence to copy: who counted, what, which data set, licence and snapshot, when seen and where."""
    authors = ", ".join(dict.fromkeys(one.source for one in work.sources)) or "Nexus Atlas"
    sets = "; ".join(_set(one, say) for one in work.sources) or say("Sources: as named under each figure")
    return say(
        "{authors}: {title}. {sets}. In: Nexus Atlas, snapshot {id}, seen on {day}: {link}",
        authors=authors,
        title=work.title,
        sets=sets,
        id=snapshot_id(),
        day=say.day(day),
        link=link,
    )


def _set(origin: Provenance, say: Language) -> str:
    if origin.source == UNVERIFIED:
        return say("The author's own file {file}: uploaded, unverified", file=origin.dataflow)
    parts = [say("Data set {dataflow}", dataflow=origin.dataflow)]
    if origin.updated_at:
        parts.append(say("version of {day}", day=say.day(origin.updated_at)))
    if is_newer(origin):
        parts.append(say("fetched {day}, after the snapshot", day=say.day(origin.retrieved_at.date())))
    return ", ".join((*parts, origin.licence))


def is_newer(origin: Provenance) -> bool:
    """Whether figures were fetched after the day of the snapshot."""
    id = snapshot_id()
    return bool(id) and origin.retrieved_at.date() > snapshot_day(id)


def bibtex(work: Work, say: Language, link: str, day: date) -> str:
    """The same as a BibTeX entry."""
    authors = " and ".join(f"{{{_tex(source)}}}" for source in dict.fromkeys(one.source for one in work.sources))
    sets = "; ".join(_set(one, say) for one in work.sources)
    snapshot = say("Snapshot {id}", id=snapshot_id())
    fields = {
        "author": authors or "{Nexus Atlas}",
        "title": f"{{{_tex(work.title)}}}",
        "howpublished": "Nexus Atlas",
        "year": snapshot_id()[:4] or str(day.year),
        "note": _tex(". ".join(part for part in (sets, snapshot) if part)),
        "url": link,
        "urldate": day.isoformat(),
    }
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return f"@misc{{{_key(work)},\n{lines}\n}}"


def _key(work: Work) -> str:
    parts = ("nexus-atlas", work.of, snapshot_id().partition(".")[2])
    return "-".join(_NOT_IN_KEY.sub("-", part.lower()).strip("-") for part in parts if part)


def _tex(words: str) -> str:
    return "".join(_WORDS.get(letter) or _SPECIAL.sub(r"\\\1", letter) for letter in words)


def report(screens: Sequence[Screen], places: Sequence[str], say: Language, link: str, page: str) -> str:
    """A message about a wrong figure, filled in as far as it is known: each place in each screen, then an open end."""
    blocks = [_figure(one, code, say) for one in screens for code in _places(one, places)]
    known = [say("Page: {page}", page=page), say("Snapshot {id}", id=snapshot_id()), say("Link: {link}", link=link)]
    open_end = [say("What is wrong:"), say("What it should be, and how you know:")]
    heads = [say("An error in a figure of the Nexus Atlas"), *("\n".join(one) for one in blocks)]
    return "\n\n".join((*heads, "\n".join(known), *open_end)) + "\n"


def _places(screen: Screen, chosen: Sequence[str]) -> tuple[str, ...]:
    """The chosen places that the screen has, or its first."""
    there = set(screen.cells["geo"])
    kept = tuple(code for code in chosen if code in there)
    return kept or tuple(screen.cells["geo"].head(1))


def _figure(screen: Screen, code: str, say: Language) -> list[str]:
    """Place, period, value, flag and source of one figure, a line each."""
    cell = screen.cells[screen.cells["geo"] == code].iloc[0]
    origin, entry = screen.series.provenance, screen.indicator
    value = text.spoken(cell["obs_value"], entry, say) if pd.notna(cell["obs_value"]) else say("no figure")
    flag = text.flag_words(cell["obs_flag"], cell["conf_status"], say) or say("none")
    return [
        say("Figure: {title} ({id})", title=say(entry.title), id=entry.id),
        say("Data set: {dataflow}, {source}", dataflow=origin.dataflow, source=origin.source),
        say("Place: {name} ({code}), {level}", name=cell["name"], code=code, level=say(LEVELS[screen.level])),
        say("Year: {period}", period=UNDATED if not screen.dated else screen.period),
        say("Value: {value}", value=value),
        say("Flag: {flag}", flag=flag),
        *([say("Source: {url}", url=origin.request_url)] if origin.request_url.startswith("http") else []),
    ]


def stamped(table: pd.DataFrame, link: str = "") -> pd.DataFrame:
    """A table to download with the snapshot's id, and the address that shows it again, in every row."""
    table = table.assign(snapshot=snapshot_id())
    return table.assign(link=link) if link else table

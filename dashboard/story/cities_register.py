"""The register of the four cities, made up to show how it works: its entries, and where on a map they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from urllib.parse import quote

from dashboard import marks
from dashboard.language import Language
from dashboard.profile.facts import place
from dashboard.story import pieces
from dashboard.story.cities_profile import name
from dashboard.story.model import Desk, Made, Map, Table
from dashboard.view import View
from dashboard.words import THEMES
from data_sources import geography
from data_sources.frames import located
from data_sources.model import Theme
from data_sources.register import demonstration, sharing
from data_sources.register.model import Entry

_FICTIONAL = " (fictional)"


def recorded() -> tuple[Entry, ...]:
    """The entries that the story shows."""
    return sharing.shared(demonstration.entries())


def by_city(entries: Sequence[Entry]) -> dict[str, list[Entry]]:
    """City -> its entries, in the order of the research."""
    return {code: [one for one in entries if one.place.city == code] for code in demonstration.CITIES}


def label(say: Language) -> str:
    """What stands on every picture of made-up entries."""
    return say("Demonstration entries: fictional, made up to show the register")


def source(say: Language) -> str:
    """The source line of the register."""
    return say("Source: the project's register, demonstration entries · fictional · CC0.")


def mapped(desk: Desk, view: View) -> Made:
    """One city's entries as labels on its neighbourhoods, over a figure of these."""
    say, shown, entries = desk.say, desk.screen(view), recorded()
    city = str(shown.cells["geo"].iloc[0]).partition("_")[0]
    own = [one for one in entries if one.place.city == city]
    told = _map_words(by_city(entries), city, shown.cells["geo"].astype(str).tolist(), say)
    return Made(
        body=Map(view=replace(view, marks=marked(own)), note=say("Demonstration entries (fictional)")),
        subtitle=f"{label(say)} · {pieces.subtitle(shown, say)}",
        takeaway=told,
        alt=say("A map of neighbourhoods with a label for each entry. {finding}", finding=told),
        sources=(source(say), *pieces.sources_of(desk, shown)),
        table=_entry_table(entries, say),
        refused=not own,
        caution=say("Nothing recorded is not nothing there: the register holds only what somebody entered."),
    )


def marked(entries: Sequence[Entry]) -> str:
    """The entries as labels of a map, each at its district's middle or its square of about 500 m."""
    points = {one.id: _point(one) for one in entries}
    known = [one for one in entries if points[one.id]]
    units = located([points[one.id][0] for one in known], [points[one.id][1] for one in known])
    labels = [
        f"l{at[1]}.{at[2]}.{coded(one.name.removesuffix(_FICTIONAL))}"
        for one, at in zip(known, units, strict=True)
        if at and at[0] == 0
    ]
    return marks.checked("~".join(labels))


def coded(words: str) -> str:
    """A label's words as they stand in a link."""
    return quote(words, safe="!*'()").replace("~", "%7E")


def _point(entry: Entry) -> tuple[float, ...]:
    """Degrees east and north, empty where only the city is stated."""
    where = entry.place
    if where.lon is not None and where.lat is not None:
        return where.lon, where.lat
    table = geography.districts_of(where.city)
    own = table[table.index == where.district]
    return tuple(float(own[name].iloc[0]) for name in ("lon", "lat")) if len(own) else ()


def _map_words(found: Mapping[str, Sequence[Entry]], city: str, districts: Sequence[str], say: Language) -> str:
    """How many entries each city has, and in how many neighbourhoods of the one on the map none is recorded."""
    own = found.get(city, [])
    if not own:
        return say("None recorded in {city}, so there is nothing on the map.", city=name(city, say))
    counts = ", ".join(
        say("{city} {n}", city=name(code, say), n=say.number(len(entries)))
        for code, entries in found.items()
        if entries
    )
    empty = len(set(districts) - {one.place.district for one in own})
    return say(
        "Demonstration entries: {counts}. In {empty} of {n} neighbourhoods of {city} none is recorded.",
        counts=counts,
        empty=say.number(empty),
        n=say.number(len(set(districts))),
        city=name(city, say),
    )


def _entry_table(entries: Sequence[Entry], say: Language) -> Table:
    """Name, city, neighbourhood and themes of each entry."""
    rows = tuple((one.name, name(one.place.city, say), _where(one, say), themes(one.themes, say)) for one in entries)
    return Table(columns=(say("Entry"), say("City"), say("Neighbourhood"), say("Themes")), rows=rows)


def _where(entry: Entry, say: Language) -> str:
    return place(entry.place.district).name if entry.place.district else say("the whole city")


def themes(found: Sequence[Theme], say: Language) -> str:
    """Names of themes, one after the other."""
    return ", ".join(say(THEMES[theme]) for theme in found)

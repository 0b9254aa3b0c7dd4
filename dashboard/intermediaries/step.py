"""The register and the research as steps of a story: a city's needs beside its entries, findings with their sources."""

from __future__ import annotations

from dashboard.intermediaries import entries, needs, picture, research
from dashboard.intermediaries.entries import Register
from dashboard.intermediaries.needs import Laid
from dashboard.intermediaries.research import Said
from dashboard.language import Language
from dashboard.story import cities_register, pieces
from dashboard.story.cities_gaps import KNOWN
from dashboard.story.cities_profile import name
from dashboard.story.model import Card, Cards, Desk, Grid, Made
from dashboard.view import View

_ENTRIES = 2
"""The column of the table that says how many entries a theme has."""


def register(known: Register, desk: Desk, view: View) -> Made:
    """Need against provision of the View's city, by theme."""
    say, code = desk.say, entries.chosen(known, view.topic, view.places)
    own = known.of[code]
    found = needs.laid(desk, code, picture.division(code, own), own)
    said = needs.finding(found, say)
    parts = pieces.table(needs.matrix(found, say), named_by_index=True) if found.figures else None
    return Made(
        body=Grid(table=pieces.table(needs.themes_table(found, say), named_by_index=True), marked=_lacking(found)),
        subtitle=f"{name(code, say)} · {_whose(known, code, say)}",
        takeaway=said,
        alt=said,
        sources=(_source(known, code, say), *needs.sources(found, desk)),
        table=pieces.cut_short(parts, say) if parts else None,
        refused=not found.whole and not found.figures,
        caution=say("What was registered, not what is there: where nobody has asked, nothing is recorded."),
    )


def _lacking(found: Laid) -> tuple[tuple[int, int], ...]:
    """The themes with a high need of the city and no entry."""
    some = {theme for theme, _ in found.counts}
    high = {theme for theme, need in found.whole.items() if need.high}
    return tuple((row, _ENTRIES) for row, theme in enumerate(KNOWN) if theme in high - some)


def _whose(known: Register, code: str, say: Language) -> str:
    return entries.label(say) if code in known.made_up else say("Accepted entries.")


def _source(known: Register, code: str, say: Language) -> str:
    if code in known.made_up:
        return cities_register.source(say)
    return say(
        "Source: the project's register, accepted entries · licence of each entry, CC BY 4.0 unless it says other."
    )


def findings(desk: Desk, view: View) -> Made:  # noqa: ARG001 - the page has one content
    """What the research found, each with where it says so."""
    say = desk.say
    found = research.findings(say)
    origins = tuple(dict.fromkeys(_cited(one, say) for one in found))
    told = say(
        "{n} findings from {sources} sources: short accounts, not quotations, and the full report was not read.",
        n=say.number(len(found)),
        sources=say.number(len(origins)),
    )
    return Made(
        body=Cards(cards=tuple(_finding(one, number, say) for number, one in enumerate(found, start=1))),
        subtitle=say("Birmingham, Glasgow, Copenhagen and Amsterdam, 2017 to 2019"),
        takeaway=told,
        alt=" ".join(one.text for one in found),
        sources=origins,
        caution=say("40 people were chosen, not drawn by chance: whether it holds elsewhere is not known."),
    )


def _finding(one: Said, number: int, say: Language) -> Card:
    return Card(title=say("Finding {n}", n=number), rows=(), text=f"{one.text} ({one.source})")


def _cited(one: Said, say: Language) -> str:
    return say("Source: {name}", name=f"{one.source} · {one.address}" if one.address else one.source)

"""The themes of a place as tables: each figure with its year and age, its country, the EU, its peers and its like."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from urllib.parse import urlencode

from dashboard.language import Language
from dashboard.palette import Look, about, surface
from dashboard.profile.facts import Fact, Place, Relation
from dashboard.profile.medians import Middle
from dashboard.profile.words import LEAST, age, by_theme, entry_of, kinds, name, remarks, title, value, whose
from dashboard.text import direction, figure
from dashboard.themes.words import QUESTIONS
from dashboard.view import View
from dashboard.words import THEMES
from data_sources.catalogue import CATALOGUE
from data_sources.model import Level, Theme

LEADS = 4
"""Figures of a theme that are seen at once; the others open."""

_WIDE, _TALL, _EDGE, _STEP = 200, 20, 7, 2
_RING = 5
_NOTHING = '<span class="note">–</span>'


@dataclass(frozen=True, kw_only=True)
class Beside:
    """What the tables share: place, language and look; `peers` is what places alike have in the middle, or empty."""

    place: Place
    say: Language
    look: Look
    peers: Mapping[str, Middle] = field(default_factory=dict)


def as_html(found: Sequence[Fact], context: Beside) -> str:
    """All themes, one under the other; figures held only for the country come last in each and stay folded."""
    return "".join(_theme(theme, facts, context) for theme, facts in by_theme(found).items())


def _theme(theme: Theme, found: Sequence[Fact], context: Beside) -> str:
    say = context.say
    near = sorted((one for one in found if one.relation is not Relation.COUNTRY), key=_weight)
    country = sorted((one for one in found if one.relation is Relation.COUNTRY), key=_weight)
    question = f'<span class="q">{escape(say(QUESTIONS[theme]))}</span>' if theme in QUESTIONS else ""
    called = say(THEMES[theme])
    own = _table(near[:LEADS], context, called) if near else f'<p class="none">{escape(_none(context))}</p>'
    more = _folded(say.plural("{n} more figure", "{n} more figures", len(near) - LEADS), near[LEADS:], context, called)
    whole = say.plural(
        "{n} figure held only for {country} as a whole",
        "{n} figures held only for {country} as a whole",
        len(country),
        country=say.country(context.place.country),
    )
    half = "people" if theme.about_people else "places"
    rest = _folded(whole, country, context, called)
    return f'<section class="{half}"><h3>{escape(called)} {question}</h3>{own}{more}{rest}</section>'


def _none(context: Beside) -> str:
    return context.say("No figure of {place} or of its region is held.", place=context.place.name)


def _weight(fact: Fact) -> tuple[int, bool, int]:
    """Own figures first, then those that can be compared, then the newest."""
    bare = fact.median is None and fact.country is None
    return list(Relation).index(fact.relation), bare, fact.age_years if fact.age_years is not None else 99


def _folded(words: str, found: Sequence[Fact], context: Beside, called: str) -> str:
    if not found:
        return ""
    return f"<details><summary>{escape(words)}</summary>{_table(found, context, called)}</details>"


def _heads(found: Sequence[Fact], context: Beside) -> list[str]:
    """The names of the columns; the country has one where it is not the place of all rows."""
    say, country = context.say, context.say.country(context.place.country)
    wide = all(one.relation is Relation.COUNTRY for one in found) or context.place.level is Level.COUNTRY
    peers = [say("Peers")] if context.peers and not wide else []
    own = [country] if wide else [context.place.name, country]
    return [say("Indicator"), *own, say("EU"), *peers, say("Among places of its kind")]


def _table(found: Sequence[Fact], context: Beside, called: str) -> str:
    heads = _heads(found, context)
    head = "".join(f'<th role="columnheader" scope="col">{escape(text)}</th>' for text in heads)
    body = "".join(_row(one, heads, context) for one in found)
    caption = escape(context.say("{theme}: figures of {place}", theme=called, place=context.place.name))
    return (
        f'<table role="table" class="profile n{len(heads)}"><caption>{caption}</caption><thead role="rowgroup">'
        f'<tr role="row">{head}</tr></thead><tbody role="rowgroup">{body}</tbody></table>'
    )


def _row(fact: Fact, heads: Sequence[str], context: Beside) -> str:
    say, entry = context.say, entry_of(fact)
    country = say.country(context.place.country)
    cells = {
        heads[1]: _own(fact, say),
        country: _figure(fact.country, fact.country_period, fact, say),
        say("EU"): _figure(fact.union, fact.union_period, fact, say),
        say("Peers"): _middle(context.peers.get(fact.indicator), fact, say),
        heads[-1]: _position(fact, context),
    }
    if heads[1] == country:
        cells[country] = _own(fact, say)
    better = escape(direction(entry, say))
    note = f'<span class="note">{better}</span>' if better else ""
    link = f'<a href="{escape(address(fact, say))}" target="_self">{escape(name(fact, say))}</a>'
    body = "".join(_cell(head, cells[head]) for head in heads[1:])
    return f'<tr role="row"><th role="rowheader" scope="row">{link}{note}</th>{body}</tr>'


def _cell(head: str, html: str) -> str:
    bare = ' class="bare"' if html == _NOTHING else ""
    return f'<td role="cell" data-head="{escape(head)}"{bare}>{html}</td>'


def address(fact: Fact, say: Language) -> str:
    """The figure on the map, as a link from this page."""
    return f"explore?{urlencode(view_of(fact, say).to_params())}"


def view_of(fact: Fact, say: Language) -> View:
    """The figure as a View of its place."""
    return View(
        indicator=fact.indicator,
        level=fact.place.level,
        period=fact.period,
        places=(fact.place.code,),
        per_head=fact.per_head,
        lang=say.code,
    )


def _own(fact: Fact, say: Language) -> str:
    """The figure, whose it is, its year and its age."""
    other = whose(fact, say) if fact.relation is not Relation.COUNTRY else ""
    tag = f'<span class="whose">{escape(other)}</span>' if other else ""
    notes = ", ".join(part for part in (age(fact, say), remarks(fact, say)) if part)
    return f'<span class="value">{escape(value(fact, say))}</span><span class="note">{escape(notes)}</span>{tag}'


def _figure(number: float | None, period: str, fact: Fact, say: Language) -> str:
    """A figure to compare with, and its year where it is another."""
    if number is None:
        return _NOTHING
    when = "" if period == fact.period else f' <span class="note">{escape(say.period(period))}</span>'
    return f"{escape(figure(number, entry_of(fact), say))}{when}"


def _middle(middle: Middle | None, fact: Fact, say: Language) -> str:
    """The middle of places alike, and of how many."""
    if middle is None or fact.relation is not Relation.OWN:
        return _NOTHING
    note = say("middle of {n}", n=say.number(middle.n))
    return f'{escape(figure(middle.value, entry_of(fact), say))} <span class="note">{escape(note)}</span>'


def _position(fact: Fact, context: Beside) -> str:
    """The strip, and the rank below it."""
    say = context.say
    if fact.rank is None or fact.n < LEAST:
        return f'<span class="note">{escape(say("not compared"))}</span>'
    words = say(
        "{rank} of {n}, 1 = highest; middle {median}",
        rank=say.number(fact.rank),
        n=say.number(fact.n),
        median=figure(fact.median or 0.0, entry_of(fact), say),
    )
    return f'{strip(fact, context)}<span class="note">{escape(words)}</span>'


def strip(fact: Fact, context: Beside) -> str:
    """All places of the level as dots from lowest to highest, this one as a ring, the middle as a stroke; SVG."""
    low, high = fact.others[0], fact.others[-1]
    colour = about(about_people=CATALOGUE[fact.indicator].theme.about_people, look=context.look)
    colours, middle = surface(context.look), _TALL / 2
    at = sorted({_STEP * round(_at(one, low, high) / _STEP) for one in fact.others})
    dots = "".join(f"M{x} {middle:g}h0" for x in at)
    label = escape(alt(fact, context.say))
    return (
        f'<svg class="strip" viewBox="0 0 {_WIDE} {_TALL}" role="img" aria-label="{label}">'
        f'<path d="{dots}" stroke="{colour}" stroke-opacity="0.35" stroke-width="5" stroke-linecap="round"/>'
        f'<path d="M{_at(fact.median or 0.0, low, high):.1f} 3v14" stroke="{colours.muted}" stroke-width="1.5"/>'
        f'<circle cx="{_at(fact.value, low, high):.1f}" cy="{middle:g}" r="{_RING}" fill="{colour}" '
        f'stroke="{colours.page}" stroke-width="2"/></svg>'
    )


def _at(number: float, low: float, high: float) -> float:
    return _EDGE + (_WIDE - 2 * _EDGE) * (number - low) / ((high - low) or 1)


def alt(fact: Fact, say: Language) -> str:
    """The strip in words."""
    entry = entry_of(fact)
    return say(
        "{title}, {period}: {place} {value}, among {n} {kinds} from {low} to {high}.",
        title=title(fact, say),
        period=say.period(fact.period),
        place=fact.place.name,
        value=figure(fact.value, entry, say),
        n=say.number(fact.n),
        kinds=kinds(fact.place.level, say),
        low=figure(fact.others[0], entry, say),
        high=figure(fact.others[-1], entry, say),
    )

"""The pairs matrix as a table of buttons: levels, arrivals by theme, and the figures of the place in one cell."""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape

from analysis.pairs import Pair
from dashboard.language import Language
from dashboard.nexus.matrix import WELL_COVERED, Matrix
from dashboard.words import LEVELS, THEMES
from data_sources.catalogue import CATALOGUE
from data_sources.model import Level, Theme

_TINTS = ((100, "many"), (WELL_COVERED, "well"), (0, "few"))


def chooser(found: Matrix, now: Pair, theme: Theme, say: Language) -> str:
    """Everything as HTML; each button tells the View it leads to in `data-view`, the chosen ones are pressed."""
    parts = (_levels(found, now, say), _table(found, now, theme, say), _figures(found, now, theme, say))
    return "".join(parts)


def _levels(found: Matrix, now: Pair, say: Language) -> str:
    buttons = (
        _button(
            f"{escape(say(LEVELS[level]))} <small>{say.number(len(found.at(level)))}</small>",
            _leads_to(found.first(level), theme=None),
            pressed=level is now.level,
        )
        for level in found.levels
    )
    label = escape(say("Kind of place, with the number of pairs"))
    return f'<div class="levels" role="group" aria-label="{label}">{"".join(buttons)}</div>'


def _table(found: Matrix, now: Pair, theme: Theme, say: Language) -> str:
    pairs = found.at(now.level)
    held = {CATALOGUE[pair.place].theme for pair in pairs}
    themes = [one for one in THEMES if one in held]
    arrivals = {pair.arrivals for pair in pairs}
    rows: dict[str, list[Pair]] = {id: [] for id in CATALOGUE if id in arrivals}
    for pair in pairs:
        rows[pair.arrivals].append(pair)
    heads = "".join(f'<th scope="col">{escape(say(THEMES[one]))}</th>' for one in themes)
    body = "".join(_row(id, own, themes, (now, theme), say) for id, own in rows.items())
    caption = escape(say("How many figures of the place can be compared with each figure of arrivals"))
    corner = escape(say("Arrivals"))
    return (
        f'<div class="scroll"><table><caption>{caption}</caption>'
        f'<thead><tr><th scope="col">{corner}</th>{heads}</tr></thead><tbody>{body}</tbody></table></div>'
    )


def _row(id: str, own: Sequence[Pair], themes: Sequence[Theme], chosen: tuple[Pair, Theme], say: Language) -> str:
    title = say(CATALOGUE[id].title)
    cells = (_cell([pair for pair in own if CATALOGUE[pair.place].theme is one], one, chosen, say) for one in themes)
    return f'<tr><th scope="row">{escape(title)}</th>{"".join(cells)}</tr>'


def _cell(own: Sequence[Pair], theme: Theme, chosen: tuple[Pair, Theme], say: Language) -> str:
    """The number of pairs, and the most places of one; a dash where there is none."""
    head = f'data-head="{escape(say(THEMES[theme]))}"'
    if not own:
        return f'<td class="none" {head}><span>–</span></td>'
    best = own[0]
    kept = chosen[0] if chosen[0] in own else best
    tint = next(name for least, name in _TINTS if best.n >= least)
    label = say(
        "{arrivals} and {theme}: {pairs} pairs, at most {n} places",
        arrivals=say(CATALOGUE[best.arrivals].title),
        theme=say(THEMES[theme]),
        pairs=say.number(len(own)),
        n=say.number(best.n),
    )
    text = f"<b>{say.number(len(own))}</b> <small>{escape(say('up to {n}', n=say.number(best.n)))}</small>"
    pressed = best.arrivals == chosen[0].arrivals and theme is chosen[1]
    button = _button(text, _leads_to(kept, theme=theme), pressed=pressed, label=label)
    return f'<td class="{tint}" {head}>{button}</td>'


def _figures(found: Matrix, now: Pair, theme: Theme, say: Language) -> str:
    """The figures of the place that share enough places with the chosen arrivals."""
    own = [pair for pair in found.at(now.level, theme) if pair.arrivals == now.arrivals]
    most = max((pair.n for pair in own), default=1)
    buttons = "".join(_figure(pair, now, theme, most, say) for pair in own)
    head = say("{arrivals} with … ({theme})", arrivals=say(CATALOGUE[now.arrivals].title), theme=say(THEMES[theme]))
    label = escape(head)
    return f'<p class="head">{label}</p><div class="figures" role="group" aria-label="{label}">{buttons}</div>'


def _figure(pair: Pair, now: Pair, theme: Theme, most: int, say: Language) -> str:
    bar = f'<i style="width:{100 * pair.n / most:.0f}%"></i>'
    text = f"<span>{escape(say(CATALOGUE[pair.place].title))}</span><small>{escape(counted(pair, say))}</small>{bar}"
    return _button(text, _leads_to(pair, theme=theme), pressed=pair == now)


def counted(pair: Pair, say: Language) -> str:
    """How many places a pair has, and when: both years where they differ, or that one has no date."""
    n = say.plural("{n} place", "{n} places", pair.n)
    return f"{n} · {when(pair, say)}"


def when(pair: Pair, say: Language) -> str:
    """The period of a pair in words."""
    if not pair.dated:
        return say("one without a date")
    if pair.gap_years:
        years = {"one": say.period(pair.period), "other": say.period(pair.other_period)}
        return say("{one} with {other}, no common year", **years)
    return say.period(pair.period)


def _leads_to(pair: Pair, *, theme: Theme | None) -> dict[str, str]:
    """The pair as parameters of a View."""
    return {
        "indicator": pair.arrivals,
        "other": pair.place,
        "level": pair.level.value,
        "year": "",
        "topic": theme.value if theme else "",
    }


def _button(text: str, view: dict[str, str], *, pressed: bool, label: str = "") -> str:
    told = escape(json.dumps(view), quote=True)
    aria = f' aria-label="{escape(label)}"' if label else ""
    return f'<button type="button" data-view="{told}" aria-pressed="{str(pressed).lower()}"{aria}>{text}</button>'


def theme_of(topic: str, now: Pair, found: Matrix) -> Theme:
    """The theme whose figures are listed: the View's where it has a pair with these arrivals, else that of the pair."""
    own = CATALOGUE[now.place].theme
    asked = next((theme for theme in Theme if theme.value == topic), own)
    held = {CATALOGUE[pair.place].theme for pair in found.at(now.level, asked) if pair.arrivals == now.arrivals}
    return asked if asked in held else own


def thin_line(found: Matrix, level: Level, say: Language) -> str:
    """How many pairs of a level can't be chosen; empty for none."""
    n = sum(pair.level is level for pair in found.thin)
    if not n:
        return ""
    return say.plural(
        "{n} more pair shares fewer than 10 places and cannot be chosen.",
        "{n} more pairs share fewer than 10 places and cannot be chosen.",
        n,
    )

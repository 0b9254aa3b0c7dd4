"""Theme by SDG 11 target by migration: what is held in each cell, and where the evidence is missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from analysis.evidence import ELSEWHERE, Cell, Piece, matrix
from dashboard.language import Language
from dashboard.themes.words import FILLERS, NAMES, QUESTIONS, SHORT_LEVELS, TARGETS, TO_DISCUSS
from data_sources.catalogue import CATALOGUE, ENOUGH_IN_A_THEME
from data_sources.coverage import Coverage
from data_sources.holdings import Holding, Snapshot
from data_sources.model import UNDATED, Indicator, Level, Theme

COLUMNS = (*TARGETS, ELSEWHERE)
Matrix = Mapping[tuple[Theme, str], Cell]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What of the page is on screen: a theme, or a cell of the matrix where `target` is named too."""

    theme: Theme | None = None
    target: str = ""

    @property
    def code(self) -> str:
        """The topic of a View, such as `mobility` or `mobility.11.2`; empty for the whole matrix."""
        name = self.theme.value if self.theme else ""
        return f"{name}.{self.target}" if self.target else name


def chosen(topic: str) -> Chosen:
    """What a View's topic asks for; an unknown theme gives the whole matrix, an unknown target the theme."""
    name, _, target = topic.partition(".")
    theme = next((theme for theme in QUESTIONS if theme.value == name), None)
    return Chosen(theme=theme, target=target if theme and target in COLUMNS else "")


def evidence(held: Snapshot) -> Matrix:
    """Every theme of the seminar with every target, from what the snapshot holds and the catalogue only names."""
    found = [_held(one, CATALOGUE[one.id]) for one in held.indicators if not CATALOGUE[one.id].part]
    ids = {one.id for one in held.indicators}
    unseen = [_piece(entry) for entry in CATALOGUE.values() if entry.id not in ids and entry.unseen]
    return matrix([*found, *unseen], tuple(QUESTIONS), COLUMNS)


def _piece(entry: Indicator) -> Piece:
    return Piece(
        id=entry.id,
        theme=entry.theme,
        target=entry.sdg_target,
        stands_for=entry.variant_of or entry.id,
        levels=entry.levels,
    )


def _held(one: Holding, entry: Indicator) -> Piece:
    dated = [part.last for part in one.coverage if part.last != UNDATED]
    return Piece(
        id=entry.id,
        theme=entry.theme,
        target=entry.sdg_target,
        stands_for=entry.variant_of or entry.id,
        levels=tuple(part.level for part in one.coverage if part.level in SHORT_LEVELS),
        last=max(dated, default=UNDATED),
        places=max((places(part) for part in one.coverage), default=0),
    )


def places(part: Coverage) -> int:
    """Members of the EU that ever have a figure, of other levels the places with one in the newest period."""
    return part.places if part.level is Level.COUNTRY else part.places_last


def levels(cell: Cell, say: Language) -> str:
    """The levels of a cell in few words, each once."""
    return ", ".join(dict.fromkeys(say(SHORT_LEVELS[level]) for level in cell.levels))


def target_name(target: str, say: Language) -> str:
    """Such as `11.2 transport`."""
    return say("other goals") if target == ELSEWHERE else f"{target} {say(TARGETS[target])}"


def question(cell: Cell, say: Language) -> str:
    """One question to discuss: written for the two where they meet, else asked of what is held or missing."""
    written = TO_DISCUSS.get((cell.theme, cell.target))
    theme, target = say(NAMES[cell.theme]), target_name(cell.target, say)
    if written:
        return say(written)
    if cell.held:
        return say.plural(
            "Does the {n} figure held show how {theme} and {target} meet where people arrive, or what is missing?",
            "Which of the {n} figures held shows best how {theme} and {target} meet where people arrive?",
            cell.count,
            theme=theme,
            target=target,
        )
    return say(
        "Which figure on {theme} would help with {target} where people arrive, and who could collect it?",
        theme=theme,
        target=target,
    )


def summary(cell: Cell, say: Language) -> str:
    """What a cell holds, in one sentence; of an empty one what would fill it."""
    if not cell.held:
        return f"{say('No indicator of this theme is held for this target: an evidence gap.')} {filler(cell, say)}"
    year = cell.newest or say("not dated")
    return say.plural(
        "{n} indicator, at the level of {levels}; newest year {year}; at most {places} places in one.",
        "{n} indicators, at the level of {levels}; newest year {year}; at most {places} places in one.",
        cell.count,
        levels=levels(cell, say),
        year=year,
        places=say.number(cell.places),
    )


def filler(cell: Cell, say: Language) -> str:
    """What would fill a gap: entries whose services are known, and the kind of figure that is missing."""
    kind = say(FILLERS[cell.target]) if cell.target in FILLERS else ""
    return " ".join(part for part in (not_seen(cell, say), kind) if part)


def not_seen(cell: Cell, say: Language) -> str:
    """The entries of a cell that nobody here has seen figures of; empty for none."""
    names = "; ".join(say(CATALOGUE[piece.id].title) for piece in cell.unseen)
    return say("Live only, not yet seen: {names}.", names=names) if names else ""


def headline(found: Matrix, say: Language) -> str:
    """How many cells are empty, and how many of them a live service would fill."""
    cells = [cell for (_, target), cell in found.items() if target in TARGETS]
    empty = [cell for cell in cells if not cell.held]
    return say(
        "{empty} of {all} cells hold no figure. For {soon} of these the catalogue names a live service whose figures "
        "nobody here has seen yet; for the others it names none.",
        empty=say.number(len(empty)),
        all=say.number(len(cells)),
        soon=say.number(sum(bool(cell.unseen) for cell in empty)),
    )


def thin(found: Matrix, theme: Theme, say: Language) -> str:
    """That a theme has few indicators and that none was moved to fill it; empty where it has enough."""
    n = len({piece.stands_for for (one, _), cell in found.items() if one is theme for piece in cell.held})
    if n >= ENOUGH_IN_A_THEME:
        return ""
    return say.plural(
        "This theme has {n} indicator with figures, fewer than {enough}. None is moved here from another theme.",
        "This theme has {n} indicators with figures, fewer than {enough}. None is moved here from another theme.",
        n,
        enough=ENOUGH_IN_A_THEME,
    )


def gaps(found: Matrix, theme: Theme, say: Language) -> list[str]:
    """One line a target without a figure in this theme: its name and what would fill it."""
    empty = [found[theme, target] for target in TARGETS if not found[theme, target].held]
    return [f"**{target_name(cell.target, say)}**: {filler(cell, say)}" for cell in empty]


def as_html(found: Matrix, say: Language, opened: Chosen, detail: str = "") -> str:
    """The matrix as a table whose cells and row heads are buttons; each names its topic for the page to take over.

    `detail` is HTML that stands below the row of the `opened` cell.
    """
    heads = "".join(_head(target, say) for target in COLUMNS)
    below = f'<tr role="row" class="detail"><td role="cell" colspan="{len(COLUMNS) + 1}">{detail}</td></tr>'
    rows = "".join(_row(found, theme, say) + (below if detail and theme is opened.theme else "") for theme in QUESTIONS)
    return (
        f'<table role="table"><caption>{escape(say("Indicators held by theme and SDG target"))}</caption>'
        f'<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">{escape(say("Theme"))}</th>'
        f'{heads}</tr></thead><tbody role="rowgroup">{rows}</tbody></table>'
    )


def _head(target: str, say: Language) -> str:
    if target == ELSEWHERE:
        return f'<th role="columnheader" scope="col">{escape(say("other goals"))}</th>'
    words = escape(say(TARGETS[target]))
    return f'<th role="columnheader" scope="col"><b>{target}</b> <span>{words}</span></th>'


def _row(found: Matrix, theme: Theme, say: Language) -> str:
    name, asked = escape(say(NAMES[theme])), escape(say(QUESTIONS[theme]))
    cells = "".join(_cell(found[theme, target], say) for target in COLUMNS)
    few = thin(found, theme, say)
    note = f"<small>{escape(few)}</small>" if few else ""
    return (
        f'<tr role="row"><th role="rowheader" scope="row"><button data-topic="{theme.value}">{name}</button>'
        f"<p>{asked}</p>{note}</th>{cells}</tr>"
    )


def _cell(cell: Cell, say: Language) -> str:
    code = Chosen(theme=cell.theme, target=cell.target).code
    target = escape(target_name(cell.target, say))
    kind = "held" if cell.held else "gap"
    inside = f"<i>{target}</i>" + (_filled(cell, say) if cell.held else _empty(cell, say))
    return f'<td role="cell" class="{kind}"><button data-topic="{code}" aria-pressed="false">{inside}</button></td>'


def _filled(cell: Cell, say: Language) -> str:
    year = escape(cell.newest or say("not dated"))
    places = escape(say.plural("{n} place", "{n} places", cell.places))
    where = escape(levels(cell, say))
    return f"<b>{say.number(cell.count)}</b><span>{year}</span><span>{places}</span><span>{where}</span>"


def _empty(cell: Cell, say: Language) -> str:
    gap = f"<b>{escape(say('gap'))}</b>"
    if not cell.unseen:
        return gap
    n = len({piece.stands_for for piece in cell.unseen})
    return f"{gap}<span>{escape(say.plural('{n} not yet seen', '{n} not yet seen', n))}</span>"

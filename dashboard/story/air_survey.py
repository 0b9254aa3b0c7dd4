"""What people say of air, green spaces and public transport where many residents were born abroad."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analysis.association import LEAST, Association, association
from analysis.survey import margin_pp
from dashboard.language import Language
from dashboard.nexus import text as pair_text
from dashboard.profile.peers_words import joined
from dashboard.story import dotted, pieces
from dashboard.story.air_figures import SHARE, SURVEY, Cities, cities, short
from dashboard.story.model import Desk, Dots, Made
from dashboard.view import View
from data_sources.model import Level

_MOST_CITIES = 12


def survey(desk: Desk, view: View) -> Made:  # noqa: ARG001 - a maker's shape; the three questions are fixed
    """The cities with most foreign-born residents, with three answers and their margins; all cities in the sentence."""
    found, say = cities(desk), desk.say
    frame = _most_foreign_born(found, say)
    told = survey_words(found, say)
    n = pair_text.places(Level.CITY, len(found.both(SURVEY[0])), say)
    whole = _survey_frame(found, len(found.survey), say)
    return Made(
        body=answers(frame.head(_MOST_CITIES), say),
        subtitle=say(
            "Satisfied, per cent of answers, {year}; in brackets the share born abroad · the {most} highest of {n}",
            year=found.until,
            most=say.number(min(_MOST_CITIES, len(frame))),
            n=n,
        ),
        takeaway=told,
        alt=say("Three dots a city with margins. {finding}", finding=told),
        sources=pieces.sources_of(desk, *(found.screens[id] for id in (SHARE, *SURVEY))),
        table=dotted.table(whole, say("City"), 0, say),
        refused=len(found.both(SURVEY[0])) < LEAST,
        caution=pair_text.margin_line(say),
    )


def _most_foreign_born(found: Cities, say: Language) -> pd.DataFrame:
    return _survey_frame(found, _MOST_CITIES, say)


def _survey_frame(found: Cities, most: int, say: Language) -> pd.DataFrame:
    """The answers of the cities with the highest share born abroad, which stands behind the name."""
    share = found.values(SHARE).reindex(found.survey.index).dropna().sort_values(ascending=False, kind="stable")
    names = found.screens[SURVEY[0]].names
    codes = share.index[:most]
    labels = [f"{names.get(code, code)} ({say.number(share[code])}\u202f%)" for code in codes]
    return named_answers(found.survey.loc[codes], labels, say)


def named_answers(rows: pd.DataFrame, labels: list[str], say: Language) -> pd.DataFrame:
    """The answers with names as index and the questions in words as columns."""
    return rows.set_axis(labels, axis=0).set_axis([short(id, say).capitalize() for id in SURVEY], axis=1)


def answers(frame: pd.DataFrame, say: Language) -> Dots:
    """Answers as dots with the margins of their survey."""
    margins = pd.DataFrame(margin_pp(frame.to_numpy()), index=frame.index, columns=frame.columns)
    return dotted.dots(frame, say("Satisfied, per cent, with the 95 % margin"), margins, about_people=False)


def relations(found: Cities) -> dict[str, Association]:
    """Question of the survey -> how the answers go with the share born abroad, over all cities with both."""
    every = {id: association(found.both(id)) for id in SURVEY}
    return {id: one for id, one in every.items() if one is not None}


def survey_words(found: Cities, say: Language) -> str:
    """With which answers a higher share born abroad goes, which way, and with which no clear relation shows."""
    ways = relations(found)
    n = len(found.both(SURVEY[0]))
    if len(ways) < len(SURVEY):
        return say("Only {n} cities have both figures: nothing is said.", n=say.number(n))
    higher = [id for id, one in ways.items() if one.clear and one.value > 0]
    lower = [id for id, one in ways.items() if one.clear and one.value < 0]
    unclear = [id for id, one in ways.items() if not one.clear]
    said = (
        _more(n, _named(higher, ways, say), say) if higher else "",
        _less(n, _named(lower, ways, say), say) if lower else "",
        _unclear(n, _named(unclear, ways, say), say) if unclear else "",
    )
    return " ".join(part for part in said if part)


def _more(n: int, ids: str, say: Language) -> str:
    return say(
        "Across {n} cities a higher share born abroad goes with more satisfaction: {ids}.", n=say.number(n), ids=ids
    )


def _less(n: int, ids: str, say: Language) -> str:
    return say(
        "Across {n} cities a higher share born abroad goes with less satisfaction: {ids}.", n=say.number(n), ids=ids
    )


def _unclear(n: int, ids: str, say: Language) -> str:
    return say("No clear relation across {n} cities: {ids}.", n=say.number(n), ids=ids)


def _named(ids: list[str], ways: Mapping[str, Association], say: Language) -> str:
    """Such as `air (+0.19) and green spaces (+0.45)`."""
    return joined([f"{short(id, say)} ({pair_text.signed(ways[id].value, say)})" for id in ids], say)

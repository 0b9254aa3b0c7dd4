"""The perception survey in cities (2023): how it is asked, and its first questions; the others are in `survey_more`."""

from __future__ import annotations

from dataclasses import replace

from data_sources.catalogue import caveats as note
from data_sources.catalogue.units import PERCENT
from data_sources.model import Dataflow, Direction, Formula, Indicator, Kind, Level, Operation, Theme

FLOW = Dataflow(source="eurostat", code="urb_percep", geo="cities")
KEY = (("freq", "A"),)


def share(  # noqa: PLR0913, PLR0917 - what differs between the questions
    id: str,
    title: str,
    description: str,
    theme: Theme,
    sdg_target: str,
    codes: tuple[str, ...],
    *,
    direction: Direction = Direction.HIGHER,
    variant_of: str = "",
) -> Indicator:
    """The sum of the two answers that say yes, in per cent of all who were asked."""
    return Indicator(
        id=id,
        title=title,
        description=description,
        theme=theme,
        kind=Kind.SHARE,
        unit=PERCENT,
        levels=(Level.CITY,),
        dataflow=FLOW,
        key=KEY,
        formula=Formula(operation=Operation.SUM, dimension="indic_ur", left=codes),
        direction=direction,
        sdg_target=sdg_target,
        variant_of=variant_of,
        caveats=(note.SURVEY, note.REPLACED_SURVEY),
    )


def of_those_answering(  # noqa: PLR0913, PLR0917 - what differs between the questions
    id: str,
    title: str,
    description: str,
    theme: Theme,
    sdg_target: str,
    codes: tuple[str, str],
    *,
    direction: Direction = Direction.HIGHER,
    variant_of: str = "",
) -> Indicator:
    """Those who said yes in per cent of those who said yes or no."""
    yes, _ = codes
    asked = share(id, title, description, theme, sdg_target, codes, direction=direction, variant_of=variant_of)
    ratio = Formula(operation=Operation.RATIO, dimension="indic_ur", left=(yes,), right=codes, scale=100.0)
    return replace(asked, formula=ratio, caveats=(*asked.caveats, note.WHO_KNOW))


INDICATORS = (
    of_those_answering(
        "p_imm_good",
        "The city is a good place for immigrants",
        "People who say their city is a good place to live for immigrants from other countries, of those who gave an "
        "answer.",
        Theme.PARTICIPATION,
        "10.2",
        ("PS3538V", "PS3539V"),
    ),
    share(
        "p_trust",
        "Most people in the city can be trusted",
        "People who agree that most people in their city can be trusted.",
        Theme.PARTICIPATION,
        "16.7",
        ("PS3092V", "PS3093V"),
    ),
    share(
        "p_safe",
        "Feeling safe at night in the city",
        "People who agree that they feel safe walking alone at night in their city.",
        Theme.PARTICIPATION,
        "11.7",
        ("PS3514V", "PS3515V"),
    ),
    share(
        "p_city",
        "Satisfied to live in the city",
        "People who agree that they are satisfied to live in their city.",
        Theme.PARTICIPATION,
        "11.3",
        ("PS3360V", "PS3361V"),
    ),
    share(
        "p_admin_time",
        "Satisfied with the time the administration takes",
        "People satisfied with the time it takes to get a request solved by the local administration.",
        Theme.GOVERNANCE,
        "16.6",
        ("PS3587V", "PS3588V"),
    ),
    share(
        "p_admin_online",
        "City services easy to reach online",
        "People who agree that information and services of the local administration can be easily reached online.",
        Theme.DIGITAL,
        "16.10",
        ("PS3606V", "PS3607V"),
    ),
    share(
        "p_pt",
        "Satisfied with public transport",
        "People who are satisfied with public transport in their city.",
        Theme.MOBILITY,
        "11.2",
        ("PS1012V", "PS1013V"),
    ),
    share(
        "p_jobs",
        "Easy to find a good job",
        "People who agree that it is easy to find a good job in their city.",
        Theme.ECONOMY,
        "8.5",
        ("PS2012V", "PS2013V"),
    ),
    share(
        "p_housing",
        "Easy to find good housing at a fair price",
        "People who agree that it is easy to find good housing at a reasonable price in their city.",
        Theme.LIVING,
        "11.1",
        ("PS2032V", "PS2033V"),
    ),
    share(
        "p_air",
        "Satisfied with the air",
        "People who are satisfied with the quality of the air in their city.",
        Theme.ENVIRONMENT,
        "11.6",
        ("PS3260V", "PS3261V"),
    ),
    share(
        "p_green",
        "Satisfied with green spaces",
        "People who are satisfied with green spaces such as parks and gardens in their city.",
        Theme.ENVIRONMENT,
        "11.7",
        ("PS1052V", "PS1053V"),
    ),
)

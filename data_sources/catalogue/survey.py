"""The perception survey in cities (2023): shares of people who agree or are satisfied."""

from __future__ import annotations

from data_sources.catalogue import caveats as note
from data_sources.catalogue.units import PERCENT
from data_sources.model import Dataflow, Direction, Formula, Indicator, Kind, Level, Operation, Theme

_FLOW = Dataflow(source="eurostat", code="urb_percep", geo="cities")
_KEY = (("freq", "A"),)


def _share(  # noqa: PLR0913, PLR0917 - what differs between the questions
    id: str,
    title: str,
    description: str,
    theme: Theme,
    sdg_target: str,
    codes: tuple[str, str],
) -> Indicator:
    """The sum of the two favourable answers, in per cent of all who were asked."""
    return Indicator(
        id=id,
        title=title,
        description=description,
        theme=theme,
        kind=Kind.SHARE,
        unit=PERCENT,
        levels=(Level.CITY,),
        dataflow=_FLOW,
        key=_KEY,
        formula=Formula(operation=Operation.SUM, dimension="indic_ur", left=codes),
        direction=Direction.HIGHER,
        sdg_target=sdg_target,
        caveats=(note.SURVEY, note.REPLACED_SURVEY),
    )


INDICATORS = (
    Indicator(
        id="p_imm_good",
        title="The city is a good place for immigrants",
        description=(
            "People who say their city is a good place to live for immigrants from other countries, of those who "
            "gave an answer."
        ),
        theme=Theme.PARTICIPATION,
        kind=Kind.SHARE,
        unit=PERCENT,
        levels=(Level.CITY,),
        dataflow=_FLOW,
        key=_KEY,
        formula=Formula(
            operation=Operation.RATIO,
            dimension="indic_ur",
            left=("PS3538V",),
            right=("PS3538V", "PS3539V"),
            scale=100.0,
        ),
        direction=Direction.HIGHER,
        sdg_target="10.2",
        caveats=(note.SURVEY, note.REPLACED_SURVEY, "People who do not know are left out of the base."),
    ),
    _share(
        "p_trust",
        "Most people in the city can be trusted",
        "People who agree that most people in their city can be trusted.",
        Theme.PARTICIPATION,
        "16.7",
        ("PS3092V", "PS3093V"),
    ),
    _share(
        "p_safe",
        "Feeling safe at night in the city",
        "People who agree that they feel safe walking alone at night in their city.",
        Theme.PARTICIPATION,
        "11.7",
        ("PS3514V", "PS3515V"),
    ),
    _share(
        "p_city",
        "Satisfied to live in the city",
        "People who agree that they are satisfied to live in their city.",
        Theme.PARTICIPATION,
        "11.3",
        ("PS3360V", "PS3361V"),
    ),
    _share(
        "p_admin_time",
        "Satisfied with the time the administration takes",
        "People satisfied with the time it takes to get a request solved by the local administration.",
        Theme.GOVERNANCE,
        "16.6",
        ("PS3587V", "PS3588V"),
    ),
    _share(
        "p_admin_online",
        "City services easy to reach online",
        "People who agree that information and services of the local administration can be easily reached online.",
        Theme.DIGITAL,
        "16.10",
        ("PS3606V", "PS3607V"),
    ),
    _share(
        "p_pt",
        "Satisfied with public transport",
        "People who are satisfied with public transport in their city.",
        Theme.MOBILITY,
        "11.2",
        ("PS1012V", "PS1013V"),
    ),
    _share(
        "p_jobs",
        "Easy to find a good job",
        "People who agree that it is easy to find a good job in their city.",
        Theme.ECONOMY,
        "8.5",
        ("PS2012V", "PS2013V"),
    ),
    _share(
        "p_housing",
        "Easy to find good housing at a fair price",
        "People who agree that it is easy to find good housing at a reasonable price in their city.",
        Theme.LIVING,
        "11.1",
        ("PS2032V", "PS2033V"),
    ),
    _share(
        "p_air",
        "Satisfied with the air",
        "People who are satisfied with the quality of the air in their city.",
        Theme.ENVIRONMENT,
        "11.6",
        ("PS3260V", "PS3261V"),
    ),
    _share(
        "p_green",
        "Satisfied with green spaces",
        "People who are satisfied with green spaces such as parks and gardens in their city.",
        Theme.ENVIRONMENT,
        "11.7",
        ("PS1052V", "PS1053V"),
    ),
)

"""What is not known of a place, and who would hold it."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.language import Language
from dashboard.profile.facts import Fact, Gap, Place, Relation
from dashboard.sdg11.targets import targets
from dashboard.words import THEMES
from data_sources import store
from data_sources.catalogue import CATALOGUE
from data_sources.model import Level, Theme

NEIGHBOURHOODS = "neighbourhoods"


def gaps(place: Place, found: Sequence[Fact], say: Language) -> tuple[Gap, ...]:
    """Themes, then targets of SDG 11, without a figure of the place itself."""
    own = [CATALOGUE[one.indicator] for one in found if one.relation is Relation.OWN]
    wider = {CATALOGUE[one.indicator].theme: one for one in reversed(found) if one.relation is not Relation.OWN}
    themes, reached = {one.theme for one in own}, {one.sdg_target for one in own}
    missing = [theme for theme in Theme if theme not in themes]
    return (
        *(Gap(theme=theme, target="", holders=_of_theme(theme, place, wider.get(theme), say)) for theme in missing),
        *(Gap(theme=None, target=one.code, holders=one.holders) for one in targets(say) if one.code not in reached),
    )


def _of_theme(theme: Theme, place: Place, wider: Fact | None, say: Language) -> str:
    """Where figures of a theme are held: for a wider place, for others of the kind, or by whom."""
    if wider is not None:
        return say("held for {place} only", place=wider.place.name)
    others = [one for one in CATALOGUE.values() if one.theme is theme and one.id in store.held() and not one.part]
    if any(place.level in one.levels for one in others):
        return say("held for other places of its kind; its own statistical office may have it")
    if place.level in (Level.CITY, Level.FUA):
        return say("the city's own statistical office, or its departments")
    return say("the statistical office of {country}", country=say.country(place.country))


def name(gap: Gap, say: Language) -> str:
    """The theme, or the number and name of the target."""
    if gap.theme is not None:
        return say(THEMES[gap.theme])
    words = next(one for one in targets(say) if one.code == gap.target)
    return f"{words.code} {words.name}"

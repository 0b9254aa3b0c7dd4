"""Which entries are shown of a city: what was accepted, else the demonstration. Never the two as if they were one."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.language import Language
from dashboard.profile.facts import place
from dashboard.story.cities_profile import name
from data_sources.model import Theme
from data_sources.register import demonstration, sharing, vocabulary
from data_sources.register.model import Entry
from data_sources.register.vocabulary import Kind

_OWN = "own:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """City -> its entries by name; `made_up` are the cities whose entries are the demonstration's."""

    of: Mapping[str, tuple[Entry, ...]]
    made_up: frozenset[str]

    @property
    def cities(self) -> tuple[str, ...]:
        """Those with accepted entries first, then those of the research."""
        return tuple(sorted(self.of, key=lambda code: (code in self.made_up, _order(code))))

    @property
    def mixed(self) -> bool:
        """Whether accepted and made-up entries stand side by side, in different cities."""
        return bool(self.made_up) and len(self.made_up) < len(self.of)

    def day(self, city: str, today: date) -> date:
        """The day from which months are counted: today, or the newest of made-up entries, which do not age."""
        return max(one.updated for one in self.of[city]) if city in self.made_up else today


def _order(code: str) -> tuple[int, str]:
    four = demonstration.CITIES
    return (four.index(code) if code in four else len(four), code)


def register(accepted: Iterable[Entry]) -> Register:
    """What everybody may see: a city with an accepted entry shows no made-up one."""
    real = _by_city(sharing.shared(accepted))
    made_up = {code: own for code, own in _by_city(demonstration.entries()).items() if code not in real}
    return Register(of=real | made_up, made_up=frozenset(made_up))


def _by_city(entries: Iterable[Entry]) -> dict[str, tuple[Entry, ...]]:
    found: dict[str, list[Entry]] = {}
    for one in sorted(entries, key=lambda one: (one.name.casefold(), one.id)):
        found.setdefault(one.place.city, []).append(one)
    return {code: tuple(own) for code, own in found.items()}


def chosen(known: Register, topic: str, places: Sequence[str]) -> str:
    """The city on screen: that of the View's topic, else of its places, else the first with entries."""
    asked = (topic.upper(), *(code.partition("_")[0] for code in places))
    return next((code for code in asked if code in known.of), known.cities[0])


def filtered(entries: Iterable[Entry], theme: str = "", kind: str = "") -> tuple[Entry, ...]:
    """The entries of a theme and a kind; "" for all."""
    return tuple(
        one
        for one in entries
        if (not theme or theme in {own.value for own in one.themes}) and kind in {"", one.kind.value}
    )


def label(say: Language) -> str:
    """What stands on the map itself while its entries are made up."""
    return say("Demonstration entries: fictional")


def origin(known: Register, city: str, say: Language) -> str:
    """What a reader must know of where the entries of a city come from."""
    if city in known.made_up:
        return say(
            "Demonstration entries: fictional. Nobody stands behind them; they show how the register works, and give "
            "way as soon as a first entry of {city} is accepted.",
            city=name(city, say),
        )
    return say("Entries that a steward accepted, with the consent of those behind them.")


def told_apart(known: Register, say: Language) -> str:
    """Which cities of a comparison are made up; "" where none is."""
    if not known.made_up:
        return ""
    if not known.mixed:
        return say("All entries are demonstration entries: fictional.")
    names = ", ".join(name(code, say) for code in known.cities if code in known.made_up)
    return say("Fictional demonstration entries: {cities}. The others were accepted.", cities=names)


def where(code: str, say: Language) -> str:
    """The name of a neighbourhood, also one that somebody drew, or that it is the whole city."""
    if code.startswith(_OWN):
        return code.removeprefix(_OWN).replace("-", " ")
    return place(code).name if "_" in code else say("the whole city")


def as_csv(entries: Iterable[Entry]) -> str:
    """What may leave the server, as CSV."""
    return sharing.csv_export(entries)


def as_json(entries: Iterable[Entry], stones: Mapping[str, str]) -> str:
    """The same as JSON, with the stones by which a later removal is told."""
    content = json.loads(sharing.json_export(entries))
    own = {one["id"] for one in content["entries"]}
    content["stones"] = {id: stone for id, stone in stones.items() if id in own}
    return json.dumps(content, ensure_ascii=False, indent=1)


def themes_of(entries: Iterable[Entry]) -> tuple[Theme, ...]:
    """The themes that occur, in the order of the seminar."""
    filed = {theme for one in entries for theme in one.themes}
    return tuple(theme for theme in vocabulary.THEMES if theme in filed)


def kinds_of(entries: Iterable[Entry]) -> tuple[Kind, ...]:
    """The kinds that occur, in their order."""
    own = {one.kind for one in entries}
    return tuple(kind for kind in Kind if kind in own)

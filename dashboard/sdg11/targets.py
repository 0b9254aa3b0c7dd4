"""The ten targets of SDG 11 in words of our own, and who holds what is not held here."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.language import Language

CODES = ("11.1", "11.2", "11.3", "11.4", "11.5", "11.6", "11.7", "11.a", "11.b", "11.c")
"""The official numbers, in their order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One target: its number, a short name and a sentence of ours, a few words of the UN's, and who holds figures."""

    code: str
    name: str
    plain: str
    title: str
    holders: str


def target(code: str, say: Language) -> Target:
    """The target with this number."""
    name, plain, title = _words(say)[code]
    return Target(code=code, name=name, plain=plain, title=title, holders=_holders(say)[code])


def targets(say: Language) -> tuple[Target, ...]:
    """All ten, in their order."""
    return tuple(target(code, say) for code in CODES)


def _words(say: Language) -> dict[str, tuple[str, str, str]]:
    return _of_places(say) | _of_means(say)


def _of_places(say: Language) -> dict[str, tuple[str, str, str]]:
    """Number -> (name, paraphrase, quotation) of the targets about the places themselves."""
    return {
        "11.1": (
            say("Homes"),
            say("Everybody has a home that is sound, safe and within their means."),
            say("“adequate, safe and affordable housing”"),
        ),
        "11.2": (
            say("Getting around"),
            say("Everybody can travel safely, cheaply and without a car, people with disabilities too."),
            say("“safe, affordable, accessible and sustainable transport systems”"),
        ),
        "11.3": (
            say("Growth and taking part"),
            say("Towns grow with care for land, and residents have a say in how."),
            say("“inclusive and sustainable urbanization”"),
        ),
        "11.4": (
            say("Heritage"),
            say("What people built and the nature they were given is looked after."),
            say("“the world’s cultural and natural heritage”"),
        ),
        "11.5": (
            say("Disasters"),
            say("Fewer people die or are harmed in disasters, and less is lost."),
            say("“significantly reduce the number of deaths”"),
        ),
        "11.6": (
            say("Air and waste"),
            say("Towns weigh less on their surroundings, above all in air and waste."),
            say("“the adverse per capita environmental impact of cities”"),
        ),
        "11.7": (
            say("Green and public space"),
            say("Everybody has parks and squares in reach, and is safe there."),
            say("“safe, inclusive and accessible, green and public spaces”"),
        ),
    }


def _of_means(say: Language) -> dict[str, tuple[str, str, str]]:
    """The same of the targets about how to get there."""
    return {
        "11.a": (
            say("Town and country"),
            say("Cities, their outskirts and rural areas are planned together."),
            say("“positive economic, social and environmental links”"),
        ),
        "11.b": (
            say("Plans for risk and climate"),
            say("More towns have plans that join inclusion, climate and the risk of disasters."),
            say("“integrated policies and plans”"),
        ),
        "11.c": (
            say("Building in the poorest countries"),
            say("The least developed countries get help to build well with what they have."),
            say("“sustainable and resilient buildings utilizing local materials”"),
        ),
    }


def _holders(say: Language) -> dict[str, str]:
    """Number -> who would hold the figures of the official indicators that are not here."""
    habitat = say("UN-Habitat and the statistical offices of countries and cities")
    return {
        "11.1": habitat,
        "11.2": say("UN-Habitat, and the transport authorities of the cities"),
        "11.3": say("UN-Habitat for the use of land, and the cities themselves for who takes part in planning"),
        "11.4": say("the UNESCO Institute for Statistics, as spending on heritage for each inhabitant"),
        "11.5": say("the UN Office for Disaster Risk Reduction, and the civil protection of each country"),
        "11.6": say("the World Health Organization for air, UN-Habitat and the UN Statistics Division for waste"),
        "11.7": say("UN-Habitat for open space, the UN Office on Drugs and Crime for safety in it"),
        "11.a": say("UN-Habitat, and the planning ministries of the countries"),
        "11.b": say("the UN Office for Disaster Risk Reduction, and the Covenant of Mayors for climate plans"),
        "11.c": say("nobody at present, as its official indicator was withdrawn in 2020"),
    }

"""Digital tools and practices where cities and migration meet, each as its public pages described it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

READ_ON = date(2026, 11, 21)
"""The day on which the sources were read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice:
    """One tool: what it does, where and by whom, how it stood, and the public pages that say so.

    `sources` are (name, address) pairs; an address is empty where only the page's name is known.
    """

    name: str
    does: str
    where: str
    status: str
    sources: tuple[tuple[str, str], ...]
    evidence: str = ""
    """How well its results are known, where a result is claimed."""


PRACTICES = (
    Practice(
        name="MICADO, Migrant Integration Cockpits and Dashboards",
        does=(
            "A platform for public authorities, civil society and migrants: information, exchange of data, and "
            "dashboards on housing, work, education and health."
        ),
        where=("Tried in Antwerp, Bologna, Hamburg and Madrid; led by HafenCity University Hamburg; the code is open."),
        status="A European research project (Horizon 2020) from January 2019 to June 2022.",
        sources=(
            ("CORDIS, project 822717", "https://cordis.europa.eu/project/id/822717"),
            (
                "Paper on the difficulty of embedding a platform in city administrations",
                "https://ceur-ws.org/Vol-3289/paper5.pdf",
            ),
        ),
    ),
    Practice(
        name="MIICT, REBUILD, NADINE, WELCOME and easyRights",
        does="Digital services for the inclusion policies of public administrations, designed with their users.",
        where="Five projects of one European call, sisters of MICADO.",
        status="Funded under the call H2020-SC6-DT-MIGRATION-06-2018-2019; what is in use today is not stated.",
        sources=(("REBUILD, page on the joint meeting", "https://www.rebuildeurope.eu"),),
    ),
    Practice(
        name="Integreat",
        does="Local information for newcomers in many languages, kept by municipalities and their partners.",
        where="Began in Augsburg in 2015; used by German municipalities.",
        status="In use according to the page of 23 October 2023.",
        sources=(("Global Compact on Refugees, good practices", "https://globalcompactrefugees.org"),),
    ),
    Practice(
        name="GeoMatch",
        does="Recommends places where people are likelier to find work, from what happened to others before.",
        where=(
            "Immigration Policy Lab of Stanford and ETH Zurich, with Dutch, Swiss, Norwegian and American partners."
        ),
        status="Pilot in 2020.",
        sources=(("Global Compact on Refugees, good practices", "https://globalcompactrefugees.org"),),
        evidence=(
            "Employment about 40 to 70 % higher in back-tests on past cases, as summarised by IOM: back-tests, not a "
            "trial."
        ),
    ),
    Practice(
        name="Re:Match",
        does="Matches people and municipalities by what both sides need.",
        where="Berlin Governance Platform, with six municipalities.",
        status="78 people took part in 2023.",
        sources=(("Re:Match", "https://rematch-eu.org"),),
    ),
    Practice(
        name="Match'In",
        does="Matches people and municipalities by what both sides need.",
        where="University of Hildesheim, with German federal states.",
        status="Not stated.",
        sources=(("Match'In", "https://matchin-projekt.de"),),
    ),
)
"""In the order of the page; told neutrally, none is recommended."""

"""The research on smart urban intermediaries in words: how it was done, what it found and recommends, what was read.

Only what the sources read here say, each with its source; the full report was not read.
"""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.language import Language

PRACTICES = "https://doi.org/10.1111/puar.12502"
NETWORKS = "https://doi.org/10.1080/09654313.2022.2109937"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A sentence and where it is from: the name of a source and its address, "" where only the name is known."""

    text: str
    source: str
    address: str = ""


def _report(say: Language) -> str:
    return say("report “Socially smart cities” (2019), opening and reviews")


def _paper(year: int, journal: str, say: Language) -> str:
    return say("paper of {year} in {journal}", year=str(year), journal=journal)


def _practices(say: Language) -> str:
    return _paper(2016, "Public Administration Review", say)


def _networks(say: Language) -> str:
    return _paper(2022, "European Planning Studies", say)


def methods(say: Language) -> tuple[Said, ...]:
    """How the research was done."""
    report, practices, networks = _report(say), _practices(say), _networks(say)
    return (
        Said(
            text=say(
                "From 2017 to 2019, 40 people who connect others in their neighbourhoods took part, in Birmingham, "
                "Glasgow, Copenhagen and Amsterdam. It was funded by JPI Urban Europe with ESRC (ES/R002991/1), NWO "
                "and Innovation Fund Denmark."
            ),
            source=report,
        ),
        Said(
            text=say(
                "It worked in living labs: settings in which researchers and those concerned try things together."
            ),
            source=report,
        ),
        Said(
            text=say(
                "Types of practice come from an earlier study with Q-method: people sort statements by how well these "
                "fit, and those who sort alike form a type."
            ),
            source=practices,
            address=PRACTICES,
        ),
        Said(
            text=say(
                "Whom the 40 lean on was coded by sector (public or private) and by nearness (local, regional, "
                "national). The register here asks for two sectors and two distances more."
            ),
            source=networks,
            address=NETWORKS,
        ),
    )


def findings(say: Language) -> tuple[Said, ...]:
    """What the research found."""
    report, practices, networks = _report(say), _practices(say), _networks(say)
    return (
        Said(
            text=say(
                "Intermediaries may be unpaid leaders, officials, staff of associations, councillors or social "
                "entrepreneurs. What is smart about them is relations: they are trusted, and connect people, ideas and "
                "assets across sectors."
            ),
            source=report,
        ),
        Said(
            text=say(
                "Five types of practice were told apart: enduring, struggling, facilitating, organizing and "
                "trailblazing. The set is plural, and people move between them."
            ),
            source=practices,
            address=PRACTICES,
        ),
        Said(
            text=say(
                "Most lean on informal ties of trust, and on others like themselves: a strength and a weakness at once."
            ),
            source=networks,
            address=NETWORKS,
        ),
        Said(
            text=say("What strains them: short funding, volunteers who leave, burn-out, and work that nobody sees."),
            source=report,
        ),
    )


def recommendations(say: Language) -> tuple[Said, ...]:
    """The eight recommendations, in the order of the summaries."""
    source = say("summary of JPI Urban Europe and Scottish briefing")
    sentences = (
        say("Recognise and respect the work."),
        say("Sustain those who struggle, with longer and more flexible funding."),
        say("Invest in initiatives across sectors that align what exists."),
        say("Build capacity."),
        say("Govern in a way that is flexible, accountable and open to participation."),
        say("Share knowledge across sectors."),
        say("Use the local digital infrastructure."),
        say("Engage communities and admit differences of power; attitudes of officials and politicians matter."),
    )
    return tuple(Said(text=one, source=source) for one in sentences)


def unread(say: Language) -> str:
    """What was read, and what was not."""
    return say(
        "Read: the opening of the report “Socially smart cities: Making a difference in urban neighbourhoods” (Durose, "
        "Escobar, Gilchrist, Agger, Henderson, van Hulst, van Ostaijen, November 2019), reviews and summaries of it, "
        "and the papers linked here. Not read: the full report. Sentences here are short accounts, not quotations."
    )


def limits(say: Language) -> tuple[str, ...]:
    """What the page cannot tell."""
    return (
        say("Whether what was found in four cities holds elsewhere: 40 people were chosen, not drawn by chance."),
        say("How the four cities are today: the research ended in 2019."),
        say("Whether a recommendation works: each is the researchers' conclusion, and none was tried against another."),
        say("Who the 40 are: the register here has made-up entries, none of them theirs."),
    )

"""What the words of the register are called on its page, in the reader's language."""

from __future__ import annotations

from babel import Locale

from dashboard.language import Language
from data_sources.register.form import LONGEST, MOST_THEMES, Fault
from data_sources.register.vocabulary import Group, Kind, Money, Practice, Proximity, Sector


def kinds(say: Language) -> dict[Kind, str]:
    """Kind -> its name."""
    return {
        Kind.INITIATIVE: say("Initiative"),
        Kind.ORGANISATION: say("Organisation"),
        Kind.DIGITAL_TOOL: say("Digital tool"),
        Kind.PERSON: say("Person"),
    }


def practices(say: Language) -> dict[Practice, str]:
    """Practice profile -> what it says of how one works."""
    return {
        Practice.ENDURING: say("enduring: stays, and is known for it"),
        Practice.STRUGGLING: say("struggling: holds on against the odds"),
        Practice.FACILITATING: say("facilitating: brings others together"),
        Practice.ORGANIZING: say("organizing: mobilises and asks for change"),
        Practice.TRAILBLAZING: say("trailblazing: tries what is new"),
        Practice.UNKNOWN: say("practice not stated"),
    }


def sectors(say: Language) -> dict[Sector, str]:
    """Sector -> its name."""
    return {
        Sector.PUBLIC: say("public bodies"),
        Sector.PRIVATE: say("firms"),
        Sector.CIVIL: say("associations"),
        Sector.INFORMAL: say("informal ties"),
    }


def proximities(say: Language) -> dict[Proximity, str]:
    """Proximity -> its name."""
    return {
        Proximity.NEIGHBOURHOOD: say("in the neighbourhood"),
        Proximity.CITY: say("in the city"),
        Proximity.REGIONAL: say("in the region"),
        Proximity.NATIONAL: say("in the country"),
        Proximity.INTERNATIONAL: say("abroad"),
    }


def groups(say: Language) -> dict[Group, str]:
    """Target group -> its name."""
    return {
        Group.EVERYONE: say("everyone"),
        Group.NEWCOMERS: say("newcomers"),
        Group.REFUGEES: say("refugees"),
        Group.CHILDREN: say("children"),
        Group.YOUNG_PEOPLE: say("young people"),
        Group.OLDER_PEOPLE: say("older people"),
        Group.WOMEN: say("women"),
        Group.FAMILIES: say("families"),
        Group.JOB_SEEKERS: say("job seekers"),
        Group.TENANTS: say("tenants"),
        Group.CITY_STAFF: say("city staff"),
    }


def language_name(code: str, say: Language) -> str:
    """A language's name; its code where none is known."""
    return str(Locale.parse(say.code).languages.get(code, code))


def moneys(say: Language) -> dict[Money, str]:
    """Where money comes from -> its name."""
    return {
        Money.NONE: say("no money"),
        Money.GRANT: say("a grant"),
        Money.PUBLIC_BUDGET: say("a public budget"),
        Money.CONTRACT: say("a contract"),
        Money.DONATIONS: say("donations"),
        Money.OWN_INCOME: say("income of its own"),
        Money.MIXED: say("several sources"),
        Money.NOT_STATED: say("not stated"),
    }


def questions(say: Language) -> dict[str, str]:
    """Field of a digital tool's answers -> the question."""
    return {
        "left_out": say("Who is left out (language, device, trust)?"),
        "data": say("What happens to the data?"),
        "afterwards": say("Who in the city owns it after the project ends?"),
        "intermediaries": say("Does it help the intermediaries, or go round them?"),
    }


def fields(say: Language) -> dict[str, str]:
    """Field of the form -> its label."""
    return {
        "name": say("Name"),
        "kind": say("What is it?"),
        "city": say("City"),
        "district": say("Neighbourhood"),
        "themes": say("Themes"),
        "what": say("What does it do?"),
        "contact": say("How can the steward reach you?"),
        "consent": say("I speak for this entry and agree that it is shown in the register."),
    }


def fault(field: str, what: Fault, say: Language) -> str:
    """What is wrong with a field, and what to do."""
    return {
        Fault.NEEDED: say("Fill this in."),
        Fault.SHORT: say("Write at least three letters."),
        Fault.LONG: say("Shorten it to {n} letters.", n=LONGEST.get(field, 0)),
        Fault.MANY: say("Choose at most {n}.", n=MOST_THEMES),
        Fault.UNKNOWN: say("Choose one from the list."),
        Fault.FORMULA: say("Let it begin with a letter or digit: a spreadsheet would take it for a formula."),
        Fault.EMAIL: say(
            "This looks like an e-mail address. Leave it out here: there is a field of its own for a contact."
        ),
        Fault.TELEPHONE: say(
            "This looks like a telephone number. Leave it out here: there is a field of its own for a contact."
        ),
        Fault.ADDRESS: say("This looks like a street address. Name the neighbourhood or district instead."),
        Fault.CONSENT: say("Without your consent there is no entry: tick the box, or leave the page."),
    }[what]

"""What kinds, directions, layouts and outcomes are called on the page of the reader's own file."""

from __future__ import annotations

from dashboard.language import Language
from dashboard.words import LEVELS, ONE_PLACE
from data_sources.model import Direction, Kind, Level
from data_sources.upload import OWN, Severity, Status, Told


def told(text: str, say: Language) -> str:
    """A sentence of the report in the reader's language; any other text as it is."""
    if not isinstance(text, Told):
        return text
    values = {name: _value(value, say) for name, value in text.values.items()}
    if text.many:
        values.pop("n")
        n = text.values["n"]
        return say.plural(text.message, text.many, n if isinstance(n, int) else 0, **values)
    return say(text.message, **values) if text.message else ""


def _value(value: object, say: Language) -> str:
    """What fills a gap: a number, a level, a sentence, several of these, or a text of the file."""
    match value:
        case tuple():
            return ", ".join(_value(one, say) for one in value)
        case Level():
            return say(ONE_PLACE[value])
        case int():
            return say.number(value)
        case float():
            return say.number(value, len(f"{value:.6f}".rstrip("0").partition(".")[2]))
    return told(str(value) if not isinstance(value, str) else value, say)


def kind(one: Kind, say: Language) -> str:
    """What sort of quantity, in words."""
    names = {
        Kind.COUNT: say("Number of people or things"),
        Kind.SHARE: say("Share, in percent"),
        Kind.RATE: say("Rate, such as per 1,000 inhabitants"),
        Kind.MEAN: say("Average or amount, such as euro a head"),
        Kind.INDEX: say("Index or score"),
    }
    return names[one]


def direction(one: Direction, say: Language) -> str:
    """What counts as better, in words."""
    names = {
        Direction.NEUTRAL: say("Neither: it only describes"),
        Direction.HIGHER: say("Higher is better"),
        Direction.LOWER: say("Lower is better"),
    }
    return names[one]


def layout(one: str, say: Language) -> str:
    """How the table is laid out, in words."""
    names = {
        "long": say("one row for each place and period"),
        "wide": say("one column for each period"),
        "points": say("points with longitude and latitude"),
    }
    return names.get(one, one)


def delimiter(one: str, say: Language) -> str:
    """What parts the cells, in words; empty for a workbook."""
    names = {",": say("comma"), ";": say("semicolon"), "\t": say("tab"), "|": say("vertical bar"), " ": say("blank")}
    return names.get(one, one)


def decimal(one: str, say: Language) -> str:
    """The decimal mark, in words."""
    return say("decimal comma") if one == "," else say("decimal point")


def level(one: str, say: Language) -> str:
    """A kind of place, in words."""
    if one == OWN:
        return say("Your own boundaries")
    if one == "point":
        return say("Points")
    held = {str(found) for found in LEVELS}
    return say(LEVELS[Level(one)]) if one in held else say("none found")


def severity(one: Severity, say: Language, *, accepted: bool = False) -> str:
    """What is asked of the reader."""
    if accepted:
        return say("accepted by you")
    names = {
        Severity.ASK: say("waits for your yes"),
        Severity.LOST: say("left out"),
        Severity.NOTE: say("read like this"),
    }
    return names[one]


def status(one: Status, say: Language) -> str:
    """What became of a place."""
    names = {
        Status.MATCHED: say("found"),
        Status.AMBIGUOUS: say("could be several"),
        Status.UNMATCHED: say("not found"),
        Status.AGGREGATE: say("a sum of places"),
        Status.LEFT_OUT: say("left out by you"),
    }
    return names[one]

"""Sentences on a reader's own file: what was read, what is wrong, what was withheld. Figures come from the report."""

from __future__ import annotations

from collections.abc import Iterable

from dashboard import plain_text
from dashboard.language import Language
from dashboard.upload import words
from data_sources.errors import UploadError
from data_sources.model import NUTS
from data_sources.upload import Problem, Report, Severity, Status

_SOME = 6
_MEGABYTE = 1_000_000

literal = plain_text.literal


def refusal(error: UploadError, say: Language, *, kept: bool = False) -> str:
    """Why a file or a choice cannot be used, where, and what to do; `kept` says that the file is still there."""
    where = [say("line {n}", n=error.line)] if error.line else []
    where += [say("column {name}", name=literal(error.column))] if error.column else []
    place = f" ({', '.join(where)})" if where else ""
    why = literal(words.told(error.message, say), 600)
    if kept:
        return f"{why}{place} " + say("Your file is as it was; choose something else.")
    return f"{why}{place} " + say("Nothing of it was kept. Mend the file and drop it again, or begin with a template.")


def size(n: int, say: Language) -> str:
    """A number of bytes in kB or MB."""
    if n < _MEGABYTE:
        return say("{size} kB", size=say.number(max(1, n / 1000)))
    return say("{size} MB", size=say.number(n / _MEGABYTE, 1))


def counts(report: Report) -> tuple[int, int, int]:
    """How many places were found, may be several, and were not found."""
    found, several, lost = (report.of(one) for one in (Status.MATCHED, Status.AMBIGUOUS, Status.UNMATCHED))
    return len(found), len(several), len(lost)


def headline(report: Report, say: Language) -> str:
    """Whether the file can be mapped, in one sentence with its numbers."""
    if report.way and report.mapped:
        n = say.number(report.table["geo"].nunique())
        return say("The points lie in {n} regions: these can be mapped.", n=n)
    if len(report.points):
        return say.plural("{n} point can be mapped.", "{n} points can be mapped.", len(report.points))
    found, several, lost = counts(report)
    every = found + several + lost
    if not every:
        return say("No column of this file holds places that are known here, so it cannot be mapped yet.")
    start = say("{found} of {n} places were found", found=say.number(found), n=say.number(every))
    return start + _outcome(report, found, every, say)


def _outcome(report: Report, found: int, every: int, say: Language) -> str:
    """What follows from how many places were found, as the end of a sentence."""
    if report.mapped:
        return say(": the file can be mapped.") if found < every else say(": all of them can be mapped.")
    if any(one.open and one.kind == "days" for one in report.problems):
        return say(", but its days can be read in two ways: say below which one is meant.")
    if found and not report.table["obs_value"].notna().any():
        return say(", but no figure was: choose the column of figures below.")
    return say(". That is too few to map. Say below which places the others are, or bring the boundaries along.")


def gathered(report: Report, say: Language) -> str:
    """How many points lie in how many regions, how many in none, and what each region shows."""
    inside = int((report.points["within"].astype(str) != "").sum())
    outside = len(report.points) - inside
    line = say(
        "{n} points lie in {regions} regions; each region shows: {measure}.",
        n=say.number(inside),
        regions=say.number(report.table["geo"].nunique()),
        measure=literal(words.told(report.measure, say)),
    )
    if not outside:
        return line
    lost = say.plural(
        "{n} point lies in none and is left out: the list of remarks names it.",
        "{n} points lie in none and are left out: the list of remarks names the first of them, the cleaned file all.",
        outside,
    )
    return f"{line} {lost}"


def facts(report: Report, say: Language) -> list[tuple[str, str]]:
    """What was read, as pairs of a name and words: rows, columns, signs, layout, places, periods."""
    found = [
        (say("Rows and columns"), f"{say.number(report.rows)} × {say.number(len(report.columns))}"),
        (say("Written as"), _written(report, say)),
        (say("Layout"), _layout(report, say)),
        (say("Kind of place"), _level(report, say)),
        (say("Places"), _places(report, say)),
        (say("Sums of places, not mapped"), _some((one.text for one in report.of(Status.AGGREGATE)), say)),
        (say("Periods"), periods(report.periods, say)),
        (say("Measure"), literal(words.told(report.measure, say))),
    ]
    return [(name, text) for name, text in found if text]


def _written(report: Report, say: Language) -> str:
    sheet = report.sheet
    parts = [say("sheet {name}", name=literal(sheet.sheet))] if sheet.sheet else [sheet.encoding]
    parts += [words.delimiter(sheet.delimiter, say)] if sheet.delimiter else []
    return ", ".join([*parts, words.decimal(report.decimal, say)])


def _layout(report: Report, say: Language) -> str:
    shape = words.layout(report.layout, say)
    return f"{literal(report.form)}: {shape}" if report.form else shape


def _level(report: Report, say: Language) -> str:
    if report.way:
        regions = words.level(report.level, say)
        return regions + (f" (NUTS {report.vintage})" if report.level in {str(one) for one in NUTS} else "")
    if len(report.points):
        return words.level(report.level, say)
    parts = [f"{words.level(one, say)} ({say.number(n)})" for one, n in report.levels.items()]
    line = ", ".join(parts) or words.level(report.level, say)
    nuts = {str(one) for one in NUTS}
    if report.vintage and nuts & set(report.levels):
        line += ". " + say("Codes and names fit NUTS {version} best.", version=report.vintage)
    return line + (" " + say("Scheme: {name}.", name=literal(words.told(report.scheme, say))) if report.scheme else "")


def _places(report: Report, say: Language) -> str:
    if not report.matches or len(report.points):
        return ""
    found, several, lost = counts(report)
    parts = [say.plural("{n} found", "{n} found", found)]
    parts += [say.plural("{n} could be several", "{n} could be several", several)] if several else []
    parts += [say.plural("{n} not found", "{n} not found", lost)] if lost else []
    out = len(report.of(Status.LEFT_OUT))
    parts += [say.plural("{n} left out by you", "{n} left out by you", out)] if out else []
    return ", ".join(parts)


def periods(held: tuple[str, ...], say: Language) -> str:
    """The first and last period and how many; empty for none."""
    if not held:
        return say("none with a figure")
    if len(held) == 1:
        return say.period(held[0])
    ends = say("{first} to {last}", first=say.period(held[0]), last=say.period(held[-1]))
    return f"{ends} ({say.number(len(held))})"


def _some(texts: Iterable[str], say: Language) -> str:
    every = list(texts)
    more = len(every) - _SOME
    line = ", ".join(literal(one, 40) for one in every[:_SOME])
    return line + (" " + say("and {n} more", n=say.number(more)) if more > 0 else "")


def relevant(report: Report) -> tuple[Problem, ...]:
    """The problems that matter: at points a name need not be that of a known place."""
    return tuple(one for one in report.problems if one.kind != "place" or not len(report.points))


def problems_line(problems: tuple[Problem, ...], say: Language) -> str:
    """How many problems there are, and how many of them wait for the reader."""
    if not problems:
        return say("Nothing is wrong with this file.")
    waiting = sum(one.open for one in problems)
    lost = sum(one.severity is Severity.LOST for one in problems)
    parts = [say.plural("{n} remark", "{n} remarks", len(problems))]
    parts += [say.plural("{n} waits for your yes", "{n} wait for your yes", waiting)] if waiting else []
    parts += [say.plural("{n} says what was left out", "{n} say what was left out", lost)] if lost else []
    return ", ".join(parts) + "."


def where(problem: Problem, say: Language) -> str:
    """The line and column of a problem, as far as it has them; a dash where it is of the whole file."""
    parts = [say("line {n}", n=say.number(problem.line))] if problem.line else []
    parts += [literal(problem.column, 40)] if problem.column else []
    return ", ".join(parts) or "–"


def fix(problem: Problem, say: Language) -> str:
    """One fix on offer: where, what was read, what it would become."""
    read = f" “{literal(words.told(problem.read, say), 60)}”" if problem.read else ""
    return f"{where(problem, say)}{read} → {literal(words.told(problem.fix, say), 300)}"


def withheld_line(small: int, more: int, say: Language) -> str:
    """How many figures are withheld, and why more than the small ones."""
    if not small:
        return say("No figure is below these limits.")
    first = say.plural(
        "{n} figure is withheld for being small or zero", "{n} figures are withheld for being small or zero", small
    )
    if not more:
        return first + "."
    rest = say.plural(
        ", and {n} more so that no sum gives the others away.",
        ", and {n} more so that no sum gives the others away.",
        more,
    )
    return first + rest

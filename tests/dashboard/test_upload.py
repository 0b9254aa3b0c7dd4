"""The page of a reader's own file without a page: sentences, tables, small counts, texts that stay texts."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from analysis.disclosure import Rule
from dashboard.language import language
from dashboard.upload import small, tables, text
from data_sources.errors import UploadError
from data_sources.model import Kind
from data_sources.upload import Report, read

SAY = language("en")
HOSTILE = "<img src=x onerror=alert(1)>![a](http://b/c.png)$x$ :red[y] `z` # *w*"
FILE = (
    "Land;Jahr;Menschen;Alle\nDeutschland;2020;120;5000\nFrankreich;2020;7;4000\nItlia;2020;40;3000\nEU27;2020;200;\n"
)


def report(file: str = FILE) -> Report:
    """The report of a small file."""
    return read("small.csv", file.encode())


def test_no_sign_of_a_file_is_left_to_mean_something() -> None:
    shown = text.literal(HOSTILE)
    plain = shown.replace("\\", "")
    assert plain == HOSTILE
    assert all(shown[at - 1] == "\\" for at, sign in enumerate(shown) if sign in "<>[]()!$`:#*")
    assert text.literal("a\nb" + "c" * 500).startswith("a bcc")
    assert len(text.literal("c" * 500)) == 120


def test_the_headline_counts_what_was_found() -> None:
    assert text.headline(report(), SAY) == "2 of 3 places were found: the file can be mapped."
    nowhere = report("a,b\nx,1\ny,2\n")
    assert "cannot be mapped" in text.headline(nowhere, SAY) or "too few to map" in text.headline(nowhere, SAY)


def test_what_was_read_is_said_in_words() -> None:
    facts = dict(text.facts(report(), SAY))
    assert facts["Written as"] == "utf-8, semicolon, decimal point"
    assert facts["Places"] == "2 found, 1 not found"
    assert facts["Sums of places, not mapped"] == "EU27"
    assert facts["Periods"] == "2020"


def test_a_fix_names_line_column_text_and_place() -> None:
    asking = next(one for one in report().problems if one.open)
    line = text.fix(asking, SAY).replace("\\", "")
    assert line.startswith("line 4, Land “Itlia” → ")
    assert "IT" in line


def test_an_accepted_fix_says_so_in_the_table() -> None:
    again = read("small.csv", FILE.encode(), report().accept_all())
    assert "accepted by you" in list(tables.problems(again.problems, SAY)["State"])
    assert text.counts(again) == (3, 0, 0)


def test_the_table_of_places_holds_every_text() -> None:
    table = tables.matches(report().matches, SAY)
    assert set(table.index) == {"Deutschland", "Frankreich", "Itlia", "EU27"}


@pytest.mark.parametrize(("kept", "words"), [(False, "Nothing of it was kept"), (True, "Your file is as it was")])
def test_a_refusal_says_where_and_what_to_do(*, kept: bool, words: str) -> None:
    said = text.refusal(UploadError("no *table*", line=3, column="a_b"), SAY, kept=kept)
    assert said.startswith("no \\*table\\* (line 3, column a\\_b)")
    assert words in said


def guarded(kind: Kind) -> small.Guarded:
    """The small file with its small counts withheld."""
    found = read("small.csv", FILE.encode(), report().accept_all())
    held = found.observations(found.indicator(kind=kind), datetime(2026, 1, 1, tzinfo=UTC))
    return small.guarded(held, None, Rule())


def test_a_small_count_takes_another_along() -> None:
    found = guarded(Kind.COUNT)
    assert (found.small, found.more) == (1, 1)
    table = found.observations.table.set_index("geo")
    assert table["obs_value"].isna().sum() == 2
    assert table.loc["DE", "obs_value"] == 120
    assert table.loc["FR", "conf_status"] == "C"
    assert text.withheld_line(found.small, found.more, SAY).startswith(
        "1 figure is withheld for being small or zero, and 1"
    )


def test_an_average_without_a_base_is_left_alone() -> None:
    assert guarded(Kind.MEAN).small == 0
    assert text.withheld_line(0, 0, SAY) == "No figure is below these limits."


@pytest.mark.parametrize(("least", "n"), [(1000, 0), (3500, 1)])
def test_a_rate_on_a_small_base_is_withheld(least: int, n: int) -> None:
    found = read("small.csv", FILE.encode(), report().accept_all())
    base = read("small.csv", FILE.encode(), replace(found.choices, measure="Alle")).table
    held = found.observations(found.indicator(kind=Kind.RATE), datetime(2026, 1, 1, tzinfo=UTC))
    assert small.guarded(held, base, Rule(least_base=least)).small == n

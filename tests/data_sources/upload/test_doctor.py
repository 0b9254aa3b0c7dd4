"""Problems with line, column and fix; accepting them; recipes; the cleaned file; small counts."""

from __future__ import annotations

import csv
import io

import pytest

from data_sources.errors import UploadError
from data_sources.model import Kind
from data_sources.schema import check
from data_sources.upload import (
    ALL,
    UNVERIFIED,
    Choices,
    Recipe,
    Report,
    Severity,
    cleaned,
    match_table,
    problem_list,
)
from tests.data_sources.upload.files import codes, figures, text

SICK = (
    "geo,time_period,obs_value\nDE,2020,10\nDE,2020,11\nFR,2020,12.3 x\nITA,2020,nothing here\n"
    "Spian,2020,5\nAT,soon,6\n"
)


def rows(payload: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(payload.decode("utf-8-sig"))))


def problem(report: Report, kind: str) -> tuple[int, str, str, Severity]:
    (one,) = [one for one in report.problems if one.kind == kind]
    return one.line, one.column, one.read, one.severity


def test_each_problem_has_its_line_column_text_and_fix() -> None:
    report = text(SICK)
    cells = [(one.line, one.column, one.read, one.fix) for one in report.problems if one.kind == "cell"]
    assert (4, "obs_value", "12.3 x", "read as 12.3") in cells
    assert problem(report, "period") == (7, "time_period", "soon", Severity.LOST)
    assert problem(report, "differ")[0] == 2


def test_what_differs_is_left_out_until_it_is_accepted() -> None:
    assert ("DE", "2020") not in figures(text(SICK))
    assert figures(text(SICK, Choices(accepted=("differ|geo|",))))["DE", "2020"] == 11.0


def test_rows_that_say_the_same_twice_are_read_once() -> None:
    report = text("geo,year,value\nDE,2020,10\nGermany,2020,10\nFR,2020,5\n")
    assert figures(report) == {("DE", "2020"): 10.0, ("FR", "2020"): 5.0}
    assert problem(report, "twice")[3] is Severity.NOTE


def test_one_or_all_fixes_are_accepted() -> None:
    one = text(SICK, Choices(accepted=("cell|obs_value|12.3 x",)))
    assert figures(one)["FR", "2020"] == 12.3
    report = text(SICK)
    every = text(SICK, report.accept_all())
    assert codes(every)["Spian"] == "ES"
    assert not [one for one in every.problems if one.open]
    assert figures(every) == figures(text(SICK, Choices(accepted=(ALL,))))


def test_a_name_that_is_hardly_alike_is_accepted_on_its_own_only() -> None:
    file = "city,year,value\nBarcelona,2020,10\nBadalonna,2020,20\nGent,2020,30\nLeipzg,2020,50\n"
    report = text(file)
    weak = [one for one in report.problems if one.alone]
    assert [one.read for one in weak] == ["Badalonna"]
    for choices in (report.accept_all(), Choices(accepted=(ALL,))):
        found = codes(text(file, choices))
        assert found["Leipzg"] == "DE008C"
        assert "Badalonna" not in found
    assert "Badalonna" in codes(text(file, Choices(accepted=(weak[0].id,))))


def test_a_recipe_does_next_month_what_was_accepted_this_month() -> None:
    report = text(SICK, Choices(accepted=(ALL,)))
    recipe = Recipe.read(Recipe.of(report).write())
    again = text(SICK.replace("2020", "2021"), recipe.choices)
    assert {(geo, "2020"): value for (geo, _), value in figures(again).items()} == figures(report)
    assert len(Recipe.of(report).write()) < 1_000


def test_a_recipe_keeps_measure_and_pins() -> None:
    content = "geo,sex,year,men per 10,rate\nDE,M,2020,1,2\nDE,F,2020,3,4\n"
    report = text(content, Choices(measure="rate", pins=(("sex", "F"),)))
    assert figures(report) == {("DE", "2020"): 4.0}
    assert figures(text(content, Recipe.read(Recipe.of(report).write()).choices)) == {("DE", "2020"): 4.0}


@pytest.mark.parametrize(
    "payload",
    [
        b"", b"[]", b"{}", b'{"recipe": 1, "choices": {"nonsense": 1}}', b'{"recipe": 1, "choices": {"pins": [1]}}',
        b'{"recipe": 1, "choices": {"least_count": "many"}}', b'{"recipe": 2, "choices": {}}',
        b'{"recipe": 1, "choices": {"corrections": [["a", 1]]}}', b"\xff\xfe",
        b'{"recipe": 1, "choices": {"sheet": 5}}',
    ],
)  # fmt: skip
def test_what_is_no_recipe_is_refused(payload: bytes) -> None:
    with pytest.raises(UploadError):
        Recipe.read(payload)


def test_the_cleaned_file_reads_back_and_says_that_nobody_verified_it() -> None:
    report = text(SICK, Choices(accepted=(ALL,)))
    again = text(cleaned(report).decode("utf-8-sig"))
    assert figures(again) == figures(report)
    assert {row["status"] for row in rows(cleaned(report))} == {UNVERIFIED}


@pytest.mark.parametrize("formula", ["=1+1", "+1", "@SUM(A1)", "-cmd", "\t=1", " =HYPERLINK(1)"])
def test_no_formula_leaves_in_an_export(formula: str) -> None:
    content = f'geo,year,value\nDE,2020,1\nFR,2020,"{formula}x"\n"{formula}",2020,5\n'
    report = text(content)
    for export in (problem_list(report), match_table(report), cleaned(report)):
        for row in csv.reader(io.StringIO(export.decode("utf-8-sig"))):
            assert not [cell for cell in row if cell.strip().startswith(("=", "+", "@", "-c"))]


def test_markup_in_names_stays_text() -> None:
    report = text("geo,year,value\nDE,2020,1\n<script>alert(1)</script>,2020,5\n")
    assert "<script>alert(1)</script>" in {one.text for one in report.matches}
    assert "<script>" not in cleaned(report).decode()


def test_small_counts_and_small_bases_warn() -> None:
    content = "geo,year,persons,population\nDE,2020,3,500\nFR,2020,100,5000\nIT,2020,20,600\n"
    assert text(content, Choices(measure="persons")).small == 1
    with_base = text(content, Choices(measure="persons", base="population"))
    assert with_base.small == 2
    assert text(content, Choices(measure="persons", base="population", least_count=2, least_base=100)).small == 0


def test_the_table_passes_the_border_check_and_makes_an_indicator() -> None:
    report = text("geo,year,Population\nDE,2020,10000\nFR,2020,20000\n")
    indicator = report.indicator("People here")
    assert check(report.table, indicator)["geo"].tolist() == ["DE", "FR"]
    assert (indicator.id, indicator.kind, indicator.caveats) == ("upload-people-here", Kind.COUNT, (UNVERIFIED,))


def test_a_comma_that_could_be_either_asks() -> None:
    report = text('geo;year;value\nDE;2020;"1,234"\nFR;2020;"2,345"\n')
    assert problem(report, "decimal")[3] is Severity.ASK
    assert figures(text('geo;year;value\nDE;2020;"1,234"\n', Choices(decimal=".")))["DE", "2020"] == 1234.0


OPEN_DAYS = "geo,date,value\nDE,03/04/2024,10\nFR,05/06/2024,20\nFR,07/07/2024,30\n"


def test_days_that_could_be_two_wait_for_the_reader() -> None:
    report = text(OPEN_DAYS)
    (asked,) = [one for one in report.problems if one.kind == "days"]
    assert (asked.line, asked.severity, asked.open) == (2, Severity.ASK, True)
    assert "2024-04-03" in asked.fix
    assert "2024-03-04" in asked.fix
    assert figures(report) == {("FR", "2024-07-07"): 30.0}
    assert not [one for one in report.problems if one.kind == "period"]
    accepted = Choices(accepted=(asked.id,))
    assert ("DE", "2024-04-03") in figures(text(OPEN_DAYS, accepted))
    later = OPEN_DAYS.replace("2024", "2025")
    assert ("DE", "2025-04-03") in figures(
        text(later, Recipe.read(Recipe.of(text(OPEN_DAYS, accepted)).write()).choices)
    )
    assert ("DE", "2024-03-04") in figures(text(OPEN_DAYS, Choices(days="month")))


def test_one_day_decides_a_column_and_can_be_overruled() -> None:
    content = OPEN_DAYS + "IT,03/14/2024,40\n"
    report = text(content)
    assert problem(report, "days") == (5, "date", "03/14/2024", Severity.NOTE)
    assert set(figures(report)) == {
        ("DE", "2024-03-04"), ("FR", "2024-05-06"), ("FR", "2024-07-07"), ("IT", "2024-03-14"),
    }  # fmt: skip
    turned = text(content, Choices(days="day"))
    assert ("DE", "2024-04-03") in figures(turned)
    assert problem(turned, "period") == (5, "date", "03/14/2024", Severity.LOST)


def test_days_in_the_header_are_read_in_the_same_order() -> None:
    report = text("geo,03/14/2024,03/15/2024\nDE,1,2\nFR,3,4\n")
    assert report.periods == ("2024-03-14", "2024-03-15")

"""Templates and worked examples read back as what they are."""

from __future__ import annotations

import pytest

from data_sources.model import Level
from data_sources.upload import TEMPLATES, Status, district_template, examples, read, template


@pytest.mark.parametrize("level", TEMPLATES)
def test_a_filled_template_is_read_whole(level: Level) -> None:
    payload = template(level, 2024).replace(b",2024,,", b",2024,55,")
    report = read("template.csv", payload)
    assert report.levels == {level.value: report.rows}
    assert not report.of(Status.UNMATCHED) + report.of(Status.AMBIGUOUS)
    assert [one.kind for one in report.problems if one.open] == []


def test_the_template_of_a_city_has_its_neighbourhoods() -> None:
    report = read("wards.csv", district_template("UK002C-wards", 2024).replace(b",2024,,", b",2024,55,"))
    assert (report.vintage, len(report.table)) == ("UK002C-wards", 69)


def test_the_worked_examples_hold_real_figures_and_can_be_mapped() -> None:
    made = {name: read(name, make()) for name, make in examples().items()}
    assert len(made) == 3
    assert all(report.mapped for report in made.values())
    assert {report.layout for report in made.values()} == {"wide", "long"}
    awkward = made["net-migration-regions.csv"]
    assert (awkward.sheet.delimiter, awkward.decimal, awkward.sheet.header_line) == (";", ",", 4)

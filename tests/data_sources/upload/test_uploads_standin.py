"""Every real file gives what its line of the README asks for."""

from __future__ import annotations

from functools import lru_cache

import pytest

from data_sources.upload import Choices, Report, Status, read
from tests.conftest import OPENDATA
from tests.data_sources.upload.files import codes, figures, flags

pytestmark = pytest.mark.standin
FOLDER = OPENDATA / "uploads"


@lru_cache(maxsize=32)
def report(name: str, choices: Choices | None = None) -> Report:
    return read(name, (FOLDER / name).read_bytes(), choices)


def test_no_file_is_forgotten() -> None:
    files = {path.name for path in FOLDER.iterdir()} - {"README.md"}
    assert {name for name in files if not report(name).mapped} == {"hamburg_stadtteilprofile_2014.csv"}
    assert len(files) == 12


def test_demo_pjan() -> None:
    found = report("demo_pjan_1_Data.csv")
    assert figures(found)["BE", "2007"] == 10_584_534
    assert figures(found)["DE", "2007"] == 82_314_906
    assert codes(found)["Former Yugoslav Republic of Macedonia, the"] == "MK"
    assert len(found.of(Status.AGGREGATE)) == 9
    assert {flag for flag, _ in flags(found).values()} == {"", "b", "bp", "e", "p"}
    assert not found.of(Status.UNMATCHED) + found.of(Status.AMBIGUOUS)


def test_demo_gind() -> None:
    found = report("demo_gind_1_Data.csv")
    assert (found.decimal, len(found.measures)) == (",", 5)
    assert found.measures[0] == "Population on 1 January - total"
    assert "European Union - 28 countries" in {one.text for one in found.of(Status.AGGREGATE)}
    women = report("demo_gind_1_Data.csv", Choices(measure="Population on 1 January - females"))
    men = report("demo_gind_1_Data.csv", Choices(measure="Population on 1 January - males"))
    assert figures(men)["AT", "1990"] + figures(women)["AT", "1990"] == figures(found)["AT", "1990"]


def test_migr_asyappctzm() -> None:
    found = report("migr_asyappctzm_1_Data.csv")
    assert (found.periods[0], found.decimal) == ("2008-01", ".")
    assert figures(found)["DE", "2014-12"] > 10_000
    assert {one.text for one in found.of(Status.AGGREGATE)} == {"European Union (28 countries)", "Total"}


def test_demo_r_gind3() -> None:
    found = report("demo_r_gind3_1_Data.csv")
    assert (found.sheet.encoding, found.vintage) == ("cp1252", "2016")
    assert found.levels == {"nuts3": 110, "nuts2": 21, "nuts1": 5, "country": 1}
    twice = [one for one in found.matches if one.text.startswith("Valle d'Aosta")]
    assert [(one.code, one.how) for one in twice] == [("ITC2", "order of the rows"), ("ITC20", "order of the rows")]


def test_urb_cpop1_csv() -> None:
    found = report("urb_cpop1.csv")
    assert (found.sheet.header_line, found.rows, len(found.periods)) == (9, 1069, 10)
    assert figures(found)["BE001C", "2016"] == 1_201_129
    assert codes(found)["Belgium"] == "BE"
    assert found.levels["city"] > 800
    assert found.sheet.footer == ("Special value:", ": not available")


def test_urb_ctran() -> None:
    found = report("urb_ctran.csv")
    assert (found.layout, len(found.columns)) == ("wide", 29)
    assert figures(found)["BE002C", "2008"] == 13.04


def test_urb_cpop1_xlsx() -> None:
    found = report("urb_cpop1.xlsx")
    assert codes(found)["BE001C1"] == "BE001C"
    assert figures(found)["BE001C", "1990"] == 964_385
    assert "old codes" in {one.kind for one in found.problems}
    assert all(one.candidates or one.reason for one in found.of(Status.UNMATCHED))


def test_tps00001() -> None:
    found = report("tps00001.tsv")
    assert found.form == "Eurostat bulk TSV, old layout"
    assert figures(found)["AD", "2011"] == 78_115
    assert flags(found)["AD", "2011"] == ("b", "")
    assert {"EU28", "EA19", "FX"} <= {one.text for one in found.of(Status.AGGREGATE)}


def test_estat_demo_pop() -> None:
    found = report("estat_demo.pop.csv")
    assert (found.form, found.level, found.vintage) == ("SDMX-CSV 1.0", "nuts3", "2021")
    assert dict(found.pins) == {"freq": "A", "sex": "T", "unit": "NR", "age": "TOTAL"}
    women = report("estat_demo.pop.csv", Choices(pins=(("sex", "F"), ("age", "TOTAL"))))
    assert figures(women)["FI193", "2023"] == 137_757


def test_hamburg() -> None:
    found = report("hamburg_stadtteilprofile_2014.csv")
    assert (found.sheet.delimiter, found.decimal, len(found.columns), len(found.measures)) == (";", ",", 69, 68)
    assert codes(found) == {"Hamburg": "DE002C"}
    assert figures(found) == {("DE002C", "2014"): 1_788_994.0}
    balance = report("hamburg_stadtteilprofile_2014.csv", Choices(measure="Wanderungssaldo"))
    assert -90 in set(balance.long["obs_value"])
    assert not found.mapped


def test_barcelona() -> None:
    found = report("2012_2025_preu_mig_m2.csv")
    assert found.vintage == "ES002C-barris"
    assert found.levels == {"district": 73, "city": 1}
    assert figures(found)["ES002C", "2025"] == 4237.84
    assert figures(found)["ES002C_1", "2025"] == 3478.98
    assert {one.kind for one in found.of(Status.UNMATCHED)} == {"Districte"}


def test_it_accoglienza() -> None:
    found = report("it_accoglienza_regioni.csv", Choices(measure="Migranti presenti nei centri di accoglienza"))
    assert len(found.measures) == 4
    assert figures(found)["ITF1", "2019-09-30"] == 1364
    assert [one.text for one in found.of(Status.UNMATCHED)] == ["Trentino-Alto Adige"]
    assert len(found.of(Status.MATCHED)) == 19

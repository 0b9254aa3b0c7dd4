"""A place's line through time: in the boundaries of one version, bridged where that is honest, cut where not."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.bridging import Rule
from dashboard import boundary_table, bridge_text
from dashboard.histories import FROM, Histories, Why, histories, rule
from dashboard.language import THIN_SPACE, language
from dashboard.screen import Screen, level_of, screen, series
from dashboard.tables import FIGURE_SPACE
from dashboard.view import View
from data_sources import geography, store
from data_sources.catalogue import CATALOGUE
from data_sources.catalogue.inhabitants import OF_RESIDENTS
from data_sources.model import NUTS, Level
from data_sources.schema import Observations, check
from tests.dashboard.test_screen import recoded_regions
from tests.data_sources.conftest import OLD
from tests.observed import Row, rows

SAY = language("en")


def held(id: str, *parts: pd.DataFrame) -> Screen:
    """A screen of rows that state their own versions."""
    table = pd.concat(parts, ignore_index=True)
    table = table.astype(dict.fromkeys((name for name in table if name != "obs_value"), "category"))
    entry = CATALOGUE[id]
    observations = Observations(table=check(table, entry), indicator=entry, provenance=OLD)
    view = View(indicator=id, level=Level.NUTS2)
    level = level_of(view, observations)
    return screen(view, series(view, observations, None, level), level, SAY)


def of(version: str, *given: Row) -> pd.DataFrame:
    return rows(*given, level="nuts2", vintage=version)


def line(found: Histories, code: str) -> list[tuple[str, float, str, str]]:
    """(period, value, mark, version published in) of each row."""
    table = found.lines[code]
    columns = (table[name].tolist() for name in ("time_period", "obs_value", "bridged", FROM))
    return [(period, round(value, 1), mark, older) for period, value, mark, older in zip(*columns, strict=True)]


def split_croatia(id: str) -> Screen:
    """HR04 of 2016 was divided into HR02, HR05 and HR06; HR03 stayed."""
    before = of("2016", ("HR04", "2018", 1000.0, "e"), ("HR03", "2018", 50.0))
    return held(id, before, of("2021", ("HR02", "2021", 300.0), ("HR05", "2021", 350.0), ("HR03", "2021", 40.0)))


def test_a_count_of_a_divided_region_is_shared_out_by_its_people() -> None:
    found = histories(split_croatia("births"), ("HR02", "HR05", "HR06", "HR03"))
    firsts = {code: line(found, code)[0] for code in ("HR02", "HR05", "HR06")}
    assert sum(first[1] for first in firsts.values()) == pytest.approx(1000.0, abs=0.2)
    assert {first[2:] for first in firsts.values()} == {("estimated", "2016")}
    assert found.lines["HR05"]["obs_flag"].tolist() == ["e", ""]
    assert line(found, "HR05")[1] == ("2021", 350.0, "", "")
    assert line(found, "HR03") == [("2018", 50.0, "", ""), ("2021", 40.0, "", "")]
    assert not found.stops
    (note,) = bridge_text.notes(found, split_croatia("births"), SAY)
    assert "HR05" not in note
    assert "Grad Zagreb (2018)" in note
    assert "were published for the regions of NUTS 2016" in note
    assert "computed anew for those of NUTS 2021" in note
    assert "where its people lived in 2018" in note


@pytest.mark.parametrize("id", ["natchange_n3", "median_age"])
def test_a_rate_says_nothing_of_half_a_region(id: str) -> None:
    found = histories(split_croatia(id), ("HR05", "HR03"))
    assert line(found, "HR05") == [("2021", 350.0, "", "")]
    assert len(line(found, "HR03")) == 2
    (stop,) = found.stops
    assert (stop.place, stop.periods, stop.found_in, stop.line_in, stop.why) == (
        "HR05",
        ("2018",),
        "2016",
        "2021",
        Why.NO_MEAN,
    )
    (note,) = bridge_text.notes(found, split_croatia(id), SAY)
    assert note.startswith("Left out: Grad Zagreb (2018).")


def test_a_rate_per_inhabitant_is_averaged_over_regions_that_are_nearly_whole() -> None:
    before = of("2016", ("NL31", "2018", 4.0), ("NL33", "2018", 8.0))
    shown = held("cars_n2", before, of("2021", ("NL31", "2021", 5.0), ("NL33", "2021", 9.0)))
    found = histories(shown, ("NL31",))
    ((period, value, mark, older), last) = line(found, "NL31")
    assert (period, mark, older) == ("2018", "estimated", "2016")
    assert 4.0 < value < 4.2, "a little of NL33 came to NL31"
    assert last == ("2021", 5.0, "", "")
    assert "a mean weighted by the people" in bridge_text.notes(found, shown, SAY)[0]


def test_where_a_part_has_no_figure_the_line_has_none() -> None:
    shown = held("cars_n2", of("2016", ("NL31", "2018", 4.0)), of("2021", ("NL31", "2021", 5.0)))
    found = histories(shown, ("NL31",)).lines["NL31"]
    assert found["obs_value"].isna().tolist() == [True, False]


def test_a_period_in_the_codes_of_2013_is_read_as_such() -> None:
    before = pd.concat([of("2016", ("DE21", "2014", 1.0)), of("", ("FR21", "2014", 7.0), ("LT00", "2014", 30.0))])
    shown = held("births", before, of("2021", ("FRF2", "2021", 9.0), ("LT01", "2021", 20.0), ("DE21", "2021", 2.0)))
    assert shown.series.coded == {"2014": "2013", "2021": "2021"}
    found = histories(shown, ("FRF2", "DE21", "LT01"))
    assert line(found, "FRF2") == [("2014", 7.0, "renamed", "2013"), ("2021", 9.0, "", "")]
    assert line(found, "DE21") == [("2014", 1.0, "", ""), ("2021", 2.0, "", "")]
    first = line(found, "LT01")[0]
    assert first[2:] == ("estimated", "2013")
    assert 0 < first[1] < 30.0
    assert found.unknown == 0


def test_between_2021_and_2024_a_line_stops_and_says_so() -> None:
    recoded, same = recoded_regions()
    now = of("2024", (recoded, "2023", 3.0), (same, "2023", 5.0))
    shown = held("births", of("2021", (recoded, "2021", 1.0), (same, "2021", 2.0)), now)
    found = histories(shown, (recoded, same))
    assert [cell[1] for cell in line(found, same)] == [2.0, 5.0]
    (stop,) = found.stops
    assert (stop.place, stop.found_in, stop.line_in, stop.why) == (recoded, "2021", "2024", Why.NONE_HELD)
    assert [cell[0] for cell in line(found, recoded)] == ["2023"]
    assert "no correspondence between the two is held" in bridge_text.notes(found, shown, SAY)[0]


def test_a_region_that_stayed_until_2024_is_bridged_to_the_years_before_2021() -> None:
    code = min({"HR02", "HR05", "HR06"} & geography.comparable(Level.NUTS2, "2021", "2024"))
    before = of("2016", ("HR04", "2018", 1000.0))
    found = histories(held("births", before, of("2024", (code, "2023", 350.0))), (code,))
    assert [cell[2:] for cell in line(found, code)] == [("estimated", "2016"), ("", "")]


def test_a_region_and_the_one_it_became_are_told_apart() -> None:
    shown = held("births", of("2021", ("NL31", "2021", 1.0)), of("2024", ("NL35", "2023", 3.0)))
    assert shown.names_of(["NL31", "NL35"]) == {"NL31": "Utrecht NL31", "NL35": "Utrecht NL35"}
    assert shown.names_of(["NL35", "XX99"]) == {"NL35": "Utrecht", "XX99": "XX99"}


def test_a_region_that_is_gone_keeps_its_own_boundaries() -> None:
    before = of("2016", ("HR04", "2018", 1000.0, "e"))
    after = of("2021", ("HR02", "2021", 300.0), ("HR05", "2021", 350.0), ("HR06", "2021", 250.0))
    found = histories(held("births", before, after), ("HR04",))
    assert found.versions == {"HR04": "2016"}
    assert line(found, "HR04") == [("2018", 1000.0, "", ""), ("2021", 900.0, "merged", "2021")]
    assert "added up from whole regions" in bridge_text.notes(found, held("births", before, after), SAY)[0]


def test_figures_of_an_unknown_version_are_counted() -> None:
    older = of("", ("NL31", "2001", 1.0), ("UKI1", "2001", 1.0))  # London was divided otherwise until 2013
    shown = held("births", older, of("2021", ("NL31", "2021", 5.0)))
    found = histories(shown, ("NL31",))
    assert found.unknown == 1
    assert bridge_text.notes(found, shown, SAY)[-1].startswith("1 more figure under these codes is not part")
    assert [cell[0] for cell in line(found, "NL31")] == ["2021"]


def test_countries_have_no_versions() -> None:
    view = View(indicator="asy_all")
    shown = screen(view, series(view, store.load("asy_all"), None, Level.COUNTRY), Level.COUNTRY, SAY)
    found = histories(shown, ("DE", "UK"))
    assert list(found.lines) == ["DE", "UK"]
    assert not bridge_text.notes(found, shown, SAY)


def test_what_may_be_done_with_each_indicator_of_regions() -> None:
    ids = {id for id, entry in CATALOGUE.items() if set(entry.levels) & set(NUTS)}
    assert ids >= OF_RESIDENTS
    chosen = {id: rule(CATALOGUE[id]) for id in ids}
    assert {chosen[id] for id in ("pop_n3", "births", "motos_n2")} == {Rule.SUM}
    assert {chosen[id] for id in ("netmig_n2", "gdp_n3", "arop_n2", "old")} == {Rule.MEAN}
    kept = ("pm25", "density", "median_age", "life_exp_n2", "unemp_n2", "green_area", "olddep", "urban_rural")
    assert {chosen[id] for id in kept} == {Rule.KEEP}


def test_the_data_page_counts_what_happened_to_regions() -> None:
    table = boundary_table.changes(SAY)
    assert len(table) == 6
    counts = {name: [int(cell.strip(FIGURE_SPACE).replace(THIN_SPACE, "")) for cell in table[name]] for name in table}
    assert all(part >= 0 for column in counts.values() for part in column)
    unchanged, split = counts["Unchanged"], counts["Part of an older one"]
    assert min(unchanged) > 90
    assert split[2] >= 10, "NUTS 2 of 2016: Lithuania, Hungary, Poland and others were divided"


def test_births_of_the_snapshot_add_up_across_the_versions() -> None:
    """All regions of the Netherlands of 2021 had in 2018, together, the births of those of 2016."""
    view = View(indicator="births", level=Level.NUTS2)
    shown = screen(view, series(view, store.load("births"), None, Level.NUTS2), Level.NUTS2, SAY)
    table = shown.series.rows
    published = table[(table["time_period"] == "2018") & table["geo"].astype(str).str.startswith("NL")]
    codes = [code for code in geography.region_table(Level.NUTS2, shown.vintage).index if code.startswith("NL")]
    found = histories(shown, codes)
    made = sum(float(one.loc[one["time_period"] == "2018", "obs_value"].iloc[0]) for one in found.lines.values())
    assert made == pytest.approx(float(published["obs_value"].sum()))

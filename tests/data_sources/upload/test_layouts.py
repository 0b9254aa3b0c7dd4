"""Wide and long, and the layouts that Eurostat gives out."""

from __future__ import annotations

from datetime import UTC, datetime

from data_sources.model import Kind, Level
from data_sources.upload import ALL, UNVERIFIED, Choices, read
from tests.data_sources.upload.files import codes, figures, flags, text, workbook


def test_years_as_columns_with_columns_of_flags() -> None:
    report = text("geo,2015,2015_flag,2016,2016_flag\nDE,1,b,2,\nFR,3,,:,c\n")
    assert report.layout == "wide"
    assert figures(report) == {("DE", "2015"): 1.0, ("DE", "2016"): 2.0, ("FR", "2015"): 3.0}
    assert flags(report)["DE", "2015"] == ("b", "")
    assert flags(report)["FR", "2016"] == ("", "C")


def test_years_inside_the_names_of_columns_make_a_measure_each() -> None:
    content = "geo,pop_2015,pop_2016,area_2015,area_2016\nDE,1,2,30,40\nFR,5,6,70,80\n"
    report = text(content)
    assert report.measures == ("pop", "area")
    assert figures(report)["FR", "2016"] == 6.0
    assert figures(text(content, Choices(measure="area")))["FR", "2016"] == 80.0


def test_the_old_bulk_file() -> None:
    report = text(
        "indic_de,geo\\time\t2019 \t2020 \nJAN,DE\t1 \t2 b\nJAN,EU28\t: \t5 \nJAN,UK\t: \t3 p\n", name="tps.tsv"
    )
    assert report.form == "Eurostat bulk TSV, old layout"
    assert figures(report) == {("DE", "2019"): 1.0, ("DE", "2020"): 2.0, ("UK", "2020"): 3.0}
    assert flags(report)["UK", "2020"] == ("p", "")
    assert [one.text for one in report.matches if one.status == "aggregate"] == ["EU28"]


def test_the_new_bulk_file_with_a_dimension_to_pin() -> None:
    content = "freq,sex,geo\\TIME_PERIOD\t2019 \t2020 \r\nA,M,DE\t1 \t2 \r\nA,T,DE\t3 \t: @C\r\nA,T,FR\t5 \t6 bp\r\n"
    report = text(content)
    assert report.form == "Eurostat bulk TSV"
    assert dict(report.pins) == {"freq": "A", "sex": "T"}
    assert figures(report) == {("DE", "2019"): 3.0, ("FR", "2019"): 5.0, ("FR", "2020"): 6.0}
    assert figures(text(content, Choices(pins=(("sex", "M"),)))) == {("DE", "2019"): 1.0, ("DE", "2020"): 2.0}


def test_sdmx_csv_of_both_versions() -> None:
    one = text(
        "DATAFLOW,LAST UPDATE,freq,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG,CONF_STATUS\n"
        "ESTAT:X(1.0),14/02/25 11:00:00,A,DE,2020,5,b,\nESTAT:X(1.0),14/02/25 11:00:00,A,FR,2020,,,C\n"
    )
    two = text(
        "STRUCTURE,STRUCTURE_ID,freq,Time frequency,geo,Geopolitical entity (reporting),TIME_PERIOD,"
        "OBS_VALUE,OBS_FLAG\n"
        "dataflow,ESTAT:X(1.0),A,Annual,DE,Germany,2020,5,b\ndataflow,ESTAT:X(1.0),A,Annual,FR,France,2020,,\n"
    )
    assert (one.form, two.form) == ("SDMX-CSV 1.0", "SDMX-CSV 2.0")
    assert figures(one) == figures(two) == {("DE", "2020"): 5.0}
    assert flags(one)["FR", "2020"] == ("", "C")
    assert flags(two)["DE", "2020"] == ("b", "")


def test_codes_with_their_labels_in_one_cell() -> None:
    report = text(
        "freq,age,geo,TIME_PERIOD,OBS_VALUE\n"
        "A:Annual,TOTAL:Total,FI193:Keski-Suomi (NUTS 2021),2023,7\nA:Annual,TOTAL:Total,FI196:Satakunta,2023,8\n"
        "A:Annual,Y_LT5:Less than 5 years,FI193:Keski-Suomi (NUTS 2021),2023,1\n"
    )
    assert (report.level, report.vintage) == ("nuts3", "2021")
    assert figures(report) == {("FI193", "2023"): 7.0, ("FI196", "2023"): 8.0}


def test_the_export_of_the_data_explorer_with_labels_and_several_indicators() -> None:
    content = (
        '"TIME","GEO","INDIC_DE","Value"\n"2018","European Union - 28 countries","Males ","1.234.567"\n'
        '"2018","Germany (until 1990 former territory of the FRG)","Males ","40.514.123"\n'
        '"2018","Germany including former GDR","Males ","40.514.123"\n"2018","Czechia","Males ",":"\n'
        '"2018","Germany (until 1990 former territory of the FRG)","Females","41.661.561"\n'
    )
    report = text(content)
    assert report.measures == ("Males", "Females")
    assert figures(report) == {("DE", "2018"): 40_514_123.0}
    assert report.decimal == ","
    assert figures(text(content, Choices(measure="Females"))) == {("DE", "2018"): 41_661_561.0}


def test_the_export_of_the_data_browser_to_a_workbook() -> None:
    rows = [
        ["Data extracted on 22/11/2026"], ["Dataset:", "Housing [ilc]"], [], ["Time frequency", "Annual"], [],
        ["TIME", "2019", None, "2020", None], ["GEO (Labels)", None, None, None, None],
        ["Belgium", 1.5, "b", 2.5, None], ["Bulgaria", ":", None, 4, "e"], [],
        ["Special value"], [":", "not available"],
    ]  # fmt: skip
    report = read("export.xlsx", workbook({"Sheet 1": rows}))
    assert report.form == "Eurostat data browser"
    assert figures(report) == {("BE", "2019"): 1.5, ("BE", "2020"): 2.5, ("BG", "2020"): 4.0}
    assert flags(report)["BE", "2019"] == ("b", "")


def test_months_and_several_measures_with_a_column_of_codes() -> None:
    report = text(
        "Regione,Data_Report,Presenti hot spot,Presenti centri,CodiceRegione\n"
        "Lazio,2019-09-30,,10,12\nPuglia,2019-09-30,0,20,16\nTrentino-Alto Adige,2019-09-30,,30,04\n",
        Choices(measure="Presenti centri"),
    )
    assert report.measures == ("Presenti hot spot", "Presenti centri")
    assert figures(report) == {("ITI4", "2019-09-30"): 10.0, ("ITF4", "2019-09-30"): 20.0}
    (lost,) = [one for one in report.matches if one.status == "unmatched"]
    assert "two NUTS 2 regions" in lost.reason


def test_a_file_without_time_takes_the_year_of_its_name_and_says_so() -> None:
    report = text("country,persons\nDE,100\nFR,200\n", name="survey_2014.csv")
    assert report.periods == ("2014",)
    assert [one.read for one in report.problems if one.kind == "period"] == ["2014"]
    assert text("country,persons\nDE,100\n", Choices(period="2019")).periods == ("2019",)
    assert text("country,persons\nDE,100\n").periods == ("undated",)


def test_a_measure_is_guessed_and_the_guess_can_be_replaced() -> None:
    report = text("geo,year,Unemployment rate %\nDE,2020,5.5\nFR,2020,7.5\n")
    assert report.indicator().kind is Kind.SHARE
    assert report.indicator(kind=Kind.INDEX).kind is Kind.INDEX
    assert report.indicator().direction == "lower"
    assert text("geo,year,Population\nDE,2020,5\n").kind is Kind.COUNT


def test_the_column_of_reporting_places_wins_over_that_of_citizenship() -> None:
    report = text("citizen,geo,time,value\nSY,DE,2020,5\nSY,FR,2020,6\n")
    assert codes(report) == {"DE": "DE", "FR": "FR"}


def test_figures_that_look_like_years_are_figures_where_there_are_no_others() -> None:
    assert figures(text("geo,applicants\nDE,2015\nFR,1999\n")) == {("DE", "undated"): 2015.0, ("FR", "undated"): 1999.0}


def test_regions_and_cities_win_over_their_countries_beside_them() -> None:
    regions = text("country,region,year,value\nIT,Lombardia,2020,5\nIT,Veneto,2020,6\nFR,Bretagne,2020,7\n")
    cities = text("country,city,year,value\nSpain,Córdoba,2020,5\nFrance,Paris,2020,6\n")
    assert codes(regions) == {"Lombardia": "ITC4", "Veneto": "ITH3", "Bretagne": "FRH0"}
    assert codes(cities) == {"Córdoba": "ES020C", "Paris": "FR001C"}


def test_days_that_may_be_months_are_said() -> None:
    content = "date,country,value\n01/02/2020,France,5\n01/03/2020,Spain,7\n"
    assert text(content).periods == ()
    report = text(content, Choices(accepted=(ALL,)))
    assert report.periods == ("2020-02-01", "2020-03-01")
    assert "Proposed: day before month" in " ".join(one.fix for one in report.problems)


def test_observations_are_what_the_store_gives_and_say_that_they_are_unverified() -> None:
    report = text("geo,year,Population\nDE,2020,10000\nFR,2020,20000\n")
    held = report.observations(report.indicator(), datetime(2026, 1, 1, tzinfo=UTC))
    assert held.periods(Level.COUNTRY) == ("2020",)
    assert held.provenance.source == UNVERIFIED

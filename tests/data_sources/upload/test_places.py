"""Which place a text is: codes of several lists, names in several languages, and what is never guessed."""

from __future__ import annotations

import pytest

from data_sources import geography
from data_sources.geography import plain_name
from data_sources.upload import ALL, Choices, Status, gazetteer, national, national_codes
from data_sources.upload.region_names import other_names
from tests.data_sources.upload.files import codes, figures, text


def lines(header: str, *places: str) -> str:
    return f"{header},year,value\n" + "".join(f"{place},2020,{at + 10}\n" for at, place in enumerate(places))


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        (("DE", "EL", "UK"), ["DE", "EL", "UK"]),
        (("DE", "GR", "GB"), ["DE", "EL", "UK"]),
        (("DEU", "GRC", "GBR", "XKX"), ["DE", "EL", "UK", "XK"]),
        (("Allemagne", "Grèce", "Royaume-Uni"), ["DE", "EL", "UK"]),
        (("Deutschland", "Griechenland", "Österreich"), ["DE", "EL", "AT"]),
        (("GERMANY", "greece", "Czech Republic"), ["DE", "EL", "CZ"]),
        (("Türkiye", "Turkey"), ["TR", "TR"]),
        (("DE11", "FR10", "ITC4"), ["DE11", "FR10", "ITC4"]),
        (("ITC", "DE1", "FR1"), ["ITC", "DE1", "FR1"]),
        (("NL001C", "DE002C"), ["NL001C", "DE002C"]),
        (("NL001F", "DE002F"), ["NL001F", "DE002F"]),
        (("E05011118", "E05011119"), ["UK002C_E05011118", "UK002C_E05011119"]),
    ],
)
def test_places_are_found_by_any_usual_code_or_name(places: tuple[str, ...], expected: list[str]) -> None:
    assert list(codes(text(lines("geo", *places))).values()) == expected


def test_aggregates_are_known_as_such() -> None:
    report = text(
        lines("geo", "EU27_2020", "EA20", "Euro area (19 countries)", "European Union (28 countries)", "Total", "DE")
    )
    assert [one.text for one in report.of(Status.AGGREGATE)] == [
        "EU27_2020", "EA20", "Euro area (19 countries)", "European Union (28 countries)", "Total",
    ]  # fmt: skip
    assert set(figures(report)) == {("DE", "2020")}


@pytest.mark.parametrize(
    ("places", "vintage"),
    [(("ITG25", "ITG29", "DE111"), "2016"), (("NO074", "NO082", "BE224"), "2021"), (("DEG0Q", "DE111"), "2024")],
)
def test_the_nuts_version_is_told_by_overlap(places: tuple[str, ...], vintage: str) -> None:
    report = text(lines("geo", *places))
    assert report.vintage == vintage
    assert set(report.table["geo_vintage"].astype(str)) == {vintage}


def test_a_code_of_another_version_is_named_and_left_out() -> None:
    report = text(lines("geo", "DE111", "DE112", "DEG0Q", "DEG0R", "AL011", "ITG29"))
    (lost,) = report.of(Status.UNMATCHED)
    assert lost.text == "ITG29"
    assert "only in NUTS 2016" in lost.reason


def test_levels_mixed_in_one_column_are_told_apart() -> None:
    report = text(lines("GEO", "Italy", "Nord-Ovest", "Piemonte", "Torino", "Cuneo", "Olbia-Tempio"))
    assert codes(report) == {
        "Italy": "IT", "Nord-Ovest": "ITC", "Piemonte": "ITC1", "Torino": "ITC11", "Cuneo": "ITC16",
        "Olbia-Tempio": "ITG29",
    }  # fmt: skip
    assert report.levels == {"nuts3": 3, "country": 1, "nuts1": 1, "nuts2": 1}


def test_one_name_of_two_regions_goes_by_the_order_of_rows_and_says_so() -> None:
    report = text(lines("GEO", "Piemonte", "Torino", "Cuneo", "Valle d'Aosta", "Valle d'Aosta", "Liguria"))
    assert [one.code for one in report.matches if one.text == "Valle d'Aosta"] == ["ITC2", "ITC20"]
    assert [one.read for one in report.problems if one.kind == "order"] == ["Valle d'Aosta"]


def test_old_and_new_numbers_of_cities_are_told_apart_by_name() -> None:
    header = "cities,label,year,value\n"
    old = text(header + "NL002C,Amsterdam,2020,1\nNL003C,Rotterdam,2020,2\n")
    new = text(header + "NL001C,Amsterdam,2020,1\nNL002C,Alkmaar,2020,2\n")
    assert old.of(Status.MATCHED)[0].code == "NL001C"
    assert codes(new) == {"NL001C": "NL001C", "NL002C": "NL002C"}
    assert codes(text(lines("cities", "NL002C1", "DE001C1")))["NL002C1"] == "NL001C"


def test_cities_below_their_countries_are_sought_in_them() -> None:
    report = text(
        lines("CITIES", "Spain", "Madrid", "Córdoba", "Germany", "Berlin", "München", "Luxembourg", "Luxembourg")
    )
    found = [(one.text, one.code) for one in report.matches]
    assert found[-2:] == [("Luxembourg", "LU"), ("Luxembourg", "LU001C")]
    assert dict(found)["Berlin"] == "DE001C"


def test_wrong_case_and_misspelling_are_suggested_and_never_done_unasked() -> None:
    content = lines("region", "Lombardia", "Piemonte", "Ligura", "Veneto")
    report = text(content)
    (lost,) = report.of(Status.UNMATCHED)
    assert (lost.suggestion, lost.text) == ("ITC3", "Ligura")
    assert lost.score > 80
    assert "ITC3" not in {place for place, _ in figures(report)}
    (asked,) = [one for one in report.problems if one.open]
    accepted = text(content, Choices(accepted=(asked.id,)))
    assert codes(accepted)["Ligura"] == "ITC3"
    assert ("ITC3", "2020") in figures(accepted)


def test_a_code_in_small_letters_is_suggested() -> None:
    content = lines("geo", "DE11", "DE12", "de13")
    (lost,) = text(content).of(Status.UNMATCHED)
    assert (lost.suggestion, lost.score) == ("DE13", 100.0)
    assert len(codes(text(content, Choices(accepted=(ALL,))))) == 3


def test_every_place_can_be_corrected_or_left_out() -> None:
    content = lines("geo", "DE11", "DE12", "here", "there")
    report = text(content, Choices(corrections=(("here", "DE13"), ("there", ""))))
    assert codes(report)["here"] == "DE13"
    assert [one.text for one in report.of(Status.LEFT_OUT)] == ["there"]


def test_a_national_scheme_without_correspondence_is_named_and_refused() -> None:
    report = text(lines("INSEE commune", "75056", "69123", "13055"))
    assert report.scheme == "INSEE communes"
    assert not report.mapped
    assert "no correspondence is held" in report.matches[0].reason


def test_istat_codes_are_read_by_their_correspondence() -> None:
    report = text(lines("codice_regione", "01", "03", "12", "04"))
    assert codes(report) == {"01": "ITC1", "03": "ITC4", "12": "ITI4"}
    assert "two NUTS 2" in report.of(Status.UNMATCHED)[0].reason


def test_namesakes_in_a_column_about_other_places_are_no_matches() -> None:
    quarters = (
        "Altstadt",
        "HafenCity",
        "Horn",
        "Hamm",
        "Billstedt",
        "Veddel",
        "Wilhelmsburg",
        "Harburg",
        "Cranz",
        "Hamburg",
    )
    report = text(lines("Stadtteil", *quarters), name="hamburg_quarters.csv")
    assert codes(report) == {"Hamburg": "DE002C"}
    assert not report.mapped
    assert [one.read for one in report.problems if one.kind == "scheme"] == ["Hamburg"]


def test_neighbourhoods_and_the_larger_parts_of_a_city_are_told_apart_by_their_kind() -> None:
    report = text(
        "Territorio,Tipo,2019,2020\nBarcelona,Municipi,1,2\nLes Corts,Districte,3,4\nles Corts,Barri,5,6\n"
        "el Raval,Barri,7,8\n"
        "Pedralbes,Barri,9,10\n"
    )
    found = {(one.text, one.kind): one.code for one in report.matches}
    assert found["Barcelona", "Municipi"] == "ES002C"
    assert found["les Corts", "Barri"] == "ES002C_19"
    assert not found["Les Corts", "Districte"]


def test_points_keep_their_place_and_degrees() -> None:
    report = text("place,lon,lat,year,value\nCamp A,24.5,35.2,2020,5\nCamp B,26.1,39.1,2020,7\nCamp C,999,1,2020,7\n")
    assert report.layout == "points"
    assert report.mapped
    assert report.points["lon"].tolist() == [24.5, 26.1]
    assert [one.kind for one in report.problems if one.kind == "point"] == ["point"]


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        (("Bavaria", "Lower Saxony", "North Rhine-Westphalia"), ["DE2", "DE9", "DEA"]),
        (("Bavière", "Basse-Saxe", "Rhénanie-du-Nord-Westphalie"), ["DE2", "DE9", "DEA"]),
        (("Lombardy", "Tuscany", "Sicily"), ["ITC4", "ITI1", "ITG1"]),
        (("Lombardei", "Toskana", "Sizilien"), ["ITC4", "ITI1", "ITG1"]),
        (("Catalonia", "Andalusia", "Basque Country"), ["ES51", "ES61", "ES21"]),
        (("Flanders", "Wallonie", "Brussels-Capital Region"), ["BE2", "BE3", "BE1"]),
        (("Crete", "Attica", "Central Macedonia"), ["EL43", "EL30", "EL52"]),
        (("Lower Silesia", "Mazovia"), ["PL51", "PL9"]),
    ],
)
def test_regions_are_known_in_other_languages(places: tuple[str, ...], expected: list[str]) -> None:
    assert list(codes(text(lines("region", *places))).values()) == expected


def test_every_name_of_a_region_belongs_to_one_that_is_held_and_to_no_other() -> None:
    for country, own, other in other_names():
        regions = {one.code for one in gazetteer.by_name()[plain_name(own)] if one.country == country}
        assert regions, own
        assert {one.code for one in gazetteer.named(other)} <= regions, other
        assert not gazetteer.country(other), other


@pytest.mark.parametrize(
    ("header", "places", "expected", "scheme"),
    [
        ("cod_prov", ("001", "015", "058", "108"), ["ITC11", "ITC4C", "ITI43", "ITC4D"], "ISTAT provinces"),
        ("AGS", ("01", "09", "11", "16"), ["DEF", "DE2", "DE3", "DEG"], "AGS of Länder (Germany)"),
        ("AGS", ("091", "055", "145"), ["DE21", "DEA3", "DED4"], "AGS of Regierungsbezirke (Germany)"),
        ("code_region", ("11", "28", "84", "94"), ["FR1", "FRD", "FRK", "FRM"], "INSEE regions"),
        ("code_region", ("11", "82", "91", "42"), ["FR10", "FRK2", "FRJ1", "FRF1"], "INSEE regions until 2015"),
        ("code_dep", ("01", "2A", "69", "974"), ["FRK21", "FRM01", "FRK26", "FRY40"], "INSEE départements"),
        ("cpro", ("08", "28", "48"), ["ES511", "ES300", "ES213"], "INE provinces"),
        ("ccaa", ("01", "09", "13"), ["ES61", "ES51", "ES30"], "INE autonomous communities"),
        ("regio_code", ("PV20", "PV26", "PV31"), ["NL11", "NL35", "NL42"], "CBS provinces"),
        ("teryt", ("02", "12", "32"), ["PL51", "PL21", "PL42"], "TERYT voivodeships"),
        ("bundesland", ("1", "9", "4"), ["AT11", "AT13", "AT31"], "Austrian Länder"),
        ("area_code", ("E12000007", "S92000003"), ["UKI", "UKM"], "GSS codes of UK regions"),
    ],
)
def test_national_codes_are_read_where_a_correspondence_is_held(
    header: str, places: tuple[str, ...], expected: list[str], scheme: str
) -> None:
    report = text(lines(header, *places))
    assert (report.scheme, list(codes(report).values())) == (scheme, expected)
    assert report.mapped


@pytest.mark.parametrize(
    ("header", "places", "scheme"),
    [
        ("ags", ("09162", "11000", "05315"), "AGS (Germany)"),
        ("istat", ("001272", "015146", "058091"), "ISTAT municipalities"),
        ("gemeente_code", ("GM0363", "GM0599", "GM0344"), "CBS regions"),
        ("LAU_ID", ("AT_10101", "BE_11001", "CZ_500011"), "LAU"),
        ("codigo_municipio", ("28079", "08019", "46250"), "INE municipalities"),
        ("refnis", ("11002", "21004", "44021"), "NIS codes (Belgium)"),
        ("lad_code", ("E06000001", "E07000008", "S12000049"), "UK GSS codes"),
    ],
)
def test_each_scheme_without_a_correspondence_is_named(header: str, places: tuple[str, ...], scheme: str) -> None:
    report = text(lines(header, *places))
    assert (report.scheme, report.mapped) == (scheme, False)
    assert f"codes of {scheme}; no correspondence is held: cannot be joined" in {one.fix for one in report.problems}


def test_a_province_that_is_several_regions_here_is_left_out_with_its_reason() -> None:
    report = text(lines("cpro", "08", "28", "35", "38"))
    assert [one.reason[:5] for one in report.of(Status.UNMATCHED)] == ["three", "four "]


def test_the_tables_of_national_codes_hold_every_region_of_their_country_once() -> None:
    held = set(geography.regions()["code"])
    for one in national.SCHEMES:
        assert set(one.codes.values()) <= held, one.name
    assert len(national_codes.departements()) == len(set(national_codes.departements().values())) == 101
    assert len(set(national_codes.provinces_of_italy().values())) == 111
    assert sorted(national_codes.LAENDER.values()) == sorted(
        geography.region_table("nuts1", "2024").query("country == 'DE'").index
    )

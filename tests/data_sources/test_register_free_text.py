"""Free text of the register: personal data in five languages is refused, years and figures are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_sources.register.free_text import ADDRESS, EMAIL, TELEPHONE, refusals

EMAILS = (
    "write to anna.b@example.org",
    "info [at] house (dot) dk",
    "anna(at)haus.de",
    "courrier : jean arobase exemple".replace(" arobase ", "(arobase)") + ".fr",
)
TELEPHONES = (
    "+44 121 496 0000",
    "+4532123456",
    "+45 32 12 34 56",
    "0033 6 12 34 56 78",
    "06 12 34 56 78",
    "appelez le 06.12.34.56.78",
    "06-12345678",
    "020 123 4567",
    "+31 (0)20 123 4567",
    "(0121) 496 0000",
    "0161.496.0000",
    "030 1234567",
    "030/1234567",
    "0470 12 34 56",
    "32 12 34 56",
    "tlf. 32123456",
    "Tel: 496 0000",
    "call us on 4960000",
    "ask at 020 7946 0958 in 2026",
)
ADDRESSES = (
    "10 Downing Street",
    "221b Upper Baker St",
    "at 12, rue de la Paix",
    "12 bis avenue des Lilas",
    "3 place du Marché",
    "12 cours Lafayette",
    "rue de la Loi 200",
    "Avenue Louise 54",
    "Damstraat 12",
    "Prinsengracht 263",
    "Oranjestraat 5a",
    "Buiksloterdijk 12",
    "Turmstraße 8",
    "Karl-Marx-Straße 12",
    "Landsberger Allee 24",
    "Straße des 17. Juni 135",
    "Alexanderplatz 1",
    "Hauptstr. 5",
    "Nørrebrogade 5",
    "Rådhuspladsen 1",
    "Vester Allé 3",
)
KEPT = (
    "",
    "from 2015-2019 and 2020/21",
    "founded 2019, 2020, 2021; budget 2023 2024 2025",
    "1 234 567 people, 12,345,678 in all",
    "1.234.567 Menschen, 12 345 678 residents",
    "1\u202f234\u202f567 habitants",
    "up by +12 345 678 people",
    "€ 25 000 to 100 000, or 450,000 euros",
    "SDG 11.2 and 11.3, 10.7 and 17.18",
    "2023-05-12, 12.05.2023 and 01/02/2023",
    "since 05/2021 until 06/2022, 01/2021-06/2022",
    "0.12345678 of all, 3,5 % of 1 200 homes, up 5 % since 2018",
    "12 cours de langue pour 30 personnes",
    "3 places de crèche, 1 place de marché",
    "5 lanes and 3 squares, top 10 places, the 3 roads and 2 streets",
    "in 2019 High Street shops closed",
    "wij helpen 12 gezinnen in 3 straten",
    "pro Arbeitsplatz 3 Euro",
    "alle 12 kommuner",
    "Monitoring 12 wards of 69, sharing 3 rooms",
    "ward E05011118, district UK002C_E05011118",
    "69 wards, 131 areas, 659 small areas",
    "open 09:00-17:00, 24/7, 365 days",
    "in 2024 12 345 people came, aged 16 to 25",
)


@pytest.mark.parametrize("text", EMAILS)
def test_an_email_address_is_refused(text: str) -> None:
    assert refusals(text) == (EMAIL,)


@pytest.mark.parametrize("text", TELEPHONES)
def test_a_telephone_number_is_refused(text: str) -> None:
    assert refusals(text) == (TELEPHONE,)


@pytest.mark.parametrize("text", ADDRESSES)
def test_a_street_address_is_refused(text: str) -> None:
    assert refusals(text) == (ADDRESS,)


@pytest.mark.parametrize("text", KEPT)
def test_years_figures_and_targets_are_kept(text: str) -> None:
    assert refusals(text) == ()


def test_each_kind_is_told_once_in_order() -> None:
    assert refusals("a@b.org, c@d.org, 0121 496 0000, 10 Downing Street") == (EMAIL, TELEPHONE, ADDRESS)


@given(year=st.integers(1800, 2199), other=st.integers(1800, 2199), n=st.integers(0, 99_999_999))
def test_no_year_and_no_figure_with_thousands_is_a_telephone_number(year: int, other: int, n: int) -> None:
    for mark in " .,\u202f":
        figure = f"{n:,}".replace(",", mark)
        assert refusals(f"between {year} and {other} there were {figure} people ({year}-{other})") == ()


@given(digits=st.text("0123456789", min_size=7, max_size=10), mark=st.sampled_from(["", " ", "-"]))
def test_any_number_abroad_is_refused(digits: str, mark: str) -> None:
    assert TELEPHONE in refusals(f"ring +45{mark}{digits} soon")

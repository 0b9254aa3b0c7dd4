"""What an entry of the register may be, and what it may not."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from math import cos, radians

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_sources.errors import UploadError
from data_sources.model import Theme
from data_sources.register import demonstration
from data_sources.register.model import Agreement, Answers, Entry, Funding, Place, Tie, coarse
from data_sources.register.vocabulary import (
    NOT_STATED,
    SDG_TARGETS,
    THEMES,
    Consent,
    Kind,
    Origin,
    Proximity,
    Sector,
)

DAY = dt.date(2026, 11, 1)
GIVEN = Agreement(status=Consent.GIVEN, date=DAY)
ENTRY = Entry(id="repair-cafe", name="Repair café", kind=Kind.INITIATIVE, place=Place(city="UK002C"), updated=DAY)


def test_the_vocabularies_are_those_of_the_seminar() -> None:
    assert len(THEMES) == 9
    assert not {Theme.ARRIVALS, Theme.POPULATION} & set(THEMES)
    assert len(SDG_TARGETS) == 169
    assert {"1.a", "11.c", "16.10", "17.19"} <= set(SDG_TARGETS)
    assert "17.20" not in SDG_TARGETS


def test_a_person_needs_a_recorded_consent() -> None:
    with pytest.raises(UploadError, match="recorded consent") as caught:
        replace(ENTRY, kind=Kind.PERSON)
    assert caught.value.column == "consent_status"
    assert replace(ENTRY, kind=Kind.PERSON, consent=GIVEN).kind is Kind.PERSON


def test_a_person_has_no_point_on_a_map() -> None:
    east, north = coarse(-1.9, 52.48)
    with pytest.raises(UploadError, match="a district is the most"):
        replace(ENTRY, kind=Kind.PERSON, consent=GIVEN, place=Place(city="UK002C", lon=east, lat=north))


def test_a_consent_has_its_day() -> None:
    with pytest.raises(UploadError, match="2026-11-22"):
        Agreement(status=Consent.GIVEN)


def test_only_what_is_made_up_needs_no_consent_and_says_so_in_its_name() -> None:
    nobody = Agreement(status=Consent.NOT_NEEDED)
    with pytest.raises(UploadError, match="Only a demonstration entry"):
        replace(ENTRY, consent=nobody)
    with pytest.raises(UploadError, match="end with"):
        replace(ENTRY, consent=nobody, provenance=Origin.DEMONSTRATION)
    named = replace(ENTRY, name="Repair café (fictional)", consent=nobody, provenance=Origin.DEMONSTRATION)
    assert named.demonstration


def test_digital_tools_answer_the_four_questions_and_others_none() -> None:
    with pytest.raises(UploadError, match="four questions"):
        replace(ENTRY, kind=Kind.DIGITAL_TOOL)
    with pytest.raises(UploadError, match="four questions"):
        replace(ENTRY, answers=Answers())
    assert replace(ENTRY, kind=Kind.DIGITAL_TOOL, answers=Answers()).answers == Answers(data=NOT_STATED)


@pytest.mark.parametrize(
    ("column", "value", "told"),
    [
        ("name", "Write to a@b.org", "e-mail address"),
        ("name", "=SUM(A1)", "formula"),
        ("name", "two\nlines", "one line"),
        ("name", "x" * 121, "121 letters; shorten it to 120"),
        ("outcome_notes", "Ring 0121 496 0000", "telephone number"),
        ("id", "Repair Café", "small letters"),
        ("start", "May 2019", "2019-05"),
        ("languages", ("English",), "two or three small letters"),
        ("sdg_targets", ("11.9",), "11.1, 10.7"),
        ("themes", (Theme.ARRIVALS,), "nine themes"),
        ("themes", (Theme.LIVING, Theme.LIVING), "only once"),
        ("source_url", "javascript:alert(1)", "https://"),
        ("licence", "", "Fill this in"),
    ],
)
def test_what_breaks_a_rule_is_told_with_its_column(column: str, value: object, told: str) -> None:
    with pytest.raises(UploadError, match=told) as caught:
        replace(ENTRY, **{column: value})  # type: ignore[arg-type]
    assert caught.value.column == column
    assert str(caught.value).startswith(f"{column}: ")


def test_an_end_is_not_before_the_start() -> None:
    with pytest.raises(UploadError, match="not before the start, 2019-05"):
        replace(ENTRY, start="2019-05", end="2019-04")
    assert replace(ENTRY, start="2019-05", end="2019").end == "2019"


def test_a_contact_may_be_what_free_text_may_not() -> None:
    assert replace(ENTRY, contact="+44 121 496 0000, a@b.org").contact


def test_parts_are_checked_too() -> None:
    with pytest.raises(UploadError, match="from 0 to 240"):
        Funding(months_left=241)
    with pytest.raises(UploadError, match="semicolon"):
        Tie(to="one; two", sector=Sector.CIVIL, proximity=Proximity.CITY)
    with pytest.raises(UploadError, match="1 to 3"):
        Tie(to="one", sector=Sector.CIVIL, proximity=Proximity.CITY, strength=4)
    with pytest.raises(UploadError, match="district of UK002C"):
        Place(city="UK002C", district="DK001C_3")
    with pytest.raises(UploadError, match="both"):
        Place(city="UK002C", lat=52.48)


@given(lon=st.floats(-31, 45), lat=st.floats(34, 71))
def test_a_point_is_moved_by_at_most_about_400_m_and_stays_there(lon: float, lat: float) -> None:
    east, north = coarse(lon, lat)
    assert coarse(east, north) == (east, north)
    assert Place(city="UK002C", lon=east, lat=north).lon == east
    metres_north = abs(lat - north) * 111_320
    assert metres_north <= 280
    assert abs(lon - east) * 111_320 * cos(radians(north)) <= 285


def test_a_finer_point_cannot_be_made() -> None:
    with pytest.raises(UploadError, match="about 500 m"):
        Place(city="UK002C", lon=-1.89123, lat=52.48077)


def test_the_demonstration_says_what_it_is() -> None:
    entries = demonstration.entries()
    by_city = {city: sum(one.place.city == city for one in entries) for city in demonstration.CITIES}
    assert all(7 <= n <= 10 for n in by_city.values())
    assert sum(by_city.values()) == len(entries)
    for one in entries:
        assert "(fictional)" in one.name
        assert one.demonstration
        assert one.provenance.value == "demonstration"
        assert one.kind is not Kind.PERSON
        assert not one.contact
        assert one.consent.status is Consent.NOT_NEEDED
    assert any(one.kind is Kind.DIGITAL_TOOL and NOT_STATED in vars_of(one.answers) for one in entries)


def vars_of(answers: Answers | None) -> tuple[str, ...]:
    """The four answers."""
    if answers is None:
        return ()
    return (answers.left_out, answers.data, answers.afterwards, answers.intermediaries)

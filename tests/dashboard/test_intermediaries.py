"""What the page of the register shows, computed: whose entries, where, ties, money, needs, what is left out."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from shapely import Point

from analysis.support import Provision
from dashboard import pack
from dashboard.intermediaries import cards, entries, everywhere, figures, near, needs, picture, research, sheet, words
from dashboard.intermediaries.steward import allowed, is_steward, login
from dashboard.language import language
from dashboard.words import THEMES
from data_sources import geography, roots
from data_sources import store as figures_store
from data_sources.catalogue import CATALOGUE
from data_sources.model import Direction, Theme
from data_sources.model import Kind as Measured
from data_sources.paths import decode
from data_sources.register import demonstration, form, reading, store
from data_sources.register.__main__ import main
from data_sources.register.form import Fault
from data_sources.register.model import Agreement, Entry, Funding, Place, Tie
from data_sources.register.vocabulary import Consent, Group, Kind, Origin, Practice, Proximity, Sector
from tests.dashboard.story_desk import desk

SAY = language("en")
DAY = date(2026, 11, 22)
MARK = "Zwalmvallei Huiskamer"
WHOLE = demonstration.entries()


def real(id: str, city: str = "UK002C", **changes: Any) -> Entry:
    """An accepted entry."""
    base = next(one for one in WHOLE if one.kind is Kind.INITIATIVE)
    made = replace(
        base,
        id=id,
        name=f"Place {id}",
        place=Place(city=city),
        provenance=Origin.FORM,
        consent=Agreement(status=Consent.GIVEN, date=DAY),
        contact="room@zwalm.example",
        updated=DAY,
    )
    return replace(made, **changes)


def test_made_up_and_accepted_entries_never_stand_in_one_city() -> None:
    known = entries.register((real("one"), real("two", "BE003C")))
    assert known.cities == ("UK002C", "BE003C", "UK004C", "DK001C", "NL001C")
    assert known.made_up == {"UK004C", "DK001C", "NL001C"}
    for code, own in known.of.items():
        assert {one.demonstration for one in own} == {code in known.made_up}
    assert known.mixed
    assert "Glasgow" in entries.told_apart(known, SAY)
    assert "fictional" in entries.origin(known, "UK004C", SAY)
    assert "fictional" not in entries.origin(known, "UK002C", SAY)


def test_an_entry_without_consent_takes_nobody_s_place() -> None:
    silent = real("silent", consent=Agreement(status=Consent.NOT_RECORDED))
    known = entries.register((silent,))
    assert "UK002C" in known.made_up
    assert not known.mixed
    assert entries.told_apart(known, SAY) == "All entries are demonstration entries: fictional."


def test_the_city_is_that_of_the_topic_else_of_a_place_else_the_first() -> None:
    known = entries.register(())
    assert entries.chosen(known, "nl001c", ()) == "NL001C"
    assert entries.chosen(known, "", ("DK001C_3",)) == "DK001C"
    assert entries.chosen(known, "<script>", ("ZZ",)) == known.cities[0]


def test_the_map_numbers_every_entry_with_a_place_and_says_what_is_made_up() -> None:
    for code in demonstration.CITIES:
        own = entries.register(()).of[code]
        ground = picture.ground(picture.division(code, own))
        assert ground is not None
        html = picture.html(ground, own, entries.label(SAY), SAY)
        assert "<p class='demo'>Demonstration entries: fictional</p>" in html
        numbers = [int(n) for told in re.findall(r"aria-hidden='true'>([^<]+)<", html) for n in told.split(", ")]
        placed = [n for n, one in enumerate(own, start=1) if picture.point(one)]
        assert sorted(numbers) == placed
        shares = [float(share) for share in re.findall(r"(?:left|top): ([\d.]+)%", html)]
        assert all(2 <= share <= 98 for share in shares)
        assert "demo" not in picture.html(ground, own, "", SAY)


def test_names_on_the_map_are_escaped() -> None:
    own = (real("one", name="<b>\"'&", place=Place(city="UK002C", district="UK002C_E05011171")),)
    ground = picture.ground("UK002C-wards")
    assert ground is not None
    assert "<b>" not in picture.html(ground, own, "", SAY)


def test_two_entries_of_one_place_share_a_point_and_the_place_is_named() -> None:
    there = Place(city="UK002C", district="UK002C_E05011171")
    own = (real("one", place=there), real("two", place=there), real("three"))
    assert list(picture.spots(own).values()) == [[1, 2]]
    told = picture.words(own, "", SAY)
    assert str(geography.districts_of("UK002C").loc["UK002C_E05011171", "name"]) in told
    assert "1 is of the whole city" in told


def test_a_city_without_outlines_has_no_map() -> None:
    assert picture.division("BE003C", ()) == ""
    assert picture.ground("") is None


def test_a_card_tells_ties_in_words_and_neither_groups_nor_languages() -> None:
    tool = next(one for one in WHOLE if one.kind is Kind.DIGITAL_TOOL)
    made = cards.card(tool, DAY, SAY)
    assert len(made.answers) == 4
    assert "1 × public bodies in the city" in made.ties
    everything = f"{made.line} {made.told} {made.practice} {made.ties} {made.money}"
    for one in tool.ties:
        assert one.to not in everything
    for group in tool.target_groups:
        assert words.groups(SAY)[group] not in everything.split()
    assert cards.ties(replace(tool, ties=()), SAY) == "none recorded"


@pytest.mark.parametrize(
    ("months", "told"),
    [(None, "end not stated"), (0, "has ended"), (6, "6 months left: ends soon"), (7, "7 months left")],
)
def test_money_says_how_long_it_lasts(months: int | None, told: str) -> None:
    line = cards.money(real("one", funding=Funding(months_left=months)), DAY, SAY)
    assert told in line
    assert ("ends soon" in line) is (months == 6)


def test_every_word_of_the_register_has_a_name() -> None:
    for named, kind in (
        (words.kinds, Kind),
        (words.practices, Practice),
        (words.sectors, Sector),
        (words.proximities, Proximity),
        (words.groups, Group),
    ):
        assert set(named(SAY)) == set(kind)
    assert set(words.fields(SAY)) == set(form.FIELDS)
    assert all(words.fault("name", fault, SAY) for fault in Fault)


def test_ties_are_counted_by_sector_and_nearness_and_measured_as_written() -> None:
    kinds = [(Sector.PUBLIC, Proximity.CITY)] * 3 + [(Sector.INFORMAL, Proximity.NEIGHBOURHOOD)] * 3
    own = (real("one", ties=tuple(Tie(to=f"body {n}", sector=a, proximity=b) for n, (a, b) in enumerate(kinds))),)
    told = figures.ties_words(own, SAY)
    assert "6 ties of 2 of 20 kinds" in told
    assert "0.50" in told
    assert "Shannon 0.69" in told
    table = figures.ties_table(own, SAY)
    assert str(table.loc["public bodies", "in the city"]).strip() == "3"
    assert "fewer than 5" in figures.ties_words((real("two", ties=own[0].ties[:4]),), SAY)


def test_endings_are_listed_by_theme_and_neighbourhood() -> None:
    there = Place(city="UK002C", district="UK002C_E05011171")
    soon = real("soon", place=there, themes=(Theme.ENERGY,), funding=Funding(months_left=2))
    late = real("late", place=there, themes=(Theme.ENERGY,), funding=Funding(months_left=20))
    table = figures.money_table((soon, late), DAY, SAY)
    assert [str(cell).strip() for cell in table.loc["Energy"]][1:] == ["1", "2", "2"]
    assert "For 1 of 2 entries" in figures.money_words((soon, late), DAY, SAY)
    assert (
        figures.money_words((real("one", funding=Funding()),), DAY, SAY) == "No entry states how long its money lasts."
    )
    assert figures.money_table((late,), DAY, SAY).empty


def test_rates_are_entries_to_inhabitants_and_unknown_without_a_figure() -> None:
    table = figures.rates(entries.register(()), desk())
    told = table.loc["Birmingham"]
    people = float(re.sub(r"\D", "", told["Inhabitants"].split("(")[0]))
    assert told["Entries for each 10,000 inhabitants"] == SAY.number(9 * 10_000 / people, 2)
    assert (table["Whose entries"] == "fictional").all()
    lacking = table[table["Inhabitants"] == "none held"]
    assert (lacking["Entries for each 10,000 inhabitants"] == "not known").all()


def test_a_table_keeps_its_words_plain_and_a_long_one_can_be_reached_by_key() -> None:
    rows = pd.DataFrame({"Head": ["<i>", "–"]}, index=pd.Index(["a", "b"], name="Row"))
    html = sheet.html(rows, 'It says "so"', whole=False)
    assert "<i>" not in html
    assert "tabindex='0'" in html
    assert html.count("class='blank'") == 1
    assert "tabindex" not in sheet.html(rows, "so")


def test_groups_and_languages_are_told_from_five_entries_on_and_small_cells_are_not_named() -> None:
    own = [real(f"entry-{n}", target_groups=(Group.EVERYONE,), languages=("en",)) for n in range(5)]
    own[0] = replace(own[0], target_groups=(Group.EVERYONE, Group.REFUGEES), languages=("en", "ti"))
    groups, languages = figures.group_words(own, SAY)
    assert groups == "For whom: everyone 5, 1 other with fewer than five."
    assert languages == "Languages: English 5, 1 other with fewer than five."
    assert all("not told" in line for line in figures.group_words(own[:4], SAY))


def test_a_file_has_no_groups_or_languages_where_a_place_has_fewer_than_five_entries() -> None:
    there = Place(city="UK002C", district="UK002C_E05011171")
    many = [real(f"entry-{n}", place=there, languages=("en",), target_groups=(Group.TENANTS,)) for n in range(5)]
    alone = real("alone", languages=("ti",), target_groups=(Group.REFUGEES,))
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(entries.as_csv((*many, alone))))}
    assert (rows["alone"]["languages"], rows["alone"]["target_groups"]) == ("", "")
    assert (rows["entry-0"]["languages"], rows["entry-0"]["target_groups"]) == ("en", "tenants")
    assert all(row["contact"] == "" for row in rows.values())
    content = json.loads(entries.as_json((*many, alone), {"alone": "stone", "other": "stone2"}))
    assert content["stones"] == {"alone": "stone"}
    assert content["format"] == reading.FORMAT


@pytest.mark.parametrize(
    ("division", "theme"),
    [("UK002C-wards", Theme.LIVING), ("UK004C-wards13", Theme.MOBILITY), ("ES002C-barris", Theme.ECONOMY)],
)
def test_high_need_without_an_entry_is_a_gap_until_one_is_recorded(division: str, theme: Theme) -> None:
    city = division.partition("-")[0]
    none = needs.laid(desk(), city, division, ())
    told = none.near[theme]
    assert 0 < len(told.worst) < len(told.known) <= len(none.parts)
    code = min(told.worst)
    assert none.cells[theme, code] is Provision.GAP
    some = needs.laid(desk(), city, division, (real("one", place=Place(city=city, district=code), themes=(theme,)),))
    assert some.cells[theme, code] is Provision.RECORDED
    assert some.gaps == none.gaps - 1
    cells = needs.matrix(some, SAY)
    assert "need high, none recorded" in set(cells[SAY(THEMES[theme])])
    assert f"In {some.gaps} of {some.pairs} " in needs.finding(some, SAY)
    assert "none" not in set(cells.to_numpy().ravel())


def test_figures_of_smaller_areas_are_carried_over_and_said_to_be() -> None:
    wards = needs.laid(desk(), "UK004C", "UK004C-wards13", ())
    assert {theme for theme, one in wards.near.items() if one.carried} == {Theme.MOBILITY, Theme.ECONOMY, Theme.LIVING}
    assert "of smaller areas" in needs.explained(wards, SAY)
    own = needs.laid(desk(), "UK002C", "UK002C-wards", ())
    assert not any(one.carried for one in own.near.values())
    assert "bhm_imd" not in own.figures, "a figure of smaller areas beside figures of the wards themselves"
    assert "smaller" not in needs.explained(own, SAY)
    lies_in = near.within("UK004C-wards13", "UK004C-dz11")
    assert near.within("UK004C-dz11", "UK004C-wards13") == {}, "a ward lies in no data zone"
    url = geography.boundary_url("district", "UK004C-wards13")
    shapes = decode((geography.DISTRICT_SHAPES / Path(url).name).read_bytes()).set_index("code").geometry
    middles = geography.region_table("district", "UK004C-dz11")
    inside = [
        shapes[lies_in[code]].contains(Point(lon, lat))
        for code, lon, lat in zip(middles.index, middles["lon"], middles["lat"], strict=True)
    ]
    assert sum(inside) >= 0.99 * len(middles)


def test_a_neighbourhood_whose_figure_is_withheld_has_an_unknown_need() -> None:
    found = needs.laid(desk(), "ES002C", "ES002C-barris", ())
    (unknown,) = set(found.parts) - found.near[Theme.ECONOMY].known
    assert found.cells[Theme.ECONOMY, unknown] is Provision.UNKNOWN
    assert needs.matrix(found, SAY).loc[entries.where(unknown, SAY), "Economy"] == "none recorded, need unknown"


def test_only_figures_with_a_worse_end_that_are_no_numbers_of_people_stand_for_need() -> None:
    every = [CATALOGUE[id] for theme in Theme for id in near.standing(theme)]
    assert {one.id for one in every} >= {"bhm_crowded", "gla_doctor", "bcn_tertiary"}
    assert all(one.direction is not Direction.NEUTRAL and one.kind is not Measured.COUNT for one in every)
    assert not [one.id for one in every if one.theme.about_people]


def test_a_city_without_such_a_figure_says_so() -> None:
    found = needs.laid(desk(), "DE001C", "DE001C-districts", ())
    assert found.near == {}
    assert needs.matrix(found, SAY).columns.empty
    assert "no figure of these neighbourhoods" in set(needs.themes_table(found, SAY).iloc[:, 2])
    assert "pairs of theme" not in needs.finding(found, SAY)
    assert "No figure on the need" in needs.finding(needs.laid(desk(), "XX001C", "", ()), SAY)


def test_every_city_with_neighbourhoods_is_told_with_what_stands_for_need() -> None:
    own = {"ES002C": (real("one", "ES002C"),)}
    rows = everywhere.table(everywhere.cities(desk(), own), SAY)
    assert len(rows) == geography.districts()["city"].nunique()
    stands = rows["What stands for need"]
    assert stands["Barcelona"] == "Economy: Residents with tertiary education, share, Barcelona"
    assert "(of smaller areas)" in stands["Glasgow"]
    assert "no figure" in stands["Berlin"]
    assert rows.loc["Berlin", "Need high, none recorded"] == "need unknown"
    assert rows.loc["Barcelona", "Entries"] == "1"
    assert set(rows["Entries"].drop("Barcelona")) == {"none recorded"}
    assert re.fullmatch(r"\d+ of 138 pairs.*", str(rows.loc["Birmingham", "Need high, none recorded"]))


@pytest.mark.parametrize(
    ("user", "yes"),
    [
        ({"is_logged_in": True, "email": "Anna@City.example ", "email_verified": True}, True),
        ({"is_logged_in": True, "email": "anna@city.example", "email_verified": "true"}, False),
        ({"is_logged_in": 1, "email": "anna@city.example", "email_verified": True}, False),
        ({"is_logged_in": True, "email": ["anna@city.example"], "email_verified": True}, False),
        ({"is_logged_in": True, "email_verified": True}, False),
        ({"email": "anna@city.example", "email_verified": True}, False),
        ({}, False),
    ],
)
def test_only_a_whole_login_with_a_confirmed_address_on_the_list_is_a_steward(
    user: dict[str, object],
    yes: bool,  # noqa: FBT001 - a row of the table
) -> None:
    assert is_steward(user, allowed("anna@city.example, bo@city.example")) is yes
    assert not is_steward(user, allowed(""))
    assert allowed(" ,x,") == frozenset()
    assert allowed("Anna@city.example  bo@city.example,") == {"anna@city.example", "bo@city.example"}


def test_two_logins_of_one_person_are_told_apart() -> None:
    one = {"iss": "https://login.example", "sub": "1", "iat": 1, "nonce": "a"}
    assert login(one) == login(one | {"name": "Anna"})
    assert login(one) != login(one | {"nonce": "b"})


def test_after_a_removal_no_byte_of_register_export_or_pack_holds_the_entry(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = tmp_path / "kept"
    monkeypatch.setenv("NEXUS_ATLAS_KEPT", str(kept))
    monkeypatch.setattr(roots, "SNAPSHOT", small(tmp_path / "data_sources" / "snapshot"))
    monkeypatch.setattr(roots, "STATIC", small(tmp_path / "static"))
    monkeypatch.setattr(roots, "ROOT", tmp_path)
    monkeypatch.setattr(figures_store, "SNAPSHOT", tmp_path / "data_sources" / "snapshot" / "observations")
    store.accept((real("gone", name=MARK), real("stays")), DAY)
    old = packed(tmp_path / "old")
    assert MARK in old
    old_file = tmp_path / "old.json"
    old_file.write_text(store.export(), encoding="utf-8")
    store.remove("gone", DAY)
    new = packed(tmp_path / "new")
    left = b"".join(path.read_bytes() for path in kept.rglob("*") if path.is_file())
    for trace in (MARK, '"gone"', "gone"):
        assert trace not in new
        assert trace.encode() not in left
        assert trace not in store.export()
    assert "Place stays" in new
    assert main(["check", str(old_file)]) == 1
    assert "1 of its entries were removed since" in capsys.readouterr().out
    assert store.removed_since(old) == 1
    assert store.removed_since(new) == 0


def small(folder: Path) -> Path:
    """A folder with one file, in the place of the snapshot."""
    folder.mkdir(parents=True)
    (folder / "one.txt").write_text("one", encoding="utf-8")
    return folder


def packed(folder: Path) -> str:
    """The register's file of a new pack."""
    folder.mkdir()
    pack._data(folder)
    return (folder / store.PACKED).read_text(encoding="utf-8")


def test_the_research_cites_each_sentence_and_says_what_was_not_read() -> None:
    every = [*research.methods(SAY), *research.findings(SAY), *research.recommendations(SAY)]
    assert all(one.text and one.source for one in every)
    assert len(research.recommendations(SAY)) == 8
    assert {one.address for one in every} == {"", research.PRACTICES, research.NETWORKS}
    assert "Not read: the full report." in research.unread(SAY)

"""Cards beside the figures: what is read, when a card flips and when it does not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from scipy.stats import spearmanr

from dashboard.language import language
from dashboard.ledger import book, sheets, words
from dashboard.ledger.__main__ import main
from dashboard.ledger.measures import reading
from dashboard.ledger.model import Card, Evidence, Measure, State
from dashboard.ledger.starters import STARTERS
from dashboard.screen import Screen
from dashboard.story.desk import desk
from dashboard.story.model import Desk
from dashboard.view import View
from data_sources import store
from data_sources.catalogue import CATALOGUE
from data_sources.model import Level
from data_sources.schema import Observations

pytestmark = pytest.mark.slow

DAY = date(2026, 11, 22)
EN = language("en")
USED = sorted(id for id in CATALOGUE if any(book.depends(card, id) for card in STARTERS))
CARDS = {card.id: card for card in STARTERS}

UNCHANGED = desk(EN)
Change = Callable[[pd.DataFrame], pd.DataFrame]


@pytest.fixture(scope="module")
def now() -> Desk:
    return UNCHANGED


@pytest.fixture(scope="module")
def before(now: Desk) -> book.Confirmed:
    return {card.id: tuple(reading(one, now, DAY) for one in card.evidence) for card in STARTERS}


def with_change(id: str, change: Change) -> Desk:
    """A desk where one indicator has other figures; what does not read it is shared with the desk without changes."""

    def load(wanted: str) -> Observations:
        held = store.load(wanted)
        return replace(held, table=change(held.table.copy())) if wanted == id else held

    def screen(view: View) -> Screen:
        reads = {view.indicator, CATALOGUE[view.indicator].denominator if view.per_head else ""}
        return (own if id in reads else UNCHANGED).screen(view)

    own = desk(EN, load)
    return replace(own, screen=screen)


def states(at: Desk, before: book.Confirmed) -> dict[str, State]:
    return {card.id: book.held(card, before, at, DAY).state for card in STARTERS}


def thinned(table: pd.DataFrame) -> pd.DataFrame:
    """Every place in the second half of the alphabet of codes without figures."""
    codes = sorted(table["geo"].astype(str).unique())
    return table[table["geo"].isin(codes[: len(codes) // 2])].reset_index(drop=True)


def negated(table: pd.DataFrame) -> pd.DataFrame:
    """All figures mirrored: what was highest is lowest."""
    table["obs_value"] = table["obs_value"].max() + 1 - table["obs_value"]
    return table


def marked(table: pd.DataFrame) -> pd.DataFrame:
    """All figures marked as having another definition."""
    flags = table["obs_flag"].astype(str)
    table["obs_flag"] = pd.Categorical(flags.where(flags.str.contains("d"), flags + "d"))
    return table


def test_twelve_cards_and_at_least_ten_with_figures(now: Desk) -> None:
    ledger = [book.held(card, {}, now, DAY) for card in STARTERS]
    empty = [one for one in ledger if one.state is State.NOTHING]
    assert len(ledger) == 12
    assert len(ledger) - len(empty) >= 10
    assert all(one.card.wanted for one in empty)
    assert all(one.card.anchor for one in ledger)
    assert all(piece.now for one in ledger for piece in one.pieces), "a piece of a starter reads nothing"


def test_nothing_flips_while_nothing_changed(now: Desk, before: book.Confirmed) -> None:
    assert set(states(now, before).values()) == {State.HOLDS, State.NOTHING}


@pytest.mark.parametrize("id", USED)
def test_a_change_flips_exactly_the_cards_that_stand_on_it(id: str, before: book.Confirmed) -> None:
    found = states(with_change(id, thinned), before)
    flipped = {card for card, state in found.items() if state is State.CHANGED}
    assert flipped == {card.id for card in STARTERS if book.depends(card, id)}


def test_what_no_card_stands_on_flips_none(before: book.Confirmed) -> None:
    found = states(with_change("gini", thinned), before)
    assert State.CHANGED not in found.values()


def test_sign_and_flags_are_told_apart(before: book.Confirmed) -> None:
    turned = book.held(CARDS["meeting"], before, with_change("p_public", negated), DAY).pieces[0]
    assert turned.moved == ("sign",)
    signed = book.held(CARDS["meeting"], before, with_change("p_public", marked), DAY).pieces[0]
    assert signed.moved == ("flags",)


def test_a_revision_that_moves_nothing_is_no_flip(before: book.Confirmed) -> None:
    def a_little_more(table: pd.DataFrame) -> pd.DataFrame:
        table["obs_value"] = table["obs_value"] * 1.001
        return table

    held = book.held(CARDS["meeting"], before, with_change("p_public", a_little_more), DAY)
    assert held.state is State.REVISED


def test_figures_that_are_gone_flip_the_card(before: book.Confirmed) -> None:
    gone = book.held(CARDS["meeting"], before, with_change("p_public", lambda table: table.iloc[:0]), DAY)
    assert gone.pieces[0].moved == ("missing",)
    assert gone.state is State.CHANGED


def newest(id: str, level: str, period: str) -> pd.Series:
    table = store.load(id).table
    rows = table[(table["level"] == level) & (table["time_period"] == period)].dropna(subset=["obs_value"])
    return rows.set_index(rows["geo"].astype(str))["obs_value"]


def test_an_association_is_that_of_the_snapshot(now: Desk) -> None:
    read = reading(CARDS["meeting"].evidence[0], now, DAY)
    assert read
    both = pd.concat([newest(id, "city", read.period) for id in ("p_public", "p_imm_good")], axis=1, join="inner")
    assert read.n == len(both)
    assert read.numbers["rho"] == pytest.approx(spearmanr(both.iloc[:, 0], both.iloc[:, 1]).statistic)
    assert EN.number(read.numbers["rho"], 2) in words.told(CARDS["meeting"].evidence[0], read, EN)


def test_a_gap_is_that_of_the_snapshot(now: Desk) -> None:
    read = reading(CARDS["skills"].evidence[0], now, DAY)
    assert read
    apart = (newest("emp", "country", read.period) - newest("emp_for", "country", read.period)).dropna()
    assert (read.n, read.numbers["above"]) == (len(apart), (apart > 0).sum())
    assert read.numbers["gap"] == pytest.approx(apart.median())


def test_a_level_names_the_highest_place(now: Desk) -> None:
    read = reading(CARDS["skills"].evidence[1], now, DAY)
    assert read
    values = newest("tert_for", "country", read.period)
    assert (read.names["top"], read.names["bottom"]) == (values.idxmax(), values.idxmin())


def test_a_trend_follows_the_eu(now: Desk) -> None:
    watched = Evidence(measure=Measure.TREND, indicator="recycle")
    read = reading(watched, now, DAY)
    assert read
    values = store.load("recycle").table.query("geo == 'EU27_2020'").set_index("time_period")["obs_value"]
    first, last = int(read.numbers["since"]), int(read.period)
    rate = 100 * ((values[str(last)] / values[str(first)]) ** (1 / (last - first)) - 1)
    assert read.numbers["cagr"] == pytest.approx(rate)
    assert str(last) in words.told(watched, read, EN)


def test_an_age_counts_new_figures(now: Desk) -> None:
    read = reading(CARDS["city_data"].evidence[0], now, DAY)
    assert read
    table = store.load("c_forborn").table.dropna(subset=["obs_value"])
    last = table[table["level"] == "city"].assign(year=lambda rows: rows["time_period"].astype(str).str[:4].astype(int))
    years = last.groupby(last["geo"].astype(str))["year"].max()
    assert (read.n, read.of) == ((years >= 2023).sum(), len(years))


def test_too_few_places_are_not_read() -> None:
    few = with_change("tert_for", lambda table: table[table["geo"].isin(["DE", "FR", "IT"])].reset_index(drop=True))
    assert reading(Evidence(measure=Measure.LEVEL, indicator="tert_for"), few, DAY) is None


def test_confirming_takes_over_what_is_read_now(tmp_path: Path, now: Desk, before: book.Confirmed) -> None:
    file = tmp_path / book.FILE
    book.confirm(STARTERS, now, DAY, file)
    assert book._read(file) == before
    changed = with_change("p_public", negated)
    card = CARDS["meeting"]
    assert book.held(card, book._read(file), changed, DAY).state is State.CHANGED
    book.confirm([card], changed, DAY, file)
    assert book.held(card, book._read(file), changed, DAY).state is State.HOLDS


def test_the_command_names_unknown_cards(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["confirm", "nonsense"], DAY) == 1
    assert "nonsense" in capsys.readouterr().err


def test_the_command_ends_with_1_where_evidence_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("NEXUS_ATLAS_KEPT", str(tmp_path))
    changed = with_change("p_public", negated)
    book.confirm([CARDS["meeting"]], changed, DAY)
    assert main(["list"], DAY) == 1
    assert "before" in capsys.readouterr().out
    assert main(["confirm", "meeting"], DAY) == 0
    assert main(["list"], DAY) == 0


def test_sheets_hold_every_card_and_its_figures(now: Desk, before: book.Confirmed) -> None:
    ledger = [book.held(card, before, now, DAY) for card in STARTERS]
    rows = sheets.rows(ledger, EN, "http://here")
    assert set(rows["id"]) == {card.id for card in STARTERS}
    for one in ledger:
        for piece in one.pieces:
            assert piece.now
            assert words.told(piece.evidence, piece.now, EN) in set(rows["evidence"])
    assert rows.loc[rows["link"] != "", "link"].str.match("http://here/(explore|nexus)\\?").all()


def test_low_confidence_where_the_finding_is_not_clear(now: Desk) -> None:
    unclear = Evidence(measure=Measure.ASSOCIATION, indicator="c_forborn", other="p_noise", level=Level.CITY)
    card = replace(CARDS["air"], evidence=(unclear,))
    held = book.held(card, {}, now, DAY)
    assert held.pieces[0].now
    assert held.pieces[0].now.sign == 0
    assert held.confidence == "low"


def test_every_card_is_said_in_one_sentence() -> None:
    def ends(card: Card) -> bool:
        return all(sentence.endswith(".") for sentence in (card.action, card.monitor, card.caveat or "."))

    assert all(ends(card) for card in STARTERS)

"""Writes the tables of `data_sources.urban_audit`: which old code is which place, and where its people live."""

from __future__ import annotations

import io
import re

import pandas as pd

from data_sources.errors import SourceUnavailable, UnexpectedPayload
from data_sources.geography import plain_name
from data_sources.model import Level
from data_sources.obtain import Get
from data_sources.sources.base import Request
from data_sources.sources.gisco import NUTS3_OF_FUA
from data_sources.urban_audit import ANY_RELEASE, CROSSWALK, PEOPLE

NUTS3_TO_2021 = Request(service=NUTS3_OF_FUA.service, path="n3_cm_v2016_v2021.csv")
LICENCE = "Eurostat reuse policy (CC BY 4.0); NUTS conversion after the Joint Research Centre (MIT)"
_SOURCE = "correspondence"
_NUMBER = len("NL002")
_NOT_THE_NAME = re.compile(r"^(municipiul|greater|european fua of the greater city of) ")
_OTHER_AREA = "(greater city)"


def tables(ask: Get, places: pd.DataFrame) -> dict[str, bytes]:
    """File name -> bytes of both tables; none where no service has the correspondence, so that old files stay.

    `places` has `code`, `name`, `level`, `country` and `located_by` of every city and functional urban area.
    """
    try:
        of_fua = _table(ask, NUTS3_OF_FUA, {"fua_id", "fua_name", "nuts3_2016", "population", "laus"})
        to_2021 = _table(ask, NUTS3_TO_2021, {"code_v2016", "code_v2021", "pop18"})
    except SourceUnavailable:
        return {}
    codes = crosswalk(places, of_fua)
    people = people_by_nuts3(of_fua, to_2021, dict(zip(codes["old"], codes["code"], strict=True)))
    return {CROSSWALK: _bytes(codes), PEOPLE: _bytes(people)}


def crosswalk(places: pd.DataFrame, of_fua: pd.DataFrame) -> pd.DataFrame:
    """`old` and `code`: codes that stand twice in the current list, and those of older releases, by name."""
    kept = places.assign(plain=places["name"].map(plain_name))
    kept = kept[~kept["name"].str.contains(_OTHER_AREA, regex=False)]
    point = (kept["located_by"] == "gisco").sort_values(ascending=False, kind="stable")
    kept = kept.loc[point.index]
    first = kept.groupby(["level", "country", "plain"])["code"].transform("first")
    twice = pd.DataFrame({"old": kept["code"], "code": first})[kept["code"] != first]
    named = dict(zip(zip(kept["level"], kept["country"], kept["plain"], strict=True), first, strict=True))
    both = pd.concat([twice, _of_releases(of_fua, named)])
    return both.sort_values("old", ignore_index=True)


def _of_releases(of_fua: pd.DataFrame, named: dict[tuple[str, str, str], str]) -> pd.DataFrame:
    """Codes that ended in the digit of a release: city and functional urban area shared their number.

    A city whose area has another name (Birmingham, West Midlands) is found by the number where that is the same still.
    """
    codes = set(named.values())
    largest = of_fua.sort_values("population", ascending=False).drop_duplicates("fua_id")
    rows = []
    for number, name in zip(largest["fua_id"].str[:_NUMBER], largest["fua_name"], strict=True):
        plain = _NOT_THE_NAME.sub("", plain_name(name))
        area = named.get((Level.FUA.value, number[:2], plain), "")
        same_number = number + "C" if area == number + "F" and number + "C" in codes else ""
        city = named.get((Level.CITY.value, number[:2], plain), same_number)
        rows += [(number + letter + ANY_RELEASE, code) for letter, code in (("L", area), ("C", city)) if code]
    return pd.DataFrame(rows, columns=["old", "code"]).drop_duplicates("old")


def people_by_nuts3(of_fua: pd.DataFrame, to_2021: pd.DataFrame, current: dict[str, str]) -> pd.DataFrame:
    """`fua`, `nuts3`, `vintage`, `share`, for the NUTS versions 2016 and 2021.

    Where the file has no people (France), its municipalities count instead. Regions that were drawn anew get
    the people of the old ones by where these lived in 2018.
    """
    fua = (of_fua["fua_id"].str[:_NUMBER] + "L" + ANY_RELEASE).map(current)
    counted = of_fua.groupby(fua)["population"].transform("sum") > 0
    rows = pd.DataFrame({"fua": fua, "nuts3": of_fua["nuts3_2016"]})
    rows["people"] = of_fua["population"].where(counted, of_fua["laus"])
    rows = _summed(rows.dropna())
    moved = rows.merge(_moves(to_2021), left_on="nuts3", right_on="code_v2016")
    moved = moved.assign(nuts3=moved["code_v2021"], people=moved["people"] * moved["part"])
    versions = {"2016": rows, "2021": _summed(moved)}
    table = pd.concat([rows.assign(vintage=vintage) for vintage, rows in versions.items()])
    # of all its people: a region that is in no correspondence is missing, not spread over the others
    total = table["fua"].map(rows.groupby("fua")["people"].sum())
    table["share"] = (table["people"] / total).round(6)
    table = table[table["share"] > 0]
    return table[["fua", "nuts3", "vintage", "share"]].sort_values(["vintage", "fua", "nuts3"], ignore_index=True)


def _summed(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.groupby(["fua", "nuts3"])["people"].sum().reset_index()


def _moves(to_2021: pd.DataFrame) -> pd.DataFrame:
    """Which `part` of the people of a region of 2016 lived in each region of 2021."""
    moves = to_2021.groupby(["code_v2016", "code_v2021"])["pop18"].sum().reset_index()
    moves["part"] = moves["pop18"] / moves.groupby("code_v2016")["pop18"].transform("sum")
    return moves


def _table(ask: Get, request: Request, columns: set[str]) -> pd.DataFrame:
    table = pd.read_csv(io.BytesIO(ask(request.url(), _SOURCE)), keep_default_na=False, encoding="utf-8-sig")
    absent = columns - set(table.columns)
    if absent:
        raise UnexpectedPayload(f"columns {sorted(absent)} are missing", source=_SOURCE, url=request.canonical())
    figures = [name for name in ("population", "laus", "pop18") if name in columns]
    return table.assign(**{name: pd.to_numeric(table[name], errors="coerce").fillna(0.0) for name in figures})


def _bytes(table: pd.DataFrame) -> bytes:
    few = {name: "category" for name in ("fua", "vintage") if name in table}
    return table.astype(few).to_parquet(compression="zstd", index=False)

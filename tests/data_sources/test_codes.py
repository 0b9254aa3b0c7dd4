"""Flags are split and translated; country codes go there and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_sources.codes import (
    CONF_STATUS,
    OBS_FLAG,
    UnknownFlag,
    eurostat_country,
    is_aggregate,
    iso_country,
    split_flag,
)


@pytest.mark.parametrize(
    ("raw", "flags", "conf"),
    [
        ("", "", ""),
        ("bep", "bep", ""),
        ("pbb", "bp", ""),
        ("s", "i", ""),
        ("z", "m", ""),
        ("c", "", "C"),
        ("p|C", "p", "C"),
        ("@C", "", "C"),
        ("|N", "", "N"),
        (":c", "", "C"),
        (" u ", "u", ""),
    ],
)
def test_a_raw_flag_is_split(raw: str, flags: str, conf: str) -> None:
    assert split_flag(raw) == (flags, conf)


@pytest.mark.parametrize("raw", ["x", "bx", "B", "p@X"])
def test_an_unknown_letter_is_refused(raw: str) -> None:
    with pytest.raises(UnknownFlag, match="unknown observation flag"):
        split_flag(raw)


@given(
    flags=st.lists(st.sampled_from(sorted(OBS_FLAG))),
    conf=st.sampled_from(["", *CONF_STATUS]),
    mark=st.sampled_from("|@"),
)
def test_what_is_split_can_be_joined_and_split_again(flags: list[str], conf: str, mark: str) -> None:
    found = split_flag("".join(flags) + (mark + conf if conf else ""))
    assert found == ("".join(sorted(set(flags))), conf)
    assert split_flag(f"{found[0]}|{found[1]}") == found


@pytest.mark.parametrize(("eurostat", "iso"), [("EL", "GR"), ("UK", "GB"), ("XK", "XK"), ("DE", "DE")])
def test_country_codes_of_eurostat_and_iso(eurostat: str, iso: str) -> None:
    assert iso_country(eurostat) == iso
    assert eurostat_country(iso) == eurostat


@pytest.mark.parametrize(
    ("code", "expected"), [("EU27_2020", True), ("EA20", True), ("EFTA", True), ("EE", False), ("EL", False)]
)
def test_sums_of_countries_are_no_places(code: str, *, expected: bool) -> None:
    assert is_aggregate(code) is expected

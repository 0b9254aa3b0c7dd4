"""axe finds nothing to complain about, on any page, in light and dark."""

from __future__ import annotations

from typing import Literal

import pytest

from tests.e2e.axe import violations
from tests.e2e.conftest import Open

PAGES = {
    "overview": "/",
    "explore": "/explore?indicator=pm25&level=nuts3",
    "explore-count": "/explore?indicator=asy_all&places=DE,FR",
    "explore-undated": "/explore?indicator=netmig_urt",
    "explore-cities": "/explore?indicator=p_imm_good&places=NL001C,DK001C,UK004C,DE008C,AT001C,ES002C",
    "tiles": "/explore?indicator=asy_all&per=1000&picture=tiles",
    "years": "/explore?indicator=unemp_n2&level=nuts2&picture=years",
    "change": "/explore?indicator=gdp_n3&level=nuts2&picture=change",
    "pair": "/explore?indicator=netmig_n2&level=nuts2&picture=pair&other=unemp_n2",
    "both": "/explore?indicator=netmig_n2&level=nuts2&picture=both&other=unemp_n2&contrast=1",
    "privacy": "/privacy",
    "data": "/data",
}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", list(PAGES))
def test_axe_finds_no_violation(open_page: Open, name: str, theme: Literal["light", "dark"]) -> None:
    reader = open_page(PAGES[name], theme=theme)
    if name == "data":
        reader.page.get_by_role("heading", name="How to cite").wait_for()  # the last that comes after the first picture
    elif name != "privacy":
        reader.map()
    assert violations(reader.page) == []

"""A brief: its figures are the snapshot's, its sentences follow them, its files hold what readers need."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

import pandas as pd
import pytest

from dashboard.brief import Brief, docx, of_place, of_views, page, pdf, words
from dashboard.brief.blocks import Heading, blocks
from dashboard.brief.place import bars, question
from dashboard.brief.views import read as read_links
from dashboard.brief.views import takeaways as of_screen
from dashboard.language import Language, language
from dashboard.profile.facts import Fact, Relation, place
from dashboard.view import View
from data_sources import geography, store
from data_sources.model import Level
from tests.bench.brief import desk, figures
from tests.dashboard.briefs import GHENT, OTHERS, SOME, Read, fact, read, said

EN, FR = language("en"), language("fr")
PAGES = re.compile(rb"/Type\s*/Page\b")
LONG = str(max(geography.places()["name"], key=len))
load = lru_cache(maxsize=None)(store.load)


@lru_cache(maxsize=8)
def made(code: str, lang: str = "en") -> Brief:
    return of_place(place(code), figures(code), desk(lang))


def line(*given: tuple[str, float, str]) -> pd.DataFrame:
    return pd.DataFrame(given, columns=["time_period", "obs_value", "obs_flag"])


def told(found: tuple[Fact, ...], rows: pd.DataFrame | None = None, say: Language = EN) -> str:
    return said(words.takeaways(GHENT, found, rows, say)).replace("\u202f", " ")


# --- the sentences -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"value": 25.0}, "25.0 % (2023), more than in Belgium: 20.0 % (2023)"),
        ({"value": 15.0}, "15.0 % (2023), less than in Belgium: 20.0 % (2023)"),
        ({"value": 20.0}, "the same as in Belgium"),
        ({"value": 25.0, "country": None}, "No figure of the country is held beside it"),
        ({"value": 25.0, "country_period": "2019"}, "20.0 % (2019)"),
        ({"value": 38.5, "rank": 3}, "Of the 40 places of its kind with this figure, 2 have more"),
        ({"value": 2.5, "rank": 39}, "Of the 40 places of its kind with this figure, 2 have less"),
        ({"others": OTHERS[:9], "n": 9}, "Only 9 places of its kind have this figure in that year: too few"),
    ],
)
def test_the_lead_says_what_its_figures_are(changed: dict[str, object], expected: str) -> None:
    others = changed.pop("others", OTHERS)
    assert expected in told((replace(fact("c_forborn", 25.0, others=others), **changed),))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (line(("2011", 10.0, ""), ("2023", 25.0, "")), "It rose from 10.0 % in 2011 to 25.0 % in 2023."),
        (line(("2011", 30.0, ""), ("2023", 25.0, "")), "It fell from 30.0 % in 2011 to 25.0 % in 2023."),
        (line(("2011", 25.0, ""), ("2023", 25.0, "")), "It was 25.0 % in 2011 and is the same in 2023."),
        (line(("2011", 10.0, ""), ("2019", 20.0, "b"), ("2023", 25.0, "")), "It rose from 20.0 % in 2019"),
        (line(("2011", 10.0, ""), ("2023", 25.0, "b")), "no change is computed"),
        (None, "no change is computed"),
    ],
)
def test_the_change_is_that_of_the_line_since_its_last_break(rows: pd.DataFrame | None, expected: str) -> None:
    assert expected in told(SOME, rows)


def test_other_figures_make_other_sentences() -> None:
    values = [one.value for one in SOME]
    shifted = [*values[1:], values[0]]
    turned = tuple(
        replace(one, value=value, rank=1 + sum(other > value for other in OTHERS))
        for one, value in zip(SOME, shifted, strict=True)
    )
    before, after = words.takeaways(GHENT, SOME, None, EN), words.takeaways(GHENT, turned, None, EN)
    changing = [sentence for sentence in before if "no change is computed" not in sentence and "oldest" not in sentence]
    assert len(changing) == 4
    assert not set(changing) & set(after)


def test_the_better_and_the_worse_end_have_their_names() -> None:
    assert "stands best in “Cars in the city” (place 5 of 40) and least well in “Unemployed" in told(SOME)
    worse_cars = (SOME[0], fact("c_cars", 39.0), fact("c_unemployed", 3.0), *SOME[3:])
    assert "stands best in “Unemployed people in the city” (place 3 of 40)" in told(worse_cars)
    assert "least well in “Cars in the city” (place 39 of 40)" in told(worse_cars)
    assert "Too few figures of Gent" in told(SOME[:2])


def test_an_old_figure_is_no_end() -> None:
    old = (SOME[0], replace(SOME[1], age_years=15, period="2011"), *SOME[2:])
    assert "stands best in “Cars" not in told(old)
    assert "“Cars in the city”, is 15 years old" in told(old)


def test_better_than_the_country_is_counted_or_refused() -> None:
    assert "Of the 4 figures below with a better side, Gent is better than Belgium in 2, worse in 2" in told(SOME)
    alike = (*SOME[:4], replace(SOME[4], country=21.0))
    assert "better than Belgium in 1, worse in 2 and alike in 1" in told(alike)
    assert "Only 2 figures of Gent have a better side" in told(SOME[:3])


def test_a_country_stands_beside_the_eu() -> None:
    country = tuple(replace(one, place=place("BE"), country=None, union=20.0, union_period="2023") for one in SOME)
    own = words.takeaways(place("BE"), country, None, EN)
    assert "25.0\u202f% (2023), more than in the EU: 20.0\u202f% (2023)." in own[0]
    turned = words.takeaways(place("BE"), tuple(replace(one, union=60.0) for one in country), None, EN)
    assert "less than in the EU: 60.0\u202f%" in turned[0]
    assert "better than the EU in" in said(own)
    alike = words.takeaways(place("BE"), tuple(replace(one, union=one.value) for one in country), None, EN)
    assert "the same as in the EU (2023)" in alike[0]
    assert "better than the EU in 0, worse in 0 and alike in 4." in said(alike)
    bare = words.takeaways(place("BE"), tuple(replace(one, union=None) for one in country), None, EN)
    assert "No figure of the EU is held beside it." in bare[0]
    assert "better than the EU" not in said(bare)


def test_ages_are_those_of_the_figures() -> None:
    assert "The figures are of 2018 to 2023; the oldest, “Easy" not in told(SOME)
    assert "of 2018 to 2023; the oldest," in told(SOME)
    assert "All figures are of 2023." in told(SOME[:3])


def test_a_place_without_figures_is_told_so() -> None:
    assert "No figure of Gent that can be compared is held." in told(())


def test_a_figure_of_low_reliability_is_left_out() -> None:
    assert words.usable((SOME[0], replace(SOME[1], flag="u"))) == SOME[:1]


def test_the_lead_is_the_places_own_before_a_wider_ones() -> None:
    wide = replace(SOME[0], relation=Relation.COUNTRY, place=place("BE"))
    assert words.lead((wide, SOME[1])) == SOME[1]


def test_a_flag_is_named_with_its_figure() -> None:
    assert "Cars in the city: estimated." in said(words.flags((replace(SOME[1], flag="e"),), EN))
    assert said(words.flags(SOME, EN)) == "No figure of the table is flagged by its source."


def test_bars_are_the_figures() -> None:
    drawn = bars(replace(SOME[0], union=12.0), EN)
    assert [(bar.value, bar.told) for bar in drawn] == [
        (25.0, "25.0\u202f%"), (20.0, "20.0\u202f%"), (12.0, "12.0\u202f%"), (20.5, "20.5\u202f%"),
    ]  # fmt: skip
    assert "Belgium" in question(GHENT, EN)


# --- the files -----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def ghent() -> Read:
    return read(docx.document(made("BE003C")))


def test_the_word_file_has_headings_texts_for_pictures_and_heads_that_repeat(ghent: Read) -> None:
    brief = made("BE003C")
    assert ghent.title == brief.title
    assert ghent.language == "en-GB"
    assert ghent.headings == (brief.title, *(one.text for one in blocks(brief) if isinstance(one, Heading)))
    assert ghent.alts == tuple(one.alt for one in brief.pictures)
    assert all(len(alt) > 60 for alt in ghent.alts)
    assert ghent.repeated_heads == len(brief.tables) == 1
    assert all(point in ghent.paragraphs for point in brief.takeaways)
    assert brief.link in said(ghent.paragraphs)


def test_every_part_of_a_brief_is_there() -> None:
    brief = made("BE003C")
    assert len(brief.pictures) == 2
    for part in (brief.question, brief.method, brief.flags, brief.caveats, brief.sources, brief.citation, brief.link):
        assert part
    assert any("Eurostat" in source and "urb_cpop1" in source for source in brief.sources)


def longest() -> Brief:
    """A brief with names as long as there are, twice over."""
    brief = made("UK004C")
    said_long = tuple(point.replace("Glasgow", LONG).replace("United Kingdom", LONG) for point in brief.takeaways)
    table = brief.tables[0]
    rows = tuple((row[0], LONG, *row[2:]) for row in table.rows)
    return replace(
        brief,
        title=f"{LONG}: who arrives, and how the place is doing",
        question=brief.question.replace("Glasgow", LONG),
        takeaways=said_long,
        tables=(replace(table, rows=rows),),
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    ("code", "lang"),
    [("BE003C", "fr"), ("UK004C", "en"), ("DK001C", "fr"), ("DED51", "fr"), ("BE", "en"), ("BE", "fr")],
)
def test_a_pdf_has_two_pages(code: str, lang: str) -> None:
    assert len(PAGES.findall(pdf.pdf(made(code, lang)))) == 2


@pytest.mark.slow
def test_a_pdf_with_the_longest_names_has_two_pages() -> None:
    assert len(PAGES.findall(pdf.pdf(longest()))) == 2


def test_a_pdf_has_bookmarks_a_language_and_texts_for_pictures() -> None:
    content = pdf.pdf(made("BE003C"))
    assert b"/Outlines" in content
    assert b"/Lang (en-GB)" in content
    assert content.count(b"/Alt ") == 2


def test_the_web_page_needs_no_other_file() -> None:
    content = page.html(made("BE003C")).decode()
    assert content.count("data:image/png;base64,") == 2
    assert not re.search(r'(src|href)="(?!data:|https://atlas\.example/)', content)
    assert "<script" not in content
    assert content.count('scope="col"') == 7
    assert content.count('scope="row"') == len(made("BE003C").tables[0].rows)
    assert "@media print" in content
    assert '<html lang="en">' in content


def test_what_a_name_holds_is_no_markup() -> None:
    name = "<img src=x onerror=alert(1)> & Söhne **x**"
    brief = replace(made("BE003C"), title=name, takeaways=(name,), tables=(), link=f"https://a.example/?places={name}")
    content = page.html(brief).decode()
    assert "<img src=x" not in content
    assert "&lt;img src=x onerror=alert(1)&gt; &amp; Söhne **x**" in content
    assert name in read(docx.document(brief)).paragraphs
    assert pdf.pdf(brief)


def test_uploaded_figures_are_said_to_be() -> None:
    assert "uploaded by its reader" in page.html(replace(made("BE003C"), uploaded=True)).decode()
    assert "uploaded by its reader" not in page.html(made("BE003C")).decode()


def test_a_file_has_the_places_code_and_the_day() -> None:
    assert made("BE003C").file_name("docx") == "nexus-atlas_brief_BE003C_2026-11-22.docx"


# --- chosen views --------------------------------------------------------------------------------


def test_links_become_views_once_and_in_the_readers_language() -> None:
    links = "https://a/explore?indicator=pm25&level=nuts3&lang=en\n\nnonsense\nhttp://b/?indicator=pm25&level=nuts3"
    assert read_links(links, "fr") == (View(indicator="pm25", level=Level.NUTS3, lang="fr"),)


@pytest.mark.slow
def test_a_brief_of_two_views_has_two_maps_and_two_pages() -> None:
    views = read_links("?indicator=pm25&level=nuts3&places=DED51\n?indicator=netmig_n2&level=nuts2", "en")
    brief = of_views(views, desk())
    assert len(brief.pictures) == len(brief.tables) == 2
    assert len(PAGES.findall(pdf.pdf(brief))) == 2
    shown = desk().screen(views[0])
    found = said(of_screen(shown, ("DED51",), EN))
    flat = replace(shown, cells=shown.cells.assign(obs_value=shown.cells["obs_value"].iloc[::-1].to_numpy()))
    assert said(of_screen(flat, ("DED51",), EN)) != found
    few = replace(shown, cells=shown.cells[shown.cells["geo"].isin(["DED51", "DE300"])])
    assert "too few places have a figure" in said(of_screen(few, ("DED51",), EN))


@pytest.mark.slow
def test_sentences_are_each_their_own() -> None:
    every = [made(code).takeaways for code in ("BE003C", "UK004C", "DED51")]
    assert all(one[0] != other[0] for one, other in pairwise(every))

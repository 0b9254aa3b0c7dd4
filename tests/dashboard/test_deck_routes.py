"""The pages and files of a story on a screen, without a server and without a visit."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from dashboard.deck.texts import TEXTS
from dashboard.language import language
from dashboard.map_component import assets
from dashboard.palette import Look
from dashboard.shell import decks
from dashboard.story import own, stories
from dashboard.story.model import Story
from tests.dashboard.deck_story import TRIAL
from tests.dashboard.test_routes import FOR_EVER, Answer, asked

FR = language("fr")


@pytest.fixture(autouse=True)
def trial(monkeypatch: pytest.MonkeyPatch) -> None:
    """The story for tests stands beside the project's."""

    def found(id: str) -> Story | None:
        return TRIAL if id == TRIAL.id else stories.story(id)

    monkeypatch.setattr("dashboard.shell.decks.of_the_project", found)


def content(answer: Answer) -> dict[str, Any]:
    """What stands in a page for its program."""
    held = re.search(r'<script type="application/json" id="content">(.*?)</script>', answer.content.decode(), re.DOTALL)
    assert held is not None
    found: dict[str, Any] = json.loads(held[1])
    return found


def packed() -> str:
    """A presenter's own story as a link holds it."""
    document = {"format": own.FORMAT, "version": own.VERSION, "question": "Mine?"}
    return own.packed(own.read(json.dumps(document | {"steps": [{"page": "explore", "view": {}}]}).encode()))


def test_the_page_holds_the_deck_and_the_step_that_is_asked_for() -> None:
    answer = asked("present/trial?step=2")
    found = content(answer)
    assert answer.status == 200
    assert answer.headers["content-type"].startswith("text/html")
    assert answer.headers["cache-control"] == "no-store"
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert (found["deck"]["title"], [one["n"] for one in found["slides"]]) == ("Is this a story?", [1])


@pytest.mark.parametrize(("step", "n"), [("0", 0), ("-1", 0), ("x", 0), ("", 0), ("8", 6), ("999", 6), ("9999999", 0)])
def test_a_step_outside_the_story_is_the_nearest_or_the_first(step: str, n: int) -> None:
    assert content(asked(f"present/trial?step={step}"))["slides"][0]["n"] == n


def test_language_and_look_are_those_of_the_address_or_the_usual() -> None:
    french = asked("present/trial?lang=fr&look=dark")
    assert '<html lang="fr" data-look="dark"' in french.content.decode()
    assert content(french)["deck"]["texts"]["act_next"] == FR(TEXTS["act_next"])
    odd = asked("present/trial?lang=xx&look=pink")
    assert '<html lang="en" data-look="light"' in odd.content.decode()


@pytest.mark.parametrize(
    "path", ["nothing", "own", "own?story=abc", "own?story=%3Cscript%3E", f"own?story={'a' * 9000}"]
)
def test_a_story_that_is_not_there_is_said_in_words(path: str) -> None:
    answer = asked(f"present/{path}")
    assert (answer.status, answer.content.decode()) == (404, "There is no such story.")


def test_a_presenters_own_story_comes_with_its_link() -> None:
    found = content(asked(f"present/own?story={packed()}"))
    assert (found["deck"]["id"], found["deck"]["title"], found["deck"]["count"]) == ("own", "Mine?", 1)
    slide = asked(found["deck"]["slide_url"].replace("{n}", "0"))
    assert json.loads(slide.content) == found["slides"][0]


def slide_url(n: object, lang: str = "en", look: str = "light") -> str:
    return f"deck/{decks.version(TRIAL)}/trial/{lang}/{look}/{n}.json"


@pytest.mark.parametrize("n", range(len(TRIAL.steps)))
def test_each_slide_comes_by_its_number_to_be_kept(n: int) -> None:
    answer = asked(slide_url(n))
    assert (answer.status, answer.headers["cache-control"]) == (200, FOR_EVER)
    assert json.loads(answer.content)["title"] == TRIAL.steps[n].title


def test_the_deck_says_where_its_slides_are() -> None:
    deck = json.loads(asked(slide_url("deck")).content)
    assert deck["slide_url"] == slide_url("{n}")
    assert deck["app_url"] == "present?topic=trial"


def test_an_old_address_gets_what_is_current_but_not_to_keep() -> None:
    old = asked(slide_url(1).replace(decks.version(TRIAL), "0123456789"))
    assert old.headers["cache-control"] == "no-store"
    assert old.content == asked(slide_url(1)).content


@pytest.mark.parametrize(
    "url", [slide_url(7), slide_url(-1), slide_url("x"), slide_url(0, "xx"), slide_url(0, "en", "x")]
)
def test_what_is_not_there_is_not_found(url: str) -> None:
    assert asked(url).status == 404


def test_a_map_names_addresses_that_are_answered() -> None:
    spec = json.loads(asked(slide_url(2)).content)["body"]["spec"]
    assert (spec["parts"], spec["code"], spec["look"]) == (list(decks.PARTS), "", "light")
    urls = [spec["texts"], spec["land"], spec["layers"][0]["history"], spec["layers"][0]["words"]]
    assert {asked(url).status for url in urls} == {200}


def test_a_visitors_own_file_is_drawn_in_no_story() -> None:
    found = json.loads(asked(slide_url(6)).content)
    assert (found["refused"], found["body"]["kind"]) == (True, "grid")


def test_the_link_of_a_step_opens_its_view_in_the_app() -> None:
    found = json.loads(asked(slide_url(2)).content)
    assert found["link"].startswith("explore?indicator=unemp_n2&year=2019")


@pytest.mark.parametrize("name", ["presenter.js", "follow.js", "deck.css"])
def test_program_and_style_are_served_as_one_file_each(name: str) -> None:
    answer = asked(f"deck/code/{assets.digest()}/{name}")
    made = assets.sheet(assets.DECK_SHEETS) if name.endswith(".css") else assets.joined(name)
    assert (answer.content.decode(), answer.headers["cache-control"]) == (made, FOR_EVER)


@pytest.mark.parametrize("name", ["alone_deck.js", "../atlas.js", "nothing.js"])
def test_no_other_file_is_served(name: str) -> None:
    assert asked(f"deck/code/{assets.digest()}/{name}").status == 404


def test_one_file_holds_all_that_its_maps_would_fetch_and_allows_no_request() -> None:
    html = decks.one_file(TRIAL, "fr", Look.LIGHT)
    files = re.search(r'<script type="application/json" id="files">(.*?)</script>', html, re.DOTALL)
    assert files is not None
    held = json.loads(files[1])
    made = [decks.slide(TRIAL, n, "fr", Look.LIGHT) for n in range(len(TRIAL.steps))]
    specs = [one["body"]["spec"] for one in made if one["body"]["kind"] == "map"]
    named = {url for spec in specs for url in (spec["texts"], spec["land"], *spec["ahead"])}
    named |= {url for spec in specs for layer in spec["layers"] for url in (layer["history"], layer["words"])}
    assert {url for url in named if url} <= set(held)
    assert "default-src 'none'" in html
    assert not re.search(r'(src|href)="', html.split("<script")[0])
    assert len(html.encode()) < 5_000_000


@pytest.mark.slow
@pytest.mark.parametrize("told", stories.STORIES, ids=lambda told: told.id)
def test_every_story_fits_into_a_file_for_the_post(told: Story) -> None:
    assert len(decks.one_file(told, "en").encode()) < 5_000_000


def test_no_word_of_a_story_ends_the_element_it_stands_in() -> None:
    html = decks.one_file(TRIAL, "en", Look.DARK)
    assert html.count("</script>") == 3

"""Marks in a URL: what is kept, what is dropped, and that browser and server agree."""

from __future__ import annotations

import json
import shutil
import subprocess
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.marks import MOST_LETTERS, MOST_MARKS, checked
from tests.conftest import ROOT

NUMBERS = st.integers(-99_999, 99_999)
WORDS = st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=12)
PENS = st.lists(st.tuples(NUMBERS, NUMBERS), min_size=2, max_size=40).map(
    lambda points: "p" + ".".join(str(value) for point in points for value in point)
)
ARROWS = st.lists(NUMBERS, min_size=4, max_size=4).map(lambda values: "a" + ".".join(map(str, values)))
CODED = WORDS.map(lambda text: quote(text, safe="!*'()").replace("~", "%7E"))
LABELS = st.builds("l{}.{}.{}".format, NUMBERS, NUMBERS, CODED)
MARKS = st.one_of(PENS, ARROWS, LABELS)
PIECES = st.one_of(MARKS, st.text(), st.text(st.sampled_from("pal.~-0123456789%41"), max_size=40))

SAMPLES = (
    "",
    "~~",
    "p1.2.3.4",
    "p1.2.3",
    "p01.2.3.4",
    "p-0.2.3.4",
    "p1.2.3.4.5",
    "p1.2" + ".0" * 78,
    "p1.2" + ".0" * 80,
    "a1.2.3.4~a1.2.3",
    "a1.2.3.100000",
    "l1.2.Ghent",
    "l1.2.",
    "l1.2.%20Ghent",
    "l1.2.Ghent%20%28x%29",
    "l1.2.Gent%0A",
    "l1.2.%47ent",
    "l1.2.%c3%a9",
    "l1.2.%C3%A9",
    "l1.2.%C3",
    "l1.2.%ED%A0%80",
    "l1.2.%E2%80%AEtneG",
    "l1.2.%F0%9F%A6%86",
    "l1.2.%7E",
    "l1.2." + "a" * 80,
    "l1.2." + "a" * 81,
    "l1.2." + "%F0%9F%A6%86" * 80,
    "l1.2.é",
    "l1.2.a\n",
    "~".join(["a1.2.3.4"] * 30),
    "~".join(["l1.2." + "%F0%9F%A6%86" * 40] * 10),
)


@given(st.lists(PIECES, max_size=30).map("~".join))
def test_any_text_gives_marks_that_check_to_themselves(text: str) -> None:
    kept = checked(text)
    assert checked(kept) == kept
    assert len(kept) <= MOST_LETTERS
    assert kept.count("~") < MOST_MARKS


@given(st.lists(MARKS, min_size=1, max_size=3).map("~".join))
def test_marks_as_the_map_writes_them_survive(text: str) -> None:
    assert checked(text) == text


def test_only_the_malformed_mark_is_dropped() -> None:
    assert checked("a1.2.3.4~nonsense~l5.6.Ghent~p1") == "a1.2.3.4~l5.6.Ghent"


@pytest.mark.skipif(shutil.which("node") is None, reason="needs node")
def test_browser_and_server_keep_the_same() -> None:
    module = (ROOT / "dashboard" / "map_component" / "js" / "marks.js").as_uri()
    script = (
        f'import {{ readMarks, writeMarks }} from "{module}";'
        "const samples = JSON.parse(await new Response(process.stdin).text());"
        "console.log(JSON.stringify(samples.map((text) => writeMarks(readMarks(text)))));"
    )
    command = ["node", "--input-type=module", "--eval", script]
    done = subprocess.run(command, input=json.dumps(SAMPLES), capture_output=True, check=True, text=True)
    assert json.loads(done.stdout) == [checked(text) for text in SAMPLES]

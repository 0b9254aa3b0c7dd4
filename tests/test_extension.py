"""A contributor adds one source line and one indicator literal, refreshes, and sees both on Explore."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.data_sources.fault_server import Answer, serving

REGISTRY = "data_sources/sources/__init__.py"
THEME = "data_sources/catalogue/population.py"
SOURCE_LINE = """\
    CsvFile(id="reading", name="Reading Club", licence="CC BY 4.0", service=Service(mount="reading")),
"""
LITERAL = """    Indicator(
        id="libraries",
        title="Public libraries",
        description="Public libraries, per 1,000 residents.",
        theme=Theme.POPULATION,
        kind=Kind.RATE,
        unit=PER_1000,
        levels=(Level.COUNTRY,),
        dataflow=Dataflow(
            source="reading",
            code="libraries.csv",
            columns=(("geo", "country"), ("time_period", "year"), ("obs_value", "rate")),
        ),
    ),
"""
CSV = b"country,year,rate\nDE,2021,1.0\nFR,2021,2.5\nFI,2022,9.5\nDE,2022,1.1\nFR,2022,2.6\nBE,2022,..\n"
LOOK = """
import json
from streamlit.testing.v1 import AppTest

app = AppTest.from_file("app.py", default_timeout=60)
app.query_params["indicator"] = "libraries"
app.session_state["atlas:drawn"] = True
app.switch_page("pages/1_explore.py").run()
next(toggle for toggle in app.toggle if "table" in toggle.label).set_value(True).run()
told = json.loads(app.get("bidi_component")[0].proto.bytes)
twin = app.table[0].value
print(json.dumps({
    "title": app.title[0].value,
    "headline": told["said"]["finding"],
    "ranking": twin.head(3).astype(str).to_numpy().tolist(),
    "captions": [caption.value for caption in app.caption],
    "errors": [str(one.value) for kind in (app.exception, app.error, app.warning) for one in kind],
}))
"""


def after(path: Path, line: str, added: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(line) == 1
    path.write_text(text.replace(line, line + added), encoding="utf-8")


def run(project: Path, *arguments: str, **settings: str) -> str:
    environment = {name: value for name, value in os.environ.items() if name not in {"OPEN_DATA_BASE", "PYTHONPATH"}}
    environment |= {"NEXUS_ATLAS_OFFLINE": "1", "NEXUS_ATLAS_CACHE": str(project / "cache"), **settings}
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=project,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.slow
@pytest.mark.loopback
def test_a_literal_and_a_line_are_all_it_takes(tmp_path: Path) -> None:
    project = tmp_path / "atlas"
    left_out = shutil.ignore_patterns(".*cache*", ".venv", ".git", ".hypothesis", "__pycache__", "tests", "docs")
    shutil.copytree(ROOT, project, ignore=left_out)
    after(project / REGISTRY, "_ALL: tuple[Source, ...] = (\n", SOURCE_LINE)
    after(project / THEME, "INDICATORS = (\n", LITERAL)
    with serving() as server:
        server.answers = [Answer(body=CSV)]
        run(project, "-m", "data_sources.refresh", "--only", "libraries", OPEN_DATA_BASE=server.base)
    assert server.asked == ["/reading/libraries.csv"]
    seen = json.loads(run(project, "-c", LOOK).splitlines()[-1])
    assert seen["errors"] == []
    assert seen["title"] == "Public libraries"
    assert seen["headline"].startswith("2022: Finland")
    assert [row[0] for row in seen["ranking"]] == ["Finland", "France", "Germany"]
    assert [row[2] for row in seen["ranking"]] == ["9.5", "2.6", "1.1"]
    assert any("Reading Club" in caption and "CC BY 4.0" in caption for caption in seen["captions"])

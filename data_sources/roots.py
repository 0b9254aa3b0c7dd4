"""Where figures and shapes lie: beside the code, or in a seminar pack; and where what people add is kept."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

VARIABLE = "NEXUS_ATLAS_PACK"
PACK = os.environ.get(VARIABLE, "")
"""The folder of a seminar pack, or "": read once, as every path below hangs on it."""

ROOT = Path(PACK) if PACK else Path(__file__).parents[1]
SNAPSHOT = ROOT / "data_sources" / "snapshot"
STATIC = ROOT / "static"
FETCHED = ROOT / "fetched"
"""In a pack: copies that were newer than the snapshot on the machine it was made on."""

STORY = "story.json"
"""In a pack: the story it was made for."""


def kept_dir() -> Path:
    """Where accepted recommendations and register entries are kept: `NEXUS_ATLAS_KEPT`, else the user's data folder."""
    return Path(os.environ.get("NEXUS_ATLAS_KEPT") or platformdirs.user_data_dir("nexus-atlas"))

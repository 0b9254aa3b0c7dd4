"""A file to its report: opened, laid out, placed, read, settled."""

from __future__ import annotations

import numpy as np

from data_sources.upload import gazetteer, layout, ownjoin, progress
from data_sources.upload import long as longs
from data_sources.upload.choices import Choices
from data_sources.upload.long import Long
from data_sources.upload.observed import observed
from data_sources.upload.opening import opened
from data_sources.upload.ownshapes import OWN, Boundaries
from data_sources.upload.places import Placed, placed
from data_sources.upload.problems import Listed
from data_sources.upload.progress import Tell
from data_sources.upload.report import Report
from data_sources.upload.settling import Settler


def read(
    name: str,
    payload: bytes,
    choices: Choices | None = None,
    boundaries: Boundaries | None = None,
    tell: Tell = progress.nobody,
) -> Report:
    """The report of a file. Raises `UploadError`, and nothing else, where it holds no table.

    `name` is the file's own; `boundaries` are the reader's own shapes to join it to; `tell` hears of each
    step.
    """
    chosen, listed = choices or Choices(), Listed()
    tell(progress.ROWS, 0.0)
    sheet, own = opened(name, payload, chosen, listed, tell)
    tell(progress.LAYOUT, progress.ROWS_DONE)
    boundaries = boundaries or own
    known = gazetteer.known if boundaries is None or chosen.gather == OWN else ownjoin.known_in(boundaries, chosen)
    roles = layout.roles(sheet, chosen, known)
    shown = longs.long(sheet, roles, chosen, listed, name)
    tell(progress.FIGURES, progress.LAYOUT_DONE)
    seen = observed(shown, chosen, listed)
    tell(progress.PLACES, progress.FIGURES_DONE)
    into_own = bool(roles.lon) and chosen.gather == OWN
    if boundaries is not None and not into_own and not _better_known(shown, known):
        place = ownjoin.joined(shown, boundaries, chosen, listed)
    else:
        boundaries = boundaries if into_own else None
        nowhere = Placed(matches=(), of_row=np.zeros(len(shown.where), dtype=np.int64))
        place = placed(shown, chosen, listed, name) if roles.place else nowhere
    tell(progress.TABLE, progress.PLACES_DONE)
    return Settler(name, chosen, listed, shown, seen, place, boundaries).report()


def _better_known(shown: Long, known: layout.Known) -> bool:
    """True where a file of shapes holds codes of places that the atlas has, such as NUTS_ID: then these are used."""
    if shown.sheet.form != "boundaries" or not shown.roles.place:
        return False
    texts = shown.sheet.column(shown.roles.place).few()
    return gazetteer.known(texts) >= known(texts) and all(text.isupper() for text in texts)

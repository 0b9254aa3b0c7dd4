"""Rows joined to the reader's own shapes by any of their properties."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from data_sources.errors import UploadError
from data_sources.geography import plain_name
from data_sources.sentences import Told, told
from data_sources.upload.choices import Choices
from data_sources.upload.gazetteer import Candidate
from data_sources.upload.layout import Known
from data_sources.upload.long import Long
from data_sources.upload.matches import Asked, Match, Status
from data_sources.upload.ownshapes import OWN, Boundaries
from data_sources.upload.places import Placed
from data_sources.upload.problems import Listed, Problem, Severity


def known_in(boundaries: Boundaries, choices: Choices) -> Known:
    """How many texts stand in the reader's own boundaries."""

    def known(texts: list[str]) -> float:
        by = boundaries.property_for(texts, choices.join)
        held = {plain_name(text) for text in boundaries.frame[by]} if by else set()
        return sum(plain_name(text) in held for text in texts) / max(1, len(texts))

    return known


def joined(shown: Long, boundaries: Boundaries, choices: Choices, listed: Listed) -> Placed:
    """The rows joined to the reader's own shapes."""
    column = shown.sheet.column(shown.roles.place or shown.sheet.header[0])
    texts = [text.strip() for text in column.texts]
    by = boundaries.property_for(texts, choices.join)
    if not by:
        raise UploadError(
            told("No place of the file stands in any column of the boundaries."), column=shown.roles.place
        )
    codes, names = boundaries.codes(), boundaries.names()
    held: dict[str, list[int]] = {}
    for at, text in enumerate(boundaries.frame[by]):
        held.setdefault(plain_name(text) or text, []).append(at)
    corrected = dict(choices.corrections)
    n = np.bincount(column.codes[shown.where], minlength=len(texts))
    first = column.first_rows()
    found = []
    for number, text in enumerate(texts):
        wanted = corrected.get(text, text)
        asked = Asked(text=text, line=int(shown.sheet.lines[max(0, first[number])]), n=int(n[number]))
        found.append(_own_match(asked, held.get(plain_name(wanted) or wanted, []), codes, names, listed))
    return Placed(matches=tuple(found), of_row=column.codes[shown.where].astype(np.int64))


def _own_match(asked: Asked, at: list[int], codes: Sequence[str], names: Sequence[str], listed: Listed) -> Match:
    if len(at) == 1:
        return asked.found(Candidate(codes[at[0]], OWN, OWN, names[at[0]], ""), told("your boundaries"))
    if at:
        listed.add(_lost(asked, told("{n} shapes are called so", n=len(at)), Severity.ASK))
        places = tuple(Candidate(codes[one], OWN, OWN, names[one], "") for one in at)
        return asked.lost(Status.AMBIGUOUS, told("several shapes are called so"), places)
    listed.add(_lost(asked, told("no shape is called so; left out"), Severity.LOST))
    return asked.lost(Status.UNMATCHED, told("no shape is called so"))


def _lost(asked: Asked, fix: Told, severity: Severity) -> Problem:
    return Problem(kind="place", severity=severity, line=asked.line, read=asked.text, fix=fix, n=max(1, asked.n))

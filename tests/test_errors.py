"""The tree of errors is the one drawn in its docstring."""

from __future__ import annotations

import re

import pytest

from data_sources import errors
from data_sources.errors import AtlasError, SourceError, UploadError

_LINE = re.compile(r"^(?P<indent>[│ ]*)[├└]─ (?P<name>\w+)", re.MULTILINE)


def drawn() -> dict[str, str]:
    """Class -> its parent, as drawn: three columns of indentation a level."""
    parents, path = {}, ["AtlasError"]
    for line in _LINE.finditer(errors.__doc__ or ""):
        depth = len(line["indent"]) // 3 + 1
        path = [*path[:depth], line["name"]]
        parents[line["name"]] = path[-2]
    return parents


def defined() -> dict[str, str]:
    found = [one for one in vars(errors).values() if isinstance(one, type) and issubclass(one, AtlasError)]
    return {one.__name__: one.__bases__[0].__name__ for one in found if one is not AtlasError}


def test_the_drawing_is_the_tree() -> None:
    assert len(drawn()) >= 7
    assert drawn() == defined()


@pytest.mark.parametrize("kind", SourceError.__subclasses__())
def test_a_source_error_says_where_and_has_words_for_a_reader(kind: type[SourceError]) -> None:
    error = kind("no answer", source="eurostat", url="https://ec.europa.eu/x")
    assert str(error) == "no answer (eurostat https://ec.europa.eu/x)"
    assert str(kind("no answer")) == "no answer"
    kinds: list[type[SourceError]] = [SourceError, *SourceError.__subclasses__()]
    assert [other.reader for other in kinds].count(kind.reader) == 1


def test_an_upload_error_says_where() -> None:
    error = UploadError("not a year", line=3, column="time")
    assert (error.line, error.column, str(error)) == (3, "time", "not a year")

"""What a file said is in no shared cache once it is forgotten."""

from __future__ import annotations

from data_sources import geography
from data_sources.upload import forget_texts, periods
from tests.data_sources.upload.files import text


def test_no_text_of_a_file_is_left_in_a_cache() -> None:
    text("place,when,value\nNobody's Hamlet,2020-03,4\nSomewhere Else,2020-04,5\n")
    assert geography.plain_name.cache_info().currsize
    forget_texts()
    shared = (geography.plain_name, geography.level_of, periods.period)
    assert [cached.cache_info().currsize for cached in shared] == [0, 0, 0]

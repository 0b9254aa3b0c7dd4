"""The one place where errors become words. A failing part of a page leaves the others standing."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from dashboard.language import Language
from data_sources.errors import AtlasError, NoObservations, SourceError

_log = logging.getLogger(__name__)


@contextmanager
def guard(say: Language) -> Iterator[None]:
    """Run what is inside; say what happened, what still works and what to do instead of a traceback."""
    try:
        yield
    except NoObservations as error:
        _log.info("nothing to show: %s", error)
        st.info(say("There are no figures for this choice. Choose another indicator, level or year."))
    except SourceError as error:
        _log.warning("%s", error)
        st.warning(
            say(
                "This figure cannot be shown now: {why}. The other pages work; try again in a minute.",
                why=say(error.reader),
            )
        )
    except AtlasError:
        _log.exception("unexpected")
        st.error(say("Something is wrong on our side with this figure. The rest of the page still works."))

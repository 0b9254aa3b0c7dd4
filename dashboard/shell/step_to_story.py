"""The button that makes one part of a page, such as a recommendation, a step of the visitor's own story."""

from __future__ import annotations

from collections.abc import Callable

from dashboard.language import Language
from dashboard.shell import add_to_story
from dashboard.story.model import Step


def button(key: str, made: Callable[[], Step], say: Language) -> None:
    """The button, and after a press how many steps the story has, or why this cannot be one."""

    def adding() -> None:
        from dashboard.shell import own_story  # noqa: PLC0415 - all stories, which a page does not need to be drawn

        own_story.add(made())

    add_to_story.button(key, lambda: add_to_story.add(key, adding, say), say)

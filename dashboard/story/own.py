"""A presenter's own story as a small file and as a part of a link; both are read strictly."""

from __future__ import annotations

import json
import re
import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from dashboard import own_figures
from dashboard.language import DEFAULT, Language
from dashboard.story import own_steps, page_makers
from dashboard.story.model import Ask, Step, Story
from dashboard.view import View
from data_sources.errors import UploadError

ID = own_steps.ID
FORMAT, VERSION = "nexus-atlas-story", 1
LONGEST_FILE, LONGEST_LINK = 524_288, 6_000
"""Bytes of a file, with figures or without; letters of a packed story, so that its link passes through every server."""

_LONGEST_PARAM = 2_500
_LONGEST_UNPACKED = 65_536
_PACKED = re.compile(r"[A-Za-z0-9_-]+")
_OF = {"of", "title", "note", "ask"}
_OWN = {"page", "view", "title", "note", "ask"}

Json = Mapping[str, Any]


def written(own: Story) -> str:
    """The story as JSON, a few lines a step. Raises `UploadError` where figures of a file are not confirmed."""
    if own_steps.waits(own):
        raise UploadError(own_figures.stays(own_steps.ENGLISH))
    return json.dumps(_document(own), ensure_ascii=False, indent=2) + "\n"


def packed(own: Story, say: Language = own_steps.ENGLISH) -> str:
    """The story as part of a link. Raises `UploadError` where it is too long, or shows an uploaded file."""
    if own_steps.shows_own_file(own):
        raise UploadError(own_steps.only_in_a_file(say))
    content = json.dumps(_document(own), ensure_ascii=False, separators=(",", ":")).encode()
    text = urlsafe_b64encode(zlib.compress(content, 9)).decode().rstrip("=")
    if len(text) > LONGEST_LINK:
        raise UploadError(
            say("This story is too long for a link. Shorten the notes, or save it as a file and open it where needed.")
        )
    return text


def _document(own: Story) -> dict[str, Any]:
    steps = [_step_document(step) for step in own.steps]
    figures = {"figures": own_figures.document(own.figures)} if own.figures else {}
    return {"format": FORMAT, "version": VERSION, "question": own.question, "steps": steps, **figures}


def _step_document(step: Step) -> dict[str, Any]:
    """A step of the project's by its key and the words that differ; any other by its page and View."""
    same = own_steps.project_step(step.key)
    if same is None:
        view = replace(step.view, lang=DEFAULT).to_params()
        asked = {"ask": _ask_document(step.ask)} if step.ask else {}
        return {"page": step.page, "view": view, "title": step.title, "note": step.note, **asked}
    words = {name: own for name in ("title", "note") if (own := getattr(step, name)) != getattr(same, name)}
    asked = {} if step.ask == same.ask else {"ask": _ask_document(step.ask)}
    return {"of": step.key, **words, **asked}


def _ask_document(ask: Ask | None) -> dict[str, Any] | None:
    return None if ask is None else {"question": ask.question, "answers": list(ask.answers)}


def unpacked(text: str, say: Language = own_steps.ENGLISH) -> Story:
    """The story of a link. Raises `UploadError` with a sentence where it is none."""
    if len(text) > LONGEST_LINK or not _PACKED.fullmatch(text):
        raise UploadError(say("This link holds no story, or only a part of one. Copy it again as a whole."))
    unpacking = zlib.decompressobj()
    try:
        content = unpacking.decompress(urlsafe_b64decode(text + "=" * (-len(text) % 4)), _LONGEST_UNPACKED)
    except (ValueError, zlib.error):
        content = b""
    if not unpacking.eof or unpacking.unused_data:
        raise UploadError(say("This link holds no story, or only a part of one. Copy it again as a whole."))
    story = read(content, say)
    if story.figures:
        raise UploadError(own_steps.only_in_a_file(say))
    return story


def read(content: bytes, say: Language = own_steps.ENGLISH) -> Story:
    """The story of a file. Raises `UploadError` with a sentence where it is none."""
    if len(content) > LONGEST_FILE:
        raise UploadError(say("This file is too large for a story: at most {n} kB.", n=LONGEST_FILE // 1024))
    document = _parsed(content)
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise UploadError(say("This is no story of the Nexus Atlas. Open a file that was saved on this page."))
    if document.get("version") is not VERSION:
        raise UploadError(say("This story was saved by another version of the atlas, which cannot be read here."))
    _only(document, {"format", "version", "question", "steps", "figures"}, say("The story"), say)
    return _story(document, say)


def _parsed(content: bytes) -> object:
    """What the JSON says; None where it is none."""
    try:
        return json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None


def _story(document: Json, say: Language) -> Story:
    question = _words(document.get("question", ""), own_steps.LONGEST_QUESTION, say("The question"), say)
    listed = document.get("steps")
    if not isinstance(listed, list) or not listed:
        raise UploadError(say("This story has no steps."))
    if len(listed) > own_steps.MOST_STEPS:
        raise UploadError(
            say("This story has {n} steps; at most {most} can be read.", n=len(listed), most=own_steps.MOST_STEPS)
        )
    figures = own_figures.read(document["figures"], say) if "figures" in document else None
    made = own_steps.story(question)
    for number, one in enumerate(listed, start=1):
        step = _step(one, say("Step {n}", n=number), say)
        if step.view.shows_own_file and figures is None:
            raise UploadError(say("Step {n} shows an uploaded file whose figures did not come along.", n=number))
        made = own_steps.added(made, step, say, figures)
    if figures and not made.figures:
        raise UploadError(say("This story holds the figures of an uploaded file, which none of its steps shows."))
    return made


def _step(document: object, where: str, say: Language) -> Step:
    if not isinstance(document, dict):
        raise UploadError(say("{where} cannot be read.", where=where))
    _only(document, _OF if "of" in document else _OWN, where, say)
    step = _of(document, where, say) if "of" in document else _own(document, where, say)
    given: dict[str, Any] = {
        name: _words(document[name], longest, where, say)
        for name, longest in (("title", own_steps.LONGEST_TITLE), ("note", own_steps.LONGEST_NOTE))
        if name in document
    }
    if "ask" in document:
        given["ask"] = _ask(document["ask"], where, say)
    return replace(step, **given)


def _of(document: Json, where: str, say: Language) -> Step:
    key = document["of"]
    step = own_steps.project_step(key) if isinstance(key, str) else None
    if step is None:
        raise UploadError(say("{where} repeats a step that this version of the atlas does not have.", where=where))
    return step


def _own(document: Json, where: str, say: Language) -> Step:
    page = document.get("page")
    if not isinstance(page, str) or page not in page_makers.MAKERS:
        raise UploadError(say("{where} is of a page that this version of the atlas does not have.", where=where))
    view = _view(document.get("view", {}), where, say)
    title = page_makers.title(page, view, say)[: own_steps.LONGEST_TITLE]
    return Step(key="", title=title, note="", view=view, page=page, make=page_makers.MAKERS[page])


def _view(params: object, where: str, say: Language) -> View:
    """The View that the parameters name, each of them understood."""
    if not isinstance(params, dict) or not all(isinstance(value, str) for value in params.values()):
        raise UploadError(say("{where} names no view.", where=where))
    short = {name: value for name, value in params.items() if len(value) <= _LONGEST_PARAM}
    view = View.from_params(short)
    meant = _meant(view)
    lost = [name for name, value in params.items() if meant.get(name) != value]
    if lost:
        named = ", ".join(own_steps.plain(name, 20) for name in lost[:3])
        raise UploadError(say("{where}: this part of its view is not known here: {names}.", where=where, names=named))
    return replace(view, lang=DEFAULT)


def _meant(view: View) -> dict[str, str]:
    """Every parameter of a View, with those that are left out of links because they are the usual."""
    usual = {"indicator": view.indicator, "level": view.level.value, "lang": view.lang, "picture": view.picture.value}
    return usual | {"classes": view.classes.code(), "hatch": "1"} | view.to_params()


def _ask(document: object, where: str, say: Language) -> Ask | None:
    if document is None:
        return None
    if not isinstance(document, dict) or not isinstance(document.get("answers"), list):
        raise UploadError(say("{where}: its question to the room cannot be read.", where=where))
    _only(document, {"question", "answers"}, where, say)
    answers = tuple(_words(one, own_steps.LONGEST_ANSWER, where, say) for one in document["answers"])
    asked = own_steps.asking(_words(document.get("question"), own_steps.LONGEST_TITLE, where, say), answers, say)
    if asked is None or len(asked.answers) != len(answers):
        raise UploadError(say("{where}: its question to the room cannot be read.", where=where))
    return asked


def _words(value: object, longest: int, where: str, say: Language) -> str:
    """A text as it is shown. Raises `UploadError` for what is none, or too long."""
    if not isinstance(value, str):
        raise UploadError(say("{where}: a text is expected where something else stands.", where=where))
    if len(value) > longest:
        raise UploadError(say("{where}: a text is longer than {n} letters.", where=where, n=longest))
    return own_steps.plain(value, longest)


def _only(document: Json, known: set[str], where: str, say: Language) -> None:
    """Raises `UploadError` for a name that means nothing: it may be a slip of the pen."""
    for name in document:
        if name not in known:
            raise UploadError(
                say("{where} has “{name}”, which means nothing here.", where=where, name=own_steps.plain(name, 40))
            )

"""A room as a value: who may change what, what is counted once, what is told and what never."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.room import ids, messages, moves, telling
from dashboard.room.model import MOST_OF_ONE, MOST_PROPOSALS, MOST_VISITS, Room, Stand, Stop
from dashboard.room.refusal import LONGEST_PROPOSAL, SENTENCES, RoomRefused

VISITS = tuple(f"visit-{n:011d}" for n in range(4))
WORDS = ("Build homes near work", "build  homes near WORK", "Ask the tenants first", "=SUM(A1)")
STOPS = (Stop(key="s.a"), Stop(key="s.b", answers=3), Stop(key="s.c", answers=2))

Act = Callable[[Room], Room]


def room(**more: Any) -> Room:
    values = {"id": "abc234", "lock": "x", "born": "1", "story": "s", "packed": "", "lang": "en", "stops": STOPS}
    return Room(**values | more)


@dataclass(frozen=True, kw_only=True)
class Said:
    """One message: its name and its fields but the presenter's secret."""

    action: str
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def by_presenter(self) -> bool:
        """Whether it needs the secret."""
        return messages.ACTIONS[self.action].by_presenter

    def done(self, before: Room) -> Room:
        """The room after it; the same where it is refused."""
        try:
            return messages.ACTIONS[self.action].act(before, **self.values)
        except RoomRefused:
            return before


STEPS = st.integers(-1, len(STOPS) + 1)
PROPOSALS = st.builds(moves.proposal_id, st.integers(0, 2), st.sampled_from([" ".join(one.split()) for one in WORDS]))
VISIT = st.sampled_from(VISITS)


def said(action: str, **values: st.SearchStrategy[Any]) -> st.SearchStrategy[Said]:
    return st.builds(Said, action=st.just(action), values=st.fixed_dictionaries(values))


SAID = st.one_of(
    said("step", step=STEPS),
    said("ask", step=STEPS, is_open=st.booleans()),
    said("answer", visit=VISIT, step=STEPS, answer=st.integers(-1, 3)),
    said("propose", visit=VISIT, step=STEPS, text=st.sampled_from(WORDS)),
    said("endorse", visit=VISIT, proposal=PROPOSALS),
    said("accept", proposal=PROPOSALS),
    said("remove", proposal=PROPOSALS),
)
TALKS = st.lists(SAID, max_size=40)


def heard(state: dict[str, Any], event: str, content: dict[str, Any]) -> dict[str, Any]:
    """What a page makes of an event; `roomstate.js` does the same."""
    proposals = {one["id"]: one for one in state["proposals"]}
    if event == "bars":
        return state | {"bars": state["bars"] | {str(content["step"]): content["counts"]}}
    if event == "proposal":
        return state | {"proposals": list((proposals | {content["id"]: content}).values())}
    if event == "removed":
        return state | {"proposals": [one for id, one in proposals.items() if id != content["id"]]}
    return state | content


@given(talk=TALKS)
def test_events_bring_a_page_to_where_the_room_is(talk: list[Said]) -> None:
    now = room()
    page = telling.whole(now)
    for one in talk:
        before, now = now, one.done(now)
        for event, content in telling.changes(before, now):
            page = heard(page, event, json.loads(json.dumps(content)))
        assert page == telling.whole(now)


@given(talk=TALKS)
def test_only_the_presenter_moves_the_screen_and_decides(talk: list[Said]) -> None:
    now = room()
    for one in talk:
        before, now = now, one.done(now)
        kept = ("step", "furthest", "closed", "accepted", "removed")
        if not one.by_presenter:
            assert [getattr(now, name) for name in kept] == [getattr(before, name) for name in kept]
            assert [p.stand for p in before.proposals] == [p.stand for p in now.proposals][: len(before.proposals)]


@given(talk=TALKS)
def test_a_phone_counts_once_whatever_it_sends(talk: list[Said]) -> None:
    now = room()
    for one in talk:
        now = one.done(now)
    for n, stop in enumerate(STOPS):
        assert sum(moves.counts(now, n)) == len(now.answers.get(n, {})) <= len(VISITS)
        assert len(moves.counts(now, n)) == stop.answers
    for proposal in now.proposals:
        assert len(set(proposal.visits)) == len(proposal.visits)
        assert 0 <= proposal.endorsements < len(VISITS)
    assert len({one.id for one in now.proposals}) == len(now.proposals)


@given(talk=TALKS)
def test_nobody_is_told_who_said_what(talk: list[Said]) -> None:
    now = room()
    told = []
    for one in talk:
        before, now = now, one.done(now)
        told += [telling.message(*event) for event in telling.changes(before, now)]
    told.append(telling.message("room", telling.whole(now)))
    assert not [visit for visit in VISITS if visit.encode() in b"".join(told)]
    assert "x" not in telling.whole(now).values()


def test_a_step_and_a_closed_question_are_told_at_once() -> None:
    now = moves.stepped(room(), 1)
    assert telling.moved(room(), now)
    assert telling.moved(now, moves.asked(now, 1, is_open=False))
    assert not telling.moved(now, moves.answered(now, VISITS[0], 1, 0))


def test_an_answer_is_taken_where_the_room_has_been_and_may_be_changed() -> None:
    with pytest.raises(RoomRefused, match="nothing to answer"):
        moves.answered(room(), VISITS[0], 1, 0)
    now = moves.answered(moves.stepped(room(), 2), VISITS[0], 1, 0)
    now = moves.answered(now, VISITS[1], 1, 0)
    assert moves.counts(now, 1) == (2, 0, 0)
    assert moves.counts(moves.answered(now, VISITS[1], 1, 2), 1) == (1, 0, 1)
    closed = moves.asked(now, 1, is_open=False)
    with pytest.raises(RoomRefused, match="nothing to answer"):
        moves.answered(closed, VISITS[2], 1, 0)
    assert moves.counts(moves.answered(moves.asked(closed, 1, is_open=True), VISITS[2], 1, 0), 1) == (3, 0, 0)


def test_the_same_words_are_one_proposal_and_an_endorsement() -> None:
    now = moves.proposed(room(), VISITS[0], 0, "Build homes near work")
    now = moves.proposed(now, VISITS[1], 0, " build homes  near WORK ")
    now = moves.proposed(now, VISITS[0], 0, "Build homes near work")
    assert [(one.text, one.endorsements) for one in now.proposals] == [("Build homes near work", 1)]
    assert len(moves.proposed(moves.stepped(now, 1), VISITS[1], 1, "Build homes near work").proposals) == 2


def test_what_was_decided_stands_after_a_restart() -> None:
    id = moves.proposal_id(0, "Build homes near work")
    anew = room(accepted=frozenset({id}), removed=frozenset({moves.proposal_id(0, "Go away")}))
    now = moves.proposed(anew, VISITS[0], 0, "Build homes near work")
    assert [one.stand for one in now.proposals] == [Stand.ACCEPTED]
    with pytest.raises(RoomRefused):
        moves.proposed(anew, VISITS[0], 0, "Go away")


def test_an_accepted_proposal_stays() -> None:
    now = moves.proposed(room(), VISITS[0], 0, WORDS[0])
    now = moves.accepted(now, now.proposals[0].id)
    with pytest.raises(RoomRefused):
        moves.removed(now, now.proposals[0].id)


def test_a_room_takes_so_much_and_no_more() -> None:
    now = room()
    for n in range(MOST_OF_ONE):
        now = moves.proposed(now, VISITS[0], 0, f"Idea {chr(97 + n)}")
    with pytest.raises(RoomRefused, match="as much as one phone can"):
        moves.proposed(now, VISITS[0], 0, "One more")
    for n in range(MOST_PROPOSALS - MOST_OF_ONE):
        now = moves.proposed(now, f"other-{n:010d}", 0, f"Other {n}")
    with pytest.raises(RoomRefused, match="More cannot be taken"):
        moves.proposed(now, VISITS[1], 0, "One more")
    now = room(step=1, furthest=1, answers={1: {f"visit-{n:010d}": 0 for n in range(MOST_VISITS)}})
    with pytest.raises(RoomRefused, match="More cannot be taken"):
        moves.answered(now, "another-visit-01", 1, 0)
    assert moves.counts(moves.answered(now, "visit-0000000001", 1, 1), 1) == (MOST_VISITS - 1, 1, 0)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        (" \n\t ", "empty"),
        ("1234 !?", "empty"),
        ("\u202e\u200b", "empty"),
        ("a" * (LONGEST_PROPOSAL + 1), "long"),
        ("Write to jan@example.org", "personal"),
        ("Call me: 0171 123 45 67", "personal"),
        ("Meet at 12, rue de la Paix", "personal"),
    ],
)
def test_what_cannot_be_a_proposal_is_refused(text: str, reason: str) -> None:
    with pytest.raises(RoomRefused) as refused:
        moves.plain(text)
    assert (refused.value.reason, str(refused.value)) == (reason, SENTENCES[reason])
    assert refused.value.status == 422


@given(text=st.text(max_size=400))
def test_a_proposal_is_one_line_of_signs_that_are_seen(text: str) -> None:
    try:
        words = moves.plain(text)
    except RoomRefused:
        return
    assert 0 < len(words) <= LONGEST_PROPOSAL
    assert words.isprintable()
    assert moves.plain(words) == words


def test_a_room_has_one_short_name_for_each_secret() -> None:
    tokens = [ids.new_token() for _ in range(20)]
    names = [ids.room_id(token) for token in tokens]
    assert names == [ids.room_id(token) for token in tokens]
    assert len(set(names)) == len(names)
    assert all(len(name) == ids.LENGTH and set(name) <= set(ids.LETTERS) for name in names)
    assert not set("01ilo") & set(ids.LETTERS)
    assert all(ids.TOKEN.fullmatch(token) for token in tokens)
    assert ids.opens(tokens[0], ids.lock(tokens[0]))
    assert not ids.opens(tokens[1], ids.lock(tokens[0]))
    assert ids.written(f" {names[0].upper()} ") == names[0]


TOKEN = "t" * 43
OPENING = {
    "token": "",
    "story": "who_received",
    "packed": "",
    "lang": "en",
    "step": 0,
    "furthest": 0,
    "closed": [],
    "accepted": [],
    "removed": [],
}
ANSWER = {"visit": VISITS[0], "step": 1, "answer": 0}
VALUES = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.lists(st.integers(), max_size=3)


def read(message: dict[str, Any], action: str = "answer") -> dict[str, Any]:
    return messages.of(messages.ACTIONS[action], json.dumps(message).encode())


def test_messages_are_read() -> None:
    assert messages.opening(json.dumps(OPENING).encode()) == OPENING
    assert read(ANSWER) == ANSWER
    assert read({"token": TOKEN, "step": 2}, "step") == {"token": TOKEN, "step": 2}


@pytest.mark.parametrize("name", list(ANSWER))
def test_a_missing_field_or_another_one_is_refused(name: str) -> None:
    for message in ({**ANSWER, f"{name}s": 1}, {key: value for key, value in ANSWER.items() if key != name}):
        with pytest.raises(RoomRefused, match="does not know this message"):
            read(message)


@pytest.mark.parametrize("secret", [{}, {"token": ""}, {"token": None}, {"token": "short"}, {"token": "é" * 43}])
def test_a_presenters_message_without_the_secret_is_a_strangers(secret: dict[str, Any]) -> None:
    with pytest.raises(RoomRefused) as refused:
        read({"step": 1, **secret}, "step")
    assert (refused.value.reason, refused.value.status) == ("stranger", 403)


@pytest.mark.parametrize(
    "wrong",
    [
        {"step": True},
        {"step": 1.0},
        {"step": "1"},
        {"step": -1},
        {"step": 99},
        {"visit": "x"},
        {"visit": 7},
        {"answer": None},
    ],
)
def test_a_field_of_another_kind_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(RoomRefused):
        read(ANSWER | wrong)


@given(
    body=st.binary(max_size=60)
    | st.dictionaries(st.sampled_from(list(OPENING)), VALUES).map(lambda d: json.dumps(d).encode())
)
def test_whatever_is_sent_is_read_or_refused(body: bytes) -> None:
    with pytest.raises(RoomRefused):
        messages.opening(body)
    for action in messages.ACTIONS.values():
        with pytest.raises(RoomRefused):
            messages.of(action, body)


def test_deep_nesting_is_refused() -> None:
    with pytest.raises(RoomRefused, match="cannot be read"):
        messages.opening(b"[" * 15_000)

"""Why a room does not do what a message asks: a sentence for whoever sent it, and the status of the answer."""

from __future__ import annotations

from http import HTTPStatus

from data_sources.errors import AtlasError

LONGEST_PROPOSAL = 280

SENTENCES = {
    "unreadable": "This message cannot be read.",
    "unknown": "A room does not know this message. Load the page again.",
    "too_big": "This message is longer than a room takes.",
    "stranger": "Only the page of the presenter can do this.",
    "no_room": "This room is not open. It opens again by itself when the presenter's page is back.",
    "no_step": "The story has no such step.",
    "no_question": "There is nothing to answer at this step now.",
    "no_proposal": "This proposal is not there any more.",
    "empty": "Write a sentence first.",
    "long": "A proposal has at most 280 characters.",
    "personal": (
        "This looks like an e-mail address, a telephone number or a street address. "
        "Leave it out: nothing personal is kept here."
    ),
    "enough": "You have proposed as much as one phone can. Endorse what others propose.",
    "full": "More cannot be taken in this room.",
    "crowded": "This server follows as many rooms and phones as it can. Try again in a few minutes.",
    "taken": "This room belongs to another page.",
    "no_story": "There is no such story.",
    "not_kept": "The recommendation could not be written to the disk of this server. Accept it again.",
}
"""Reason -> sentence, in English."""

_STATUS = {
    "unreadable": HTTPStatus.BAD_REQUEST,
    "unknown": HTTPStatus.BAD_REQUEST,
    "too_big": HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    "stranger": HTTPStatus.FORBIDDEN,
    "no_room": HTTPStatus.NOT_FOUND,
    "no_story": HTTPStatus.NOT_FOUND,
    "no_proposal": HTTPStatus.NOT_FOUND,
    "crowded": HTTPStatus.SERVICE_UNAVAILABLE,
    "not_kept": HTTPStatus.SERVICE_UNAVAILABLE,
    "taken": HTTPStatus.CONFLICT,
    "full": HTTPStatus.CONFLICT,
    "no_question": HTTPStatus.CONFLICT,
}


class RoomRefused(AtlasError):
    """A message that changes nothing; `reason` is a key of `SENTENCES`."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(SENTENCES[reason])

    @property
    def status(self) -> int:
        """The HTTP status of the answer."""
        return int(_STATUS.get(self.reason, HTTPStatus.UNPROCESSABLE_ENTITY))

"""Every text of a story on a screen, in English: key -> sentence, sent to the browser in the reader's language.

A gap such as {n} is filled in the browser.
"""

from __future__ import annotations

TEXTS: dict[str, str] = {
    # Stepping through
    "deck_counter": "{n} / {count}",
    "deck_step": "Step {n} of {count}: {title}",
    "act_previous": "Back",
    "act_next": "Next",
    "act_blank": "Black screen",
    "deck_blanked": "The screen is black. Press B, or touch it, to show the step again.",
    "act_full": "Full screen",
    "act_speaker": "Speaker's window",
    "act_help": "Keys",
    "deck_controls": "Steps of the story",
    "deck_close": "Close",
    # One step
    "deck_table": "Figures as a table",
    "deck_coming": "This step is being prepared.",
    "deck_missing": "This step did not come. It is asked for again; the steps before and after can be shown.",
    "deck_ask": "A question to the room",
    # The end
    "deck_end": "The end of the story",
    "deck_end_steps": "What it showed",
    "deck_end_sources": "All sources",
    # What a key does
    "key_next": "Next step: right arrow, down, space, Page Down, a click at the right edge, a swipe to the left",
    "key_previous": "Step back: left arrow, up, Page Up, a click at the left edge, a swipe to the right",
    "key_ends": "First step: Home. The end: End",
    "key_blank": "Black screen: B or the full stop",
    "key_play": "Play the years on a map, and pause: P",
    "key_table": "Figures as a table: T",
    "key_full": "Full screen: F",
    "key_speaker": "Window for the speaker with notes, the next step and a clock: S",
    "key_room": "The room that follows on phones: R",
    "key_help": "These keys: ?",
    "key_escape": "Leave full screen, then the story: Escape",
    "key_map": "On a map the arrows move from place to place; Escape leaves the map",
    # The speaker's window
    "speaker_title": "Speaker",
    "speaker_note": "Note",
    "speaker_next": "Next",
    "speaker_last": "After this step the story ends",
    "speaker_since": "Since the start",
    "speaker_clock": "Time",
    "speaker_left": "The page with the story was closed or loaded anew. Press S there to be in step again.",
    "speaker_blocked": "The browser kept the speaker's window closed. Allow windows of this page, then press S again.",
    # When the server is gone
    "watch_gone": "The server does not answer. The story goes on with what this page holds.",
    "watch_back": "The server answers again.",
    # The room: the presenter's side
    "room_open": "Room",
    "room_title": "The room",
    "room_why": (
        "Let those in the room follow on their phones: they see each step, may look around, answer questions and "
        "propose recommendations."
    ),
    "room_lead": "Open a room for this story",
    "room_private": (
        "Nobody gives a name. This server holds no address of a phone; answers are gone when the room is closed, and "
        "only recommendations that you accept are kept."
    ),
    "room_scan": "Scan the code, or type:",
    "room_code": "QR code of {url}",
    "room_ways": "Network",
    "room_loopback": (
        "Phones cannot reach this address: it is this computer's own. Join a network that the phones are in, and start "
        "the app so that it listens there."
    ),
    "room_followers": "Phones that follow: {n}",
    "room_gone": "The server does not answer. The room opens again by itself.",
    "room_answers": "Answers: {n}",
    "room_mine": "your answer",
    "room_ask_close": "Take no more answers",
    "room_ask_open": "Take answers again",
    "room_proposals": "Proposed recommendations",
    "room_no_proposals": "Nothing is proposed yet.",
    "room_endorsed": "Endorsed by {n}",
    "room_accept": "Accept",
    "room_remove": "Remove",
    "room_accepted": "Accepted recommendations",
    "room_kept": "Kept on this server, with the view they were made on. Save as:",
    # The page of a phone that follows
    "follow_coming": "The room is being looked for.",
    "follow_with": "You follow the presenter.",
    "follow_around": "You look around. The presenter is at step {n}.",
    "follow_around_end": "You look around. The presenter is at the end of the story.",
    "follow_return": "Back to the presenter",
    "follow_gone": "No connection. This page tries again by itself.",
    "follow_propose": "Propose",
    "follow_what": "A recommendation: who should do what?",
    "follow_left": "Letters left: {n}. No names, please.",
    "follow_send": "Send to the room",
    "follow_endorse": "Endorse",
    "follow_endorsed": "You support this.",
    "follow_answered": "Touch another answer to change yours.",
    "follow_closed": "No more answers are taken.",
}

"""The privacy page: who runs this server, what is kept, for how long, and whom to ask."""

from __future__ import annotations

import os

import streamlit as st

from dashboard.shell.frame import Page

PROMISES = (
    "No account, no advertising, no statistics on visitors: Streamlit's own usage statistics are off.",
    "What you choose (indicator, place, year) is in the address of the page, and here until you close the tab.",
    (
        "A file that you drop on “Your data” stays in the memory of this server, for your visit only. It is never "
        "written to disk or to a log, and no other visitor is shown it. “Forget my file” drops it at once; after you "
        "close the page it is dropped when the server next clears ended visits, two minutes later at the earliest. "
        "Its figures go into what you make only after you said so."
    ),
    (
        "A phone that follows a presentation gives no name and gets no cookie. Its answers lie in the memory of this "
        "server under a number drawn by chance, and end with the room; a recommendation that the presenter accepts is "
        "kept without saying who made it."
    ),
    "One cookie that Streamlit needs protects forms against misuse; it holds no name and ends with the session.",
    (
        "A steward of the register who logs in, where the operator set that up, gets a second cookie with what the "
        "login says of them, for up to 30 days."
    ),
    "This server may ask the open-data services for newer figures; it says which figures, never who looks at them.",
    "The operator's web server may log addresses as any web server does; how long is the operator's choice.",
    "The page loads nothing from other servers: no fonts, no maps, no scripts.",
)
"""What is kept and sent, one sentence a point."""


def who(page: Page) -> None:
    """The operator and the contact, as the operator has set them."""
    say = page.say
    st.title(say("Privacy"), anchor=False)
    operator = os.environ.get("NEXUS_ATLAS_OPERATOR", "")
    contact = os.environ.get("NEXUS_ATLAS_CONTACT", "")
    st.subheader(say("Who runs this server"), anchor=False)
    st.markdown(operator or say("The person who started it has not said so (setting NEXUS_ATLAS_OPERATOR)."))
    st.subheader(say("Whom to ask"), anchor=False)
    st.markdown(contact or say("No contact is set (setting NEXUS_ATLAS_CONTACT)."))


def what(page: Page) -> None:
    """What is kept and sent, in plain words."""
    say = page.say
    st.subheader(say("What is kept, and how long"), anchor=False)
    st.markdown("\n".join(f"- {say(line)}" for line in PROMISES))

"""What stands below the map and the cards of the register: loaded and computed once these are on the screen."""

from __future__ import annotations

from dashboard.shell.frame import Page, live, sections


def below(page: Page) -> None:
    """The figures, the form, the steward's part, the files and the limits."""
    # The needs of the neighbourhoods stand on most of the program: not loaded before the map stands.
    from dashboard.shell import intermediaries_figures as figures  # noqa: PLC0415
    from dashboard.shell import intermediaries_form as form  # noqa: PLC0415
    from dashboard.shell.intermediaries import limits, take_along  # noqa: PLC0415
    from dashboard.shell.intermediaries_steward import section  # noqa: PLC0415

    sections(page, figures.ties, figures.money, figures.gaps, figures.rates, figures.groups)
    live(page, form.form_section)
    sections(page, form.check_section, section, take_along, limits)

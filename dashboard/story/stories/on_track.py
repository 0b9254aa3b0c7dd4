"""SDG 11: on track?"""

from __future__ import annotations

from dashboard.story import track_figures, track_windows
from dashboard.story.model import Ask, Step, Story
from dashboard.view import View

_ALL = View()

STORY = Story(
    id="on_track",
    question="SDG 11: is Europe on track for better cities?",
    why="A verdict needs a target, a year and a window. Change one of them and see what happens to the verdict.",
    minutes=12,
    steps=(
        Step(
            key="on_track.arrows",
            title="Which way do the indicators move?",
            note="One row an indicator, with the yearly rate over five and fifteen years. There are no traffic lights: "
            "arrows say towards the better or away from it, and words say how clearly.",
            view=_ALL,
            page="sdg11",
            make=track_figures.arrows,
        ),
        Step(
            key="on_track.recycling",
            title="Is recycling fast enough for 2030?",
            note="The line is what happened, the dashes are the even pace that reaches the target. The rule "
            "compares the two rates. Ask the room before you read the verdict aloud.",
            view=View(indicator="recycle", topic="11.6"),
            page="sdg11",
            make=track_figures.recycling,
            ask=Ask(
                question="How does recycling stand against the pace it needs?",
                answers=("On pace", "Somewhat too slow", "Much too slow", "Moving away"),
            ),
        ),
        Step(
            key="on_track.windows",
            title="Do five years say the same as fifteen?",
            note="Each indicator twice: its yearly rate over fifteen years and over five. Where the dots lie apart, "
            "the course has changed, or the window began in an unusual year.",
            view=_ALL,
            page="sdg11",
            make=track_figures.windows,
        ),
        Step(
            key="on_track.quadrant",
            title="Who is ahead, and who is catching up?",
            note="Upwards is better than the European Union, to the right is moving towards the better. A country may "
            "be ahead and fall back, or behind and catch up fast. It is a mean over indicators: it says where to look.",
            view=_ALL,
            page="sdg11",
            make=track_figures.quadrant,
        ),
        Step(
            key="on_track.one_year",
            title="What if the window had begun a year earlier?",
            note="The same rule on the same figures, one year earlier. A verdict that turns was never a firm one. Keep "
            "this in mind whenever somebody shows a single arrow.",
            view=_ALL,
            page="sdg11",
            make=track_windows.one_year,
        ),
        Step(
            key="on_track.distance",
            title="How far is it to the targets?",
            note="The distance in steps, where a step is the spread among countries. Some targets were agreed; for the "
            "others the best tenth of countries stands in, which is a choice and not a promise.",
            view=_ALL,
            page="sdg11",
            make=track_windows.distance,
        ),
    ),
)

"""The chart of bodies in time."""

from collections import Counter

from lxml import etree

from communique.check.bodies import Body, Event
from communique.report.body_chart import SIGNS, body_chart


def made(*bodies: Body) -> str:
    return body_chart(
        bodies, title="Bodies <in> time", label=str, action=str, address=lambda name: f"/b/{name}"
    )


def body(name: str, *events: Event) -> Body:
    dates = [f"{event.year}-06-30" for event in events]
    first, last = (dates[0], dates[-1]) if dates else (None, None)
    actions = Counter(event.action for event in events)
    return Body(name, first, last, 1, len(events), actions, ("XAA",), events)


def test_a_bar_a_body_and_a_sign_an_event() -> None:
    drawn = etree.fromstring(
        made(
            body("Talks", Event(1990, "established", 1), Event(2000, "met", 2)),
            body("Fund", Event(1995, "ongoing", 1)),
            body("Undated"),
        )
    )
    bars = [node for node in drawn.iter() if node.get("class") == "bar"]
    assert len(bars) == 2 and float(bars[0].get("width")) > float(bars[1].get("width"))
    signs = [node for node in drawn.iter() if (node.get("class") or "").startswith("sign")]
    assert [sign.get("class") for sign in signs] == ["sign a-established", "sign a-met"]
    assert signs[0].get("d") == SIGNS["established"] != signs[1].get("d")


def test_names_are_escaped_and_no_style_is_written() -> None:
    drawn = made(body('<script>"x"', Event(1990, "lapsed", 1)))
    assert "<script" not in drawn and "style=" not in drawn
    etree.fromstring(drawn)


def test_nothing_dated_is_no_chart() -> None:
    assert made(body("Undated")) == "" == made()

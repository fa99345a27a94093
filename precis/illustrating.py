"""Pictures with our own scheme, chart:, become figures drawn from facts, which their sections thereby cite."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

from lxml.html import HtmlElement

from precis.draft import Draft
from precis.page import LEADS
from precis.sections import Section

_MARK = re.compile(r'<figure data-chart="(\d+)"></figure>')
Complain = Callable[[HtmlElement, str, str, str], None]
"Reports something of a picture: what, expected, repair."


class Illustrator:
    """Draws the charts of one page."""

    def __init__(self, draft: Draft, complain: Complain) -> None:
        self._draft, self._complain = draft, complain
        self._ids: Counter[str] = Counter()
        self._figures: list[str] = []

    def place(self, picture: HtmlElement, name: str, section: Section) -> None:
        """Leaves a mark where a chart will stand: its markup must not be taken for text of the page."""
        dossier, paragraph = self._draft.dossier, picture.getparent()
        chart = dossier.charts.get(name)
        if chart is None:
            expected = f"an id of docs/_charts/{dossier.name}.yml"
            self._complain(picture, f"shows the unknown chart “{name}”", expected, "correct the id, or add the chart")
        elif section.id in LEADS or paragraph is None or not _alone(picture, paragraph):
            what, expected = f"shows the chart “{name}” within a text", f"![](chart:{name}) alone between blank lines"
            self._complain(picture, what, expected, "move it there; answers and short versions show no charts")
        else:
            for fact_id in chart.facts:
                self._draft.cite_fact(fact_id, section.id)
            self._draft.result.charts.setdefault(section.id, {})[name] = chart.facts
            paragraph.remove(picture)
            paragraph.attrib.clear()
            paragraph.tag, paragraph.text = "figure", None
            paragraph.set("data-chart", str(len(self._figures)))
            self._figures.append(self._draft.context.render_chart(name, self._id(name)))
            return
        picture.drop_tree()

    def drawn(self, text: str) -> str:
        """HTML of the page with its figures in place."""
        return _MARK.sub(lambda mark: self._figures[int(mark[1])], text)

    def _id(self, name: str) -> str:
        self._ids[name] += 1
        return f"chart-{name}" if self._ids[name] == 1 else f"chart-{name}-{self._ids[name]}"


def _alone(picture: HtmlElement, paragraph: HtmlElement) -> bool:
    texts = (paragraph.text, picture.tail)
    return paragraph.tag == "p" and len(paragraph) == 1 and not any(text and text.strip() for text in texts)

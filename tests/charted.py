"""The small site in five languages, with charts of every type on one page of each."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.further import begin, translate

CHARTED = Path(__file__).parent / "sites" / "charted"
SHOWN = ("by-year", "in-time", "alike", "dates", "dates")
"The charts of the page, in order."
MESSAGES = {
    "fr": {
        "Opening of the harbour": "Ouverture du port",
        "Counted at the quay.": "Comptés sur le quai.",
        "Ships by year": "Navires par an",
        "Ships in time": "Navires au fil du temps",
        "Two years": "Deux ans",
        "From nought": "À partir de zéro",
        'Two years before the end & <the> "last"': "Deux ans avant la fin",
        "Dates": "Dates",
        "The council closes the harbour": "La municipalité ferme le port",
    },
    "ar": {
        "Ships by year": "السفن حسب السنة",
        "Lowest: {low} ({low_label}); highest: {high} ({high_label}), {times} times the lowest.": (
            "الأدنى: {low} ({low_label})؛ الأعلى: {high} ({high_label})، أي {times} أضعاف الأدنى."
        ),
    },
}


def chart(folder: Path) -> Path:
    begin(folder)
    facts = folder / "docs/_facts/harbour.yml"
    facts.write_text(facts.read_text("utf-8") + (CHARTED / "facts.yml").read_text("utf-8"), "utf-8")
    (folder / "docs/_charts").mkdir()
    shutil.copy(CHARTED / "charts.yml", folder / "docs/_charts/harbour.yml")
    images = "".join(f"![](chart:{name})\n\n" for name in SHOWN)
    for page in folder.glob("docs/*/harbour/closing.md"):
        text = page.read_text("utf-8")
        page.write_text(text.replace("!!! note", f"{images}!!! note", 1), "utf-8")
    for tag, messages in MESSAGES.items():
        translate(folder, tag, messages)
    return folder

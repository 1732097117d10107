"""Tables of the pages on scenarios: the library, and each action's own settings.

Names and defaults come from the code, sources from the submodels of docs/odd.md.
"""

import re
from dataclasses import fields
from typing import Any

from agents.actions import ACTIONS
from commands.words import VOCABULARY
from scenarios import library_scenarios, load
from scenarios.wording import CHECKOUT
from tools.blocks import table

ODD = CHECKOUT / "docs" / "odd.md"
UNITS = {
    "_s": "virtual seconds",
    "_h": "hours",
    "_days": "days",
    "_chance": "chance, 0 to 1",
    "_usd": "US dollars",
    "_stars": "weight",
    "_star": "weight",
    "featuring": "chance, 0 to 1",
    "days_ahead": "days",
    "hour_of_day": "hours of the local day",
    "routing": "0 or 1",
}
"""What the end of a name says; whatever has no such end is a count."""

_SOURCE = re.compile(r"\b((?:ours|(?:the )?predecessor).*)$")
_BRACKET = re.compile(r"\(([^()]*)\)")


def settings_table() -> str:
    """Every setting of every action: default, unit, source."""
    odd = ODD.read_text(encoding="utf-8")
    rows = []
    for action in ACTIONS.values():
        heading, told = _submodel(odd, action.name)
        link = f"[`{action.name}`](odd.md#{re.sub(r'[^\w\- ]', '', heading).replace(' ', '-')})"
        for field in fields(action.settings):
            default = getattr(action.settings(), field.name)
            cells = [f"`{field.name}`", f"`{_written(default)}`", _unit(field.name)]
            rows.append([link, *cells, _source(told, field.name)])
    return table(["Action", "Setting", "Default", "Unit", "Source"], rows)


def library_table() -> str:
    """Every scenario of the library with its question, its people and its days."""
    rows = []
    for name in library_scenarios():
        scenario = load(name, vocabulary=VOCABULARY).scenario
        people, days = str(scenario.population.initial), f"{scenario.time.days:g}"
        rows.append([f"[`{name}`](../scenarios/library/{name}.yaml)", scenario.about, people, days])
    return table(["Scenario", "Question", "People at time zero", "Virtual days"], rows)


def _submodel(odd: str, action: str) -> tuple[str, str]:
    """The heading of an action's section, as its anchor has it, and the section on one line."""
    pattern = rf"^### ([^\n]*`{action}`)\n(.*?)(?=^#)"
    found = re.search(pattern, odd, re.MULTILINE | re.DOTALL)
    if found is None:
        raise LookupError(f"docs/odd.md has no section about {action}")
    return found[1].lower(), " ".join(found[2].split())


def _written(default: Any) -> str:
    numbers = default if isinstance(default, tuple) else (default,)
    text = ", ".join(f"{number:g}" for number in numbers)
    return f"[{text}]" if isinstance(default, tuple) else text


def _unit(name: str) -> str:
    return next((unit for end, unit in UNITS.items() if name.endswith(end)), "count")


def _source(told: str, setting: str) -> str:
    """What stands in the brackets of the number, or else in the next ones that name a source."""
    _, _, rest = told.partition(f"`{setting}` ")
    sources = (_SOURCE.search(bracket) for bracket in _BRACKET.findall(rest))
    found = next(filter(None, sources), None)
    return "not told" if found is None else found[1]

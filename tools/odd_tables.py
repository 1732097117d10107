"""The tables of docs/odd.md: what the reference scenario and its city put into the model."""

from collections.abc import Mapping, Sized

from commands.words import VOCABULARY
from scenarios import load
from scenarios.city import load_city
from tools.blocks import table

REFERENCE = "reference"
EXPERIENCES = ("good", "mixed", "poor")


def weights_table() -> str:
    """The share of each profile in the reference, and the weight that it gives each action."""
    profiles = load(REFERENCE, vocabulary=VOCABULARY).scenario.profiles
    actions = dict.fromkeys(name for one in profiles.values() for name in one.actions)
    shares = ["share of the members", *(f"{one.share:g}" for one in profiles.values())]
    rows = [
        [
            f"`{name}`",
            *(f"{one.actions[name]:g}" if name in one.actions else "" for one in profiles.values()),
        ]
        for name in actions
    ]
    return table(["Action", *(f"`{name}`" for name in profiles)], [shares, *rows])


def content_table() -> str:
    """How much the city's content holds, and by which shares it is drawn."""
    city = load_city(load(REFERENCE, vocabulary=VOCABULARY).scenario.content)
    groups = sum(one.community_type == "group" for one in city.communities)
    templates = {
        name: len(getattr(city.requests, name)) for name in type(city.requests).model_fields
    }
    rows = [
        [
            "First names, last names, founders",
            _counted(city.first_names, city.last_names, city.founders),
        ],
        [
            "Communities for mutual aid, groups",
            f"{len(city.communities) - groups}, {groups}",
        ],
        ["Shares of the request types, per cent", _listed(city.request_shares.model_dump())],
        ["Templates of requests", _listed(templates)],
        [
            "Shares of experiences in feedback, per cent",
            _listed({name: getattr(city.feedback, name).share for name in EXPERIENCES}),
        ],
        [
            "Spans of their scores",
            _listed({name: _span(getattr(city.feedback, name).scores) for name in EXPERIENCES}),
        ],
        ["Templates of providers", str(len(city.providers.templates))],
    ]
    return table(["Content", "What there is"], rows)


def _counted(*things: Sized) -> str:
    return ", ".join(str(len(one)) for one in things)


def _listed(values: Mapping[str, object]) -> str:
    return ", ".join(f"{name} {value}" for name, value in values.items())


def _span(scores: tuple[int, ...]) -> str:
    return " to ".join(map(str, scores))

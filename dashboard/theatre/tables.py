"""Tables for the pictures, in the shape of `reports.load`, from a chronicle and cut at an hour."""

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from dashboard.theatre.chronicle import Chronicle
from reports.names import with_exchanges
from reports.other_chapters import GOVERNANCE_COLUMNS, SERVICE_COLUMNS
from reports.places_chapter import COMMUNITY_COLUMNS, MEMBER_COLUMNS, SIZE_COLUMNS
from reports.requests_chapter import EXCHANGE_COLUMNS, REQUEST_COLUMNS

type Turns = Counter[tuple[int, str, str, str, str, int]]
"""Turns by hour, profile, action, outcome, reason, and 1 for those of a worker's own."""

TURN_COLUMNS = ("hour", "profile", "action", "outcome", "reason", "awake")
_ALSO_HOURS = ("first_offer_hour", "accepted_hour", "completed_hour", "withdrawn_hour")


def requests(chronicle: Chronicle, hour: float) -> pd.DataFrame:
    """Requests posted until an hour; what became of them later has not happened yet."""
    rows = chronicle.requests.requests.values()
    frame = pd.DataFrame(rows, columns=list(REQUEST_COLUMNS))
    hours = ["posted_hour", *_ALSO_HOURS]
    frame = frame.astype(dict.fromkeys(hours, "float64"))
    frame = frame[frame["posted_hour"] <= hour].copy()
    for name in _ALSO_HOURS:
        frame.loc[frame[name] > hour, name] = float("nan")
    frame.loc[frame["accepted_hour"].isna(), "helper"] = None
    for name, happened in (("offers", chronicle.offered), ("feedback", chronicle.rated)):
        counts = Counter(request for at, request in happened if at <= hour)
        frame[name] = [counts[request] for request in frame["request"]]
    place = chronicle.known.register.place
    frame["community"] = [place(request) for request in frame["request"]]
    return frame


def members(chronicle: Chronicle, hour: float) -> pd.DataFrame:
    """People who registered until an hour, with what they gave and got."""
    frame = pd.DataFrame(chronicle.places.members.values(), columns=list(MEMBER_COLUMNS))
    frame = frame.astype({"registered_hour": "float64"})
    frame = frame[frame["registered_hour"] <= hour]
    frame = frame.assign(name=[chronicle.known.person(one) for one in frame["member"]])
    return with_exchanges(frame, exchanges(chronicle, hour), requests(chronicle, hour))


def communities(chronicle: Chronicle, hour: float) -> pd.DataFrame:
    """Communities founded until an hour."""
    rows = chronicle.places.communities.values()
    frame = pd.DataFrame(rows, columns=list(COMMUNITY_COLUMNS))
    frame = frame.astype({"founded_hour": "float64", "ended_hour": "float64"})
    frame = frame[frame["founded_hour"] <= hour].copy()
    later = frame["ended_hour"] > hour
    frame.loc[later, "ended_hour"] = float("nan")
    frame.loc[later, "ended_by"] = ""
    frame["name"] = [chronicle.known.community(one) for one in frame["community"]]
    return frame


def sizes(chronicle: Chronicle, hour: float) -> pd.DataFrame:
    """Changes of communities' sizes until an hour."""
    return _until(chronicle.places.sizes, SIZE_COLUMNS, hour)


def exchanges(chronicle: Chronicle, hour: float) -> pd.DataFrame:
    """Completed helps until an hour."""
    return _until(chronicle.requests.exchanges, EXCHANGE_COLUMNS, hour)


def governance(chronicle: Chronicle, hour: float) -> pd.DataFrame:
    """Nominations, splits, fusions and votes until an hour."""
    return _until(chronicle.governing.rows, GOVERNANCE_COLUMNS, hour)


def services(chronicle: Chronicle, hour: float) -> pd.DataFrame:
    """What providers, collectives and activities did until an hour."""
    return _until(chronicle.services.rows, SERVICE_COLUMNS, hour)


def _until(rows: Any, columns: tuple[str, ...], hour: float) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=list(columns))
    return frame[frame["hour"] <= hour]


OF_CHRONICLE: Mapping[str, Callable[[Chronicle, float], pd.DataFrame]] = {
    "requests": requests,
    "members": members,
    "communities": communities,
    "sizes": sizes,
    "exchanges": exchanges,
    "governance": governance,
    "services": services,
}
"""The tables that are made of a chronicle, by name."""


def measures(rows: list[tuple[float, dict[str, Any]]], hour: float) -> pd.DataFrame:
    """The measures of every hour until one, a row per hour."""
    kept = [(at, values) for at, values in rows if at <= hour]
    index = pd.Index([at for at, _ in kept], name="hour", dtype="float64")
    return pd.DataFrame([values for _, values in kept], index=index).astype("float64")


def turns(counted: Turns, hour: float) -> pd.DataFrame:
    """Turns counted by hour, profile, action, outcome and reason, until an hour."""
    rows = [(*key, count) for key, count in counted.items() if key[0] <= hour]
    return pd.DataFrame(rows, columns=[*TURN_COLUMNS, "turns"])

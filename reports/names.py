"""What the platform's copy of a dry run adds to frames: names, homes, and what stood before.

A live run has no such copy, since karmyq keeps its own: there, names are made from e-mails, and
communities are numbered in the order of their founding.
"""

import re
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from model.tallies import HELPER_KARMA, REQUESTER_KARMA
from reports.reading import platform_table

if TYPE_CHECKING:
    from reports.frames import Run


def with_people(members: pd.DataFrame, run: "Run") -> pd.DataFrame:
    """People with their names, those who were there before the run among them."""
    known = platform_table(run.path, "users", "id AS user, email AS member, name, created_at")
    if known is None:
        return members.assign(name=members["member"].map(name_from))
    whole = known.merge(members.drop(columns="user"), on="member", how="left")
    created = pd.to_datetime(whole.pop("created_at"), format="ISO8601", utc=True)
    ago = (created - pd.Timestamp(run.starts).tz_convert("UTC")) / pd.Timedelta(hours=1)
    whole["registered_hour"] = whole["registered_hour"].astype("float64").fillna(ago)
    whole["profile"] = whole["profile"].fillna("")
    return whole[["member", "name", "user", "profile", "registered_hour"]]


def name_from(email: str) -> str:
    """A readable name: `mei.chen412@test.karmyq.com` is Mei Chen."""
    words = re.sub(r"\d+", "", email.partition("@")[0]).replace("_", ".").split(".")
    return " ".join(word.capitalize() for word in words if word) or email


def with_exchanges(
    members: pd.DataFrame, exchanges: pd.DataFrame, requests: pd.DataFrame
) -> pd.DataFrame:
    """People with what they gave and got, the karma of it, and where most of it happened."""
    given = members["member"].map(exchanges["helper"].value_counts()).fillna(0).astype(int)
    homes = _homes(exchanges, requests)
    received = members["member"].map(exchanges["requester"].value_counts()).fillna(0).astype(int)
    return members.assign(
        helps_given=given,
        helps_received=received,
        karma=HELPER_KARMA * given + REQUESTER_KARMA * received,
        home=[homes.get(member, "") for member in members["member"]],
    )


def _homes(exchanges: pd.DataFrame, requests: pd.DataFrame) -> dict[str, str]:
    placed = exchanges[["helper", "requester", "request"]].merge(
        requests[["request", "community"]], on="request"
    )
    long = placed.melt("community", ["helper", "requester"], value_name="member")
    counted = long.groupby(["member", "community"], sort=True).size().reset_index(name="exchanges")
    most = counted.sort_values("exchanges", kind="stable").drop_duplicates("member", keep="last")
    return dict(zip(most["member"], most["community"], strict=True))


def with_communities(communities: pd.DataFrame, folder: Path) -> pd.DataFrame:
    """Communities with their names."""
    known = platform_table(folder, "communities", "id AS community, name")
    if known is None:
        numbers = range(1, len(communities) + 1)
        return communities.assign(name=[f"Community {number}" for number in numbers])
    return communities.merge(known, on="community", how="left")


def with_request_community(requests: pd.DataFrame, folder: Path) -> pd.DataFrame:
    """Requests with the first community that they were posted in."""
    first = "id AS request, json_extract(communities_ids, '$[0]') AS community"
    known = platform_table(folder, "requests", first)
    if known is None:
        return requests.assign(community=None)
    return requests.merge(known, on="request", how="left")


def members_before(folder: Path, starts: datetime) -> Counter[str]:
    """How many members each community had at time zero, where the run's past has left some."""
    columns = "community_id AS community, status, joined_at"
    known = platform_table(folder, "memberships", columns)
    if known is None:
        return Counter()
    joined = pd.to_datetime(known["joined_at"], format="ISO8601", utc=True)
    standing = known[(joined < pd.Timestamp(starts)) & (known["status"] == "active")]
    return Counter({str(name): int(n) for name, n in standing["community"].value_counts().items()})

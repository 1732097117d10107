"""A run as tidy frames, each made when it is first asked for.

    run = reports.load("runs/quiet_week-s7-1")
    run.measures["completion_rate"].plot()
    run.requests.groupby("type").completed_hour.count()

Times are virtual hours since the run's start; members are named by their e-mail, everything else by
its identifier. What has not happened is missing (NaN). See each frame for its columns.
"""

from collections import Counter
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd
import yaml

from model.measures import MEASURE_NAMES
from model.run_folder import RunFolder, RunFolderError
from reports import names, reading
from reports.errors import NoRunError
from reports.history import Chapter, tell
from reports.other_chapters import (
    GOVERNANCE_COLUMNS,
    SERVICE_COLUMNS,
    GoverningChapter,
    ServicesChapter,
)
from reports.places_chapter import (
    COMMUNITY_COLUMNS,
    MEMBER_COLUMNS,
    SIZE_COLUMNS,
    PlacesChapter,
)
from reports.requests_chapter import (
    EXCHANGE_COLUMNS,
    MATCH_COLUMNS,
    REQUEST_COLUMNS,
    RequestsChapter,
)

_HOURS = ("first_offer_hour", "accepted_hour", "completed_hour", "withdrawn_hour")
_MATCH_HOURS = ("offered_hour", "accepted_hour", "rejected_hour", "completed_hour")


class Run:
    """One run's folder, finished or not; raises NoRunError where a file cannot be read."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._log = reading.log_of(path)
        folder = RunFolder(path)
        try:
            self.manifest: dict[str, Any] = folder.manifest()
            self.summary: dict[str, Any] | None = folder.summary()
        except RunFolderError as problem:
            raise NoRunError(str(problem)) from None

    @cached_property
    def scenario(self) -> dict[str, Any]:
        """The resolved scenario, as a plain mapping."""
        file = RunFolder(self.path).scenario_file
        try:
            found = yaml.safe_load(file.read_text(encoding="utf-8"))
        except (OSError, yaml.YAMLError) as problem:
            raise NoRunError(f"{file} cannot be read ({problem})") from None
        return dict(found)

    @property
    def starts(self) -> datetime:
        """Time zero, in the scenario's time zone."""
        time = self.scenario["time"]
        starts = time["starts"]
        starts = starts if isinstance(starts, datetime) else datetime.fromisoformat(starts)
        return starts.replace(tzinfo=ZoneInfo(time["zone"]))

    @cached_property
    def measures(self) -> pd.DataFrame:
        """A row per hour and a column per measure, as Mesa's DataCollector has them."""
        long = reading.frame_of(self._log, "SELECT hour, name, value FROM measures")
        wide = long.pivot(index="hour", columns="name", values="value")
        wide.columns.name = None
        # Before the first hour is over there are no rows, but the columns are known.
        return wide.astype("float64") if len(wide) else wide.reindex(columns=sorted(MEASURE_NAMES))

    @cached_property
    def turns(self) -> pd.DataFrame:
        """Turns counted by `hour` (whole), `awake`, `profile`, `action`, `outcome`, `reason`.

        `awake` is 1 where a worker woke somebody, 0 for the opening, growth and founding.
        """
        return reading.frame_of(self._log, reading.TURNS)

    @cached_property
    def events(self) -> pd.DataFrame:
        """A row per turn: `hour worker member profile action outcome reason`; large for a month."""
        frame = reading.frame_of(self._log, reading.EVENTS)
        return frame.astype(dict.fromkeys(frame.columns.drop("hour"), "category"))

    @cached_property
    def members(self) -> pd.DataFrame:
        """People: `member name user profile registered_hour`, and what they gave and got.

        `helps_given` and `helps_received` count completed helps, `karma` is the karma of these;
        `home` is the community of most of them, empty where that is not known. Who was there before
        the run registered before hour 0.
        """
        frame = pd.DataFrame(self._places.members.values(), columns=list(MEMBER_COLUMNS))
        return names.with_exchanges(names.with_people(frame, self), self.exchanges, self.requests)

    @cached_property
    def communities(self) -> pd.DataFrame:
        """`community name founder founded_hour ended_hour ended_by parents members`.

        `members` is how many it has at the end; parents are those it split or merged from.
        """
        frame = pd.DataFrame(self._places.communities.values(), columns=list(COMMUNITY_COLUMNS))
        frame["ended_hour"] = frame["ended_hour"].astype("float64")
        frame["members"] = frame["community"].map(self._places.members_of).fillna(0).astype(int)
        return names.with_communities(frame, self.path)

    @cached_property
    def sizes(self) -> pd.DataFrame:
        """A row per change of a community's size: `hour community members`."""
        return pd.DataFrame(self._places.sizes, columns=list(SIZE_COLUMNS))

    @cached_property
    def requests(self) -> pd.DataFrame:
        """Requests posted in the run, with the hours of what became of them.

        `request requester type posted_hour offers first_offer_hour accepted_hour completed_hour
        withdrawn_hour feedback helper community`; `feedback` counts what was written (up to two),
        `community` is known for a dry run.
        """
        rows = self._requests.requests.values()
        frame = pd.DataFrame(rows, columns=list(REQUEST_COLUMNS))
        frame = frame.astype(dict.fromkeys(_HOURS, "float64") | {"posted_hour": "float64"})
        return names.with_request_community(frame, self.path)

    @cached_property
    def matches(self) -> pd.DataFrame:
        """Offers of help and what became of them, in hours.

        `match request helper offered_hour accepted_hour rejected_hour completed_hour`.
        """
        rows = self._requests.matches.values()
        frame = pd.DataFrame(rows, columns=list(MATCH_COLUMNS))
        return frame.astype(dict.fromkeys(_MATCH_HOURS, "float64"))

    @cached_property
    def exchanges(self) -> pd.DataFrame:
        """Completed helps between two known people: `hour helper requester request type`."""
        return pd.DataFrame(self._requests.exchanges, columns=list(EXCHANGE_COLUMNS))

    @cached_property
    def governance(self) -> pd.DataFrame:
        """Nominations, splits, fusions, votes: `hour kind proposal community member detail`."""
        return pd.DataFrame(self._governing.rows, columns=list(GOVERNANCE_COLUMNS))

    @cached_property
    def services(self) -> pd.DataFrame:
        """Providers, collectives, activities, reviews: `hour kind thing member detail`."""
        return pd.DataFrame(self._services.rows, columns=list(SERVICE_COLUMNS))

    @property
    def hours(self) -> float:
        """How many virtual hours the run lasted, or has lasted so far."""
        if self.summary is not None:
            return float(self.summary["virtual_days"]) * 24
        return float(self.measures.index.max()) if len(self.measures) else 0.0

    @cached_property
    def _chapters(self) -> tuple[RequestsChapter, PlacesChapter, GoverningChapter, ServicesChapter]:
        before = names.members_before(self.path, self.starts) if self._has_past else Counter()
        told = (RequestsChapter(), PlacesChapter(before), GoverningChapter(), ServicesChapter())
        chapters: tuple[Chapter, ...] = told
        tell(reading.rows_of(self._log, reading.FACTS), chapters)
        return told

    @property
    def _has_past(self) -> bool:
        return bool(self.scenario.get("population", {}).get("history_days"))

    @property
    def _requests(self) -> RequestsChapter:
        return self._chapters[0]

    @property
    def _places(self) -> PlacesChapter:
        return self._chapters[1]

    @property
    def _governing(self) -> GoverningChapter:
        return self._chapters[2]

    @property
    def _services(self) -> ServicesChapter:
        return self._chapters[3]


def load(path: str | Path) -> Run:
    """The frames of a run: its folder, or its name below `runs/`; raises NoRunError."""
    try:
        return Run(RunFolder.open(str(path)).path)
    except RunFolderError as problem:
        raise NoRunError(str(problem)) from None

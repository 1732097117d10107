"""A live run from beginning to end where nothing can break: on a sandbox of its own.

1. a sandbox starts, in a process of its own, with its clock as fast as the run
2. people act on it as in any live run; where a crash is wanted its process is killed, and the run
   resumed; half way through, faults are switched on
3. faults are off again; writes whose answer nobody knows are settled as a resumed run settles them
4. what the client believes is laid beside what the sandbox has carried out, call by call, and
   beside the rows of its tables
5. the sandbox stops, whatever came of the rest
"""

import asyncio
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from os import environ
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine

from adapters.faults.kinds import Faults
from adapters.faults.plans import described
from adapters.live.environment import VARIABLES
from adapters.live.settings import LiveSettings
from adapters.live.traffic import Traffic
from adapters.live.writes.compare import Comparison, compare
from adapters.live.writes.journal import FILE, Kept, read_journal
from commands.balance import Balance, balance
from commands.complaints import say
from commands.crash import crashed
from commands.going_on import journalled, settle_open
from commands.guest import guest_of, settings_for
from commands.live_run import LivePlan, live_run
from commands.sandbox_control import SandboxControl
from commands.sandbox_process import SandboxPlace, sandbox_process
from model.clock import HOURS_PER_DAY
from model.run_folder import RunFolder, free_name
from model.summary import Summary
from scenarios import ResolvedScenario

CRASH_AT = 0.25
"""Which part of the time is over when the process is killed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How a rehearsal goes; `rate` is karmyq's standard limit a minute, 0 for none."""

    resolved: ResolvedScenario
    name: str
    out: Path | None
    clock_factor: float
    rate: float
    faults: Faults
    quiet: bool
    crash: bool = False
    """Whether the process is killed when a quarter of the time is over, and the run resumed."""


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """What a rehearsal has come to."""

    folder: RunFolder
    summary: Summary
    faults: dict[str, int]
    calls: Balance
    rows: Comparison

    def wrong(self) -> list[str]:
        """What must not be, a sentence each."""
        told = self.calls.wrong()
        for what, rows in (
            ("believed, and not in the table", self.rows.lost),
            ("there twice", self.rows.doubled),
            ("in the table, and not believed", self.rows.unexplained),
        ):
            told += [f"{row}: {what}" for row in rows]
        if still_open := self.calls.total("open"):
            told.append(f"of {still_open} writes nobody knows what became of them")
        return told


def rehearse_live(plan: Plan) -> Rehearsed:
    """Rehearse; raises Complaint where sandbox or run do not come to their end."""
    seed = plan.resolved.scenario.seed
    options = ["--seed", str(seed), "--clock-factor", f"{plan.clock_factor:g}"]
    if plan.rate:
        options += ["--rate-limit", f"{plan.rate:g}"]
    say("a sandbox starts, with a PostgreSQL of its own")
    with sandbox_process(*options) as place:
        around = {name: value for name, value in environ.items() if name not in VARIABLES}
        return asyncio.run(_on(place, plan, around | place.variables))


async def _on(place: SandboxPlace, plan: Plan, around: Mapping[str, str]) -> Rehearsed:
    control = SandboxControl(place.root_url)
    settings, scenario = settings_for(plan.resolved, around), plan.resolved.scenario
    hours = scenario.time.days * HOURS_PER_DAY
    half_way = _HalfWay(control, plan.faults, scenario.seed, hours / 2)
    live = LivePlan(
        resolved=plan.resolved,
        name=plan.name,
        out=plan.out,
        speed=plan.clock_factor,
        populate=True,
        quiet=plan.quiet,
        traffic=Traffic(plan.rate, plan.clock_factor),
        at_hour=half_way,
    )
    say(f"people register, then live for {hours:g} virtual hours")
    if plan.crash:
        killed = await asyncio.to_thread(_killed, plan, around, hours * CRASH_AT)
        say("the process was killed: the run goes on from what is on disk")
        live = replace(live, resumes=killed, out=killed.path)
    folder, summary = await live_run(live, settings, around)
    await half_way.over()
    say("the run is over and the faults are off: open writes are settled, everything is compared")
    await _settle(folder, settings, around)
    kept = list(read_journal(folder.path / FILE))
    return Rehearsed(
        folder,
        summary,
        await control.happened(),
        balance(((one.intent, one.result) for one in kept), await control.carried_out()),
        _tables(kept, settings),
    )


def _killed(plan: Plan, around: Mapping[str, str], hours: float) -> RunFolder:
    with tempfile.TemporaryDirectory() as place:
        scenario = Path(place) / f"{Path(plan.name).stem}.yaml"
        scenario.write_text(plan.resolved.to_yaml(), encoding="utf-8")
        factor = f"{plan.clock_factor:g}"
        how = ["--populate", "--speed", factor, "--platform-time-factor", factor]
        arguments = [str(scenario), *how, "--rate", f"{plan.rate:g}"]
        out = plan.out or free_name(f"{Path(plan.name).stem}-s{plan.resolved.scenario.seed}")
        return crashed(arguments, around, out, hours)


class _HalfWay:
    """Switches faults on when the run has come to an hour, and off when it is over."""

    def __init__(self, control: SandboxControl, faults: Faults, seed: int, hours: float) -> None:
        self._control = control
        self._wish: dict[str, Any] = {"faults": described(faults), "seed": seed}
        self._hours = hours
        self._switching: asyncio.Task[None] | None = None

    def __call__(self, hours: float) -> None:
        """The run has come to this hour."""
        if hours >= self._hours and self._switching is None:
            say("half way: from here on calls go wrong")
            self._switching = asyncio.create_task(self._control.switch_faults(self._wish))

    async def over(self) -> None:
        """Nothing goes wrong any more; raises Complaint where the switch did not work."""
        if self._switching is not None:
            await self._switching
        await self._control.switch_faults({})


async def _settle(folder: RunFolder, settings: LiveSettings, around: Mapping[str, str]) -> None:
    """What a resumed run does first: the sandbox is about to go, and nobody could later."""
    guest = guest_of(settings, around)
    try:
        with journalled(folder, guest, waits=True):
            await settle_open(folder, guest)
    finally:
        await guest.aclose()


def _tables(kept: list[Kept], settings: LiveSettings) -> Comparison:
    assert settings.database_url is not None  # a sandbox has one
    engine = create_engine(settings.database_url)
    try:
        with engine.connect() as connection:
            return compare(kept, connection)
    finally:
        engine.dispose()

"""After `run.py wipe`, `run.py live` starts as if nobody had ever been there."""

from adapters.sandbox.server import RunningSandbox
from tests.adapters.live.wipe.filled import Filled
from tests.commands.told import Terminal


def test_the_next_start_is_a_first_one(terminal: Terminal, stepping: RunningSandbox) -> None:
    start = ("live", "quiet_week", "--lockstep", "--days", "0.1", "--quiet")
    sandbox = Filled(stepping.database_url)
    first = terminal(*start, "--out", "first")
    there = len(sandbox.ours())
    wiped = terminal("wipe", "quiet_week", "--yes", "--quiet")
    left = {name for name, rows in sandbox.rows().items() if rows}
    second = terminal(*start, "--out", "second")

    assert (first.code, wiped.code, second.code) == (0, 0, 0)
    assert left == set()
    assert len(sandbox.ours()) == there

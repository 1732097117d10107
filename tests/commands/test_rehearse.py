"""`run.py rehearse`: one command from a sandbox's start to its end, and what it refuses."""

import json
import re
import signal
import socket
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from adapters.errors import KarmyqError
from adapters.live.writes.settle import Deed, Writes
from tests.commands.process import PATIENCE_SECONDS, started, wait_for_rows
from tests.commands.told import Terminal, is_empty, manifest_of

FEW = ("--set", "population.initial=12", "--set", "population.joins=[1, 2]", "--seed", "7")


def answers(run: Path) -> bool:
    """Whether anybody still listens where the run's karmyq was."""
    place = urlsplit(manifest_of(run)["api"])
    with socket.socket() as caller:
        return caller.connect_ex((place.hostname, place.port)) == 0


@pytest.mark.long
def test_a_rehearsal_loses_nothing_and_leaves_no_sandbox_behind(
    terminal: Terminal, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KARMYQ_API_URL", "https://karmyq.example/api")
    told = terminal("rehearse", "--for", "6m", *FEW, "--out", "run", "--json")

    summary = json.loads(told.out)
    assert told.code == 0, told.err
    assert "half way: from here on calls go wrong" in told.err
    assert summary["events"] > 12
    assert summary["rehearsal"]["faults"]
    assert summary["rehearsal"]["wrong"] == []
    writes = summary["rehearsal"]["writes"]
    assert writes["register"]["believed"] == writes["register"]["found"] >= 12
    assert manifest_of(home / "run")["status"] == "done"
    assert not answers(home / "run")


@pytest.mark.long
def test_a_run_that_is_killed_and_resumed_loses_nothing_either(
    terminal: Terminal, home: Path
) -> None:
    told = terminal("rehearse", "--crash", "--for", "6m", *FEW, "--out", "run", "--json")

    assert told.code == 0, told.err
    assert "the process was killed" in told.err
    assert json.loads(told.out)["rehearsal"]["wrong"] == []
    assert (manifest_of(home / "run")["status"], manifest_of(home / "run")["part"]) == ("done", 1)
    assert not answers(home / "run")


def test_ctrl_c_ends_run_and_sandbox(home: Path) -> None:
    with started(home, "rehearse", *FEW, "--out", "run") as process:
        wait_for_rows(process, home / "run")
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=PATIENCE_SECONDS)

    assert (process.returncode, "Traceback" in said) == (130, False)
    assert manifest_of(home / "run")["status"] == "interrupted"
    assert not answers(home / "run")


def test_a_missing_extra_is_one_sentence(
    terminal: Terminal, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = home / "without"
    broken.mkdir()
    (broken / "uvicorn.py").write_text("raise ImportError('gone', name='uvicorn')\n")
    monkeypatch.setenv("PYTHONPATH", str(broken))
    told = terminal("rehearse", *FEW)

    assert (told.code, told.out) == (2, "")
    assert told.err.splitlines()[1:] == [
        "The sandbox needs uvicorn, which is missing: .venv/bin/pip install -e '.[sandbox]'"
    ]
    assert not (home / "runs").exists()


def test_a_storm_without_the_extra_is_one_sentence(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "adapters.sandbox.app", None)

    assert terminal("rehearse", "--faults-count", "9").code == 2


def test_a_storm_tells_its_faults_and_that_nothing_is_lost(terminal: Terminal, home: Path) -> None:
    told = terminal("rehearse", "--faults-count", "80", "--seed", "5")

    assert (told.code, told.err) == (0, "")
    assert re.search(r"^nothing lost  [\d,]+ writes, each carried out once", told.out, re.MULTILINE)
    assert "drop_after" in told.out
    assert is_empty(home)


def test_a_storm_with_a_loss_fails_and_names_its_seed(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def give_up(writes: Writes, number: int, _deed: Deed, error: KarmyqError) -> object:
        await writes._end_refused(number, error)
        raise error

    monkeypatch.setattr(Writes, "_reconcile", give_up)
    told = terminal("rehearse", "--faults-count", "150", "--seed", "5")

    assert told.code == 3
    assert told.sentence.startswith("seed 5 does not come out even: ")
    assert "WRONG" in told.out


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (("--faults", "ruogh"), '--faults: faults are mild, rough or a YAML file, not "ruogh"'),
        (("--for", "soon"), "--for: 'soon' is no span of time; write one like 90m, 2h or 3d"),
    ],
)
def test_what_makes_no_sense_is_refused_before_anything_starts(
    terminal: Terminal, home: Path, given: tuple[str, str], sentence: str
) -> None:
    told = terminal("rehearse", *given)

    assert (told.code, told.sentence) == (2, sentence)
    assert is_empty(home)

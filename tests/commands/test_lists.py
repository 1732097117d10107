"""`run.py scenarios`, `mix` and `actions`: what there is to choose from."""

import json

import pytest

from agents.actions import ACTIONS
from scenarios import library_scenarios
from tests.commands.told import Terminal


def test_scenarios_are_listed_with_their_questions(terminal: Terminal) -> None:
    told = terminal("scenarios")

    assert (told.code, told.err) == (0, "")
    assert [line.split()[0] for line in told.out.splitlines()] == list(library_scenarios())
    assert json.loads(terminal("scenarios", "--json").out) == dict(library_scenarios())


def test_a_scenario_is_shown_with_the_origin_of_each_value(terminal: Terminal) -> None:
    told = terminal("scenarios", "quiet_week", "--set", "seed=9")

    assert (told.code, told.err) == (0, "")
    assert "seed: 9  # --set seed=9\n" in told.out
    shown = terminal("scenarios", "quiet_week", "--set", "seed=9", "--json")
    assert json.loads(shown.out)["seed"] == 9


def test_the_list_of_scenarios_takes_no_changes(terminal: Terminal) -> None:
    told = terminal("scenarios", "--set", "seed=9")

    assert (told.code, told.out) == (2, "")
    assert told.sentence == (
        "--set changes one scenario: name it, as in run.py scenarios quiet_week"
    )


@pytest.mark.parametrize("command", ["scenarios", "mix"])
def test_an_unknown_scenario_is_refused(terminal: Terminal, command: str) -> None:
    told = terminal(command, "quite_week")

    assert (told.code, told.out) == (2, "")
    assert told.sentence.startswith('no scenario is called "quite_week". Did you mean "quiet_week"')


def test_the_shares_of_a_mix_add_up(terminal: Terminal) -> None:
    told = terminal("mix", "quiet_week")
    at_ease, busy = json.loads(terminal("mix", "quiet_week", "--json").out).values()

    assert (told.code, told.err) == (0, "")
    assert "nothing waits\n" in told.out
    sums = [sum(shares.values()) for table in (at_ease, busy) for shares in table.values()]
    assert sums == pytest.approx([1.0] * len(sums))


def test_a_change_moves_the_mix(terminal: Terminal) -> None:
    change = ("--set", "common_actions.join_community=0")
    before, after = terminal("mix", "quiet_week"), terminal("mix", "quiet_week", *change)

    assert "join_community" in before.out
    assert "join_community" not in after.out


def test_actions_are_listed_and_shown(terminal: Terminal) -> None:
    listed, shown = terminal("actions"), terminal("actions", "offer_help")

    assert [line.split()[0] for line in listed.out.splitlines()] == list(ACTIONS)
    assert shown.out == f"offer_help\n\n{ACTIONS['offer_help'].card}\n"
    assert (listed.err, shown.err) == ("", "")


def test_json_holds_the_cards_that_were_asked_for(terminal: Terminal) -> None:
    every = json.loads(terminal("actions", "--json").out)
    one = json.loads(terminal("actions", "offer_help", "--json").out)

    assert list(every) == list(ACTIONS)
    assert one == {"offer_help": ACTIONS["offer_help"].card}


@pytest.mark.parametrize("as_json", [[], ["--json"]])
def test_an_unknown_action_is_refused(terminal: Terminal, as_json: list[str]) -> None:
    told = terminal("actions", "ofer_help", *as_json)

    assert (told.code, told.out) == (2, "")
    assert told.sentence == 'no action is called "ofer_help". Did you mean "offer_help"?'

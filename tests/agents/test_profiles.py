"""Profiles: drawn once from a hash of seed and e-mail, and kept for good."""

import os
import subprocess
import sys
from collections import Counter
from random import Random

import pytest

from agents.draw import Draw
from agents.profiles import Profiles
from tests.agents.settings import scenario
from tests.agents.stage import scripted

PEOPLE = [f"person{number}@test.karmyq.com" for number in range(10_000)]
BUILDERS = {
    "helper": {"share": 0.7, "actions": {"offer_help": 0.6}},
    "community_builder": {"share": 0.3, "actions": {"create_community": 0.1}},
}
IN_A_PROCESS = """\
from agents.profiles import Profiles
from tests.agents.settings import scenario
profiles = Profiles(scenario(seed=42))
print(*(profiles.of(f"person{number}@test.karmyq.com") for number in range(20)))
"""


def test_the_same_person_has_the_same_profile_in_any_order() -> None:
    forwards, backwards = Profiles(scenario()), Profiles(scenario())

    one = [forwards.of(email) for email in PEOPLE[:100]]
    other = [backwards.of(email) for email in reversed(PEOPLE[:100])]

    assert one == other[::-1]


def test_the_same_person_has_the_same_profile_in_any_process() -> None:
    here = Profiles(scenario(seed=42))
    environment = {**os.environ, "PYTHONHASHSEED": "4711", "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", IN_A_PROCESS]

    printed = subprocess.run(command, env=environment, capture_output=True, check=True, text=True)

    assert printed.stdout.split() == [here.of(email) for email in PEOPLE[:20]]


def test_another_seed_draws_other_profiles() -> None:
    one, other = Profiles(scenario(seed=1)), Profiles(scenario(seed=2))

    assert [one.of(email) for email in PEOPLE[:50]] != [other.of(email) for email in PEOPLE[:50]]


def test_shares_are_roughly_kept_over_many_people() -> None:
    profiles = Profiles(scenario())

    kinds = Counter(profiles.of(email) for email in PEOPLE)

    assert kinds["helper"] / len(PEOPLE) == pytest.approx(0.6, abs=0.02)
    assert kinds["asker"] / len(PEOPLE) == pytest.approx(0.4, abs=0.02)


def test_a_profile_without_a_share_is_nobodys() -> None:
    nobody = {"nobody": {"share": 0.0, "actions": {"offer_help": 1.0}}}

    profiles = Profiles(scenario(profiles=nobody | BUILDERS))

    assert "nobody" not in {profiles.of(email) for email in PEOPLE}


def test_founders_are_community_builders() -> None:
    profiles = Profiles(scenario(profiles=BUILDERS))

    assert {profiles.of_founder(email) for email in PEOPLE[:50]} == {"community_builder"}


def test_founders_can_be_given_another_profile() -> None:
    profiles = Profiles(scenario(profiles=BUILDERS, founding={"profile": "helper"}))

    assert {profiles.of_founder(email) for email in PEOPLE[:50]} == {"helper"}


def test_founders_without_a_profile_are_drawn_like_everybody() -> None:
    profiles = Profiles(scenario(profiles=BUILDERS, founding={"profile": None}))

    drawn = [profiles.of_founder(email) for email in PEOPLE[:50]]

    assert drawn == [profiles.of(email) for email in PEOPLE[:50]]


def test_a_profile_stays_with_its_member_and_nothing_is_drawn() -> None:
    profiles = Profiles(scenario())

    assert profiles.for_this_turn("asker", scripted()) == "asker"


def test_reroll_draws_a_profile_for_each_turn_by_the_shares() -> None:
    profiles = Profiles(scenario(profile_assignment="reroll"))
    stream = Draw(Random(1))

    turns = Counter(profiles.for_this_turn("asker", stream) for _ in range(5000))

    assert turns["helper"] / 5000 == pytest.approx(0.6, abs=0.03)


def test_reroll_changes_profiles_at_the_boundary_of_shares() -> None:
    profiles = Profiles(scenario(profile_assignment="reroll"))
    stream = scripted(0.0, 0.599, 0.6, 0.999)

    turns = [profiles.for_this_turn("asker", stream) for _ in range(4)]

    assert turns == ["helper", "helper", "asker", "asker"]

"""What stands above the file: the environment, and above it --set."""

import pytest

from tests.scenarios.scenario_files import loaded, refusal


def test_each_variable_sets_its_key() -> None:
    scenario = loaded(
        "quiet_week",
        GROWTH_USERS_PER_DAY="0.5",
        GROWTH_MAX_USERS="30",
        GROWTH_EMAIL_DOMAIN="sim.example.org",
        SIMULATION_SEED="11",
        WORKERS_COUNT="3",
    ).scenario

    assert (scenario.growth.users_per_day, scenario.growth.max_users) == (0.5, 30)
    assert scenario.growth.email_domain == "sim.example.org"
    assert (scenario.seed, scenario.workers.count) == (11, 3)


def test_set_wins_over_the_environment() -> None:
    assert loaded("quiet_week", "seed=9", SIMULATION_SEED="11").scenario.seed == 9


def test_the_last_set_wins() -> None:
    assert loaded("quiet_week", "seed=9", "seed=10").scenario.seed == 10


def test_set_reads_its_value_as_yaml() -> None:
    scenario = loaded("quiet_week", "workers.delay_s=[1, 2]", "obligations={enabled: false}")

    assert scenario.scenario.workers.delay_s == (1.0, 2.0)
    assert not scenario.scenario.obligations.enabled


def test_set_changes_one_weight_of_one_profile() -> None:
    before = loaded("quiet_week").scenario.profiles

    profiles = loaded("quiet_week", "profiles.browser.actions.offer_help=0.9").scenario.profiles

    assert before["browser"].actions["offer_help"] == 0.1
    assert profiles["browser"].actions == {**before["browser"].actions, "offer_help": 0.9}
    assert profiles["browser"].share == before["browser"].share
    assert {name: profile for name, profile in profiles.items() if name != "browser"} == {
        name: profile for name, profile in before.items() if name != "browser"
    }
    assert len(profiles) == 5


def test_set_replaces_expectations_when_they_are_set_as_a_whole() -> None:
    assert loaded("quiet_week", "expectations={}").scenario.expectations == {}


def test_a_mapping_that_is_set_keeps_the_keys_it_does_not_name() -> None:
    growth = loaded("quiet_week", "growth={max_users: 30}").scenario.growth

    assert (growth.users_per_day, growth.max_users) == (2, 30)


def test_an_empty_variable_is_refused() -> None:
    assert refusal("quiet_week", environ={"GROWTH_MAX_USERS": " "}) == (
        "environment GROWTH_MAX_USERS: growth.max_users: the variable is empty; give it a value "
        "or unset it."
    )


def test_a_variable_of_the_wrong_type_is_refused() -> None:
    assert refusal("quiet_week", environ={"GROWTH_MAX_USERS": "many"}) == (
        "environment GROWTH_MAX_USERS: growth.max_users: expects a whole number; "
        'found the text "many".'
    )


def test_an_unknown_growth_variable_is_refused_with_the_nearest_name() -> None:
    assert refusal("quiet_week", environ={"GROWTH_USER_PER_DAY": "3"}) == (
        'environment GROWTH_USER_PER_DAY: no variable is called "GROWTH_USER_PER_DAY". '
        'Did you mean "GROWTH_USERS_PER_DAY"?'
    )


def test_the_password_and_foreign_variables_are_left_alone() -> None:
    resolved = loaded("quiet_week", GROWTH_USER_PASSWORD="secret-word", HOME="/", SIMULATION_X="1")

    assert "secret-word" not in resolved.to_yaml()


@pytest.mark.parametrize("change", ["seed", "", "=3", "time.=3", ".days=3"])
def test_a_set_that_is_no_key_and_value_is_refused(change: str) -> None:
    assert refusal("quiet_week", change) == (
        f'--set "{change}": expects key.path=value, for example --set time.days=2.'
    )


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ("sed=9", 'no key is called "sed". Did you mean "seed"?'),
        ("time.dayz=9", 'time: no key is called "dayz". Did you mean "days"?'),
        ("seed=", "seed: expects a whole number; found nothing."),
        ("seed.x=1", "seed: expects a whole number; found a mapping."),
        ("seed=[1", "this is not valid YAML: expected ',' or ']', but got '<stream end>'."),
        ("extends=reference", "extends belongs in a file; load that scenario instead."),
    ],
)
def test_a_wrong_set_is_refused_with_what_was_typed(change: str, sentence: str) -> None:
    assert refusal("quiet_week", change) == f"--set {change}: {sentence}"

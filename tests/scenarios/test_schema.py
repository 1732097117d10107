"""What a scenario may say: each refusal names the place, what was found and the remedy."""

from pathlib import Path

import pytest

from tests.scenarios.scenario_files import VOCABULARY, WHOLE, loaded, refusal, written


def test_an_error_names_file_line_and_key(tmp_path: Path) -> None:
    path = written(tmp_path, WHOLE.replace("offer_help", "ofer_help"))

    assert refusal(path) == (
        f'{path}:6: profiles.regular.actions: no action is called "ofer_help". '
        'Did you mean "offer_help"?'
    )


def test_an_unknown_key_is_refused_on_its_own_line(tmp_path: Path) -> None:
    path = written(tmp_path, WHOLE + "growth:\n  max_users: 3\n  user_per_day: 2\n")

    assert refusal(path) == (
        f'{path}:9: growth: no key is called "user_per_day". Did you mean "users_per_day"?'
    )


@pytest.mark.parametrize(
    ("left_out", "sentence"),
    [
        ("about: Does it work?\n", ": about: this is missing: the question that this scenario"),
        (", days: 2", ":2: time.days: this is missing: how long the run lasts, in virtual days."),
        ("    share: 1\n", ":4: profiles.regular.share: this is missing: the part of all members"),
    ],
)
def test_a_missing_key_is_refused_with_its_meaning(
    tmp_path: Path, left_out: str, sentence: str
) -> None:
    path = written(tmp_path, WHOLE.replace(left_out, ""))

    assert refusal(path).startswith(f"{path}{sentence}")


def test_profiles_are_required(tmp_path: Path) -> None:
    path = written(tmp_path, WHOLE.split("profiles")[0])

    assert refusal(path) == f"{path}: profiles: this is missing: the kinds of people, by name."


def test_shares_that_do_not_add_up_are_refused_with_their_sum(tmp_path: Path) -> None:
    path = written(tmp_path, WHOLE + "  rare: {share: 0.25}\n")

    assert refusal(path) == (
        f"{path}:3: profiles: the shares add up to 1.25 instead of 1 (regular 1, rare 0.25); "
        "lower them by 0.25 in all."
    )


def test_shares_of_thirds_pass(tmp_path: Path) -> None:
    thirds = "{a: {share: 0.3333333}, b: {share: 0.3333333}, c: {share: 0.3333333}}"

    assert len(loaded(written(tmp_path, WHOLE), f"profiles={thirds}").scenario.profiles) == 3


def test_founders_are_drawn_where_nobody_is_a_community_builder(tmp_path: Path) -> None:
    assert loaded(written(tmp_path, WHOLE)).scenario.founding.profile is None
    assert loaded("reference").scenario.founding.profile == "community_builder"


def test_a_scenario_in_which_nobody_would_act_is_refused() -> None:
    changes = ("profiles={idle: {share: 1}}", "common_actions.join_community=0")

    assert refusal("reference", *changes) == (
        "--set profiles={idle: {share: 1}}: profiles: no action weighs more than 0, so nobody "
        "would ever act; give one a weight."
    )


def test_settings_of_an_action_take_the_type_of_the_action() -> None:
    change = "actions.offer_help={patience_h: 5, read_s: [1, 2]}"

    settings = loaded("quiet_week", change).scenario.actions

    # The routing, a whole number, is the reference's, which quiet_week extends.
    assert repr(settings["offer_help"]) == (
        "{'routing': 1, 'patience_h': 5.0, 'read_s': (1.0, 2.0)}"
    )
    assert repr(settings["accept_offer"]) == "{'decline_chance': 0.03}"


def test_a_whole_chance_is_a_fraction_all_the_same(tmp_path: Path) -> None:
    settings = loaded(written(tmp_path, WHOLE), "actions.offer_help.offer_chance=1").scenario

    assert repr(settings.actions) == "{'offer_help': {'offer_chance': 1.0}}"


FIRST_ACTIONS = list(VOCABULARY.actions)[:12]
OTHER_ACTIONS = len(VOCABULARY.actions) - 12

PLAIN = [
    ("seed=1.5", "seed: expects a whole number; found 1.5."),
    ("seed=true", "seed: expects a whole number; found true."),
    ("seed='7'", 'seed: expects a whole number; found the text "7". Remove the quotes.'),
    ("seed=-1", "seed: expects a number from 0 up; found -1."),
    ("about=5", "about: expects a text; found 5. Put it in quotes."),
    ("about=' '", "about: expects the question that this scenario asks; found an empty text."),
    ("growth=", "growth: expects a mapping with users_per_day, max_per_day, max_users, "
     "onboarding, ticks_per_day, email_domain; found nothing."),
    ("content=norway", 'content: no folder of scenarios/content is called "norway". '
     "There is: portland."),
    ("profile_assignment=rerol", "profile_assignment: expects persistent or reroll; "
     'found the text "rerol". Did you mean "reroll"?'),
]  # fmt: skip

TIME = [
    ("time.days=-1", "time.days: expects a number greater than 0; found -1."),
    ("time.days=0", "time.days: expects a number greater than 0; found 0."),
    ("time.days=.nan", "time.days: expects a finite number; found nan."),
    ("time.days=.inf", "time.days: expects a finite number; found inf."),
    ("time.days=1_0", 'time.days: expects a number; found the text "1_0".'),
    ("time.days=1e9", "time.days: the calendar ends before 1000000000 days are over."),
    ("time.starts=2026-02-30", 'time.starts: there is no such date or time as "2026-02-30".'),
    ("time.starts=2026-03-02T08:00Z", "time.starts: expects a local date and time such as "
     "2026-03-02T08:00:00, without an offset (time.zone says where); found the text "
     '"2026-03-02T08:00Z".'),
    ("time.zone=America/Los_Angles", 'time.zone: no time zone is called "America/Los_Angles". '
     'Did you mean "America/Los_Angeles"?'),
    ("time.zone=../etc", 'time.zone: no time zone is called "../etc".'),
    ("time.zone=localtime", 'time.zone: no time zone is called "localtime".'),
]  # fmt: skip

PEOPLE = [
    ("workers.count=0", "workers.count: without a worker nobody is ever woken; found 0. "
     "Write a number from 1 up."),
    ("workers.count=two", 'workers.count: expects a whole number; found the text "two".'),
    ("workers.delay_s=5", "workers.delay_s: expects two numbers [low, high]; found 5."),
    ("workers.delay_s=[5]", "workers.delay_s: expects two numbers [low, high]; found [5]."),
    ("workers.delay_s=[a, 5]", 'workers.delay_s: expects two numbers [low, high]; found ["a", 5].'),
    ("workers.delay_s=[30, 5]", "workers.delay_s: expects the lower number first; found [30, 5]."),
    ("workers.delay_s=[-1, 5]", "workers.delay_s: cannot be below 0; found [-1, 5]."),
    ("population.joins=[1.5, 2]", "population.joins: expects a whole number; found 1.5."),
    ("founding.profile=requestr", 'founding.profile: no profile is called "requestr". '
     'Did you mean "requester"?'),
    ("growth.users_per_day=500", "growth.users_per_day: at most one person arrives a tick, so 480 "
     "a day; found 500. Raise growth.ticks_per_day."),
    ("growth.email_domain=nobody", "growth.email_domain: expects a domain in lower case such as "
     'test.karmyq.com; found the text "nobody".'),
    ("growth.email_domain=karmyq.test", "growth.email_domain: karmyq.test is one of "
     "live.excluded_domains, so nobody could act; choose another domain."),
]  # fmt: skip

HABITS = [
    ("profiles={}", "profiles: expects at least one profile, for example "
     "{regular: {share: 1, actions: {offer_help: 0.5}}}."),
    ("profiles={My: {share: 1}}", "profiles: a profile's name is made of lower case letters, "
     'digits and underscores; found "My".'),
    ("profiles.browser.share=2", "profiles.browser.share: expects a number up to 1; found 2."),
    ("profiles.browser.actions.offer_help=-1", "profiles.browser.actions.offer_help: expects a "
     "number from 0 up; found -1."),
    ("profiles.browser.actions.offer_help=off", "profiles.browser.actions.offer_help: expects a "
     'number; found the text "off".'),
    ("common_actions.join=1", 'common_actions: no action is called "join". There is: '
     f"{', '.join(FIRST_ACTIONS)}, and {OTHER_ACTIONS} more."),
    ("obligations=off", "obligations: expects a mapping with enabled, weight; "
     'found the text "off".'),
    ("obligations.enabled=off", 'obligations.enabled: expects true or false; found the text "off". '
     "Write true or false, without quotes."),
    ("obligations.weight=0", "obligations.weight: expects a number greater than 0; found 0."),
    ("affinity.actions=[offer]", 'affinity.actions: no action is called "offer". '
     'Did you mean "offer_help"?'),
    ("affinity.actions=offer_help", "affinity.actions: expects a list; "
     'found the text "offer_help".'),
]  # fmt: skip

SETTINGS = [
    ("actions.ofer_help={}", 'actions: no action is called "ofer_help". '
     'Did you mean "offer_help"?'),
    ("actions.offer_help=3", "actions.offer_help: expects a mapping; found 3."),
    ("actions.offer_help.ofer_chance=1", 'actions.offer_help: no setting is called "ofer_chance". '
     'Did you mean "offer_chance"?'),
    ("actions.join_community.pace=1", 'actions.join_community: no setting is called "pace". '
     "There is none to choose from."),
    ("actions.offer_help.offer_chance=1.5", "actions.offer_help.offer_chance: is a chance, so it "
     "lies between 0 and 1; found 1.5."),
    ("actions.offer_help.offer_chance=high", "actions.offer_help.offer_chance: expects a number, "
     'or two numbers [low, high]; found the text "high".'),
    ("actions.offer_help.offers_per_run=1.5", "actions.offer_help.offers_per_run: expects a whole "
     "number; found 1.5."),
    ("actions.offer_help.offers_per_run=true", "actions.offer_help.offers_per_run: expects a "
     "number, or two numbers [low, high]; found true."),
    ("actions.offer_help.patience_h=[1, 2]", "actions.offer_help.patience_h: expects one number; "
     "found [1, 2]."),
    ("actions.offer_help.patience_h=-1", "actions.offer_help.patience_h: cannot be below 0; "
     "found -1."),
    ("actions.offer_help.patience_h=.nan", "actions.offer_help.patience_h: expects a finite "
     "number; found nan."),
    ("actions.offer_help.read_s=3", "actions.offer_help.read_s: expects two numbers [low, high]; "
     "found 3."),
    ("actions.offer_help.read_s=[3, 1]", "actions.offer_help.read_s: expects the lower number "
     "first; found [3, 1]."),
]  # fmt: skip

LIVE_AND_EXPECTATIONS = [
    ("live.interact_with=simulate", "live.interact_with: expects simulated or everyone; "
     'found the text "simulate". Did you mean "simulated"?'),
    ("live.protected=[maria]", 'live.protected: expects e-mail addresses; found the text "maria".'),
    ("expectations.complete_rate.above=1", 'expectations: no measure is called "complete_rate". '
     'Did you mean "completion_rate"?'),
    ("expectations.completion_rate=1", "expectations.completion_rate: expects a mapping with "
     "above, below, at_least, at_most; found 1."),
    ("expectations.time_to_first_offer_median_h={}", "expectations.time_to_first_offer_median_h: "
     "expects a bound, for example {above: 0.5}, {below: 24} or {at_most: 2}."),
    ("expectations.completion_rate={above: 1, below: 0.5}", "expectations.completion_rate: "
     "nothing is both above 1 and below 0.5."),
    ("expectations.offers_made={at_least: 5, below: 5}", "expectations.offers_made: "
     "nothing is both at least 5 and below 5."),
    ("expectations.offers_made={at_least: 6, at_most: 5}", "expectations.offers_made: "
     "nothing is both at least 6 and at most 5."),
    ("expectations.completion_rate.at_mots=1", 'expectations.completion_rate: no key is called '
     '"at_mots". Did you mean "at_most"?'),
]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "sentence"), PLAIN + TIME + PEOPLE + HABITS + SETTINGS + LIVE_AND_EXPECTATIONS
)
def test_what_cannot_be_simulated_is_refused(change: str, sentence: str) -> None:
    assert refusal("reference", change).startswith(f"--set {change}: {sentence}")

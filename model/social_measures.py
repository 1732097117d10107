"""Measures of what people do beside asking and helping."""

from model.clock import HOURS_PER_DAY, MS_PER_HOUR
from model.crowding import SPLIT_MEMBERS
from model.measure import Measure, count_of, ratio
from model.tallies import gini, mean

DAY_MS = HOURS_PER_DAY * MS_PER_HOUR

SOCIAL_MEASURES: tuple[Measure, ...] = (
    count_of("messages_sent", "messages written", "message_sent"),
    count_of("conversations_opened", "conversations opened", "conversation_opened"),
    count_of("feedback_given", "feedback written about completed matches", "feedback_given"),
    Measure(
        "feedback_rate",
        "feedback given / (2 x requests completed): both sides can write",
        lambda led, _: ratio(led.tallies.facts["feedback_given"], 2 * led.completed),
    ),
    Measure(
        "feedback_score_mean",
        "mean of all scores of 1 to 5 that were given",
        lambda led, _: mean(led.tallies.scores),
    ),
    Measure(
        "reciprocity",
        "completed helps between two people who helped each other / completed helps",
        lambda led, _: ratio(led.tallies.reciprocated, led.tallies.helps_given.total()),
    ),
    Measure(
        "karma_mean",
        "karma of completed matches (60 helper, 40 requester, no bonuses) / people registered",
        lambda led, _: ratio(led.tallies.karma.total(), led.users),
    ),
    Measure(
        "karma_gini",
        "Gini coefficient of that karma over the people who have any",
        lambda led, _: gini(list(led.tallies.karma.values())),
    ),
    Measure(
        "karma_seen_rate",
        "looks at the own standing that show karma / those of people with a completed match",
        lambda led, _: ratio(led.tallies.looks_with_karma, led.tallies.looks_at_karma),
    ),
    Measure(
        "helps_given_max",
        "completed helps of the most helpful person",
        lambda led, _: max(led.tallies.helps_given.values(), default=None),
    ),
    count_of("providers_registered", "provider profiles registered", "provider_registered"),
    count_of("provider_reviews", "reviews of providers", "provider_reviewed"),
    count_of("collectives_created", "collectives founded", "collective_created"),
    count_of("collectives_joined", "collectives joined", "collective_joined"),
    count_of("activities_planned", "activities scheduled", "activity_planned"),
    count_of("activities_joined", "activities joined", "activity_joined"),
    Measure(
        "activity_attendance_mean",
        "activities joined / activities planned",
        lambda led, _: ratio(
            led.tallies.facts["activity_joined"], led.tallies.facts["activity_planned"]
        ),
    ),
    count_of("dibs_called", "dibs called", "dibs_called"),
    Measure(
        "dibs_accept_rate",
        "dibs accepted / dibs accepted or declined",
        lambda led, _: ratio(
            led.tallies.facts["dibs_accepted"],
            led.tallies.facts["dibs_accepted"] + led.tallies.facts["dibs_declined"],
        ),
    ),
    count_of("helpers_proposed", "helpers proposed by admins", "helper_proposed"),
    count_of("proposals_accepted", "such proposals accepted by the helper", "proposal_accepted"),
    count_of("members_nominated", "nominations for a role", "member_nominated"),
    count_of("memberships_approved", "memberships approved by admins", "membership_approved"),
    count_of("communities_left", "memberships given up", "community_left"),
    count_of("splits_proposed", "splits proposed", "split_proposed"),
    count_of("split_votes_started", "split votes started", "split_vote_started"),
    count_of("splits_executed", "splits executed", "split_executed"),
    Measure(
        "splits_in_voting",
        "split votes started less than 7 days ago and not followed by the split",
        lambda led, now_ms: led.tallies.crowding.splits_in_voting(now_ms),
    ),
    Measure(
        "split_vote_passed_rate",
        "of split votes started more than 14 days ago, those followed by the split within 14 days",
        lambda led, now_ms: led.tallies.crowding.passed_rate(now_ms),
    ),
    Measure(
        "split_unproposed_longest_d",
        f"longest time in days that a community had {SPLIT_MEMBERS} members and no proposal so far",
        lambda led, now_ms: led.tallies.crowding.longest_wait_ms(now_ms) / DAY_MS,
    ),
    Measure(
        "votes_cast",
        "votes on splits and fusions, each person's once",
        lambda led, _: len(led.tallies.votes),
    ),
    count_of("fusions_proposed", "fusions proposed", "fusion_proposed"),
    count_of("fusions_executed", "fusions executed", "fusion_executed"),
    count_of("requests_withdrawn", "requests withdrawn by their requesters", "request_withdrawn"),
)

"""Everything of ours goes, nothing of anybody else's: on a database after some busy days."""

import pytest
from sqlalchemy.exc import IntegrityError

from tests.adapters.live.wipe.filled import BOSS, Filled, lost, mentioned, new


def test_the_database_is_one_in_which_users_cannot_simply_be_deleted(apart: Filled) -> None:
    with pytest.raises(IntegrityError, match="violates foreign key"):
        apart.run("DELETE FROM auth.users WHERE email LIKE '%@test.karmyq.com'")


def test_looking_changes_nothing(apart: Filled) -> None:
    before = apart.rows()
    found = apart.wiping().look()

    assert apart.rows() == before
    assert len(found.emails) == len(apart.ours())
    assert BOSS not in found.emails
    assert not found.is_shared


def test_nothing_of_ours_is_left_in_any_column_of_any_table(apart: Filled) -> None:
    before, ours = apart.rows(), apart.ours()
    apart.wiping().remove(apart.wiping().look())
    after = apart.rows()
    gone = mentioned(lost(before, after))["auth.users"]

    assert len(ours) > 25
    assert gone == ours
    assert not any(ids & ours for ids in mentioned(after).values())


def test_every_row_of_somebody_else_is_the_same_byte_for_byte(apart: Filled) -> None:
    others = {name: rows for name, rows in apart.rows().items() if rows}
    kept = mentioned(others)["auth.users"] - apart.ours()
    theirs = {name: {row for row in rows if names(row, kept)} for name, rows in others.items()}
    wiping = apart.wiping()
    wiping.remove(found := wiping.look())
    after = apart.rows()

    assert new(others, after) == {}
    assert all(rows <= after[name] for name, rows in theirs.items())
    assert sum(len(rows) for rows in lost(others, after).values()) == found.removed
    assert {name for name, rows in after.items() if rows} >= {
        "auth.users",
        "auth.refresh_tokens",
        "communities.communities",
        "messaging.messages",
        "requests.matches",
        "requests.request_communities",
    }


def names(row: str, people: frozenset[str]) -> bool:
    return any(one in row for one in people)


def test_afterwards_nobody_is_there_to_remove(apart: Filled) -> None:
    wiping = apart.wiping()
    wiping.remove(wiping.look())
    found = wiping.look()

    assert (found.emails, found.removed, found.is_shared) == ((), 0, False)


def test_what_is_shared_goes_as_well_and_leaves_no_trace_of_ours(mixed: Filled) -> None:
    ours, wiping = mixed.ours(), mixed.wiping()
    found = wiping.look()
    wiping.remove(found)

    assert found.is_shared
    assert not any(ids & ours for ids in mentioned(mixed.rows()).values())
    assert mixed.one("SELECT count(*) FROM auth.users") > 25


def test_of_what_stays_only_that_changes_which_was_announced(mixed: Filled) -> None:
    before, wiping = mixed.rows(), mixed.wiping()
    wiping.remove(found := wiping.look())
    changed = {name: len(rows) for name, rows in new(before, mixed.rows()).items()}
    announced = {one.table for one in found.changes}
    counted = {"communities.communities", "communities.activities"}

    assert set(changed) - counted == announced - counted
    for name in announced - counted:
        told = [one.rows for one in found.changes if one.table == name]
        assert max(told) <= changed[name] <= sum(told)


def test_counters_of_kept_communities_and_activities_are_right(mixed: Filled) -> None:
    before = mixed.rows()
    assert mixed.wrong_counters() == []
    wiping = mixed.wiping()
    wiping.remove(wiping.look())

    assert mixed.wrong_counters() == []
    assert new(before, mixed.rows())["communities.communities"]


def test_a_community_with_others_in_it_is_kept_and_led_by_them(mixed: Filled) -> None:
    ours = "', '".join(mixed.ours())
    kept = mixed.all(
        "SELECT DISTINCT c.id FROM communities.communities c JOIN communities.members m"
        f" ON m.community_id = c.id WHERE m.status = 'active' AND m.user_id NOT IN ('{ours}')"
    )
    wiping = mixed.wiping()
    wiping.remove(wiping.look())
    there = mixed.all("SELECT id FROM communities.communities")
    leaderless = mixed.all(
        "SELECT c.id FROM communities.communities c WHERE status = 'active' AND current_members > 0"
        " AND NOT EXISTS (SELECT FROM communities.members m WHERE m.community_id = c.id"
        " AND m.role = 'admin' AND m.status = 'active')"
    )

    assert set(kept) <= set(there)
    assert leaderless == []


def test_the_new_founder_is_an_admin(mixed: Filled) -> None:
    founders = (
        "SELECT c.id, c.creator_id, m.role FROM communities.communities c LEFT JOIN"
        " communities.members m ON m.community_id = c.id AND m.user_id = c.creator_id"
        " WHERE c.status = 'active'"
    )
    before = {place: founder for place, founder, _ in mixed.all(founders)}
    wiping = mixed.wiping()
    wiping.remove(wiping.look())
    inherited = [role for place, who, role in mixed.all(founders) if before[place] != who]

    assert len(inherited) > 3
    assert set(inherited) == {"admin"}


def test_a_request_whose_helper_goes_is_open_again(mixed: Filled) -> None:
    stuck = (
        "SELECT r.id FROM requests.help_requests r WHERE status = 'matched' AND NOT EXISTS"
        " (SELECT FROM requests.matches m WHERE m.request_id = r.id AND m.status = 'matched')"
        " UNION ALL SELECT r.id FROM requests.help_requests r WHERE status = 'dibs_pending'"
        " AND NOT EXISTS (SELECT FROM requests.dibs d WHERE d.request_id = r.id"
        " AND d.status = 'pending')"
    )
    before = mixed.all(stuck)
    wiping = mixed.wiping()
    found = wiping.look()
    wiping.remove(found)

    assert mixed.all(stuck) == before == []
    assert any(one.what == "open again" for one in found.changes)

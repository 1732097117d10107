"""What the client believes beside what was carried out: each difference has its name."""

from collections.abc import Iterable
from datetime import UTC, datetime

from adapters.live.writes.intent import Ending, Intent, Result
from adapters.live.writes.table import WRITES
from adapters.sandbox.app import OPERATIONS
from adapters.sandbox.written import Written
from commands.balance import Line, balance
from commands.endpoints import ENDPOINTS, NO_WRITES

NOW = datetime(2026, 3, 2, 16, 0, tzinfo=UTC)


def intent(operation: str, who: str = "ada", **what: str) -> Intent:
    return Intent(operation, who, what, NOW)


def ended(made: str = "", ending: Ending = "done") -> Result:
    return Result(ending, 200, made)


def posted(made: str, who: str = "ada", body: str = "soup") -> Written:
    return Written("POST /requests", who, {}, made, body)


def completed(match: str, who: str = "ada") -> Written:
    return Written("PUT /matches/{matchId}/complete", who, {"matchId": match}, "", "{}")


def line_of(kept: Iterable[tuple[Intent, Result | None]], done: list[Written]) -> Line:
    (line,) = balance(kept, done).lines.values()
    return line


def counts(kept: Iterable[tuple[Intent, Result | None]], done: list[Written]) -> dict[str, int]:
    return {name: n for name, n in line_of(kept, done).counts().items() if n}


def test_what_was_carried_out_once_is_found() -> None:
    kept = [(intent("create_request"), ended("r1")), (intent("create_request"), ended("r2"))]

    assert counts(kept, [posted("r1"), posted("r2")]) == {"believed": 2, "found": 2}


def test_what_was_read_after_a_lost_answer_is_believed_too() -> None:
    kept = [(intent("complete_match", matchId="m1"), ended(ending="found"))]

    assert counts(kept, [completed("m1")]) == {"believed": 1, "found": 1}


def test_the_same_step_taken_twice_and_believed_twice_is_found_twice() -> None:
    leaving = intent("leave_community", communityId="c1", userId="ada")
    left = ("DELETE /communities/{communityId}/members/{userId}", "ada")
    rows = [Written(*left, {"communityId": "c1", "userId": "ada"}, "", "{}") for _ in range(2)]

    believed = counts([(leaving, ended(ending="found")), (leaving, ended())], rows)

    assert believed == {"believed": 2, "found": 2}


def test_what_is_believed_and_was_never_carried_out_is_lost() -> None:
    assert counts([(intent("create_request"), ended("r1"))], []) == {"believed": 1, "lost": 1}


def test_what_karmyq_would_absorb_and_reading_found_was_so_already() -> None:
    joining = intent("join_community", communityId="c1")
    joined = Written("POST /communities/{communityId}/join", "ada", {"communityId": "c1"}, "m", "")
    kept = [(joining, ended("m")), (joining, ended("m", "found"))]

    assert counts(kept, [joined]) == {"believed": 2, "found": 1, "already": 1}


def test_another_row_than_the_believed_one_is_no_proof() -> None:
    kept = [(intent("create_request"), ended("r1"))]

    assert counts(kept, [posted("r2")]) == {"believed": 1, "lost": 1, "unexplained": 1}


def test_the_same_words_again_are_doubled() -> None:
    kept = [(intent("create_request"), ended("r1"))]

    done = [posted("r1"), posted("r2")]
    assert counts(kept, done) == {"believed": 1, "found": 1, "doubled": 1}


def test_a_call_that_karmyq_absorbs_is_repeated_and_not_doubled() -> None:
    kept = [(intent("complete_match", matchId="m1"), ended())]

    done = [completed("m1"), completed("m1")]
    assert counts(kept, done) == {"believed": 1, "found": 1, "repeated": 1}


def test_what_the_client_was_told_no_to_and_was_carried_out_is_unexplained() -> None:
    kept = [(intent("complete_match", matchId="m1"), ended(ending="refused"))]

    assert counts(kept, [completed("m1")]) == {"unexplained": 1}


def test_what_somebody_else_did_explains_nothing() -> None:
    kept = [(intent("complete_match", matchId="m1"), ended())]

    done = [completed("m1", who="bo")]
    assert counts(kept, done) == {"believed": 1, "lost": 1, "unexplained": 1}


def test_what_reading_found_may_be_what_another_admin_did_in_that_moment() -> None:
    ids = {"communityId": "c1", "fusionId": "f1"}
    starting = intent("start_fusion_vote", **ids)
    path = ENDPOINTS["start_fusion_vote"][0]

    def started(fusion: str) -> list[Written]:
        return [Written(path, "bo", {**ids, "fusionId": fusion}, fusion, "{}")]

    kept = [(starting, ended("", "found")), (intent("start_fusion_vote", "bo", **ids), ended("f1"))]
    assert counts(kept, started("f1")) == {"believed": 2, "found": 1, "already": 1}
    assert line_of(kept[:1], started("f2")).lost
    assert line_of([(starting, ended("f1"))], started("f1")).lost


def test_a_step_that_was_taken_before_shows_as_taken_and_a_row_that_was_made_does_not() -> None:
    path = ENDPOINTS["accept_match"][0]
    accepted = [Written(path, "ada", {"matchId": "m1"}, "m1", "{}")]
    accepting = intent("accept_match", matchId="m1")
    kept = [(accepting, ended("m1")), (accepting, ended("", "found"))]

    assert counts(kept, accepted) == {"believed": 2, "found": 1, "already": 1}
    asked = [(intent("create_request"), ended("r1")), (intent("create_request"), ended("r2"))]
    assert counts(asked, [posted("r1")]) == {"believed": 2, "found": 1, "lost": 1}


def test_an_open_write_explains_what_became_of_it() -> None:
    kept = [(intent("complete_match", matchId="m1"), None)]

    assert counts(kept, [completed("m1")]) == {"open": 1}


def test_what_karmyq_shows_to_nobody_is_unknown_and_may_have_been_carried_out() -> None:
    kept = [(intent("boost_request", id="r1"), ended(ending="unknown"))]
    boosted = Written("POST /requests/{id}/boost", "ada", {"id": "r1"}, "r1", "{}")

    assert counts(kept, []) == counts(kept, [boosted]) == {"unknown": 1}
    assert balance(kept, [boosted]).holds


def test_signing_in_is_no_write() -> None:
    assert not balance([], [Written(NO_WRITES[0], "", {}, "ada", "")]).lines


def test_an_endpoint_that_nobody_knows_is_unexplained() -> None:
    told = balance([], [Written("POST /new", "ada", {}, "", "")])

    assert told.wrong() == ["POST /new: carried out, and not believed: {} by ada, made nothing"]


def test_every_write_has_its_endpoint_in_the_sandbox() -> None:
    served = {f"{one.method} {one.path}" for one in OPERATIONS if one.method != "GET"}

    assert ENDPOINTS.keys() == WRITES.keys()
    assert {end for ends in ENDPOINTS.values() for end in ends} <= served

"""Faults around a sandbox: what the client sees, and what the platform did."""

from pathlib import Path
from typing import Any

import httpx2
import msgspec
import pytest

from adapters.faults import kinds
from adapters.faults.kinds import KINDS, Faults
from adapters.faults.middleware import ConnectionDropped
from adapters.faults.plans import FaultError, plan_of, read_plan, with_single
from adapters.faults.switch import Fate, FaultSwitch
from tests.adapters.sandbox.served import Served

ACCOUNT = {"email": "nadia@example.org", "name": "Nadia", "password": "long enough"}
ALWAYS = {"probability": 1.0}


def faulty(**kinds: dict[str, Any]) -> Served:
    return Served(faults=FaultSwitch(read_plan(kinds), 7))


def registered(served: Served) -> bool:
    """Whether the call of `register` was carried out."""
    return ACCOUNT["email"] in served.platform.store.users_by_email


def register(served: Served) -> httpx2.Response:
    return served.call("POST", "/api/auth/register", ACCOUNT)


def test_every_kind_is_described_in_the_table() -> None:
    for kind in KINDS:
        assert f"\n{kind} " in str(kinds.__doc__)


def test_an_error_before_is_a_5xx_and_nothing_is_done() -> None:
    served = faulty(error_before=ALWAYS | {"statuses": [502]})
    answer = register(served)

    assert (answer.status_code, registered(served)) == (502, False)
    assert answer.headers["content-type"].startswith("text/html")


def test_an_error_after_is_a_5xx_and_the_deed_stands() -> None:
    served = faulty(error_after=ALWAYS | {"statuses": [500]})
    answer = register(served)

    assert (answer.status_code, answer.json()["error"]) == (500, "INTERNAL_ERROR")
    assert registered(served)


def test_too_many_tells_when_to_come_back_and_nothing_is_done() -> None:
    served = faulty(too_many=ALWAYS | {"retry_after_s": 3})
    answer = register(served)

    assert (answer.status_code, answer.headers["retry-after"]) == (429, "3")
    assert (answer.json()["error"], registered(served)) == ("RATE_LIMIT_EXCEEDED", False)


@pytest.mark.parametrize(("kind", "done"), [("drop_before", False), ("drop_after", True)])
def test_a_dropped_connection_answers_nothing(kind: str, done: bool) -> None:
    served = faulty(**{kind: ALWAYS})
    with pytest.raises(ConnectionDropped):
        register(served)

    assert registered(served) == done


def test_a_malformed_answer_is_no_json_and_the_deed_stands() -> None:
    served = faulty(malformed=ALWAYS)
    answer = register(served)

    with pytest.raises(ValueError, match=r"."):
        answer.json()
    assert registered(served)


def test_a_stale_read_is_an_earlier_answer_to_the_same_reader() -> None:
    switch = FaultSwitch()
    served = Served(faults=switch)
    nadia, tom = served.person("nadia"), served.person("tom")
    place = served.community(nadia)
    path = f"/api/communities/{place}"
    fresh = served.call("GET", path, by=nadia).json()
    switch.set(read_plan({"stale_read": ALWAYS}))
    served.join(tom, place)

    assert served.call("GET", path, by=nadia).json() == fresh
    assert served.call("GET", path, by=tom).json()["data"] != fresh["data"]
    assert served.call("POST", "/api/auth/login", ACCOUNT).status_code == 401
    assert switch.counts == {"stale_read": 1}


def test_an_outage_is_a_burst_of_calls_that_are_503() -> None:
    switch = FaultSwitch(read_plan({"outage": {"probability": 0.05, "calls": [4, 4]}}), 3)
    served = Served(faults=switch)
    statuses = [served.call("GET", "/api/users/x").status_code for _ in range(60)]

    text = "".join("!" if status == 503 else "." for status in statuses)
    assert "!!!!" in text
    assert switch.counts["outage"] == text.count("!")
    assert 0 < text.count("!") < 60


def test_waits_are_drawn_from_a_distribution_with_an_end() -> None:
    plan = read_plan({"latency": ALWAYS | {"median_s": 0.2, "longest_s": 1.0}})
    switch = FaultSwitch(plan, 1)
    waits = sorted(switch.fate("GET", f"/api/{n}").wait_s for n in range(400))

    assert 0.15 < waits[200] < 0.25
    assert waits[-1] == 1.0
    assert waits[0] > 0


def test_a_call_waits_as_long_as_was_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []

    async def note(seconds: float) -> None:
        waited.append(seconds)

    monkeypatch.setattr("adapters.faults.middleware.asyncio.sleep", note)
    served = faulty(latency=ALWAYS, late_answer=ALWAYS)
    register(served)

    assert len(waited) == 2
    assert all(0 < wait <= 5 for wait in waited)


def test_the_same_calls_meet_the_same_faults_in_whatever_order_they_come() -> None:
    plan = msgspec.structs.replace(plan_of("rough"), outage=None)

    def fates(order: list[str]) -> dict[str, list[Fate]]:
        switch, found = FaultSwitch(plan, 5), dict[str, list[Fate]]()
        for path in order:
            found.setdefault(path, []).append(switch.fate("POST", path))
        return found

    calls = ["/api/matches", "/api/requests"] * 40
    assert fates(calls) == fates(sorted(calls))
    assert len({fate.kind for some in fates(calls).values() for fate in some}) > 3


def test_a_fault_can_be_for_some_methods_alone() -> None:
    served = faulty(error_before=ALWAYS | {"methods": ["GET"]})

    assert register(served).status_code == 201
    assert served.call("GET", "/api/communities").status_code >= 500


def test_faults_are_switched_on_and_off_while_it_runs() -> None:
    served = Served()
    on = served.call("POST", "/sandbox/faults", {"faults": {"error_before": ALWAYS}, "seed": 2})
    broken = register(served)
    told = served.call("GET", "/sandbox/faults").json()["data"]
    off = served.call("POST", "/sandbox/faults", {})

    assert (on.status_code, broken.status_code >= 500) == (200, True)
    assert (list(told["faults"]), told["seed"]) == (["error_before"], 2)
    assert told["happened"] == {"error_before": 1}
    assert off.json()["data"]["faults"] == {}
    assert register(served).status_code == 201


def test_the_sandboxs_own_paths_never_fail() -> None:
    served = faulty(drop_before=ALWAYS)

    assert served.call("GET", "/health").status_code == 200
    assert served.call("POST", "/sandbox/faults", {"plan": "mild"}).status_code == 200


def test_only_this_machine_switches_faults() -> None:
    served = Served(client_host="192.0.2.7")

    assert served.call("POST", "/sandbox/faults", {"plan": "rough"}).status_code == 403
    assert served.call("GET", "/sandbox/faults").status_code == 403


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"plan": "bad"}, "plan is mild or rough"),
        ({"faults": {"latncy": ALWAYS}}, 'Did you mean "latency"?'),
        ({"faults": {"latency": {"probability": 2}}}, "between 0 and 1"),
        ({"faults": {"error_after": ALWAYS | {"statuses": [404]}}}, "from 500 to 599"),
        ({"fault": {}}, "unknown field `fault`"),
    ],
)
def test_a_wish_that_does_not_fit_is_refused_and_changes_nothing(
    body: dict[str, Any], said: str
) -> None:
    served = faulty(too_many=ALWAYS)
    answer = served.call("POST", "/sandbox/faults", body)

    assert (answer.status_code, said in answer.json()["message"]) == (400, True)
    assert list(served.call("GET", "/sandbox/faults").json()["data"]["faults"]) == ["too_many"]


def test_a_plan_is_read_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "storm.yaml"
    path.write_text("drop_after: {probability: 0.5}\n")
    empty = tmp_path / "calm.yaml"
    empty.write_text("")

    assert plan_of(str(path)) == read_plan({"drop_after": {"probability": 0.5}})
    assert plan_of(str(empty)) == Faults()


@pytest.mark.parametrize(
    ("text", "said"),
    [("drop_after: [", "is no YAML"), ("- 1", "do not fit"), ("dropp: {}", 'called "dropp"')],
)
def test_a_file_that_is_no_plan_is_one_sentence_that_names_it(
    tmp_path: Path, text: str, said: str
) -> None:
    path = tmp_path / "storm.yaml"
    path.write_text(text)

    with pytest.raises(FaultError) as refused:
        plan_of(str(path))
    assert said in str(refused.value)
    assert str(path) in str(refused.value)
    assert "\n" not in str(refused.value)


def test_single_faults_are_added_to_a_plan_and_keep_its_settings() -> None:
    plan = with_single(with_single(plan_of("mild"), "latency=0.9"), "drop_after=0.25")

    assert plan.latency is not None
    assert (plan.latency.probability, plan.latency.median_s) == (0.9, 0.05)
    assert plan.drop_after is not None
    with pytest.raises(FaultError, match="a fault is written latency="):
        with_single(plan, "latency")

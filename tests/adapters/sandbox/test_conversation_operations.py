"""Conversations over HTTP, measured by karmyq's OpenAPI files, and the routes by match."""

from typing import NamedTuple

import pytest

from tests.adapters.sandbox.published import fits
from tests.adapters.sandbox.served import Person, Scene, scene

NOBODY = "3f0c1a52-8d0e-4d7b-9a55-1f3f6b0c7e11"
LIST, OPEN = "GET /conversations", "POST /conversations"
READ = "GET /conversations/{conversationId}/messages"
SEND = "POST /conversations/{conversationId}/messages"
BY_MATCH, SEND_BY_MATCH = "GET /match/{matchId}", "POST /match/{matchId}/messages"


class Talk(NamedTuple):
    """A scene with a matched match."""

    here: Scene
    match: str

    def open(self) -> str:
        """The id of the conversation, opened with both people."""
        people = [self.here.helper.id, self.here.requester.id]
        body = {"match_id": self.match, "participant_ids": people}
        answer = self.here.served.call("POST", "/api/conversations", body, by=self.here.helper)
        fits(answer, 200, OPEN)
        return str(answer.json()["data"]["id"])


def matched(*defects: str) -> Talk:
    """A scene in which the offer was accepted."""
    here = scene(*defects)
    match = here.served.offer(here.helper, here.request_id)
    here.served.act(here.requester, match, "accept")
    return Talk(here, match)


def test_a_conversation_is_opened_listed_written_in_and_read() -> None:
    talk = matched()
    served, helper, requester = talk.here.served, talk.here.helper, talk.here.requester
    conversation = talk.open()
    fits(served.call("GET", "/api/conversations", by=requester), 200, LIST)
    path = f"/api/conversations/{conversation}/messages"
    fits(served.call("POST", path, {"content": "At the gate"}, by=helper), 200, SEND)

    listed = served.call("GET", "/api/conversations", by=requester)
    fits(listed, 200, LIST)
    assert listed.json()["data"][0]["last_message"]["content"] == "At the gate"
    read = served.call("GET", path, by=requester)
    fits(read, 200, READ)
    assert [row["content"] for row in read.json()["data"]] == ["At the gate"]


@pytest.mark.parametrize(
    ("query", "read"),
    [("limit=2", [2, 3]), ("limit=0", [0, 1, 2, 3]), ("limit=x&offset=y", [0, 1, 2, 3])],
)
def test_text_and_zero_mean_the_default_window(query: str, read: list[int]) -> None:
    talk = matched()
    path = f"/api/conversations/{talk.open()}/messages"
    for number in range(4):
        talk.here.served.call("POST", path, {"content": str(number)}, by=talk.here.helper)

    rows = talk.here.served.call("GET", f"{path}?{query}", by=talk.here.helper).json()["data"]
    assert [int(row["content"]) for row in rows] == read


@pytest.mark.parametrize("switches", [(), ("error-shapes",)])
def test_refusals_have_the_published_shapes(switches: tuple[str, ...]) -> None:
    talk = matched(*switches)
    served, stranger = talk.here.served, talk.here.served.person("eve")
    conversation = talk.open()
    path = f"/api/conversations/{conversation}/messages"

    for body, status in (({}, 400), ({"content": ""}, 400)):
        answer = served.call("POST", path, body, by=talk.here.helper)
        assert answer.status_code == status
    assert served.call("GET", path, by=stranger).status_code == 403
    opening = {"match_id": talk.match, "participant_ids": [talk.here.helper.id]}
    assert served.call("POST", "/api/conversations", opening, by=stranger).status_code == 403
    assert served.call("POST", "/api/conversations", {}, by=stranger).status_code == 400


def test_reading_by_match_opens_the_conversation_for_both_parties() -> None:
    talk = matched()
    answer = talk.here.served.call("GET", f"/api/match/{talk.match}", by=talk.here.requester)

    fits(answer, 200, BY_MATCH)
    assert len(_mine(talk, talk.here.helper)) == 1


def test_writing_by_match_reaches_the_other_party() -> None:
    talk = matched()
    path, body = f"/api/match/{talk.match}/messages", {"content": "On my way"}

    fits(talk.here.served.call("POST", path, body, by=talk.here.helper), 200, SEND_BY_MATCH)
    read = talk.here.served.call("GET", f"/api/match/{talk.match}", by=talk.here.requester)
    assert [row["content"] for row in read.json()["data"]["messages"]] == ["On my way"]


def test_by_match_strangers_are_forbidden_and_unknown_matches_unknown() -> None:
    talk = matched()
    stranger = talk.here.served.person("eve")

    def status(match: str) -> int:
        return talk.here.served.call("GET", f"/api/match/{match}", by=stranger).status_code

    assert (status(talk.match), status(NOBODY)) == (403, 404)


def test_today_reading_by_match_shuts_the_other_side_out() -> None:
    talk = matched("match-conversation-alone")
    served, helper, requester = talk.here.served, talk.here.helper, talk.here.requester
    served.call("GET", f"/api/match/{talk.match}", by=requester)
    conversation = talk.open()

    assert _mine(talk, helper) == []
    path = f"/api/conversations/{conversation}/messages"
    assert served.call("GET", path, by=helper).status_code == 403
    assert served.call("GET", f"/api/match/{talk.match}", by=helper).status_code == 403


def _mine(talk: Talk, person: Person) -> list[object]:
    rows: list[object] = talk.here.served.call("GET", "/api/conversations", by=person).json()[
        "data"
    ]
    return rows

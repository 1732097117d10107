"""Tokens made here: what they say, how long they are kept, when they are made anew."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import jwt

from adapters.entities import Account
from adapters.live.tokens import CommunityRef, Tokens, claims

START = datetime(2025, 3, 3, 8, 0, 0, 500000, UTC)
SECRET = "a secret of more than thirty-two bytes, as advised"
ADA = Account("u1", "ada@test.karmyq.com", "Ada", START)


class Place:
    """Tokens on a clock that the test moves, over memberships that the test counts."""

    def __init__(self, *communities: CommunityRef, secret: str = SECRET) -> None:
        self.communities = communities
        self.now = START
        self.asked = 0
        self.tokens = Tokens(secret, self, lambda: self.now)

    async def memberships(self, user_id: str) -> Sequence[CommunityRef]:
        self.asked += 1
        return self.communities

    def token(self, account: Account = ADA) -> str:
        return asyncio.run(self.tokens.token_for(account))


def place(number: int) -> CommunityRef:
    return CommunityRef(f"c{number}", "member", f"Place {number}")


def read(token: str, secret: str = SECRET) -> dict[str, Any]:
    options: Any = {"verify_exp": False, "verify_iat": False}
    return jwt.decode(token, secret, algorithms=["HS256"], options=options)


def test_a_token_says_what_a_login_token_of_karmyq_says() -> None:
    admin = CommunityRef("c9", "admin", "Harbour Lane Helpers")

    assert read(Place(admin, place(1)).token()) == {
        "userId": "u1",
        "email": "ada@test.karmyq.com",
        "communities": [
            {"id": "c9", "role": "admin", "name": "Harbour Lane Helpers"},
            {"id": "c1", "role": "member", "name": "Place 1"},
        ],
        "currentCommunityId": "c9",
        "iat": int(START.timestamp()),
        "exp": int(START.timestamp()) + 3600,
    }


def test_who_belongs_nowhere_has_no_current_community() -> None:
    said = claims(ADA, [], START)

    assert said["communities"] == []
    assert "currentCommunityId" not in said


def test_fifteen_communities_are_listed_at_most() -> None:
    listed = claims(ADA, [place(number) for number in range(20)], START)["communities"]

    assert [row["id"] for row in listed] == [f"c{number}" for number in range(15)]


def test_a_token_is_kept() -> None:
    place_ = Place()

    assert place_.token() == place_.token()
    assert place_.asked == 1


def test_everybody_has_a_token_of_their_own() -> None:
    place_ = Place()

    other = read(place_.token(Account("u2", "bo@test.karmyq.com", "Bo", START)))

    assert (other["userId"], read(place_.token())["userId"]) == ("u2", "u1")


def test_a_token_is_kept_while_five_minutes_are_left() -> None:
    place_ = Place()
    first = place_.token()
    place_.now = START + timedelta(minutes=55)

    assert place_.token() == first


def test_a_token_is_made_anew_when_less_is_left() -> None:
    place_ = Place()
    place_.token()
    place_.now = START + timedelta(minutes=55, milliseconds=1)

    assert read(place_.token())["iat"] == int(place_.now.timestamp())


def test_after_a_change_of_memberships_the_next_token_lists_them() -> None:
    place_ = Place()
    place_.token()
    place_.communities = (place(1),)
    place_.tokens.forget("u1")

    assert read(place_.token())["currentCommunityId"] == "c1"


def test_at_a_new_turn_a_token_is_kept_as_long_as_the_memberships_are_the_same() -> None:
    place_ = Place(place(1))
    first = place_.token()
    place_.now = START + timedelta(minutes=1)
    place_.tokens.look_again("u1")

    assert (place_.token(), place_.asked) == (first, 2)
    assert (place_.token(), place_.asked) == (first, 2)


def test_at_a_new_turn_a_role_that_somebody_else_gave_is_in_the_token() -> None:
    place_ = Place(place(1))
    place_.token()
    place_.communities = (CommunityRef("c1", "admin", "Place 1"),)
    place_.tokens.look_again("u1")

    assert [row["role"] for row in read(place_.token())["communities"]] == ["admin"]


def test_memberships_that_are_read_as_that_person_are_read_with_a_bare_token() -> None:
    class OverTheApi(Place):
        async def memberships(self, user_id: str) -> Sequence[CommunityRef]:
            self.bare = await self.tokens.token_for(ADA)
            return [place(1)]

    place_ = OverTheApi()

    assert [row["id"] for row in read(place_.token())["communities"]] == ["c1"]
    assert read(place_.bare)["communities"] == []


def test_forgetting_somebody_without_a_token_is_no_error() -> None:
    place_ = Place()

    place_.tokens.forget("u1")

    assert read(place_.token())["userId"] == "u1"


def test_a_short_secret_is_the_platforms_own_affair() -> None:
    assert read(Place(secret="x" * 32).token(), "x" * 32)["userId"] == "u1"
    assert Place(secret="short").token().count(".") == 2

"""An event's line and the digest, to the byte: stored runs are compared by them."""

from hashlib import sha256

import pytest
from msgspec.structs import replace

from adapters.port import Call
from agents import facts
from model.event import Digest, Event, json_lines

OFFER = Event(
    time_ms=90_061_001,
    worker="w0",
    member="zoé.o'hara1234@test.karmyq.com",
    profile="active_helper",
    action="offer_help",
    outcome="done",
    reason="",
    calls=(Call("my_communities", "", 200), Call("offer_help", "m1", 201)),
    facts=(facts.HelpOffered("m1", "r1"),),
)
OFFER_LINE = (
    '[90061001,"w0","zoé.o\'hara1234@test.karmyq.com","active_helper","offer_help","done","",'
    '[["my_communities","",200],["offer_help","m1",201]],[["help_offered","m1","r1"]]]'
)
MISSED = Event(0, "w1", "", "", "wake", "skipped", "nobody_idle", (), ())
MISSED_LINE = '[0,"w1","","","wake","skipped","nobody_idle",[],[]]'


def test_a_line_is_json_of_all_fields_in_order() -> None:
    assert OFFER.line() == OFFER_LINE.encode()
    assert MISSED.line() == MISSED_LINE.encode()


def test_every_fact_is_its_name_and_its_fields() -> None:
    everything = (
        facts.MemberRegistered("u1"),
        facts.CommunityCreated("c1"),
        facts.CommunityJoined("c1", "pending"),
        facts.RequestCreated("r1", "ride"),
        facts.OfferAccepted("m1", "r1"),
        facts.HalfCompleted("m1", "r1"),
        facts.MatchCompleted("m1", "r1"),
    )

    (told,) = json_lines([replace(OFFER, facts=everything).facts])

    assert told == (
        '[["member_registered","u1"],["community_created","c1"],["community_joined","c1","pending"],'
        '["request_created","r1","ride",0],["offer_accepted","m1","r1"],["half_completed","m1","r1"],'
        '["match_completed","m1","r1"]]'
    )


def test_the_digest_is_the_sha_256_of_the_lines_with_their_breaks() -> None:
    digest = Digest()
    for event in (OFFER, MISSED):
        digest.add(event)

    expected = sha256(f"{OFFER_LINE}\n{MISSED_LINE}\n".encode()).hexdigest()
    assert digest.hex() == expected
    assert digest.rows == 2


def test_the_digest_of_these_two_rows_is_what_it_always_was() -> None:
    digest = Digest()
    for event in (OFFER, MISSED):
        digest.add(event)

    assert digest.hex() == "b8d4cf19c30c1cd11754307fc7dcbfff67a8ee978384bbf22560257c4ed964ea"


@pytest.mark.parametrize("count", [99, 100, 101, 250])
def test_the_digest_is_the_same_however_many_rows_are_taken_together(count: int) -> None:
    digest, lines = Digest(), sha256()
    for number in range(count):
        event = replace(OFFER, time_ms=number)
        digest.add(event)
        lines.update(event.line() + b"\n")
        if number == 40:
            digest.hex()  # asking in between changes nothing

    assert digest.hex() == lines.hexdigest()
    assert digest.rows == count


def test_the_order_of_rows_is_part_of_the_digest() -> None:
    forwards, backwards = Digest(), Digest()
    for one, other in ((OFFER, MISSED), (MISSED, OFFER)):
        forwards.add(one)
        backwards.add(other)

    assert forwards.hex() != backwards.hex()


def test_a_digest_of_nothing_is_that_of_no_bytes() -> None:
    assert Digest().hex() == sha256(b"").hexdigest()

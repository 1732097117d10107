"""What the client believes it has made against what the platform's tables hold.

lost          made by the journal's word, and not in the table
doubled       in the table, by no write of the journal, with the natural key of one that is
unexplained   in the table, by no write of the journal, and like none

Every table holds what one or two operations make. Matches and communities come about in other ways
too: by accepting a dibs or a provider's offer, by carrying out a split or a fusion.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from sqlalchemy import Connection, Table, select

from adapters.contract.tables import (
    activities,
    communities,
    conversations,
    dibs,
    fusion_proposals,
    governance_nominations,
    help_requests,
    interaction_feedback,
    matches,
    messages,
    provider_collectives,
    provider_profiles,
    provider_reviews,
    split_proposals,
    users,
)
from adapters.live.writes.intent import MADE
from adapters.live.writes.journal import Kept


class Made(NamedTuple):
    """A table, the operations that make its rows, and the columns by which a row is known again."""

    table: Table
    by: tuple[str, ...]
    key: tuple[str, ...]


TABLES = (
    Made(users, ("register",), ("email",)),
    Made(communities, ("create_community",), ("name", "location")),
    Made(help_requests, ("create_request",), ("requester_id", "title")),
    Made(matches, ("offer_help", "propose_match"), ("request_id", "responder_id")),
    Made(dibs, ("call_dibs",), ("request_id",)),
    Made(interaction_feedback, ("submit_feedback",), ("match_id", "from_user_id")),
    Made(conversations, ("open_conversation",), ("request_match_id",)),
    Made(messages, ("send_message",), ("conversation_id", "sender_id", "content")),
    Made(
        governance_nominations,
        ("nominate_member",),
        ("community_id", "nominated_user_id", "nominator_id"),
    ),
    Made(provider_profiles, ("register_provider",), ("user_id", "service_type")),
    Made(provider_reviews, ("review_provider",), ("match_id", "reviewer_id")),
    Made(provider_collectives, ("create_collective",), ("name", "created_by")),
    Made(activities, ("create_activity",), ("community_id", "created_by", "title")),
    Made(split_proposals, ("propose_split",), ("community_id", "proposed_by")),
    Made(fusion_proposals, ("propose_fusion",), ("community_a_id", "community_b_id")),
)
"""What is compared."""


@dataclass(frozen=True)
class Comparison:
    """The differences, each as `table id`; `compared` counts the rows that were made once."""

    compared: int = 0
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    unexplained: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    """Writes whose result nobody knows yet, as `operation number`."""

    @property
    def is_whole(self) -> bool:
        """Every write exists once, and no other."""
        return not (self.lost or self.doubled or self.unexplained or self.open)


def compare(
    kept: Iterable[Kept], connection: Connection, *, before: Collection[str] = ()
) -> Comparison:
    """Compare a journal with the tables; ids in `before` were there before the run."""
    rows = list(kept)
    waiting = [f"{one.intent.operation} {one.number}" for one in rows if one.result is None]
    compared = 0
    lost: list[str] = []
    doubled: list[str] = []
    unexplained: list[str] = []
    elsewhere = _made_elsewhere(rows, connection)
    for table, by, key in TABLES:
        believed = _believed(rows, by)
        columns = [table.c.id, *(table.c[name] for name in key)]
        held = {
            str(row[0]): tuple(map(str, row[1:])) for row in connection.execute(select(*columns))
        }
        keys = {held[made] for made in believed if made in held}
        compared += len(believed & held.keys())
        lost += [f"{table.name} {made}" for made in sorted(believed - held.keys())]
        for made in sorted(held.keys() - believed - elsewhere - set(before)):
            (doubled if held[made] in keys else unexplained).append(f"{table.name} {made}")
    return Comparison(compared, lost, doubled, unexplained, waiting)


def _believed(kept: Iterable[Kept], by: tuple[str, ...]) -> set[str]:
    return {
        one.result.made
        for one in kept
        if one.result is not None and one.result.ending in MADE
        if one.intent.operation in by and one.result.made
    }


def _made_elsewhere(kept: Iterable[Kept], connection: Connection) -> set[str]:
    """Rows that follow from writes of other kinds."""
    done = [one.intent for one in kept if one.result is not None and one.result.ending in MADE]
    made = set()
    for table, names in (
        (split_proposals, ("child_community_a_id", "child_community_b_id")),
        (fusion_proposals, ("merged_community_id",)),
    ):
        for row in connection.execute(select(*(table.c[name] for name in names))):
            made |= {str(value) for value in row if value is not None}
    helpers = {one.who for one in done if one.operation == "accept_dibs"}
    takers = {one.who for one in done if one.operation == "accept_provider_offer"}
    question = select(matches.c.id, matches.c.responder_id, help_requests.c.requester_id).join(
        help_requests, help_requests.c.id == matches.c.request_id
    )
    made |= {
        str(row.id)
        for row in connection.execute(question)
        if str(row.responder_id) in helpers or str(row.requester_id) in takers
    }
    return made

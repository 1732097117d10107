"""The steps of a walk in which people write to each other, rate, and look at their standing."""

from hypothesis import strategies as st
from hypothesis.stateful import rule

from tests.contract.walk_steps import PICK, SIDE, Side, Stage, Steps

STARS = st.sampled_from((0, 1, 3, 4, 5, 5, 6))
WORDS = st.sampled_from(("Hello", "On my way", ""))
WINDOWS = st.sampled_from(((50, 0), (1, 0), (2, 1), (-1, 0)))


class WordSteps(Steps):
    """The steps."""

    @rule(match=PICK, side=SIDE, by=PICK, other=PICK)
    def open_conversation(self, match: int, side: Side, by: int, other: int) -> None:
        """Somebody opens the conversation of a match, with the right people or others."""

        def act(stage: Stage) -> object:
            found = stage.known("matches", match)
            person = stage.side(found, side, by)
            row = stage.town.store.matches.get(found)
            people = [] if row is None else [row.responder.id, row.request.requester.id]
            if other % 4 == 0:
                people = [stage.known("users", other), "" if person.account is None else person.id]
            return person.open_conversation(found, *filter(None, people))

        self.do(act)

    @rule(talk=PICK, by=PICK, words=WORDS)
    def send_message(self, talk: int, by: int, words: str) -> None:
        """Somebody writes into a conversation, mostly one of their own."""

        def act(stage: Stage) -> object:
            found = stage.known("conversations", talk)
            row = stage.town.store.conversations.rows.get(found)
            person = stage.person(by)
            if row is not None and by % 4:
                writer = row.participants[by % len(row.participants)]
                person = next(one for one in stage.people if one.id == writer.id)
            return person.send_message(found, words)

        self.do(act)

    @rule(match=PICK, side=SIDE, by=PICK, to=PICK, stars=STARS)
    def rate_exchange(self, match: int, side: Side, by: int, to: int, stars: int) -> None:
        """Somebody rates the other party of a match, or somebody else."""

        def act(stage: Stage) -> object:
            found = stage.known("matches", match)
            person, row = stage.side(found, side, by), stage.town.store.matches.get(found)
            rated, place = stage.known("users", to), stage.known("communities", to)
            if row is not None and to % 4:
                place = row.request.communities[0].id
                requester, helper = row.request.requester.id, row.responder.id
                own = "" if person.account is None else person.id
                rated = helper if own == requester else requester
            return person.rate_exchange(found, rated, place, stars)

        self.do(act)

    @rule(by=PICK, talk=PICK, place=PICK, window=WINDOWS)
    def look_at_oneself(self, by: int, talk: int, place: int, window: tuple[int, int]) -> None:
        """Somebody reads conversations, karma and trust."""
        self.do(lambda stage: stage.person(by).list_conversations())
        self.do(
            lambda stage: stage.person(by).list_messages(
                stage.known("conversations", talk), *window
            )
        )
        self.do(lambda stage: stage.person(by).my_karma(stage.known("communities", place)))
        self.do(lambda stage: stage.person(by).karma_totals())
        self.do(lambda stage: stage.person(by).karma_history(window[0], offset=window[1]))
        self.do(
            lambda stage: stage.person(by).trust_in_community(stage.known("communities", place))
        )
        self.do(
            lambda stage: stage.person(by).my_community_summary(stage.known("communities", place))
        )
        self.do(lambda stage: stage.person(by).get_user(stage.known("users", place)))

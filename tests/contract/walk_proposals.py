"""The steps of a walk about splits and fusions, and what holds right after one was carried out."""

from functools import partial

from hypothesis import strategies as st
from hypothesis.stateful import rule

from tests.contract.person import Person
from tests.contract.town import MALFORMED, NOBODY
from tests.contract.walk_steps import ODD_ONES, PICK, Stage, Steps

WORDS = st.sampled_from(("yes", "yes", "yes", "no", "abstain", "perhaps"))
PAIRS = st.sampled_from(
    (("North", "South"), ("Mill Lane", "Quay"), ("Quay", "quay "), ("", "South"))
)
GROUPS = st.sampled_from(("group_a", "group_b", "group_b", "unassigned", "group_c"))
NEWEST = 3
LAST = -1
"""Picks the newest proposal."""


class ProposalSteps(Steps):
    """What members and admins do about splits and fusions."""

    @rule(by=PICK, place=PICK, names=PAIRS)
    def propose_split(self, by: int, place: int, names: tuple[str, str]) -> None:
        """Somebody who leads, or anybody, proposes a split."""

        def act(stage: Stage) -> object:
            found = stage.known("communities", place)
            return _leader(stage, found, by).propose_split(found, *names)

        self.do(act)

    @rule(pick=PICK, by=PICK, whom=PICK, group=GROUPS)
    def move_split_member(self, pick: int, by: int, whom: int, group: str) -> None:
        """Somebody who leads, or anybody, moves a member."""

        def act(stage: Stage) -> object:
            split, place = _split(stage, pick)
            moves = {stage.known("users", whom): group}
            _leader(stage, place, by).move_split_members(place, split, moves)
            return None

        self.do(act)

    @rule(pick=PICK, by=PICK)
    def start_split_vote(self, pick: int, by: int) -> None:
        """Somebody who leads, or anybody, opens a vote."""

        def act(stage: Stage) -> object:
            split, place = _split(stage, pick)
            return _leader(stage, place, by).start_split_vote(place, split)

        self.do(act)

    @rule(pick=PICK, word=WORDS, voices=st.integers(1, 5))
    def vote_on_split(self, pick: int, word: str, voices: int) -> None:
        """Some people vote."""
        for by in range(voices):
            self.do(partial(_voted_on_split, pick=pick, by=by, word=word))

    @rule(pick=PICK, by=PICK)
    def execute_split(self, pick: int, by: int) -> None:
        """Somebody who leads, or anybody, carries a split out."""

        def act(stage: Stage) -> object:
            split, place = _split(stage, pick)
            return _leader(stage, place, by).execute_split(place, split)

        self.do(act)

    @rule(place=PICK, name=st.sampled_from(("North", "South", "Mill Lane")))
    def split_up(self, place: int, name: str) -> None:
        """The newest split goes the whole way, if it can (I13)."""
        self.do(partial(_propose_split, place=place, name=name))
        self.do(_open_split)
        for by in range(len(self.stages[0].people)):
            self.do(partial(_voted_on_split, pick=LAST, by=by, word="yes"))
        self.do(_execute_split)

    @rule(place=PICK, near=PICK)
    def come_together(self, place: int, near: int) -> None:
        """The newest fusion goes the whole way, if it can (I13)."""
        self.do(partial(_propose_fusion, place=place, near=near))
        self.do(_accept_fusion)
        self.do(_open_fusion)
        for by in range(2 * len(self.stages[0].people)):
            self.do(partial(_voted_on_fusion, pick=LAST, by=by, word="yes"))
        self.do(_execute_fusion)

    @rule(by=PICK, place=PICK, near=PICK, name=st.sampled_from(("Both", "Mill Lane", "Quay")))
    def propose_fusion(self, by: int, place: int, near: int, name: str) -> None:
        """Somebody who leads, or anybody, proposes a fusion."""

        def act(stage: Stage) -> object:
            found, other = stage.known("communities", place), stage.known("communities", near)
            return _leader(stage, found, by).propose_fusion(found, other, name)

        self.do(act)

    @rule(pick=PICK, by=PICK, accepts=st.sampled_from((True, True, False)))
    def answer_fusion(self, pick: int, by: int, accepts: bool) -> None:
        """Somebody who leads the other side, or anybody, answers."""

        def act(stage: Stage) -> object:
            fusion, _, place = _fusion(stage, pick)
            person = _leader(stage, place, by)
            return (person.accept_fusion if accepts else person.reject_fusion)(place, fusion)

        self.do(act)

    @rule(pick=PICK, by=PICK)
    def start_fusion_vote(self, pick: int, by: int) -> None:
        """Somebody who leads one side, or anybody, opens the vote."""

        def act(stage: Stage) -> object:
            fusion, place, _ = _fusion(stage, pick)
            return _leader(stage, place, by).start_fusion_vote(place, fusion)

        self.do(act)

    @rule(pick=PICK, word=WORDS, voices=st.integers(1, 5))
    def vote_on_fusion(self, pick: int, word: str, voices: int) -> None:
        """Some people vote on either side."""
        for by in range(2 * voices):
            self.do(partial(_voted_on_fusion, pick=pick, by=by, word=word))

    @rule(pick=PICK, by=PICK)
    def execute_fusion(self, pick: int, by: int) -> None:
        """Somebody who leads one side, or anybody, carries a fusion out."""

        def act(stage: Stage) -> object:
            fusion, a, _ = _fusion(stage, pick)
            return _leader(stage, a, by).execute_fusion(a, fusion)

        self.do(act)


def _led_by(stage: Stage, place: str) -> Person:
    """An admin of a community, or the first of the people where there is none."""
    admins = [row for row in stage.town.store.roster.of(place) if row.role == "admin"]
    found = (one for one in stage.people if admins and one.id == admins[0].user.id)
    return next(found, stage.people[0])


def _newest(stage: Stage, table: str, pick: int) -> str:
    """One of the newest rows, without any odd ones; nobody's id where there is none."""
    return stage.known(table, pick % NEWEST) if stage.town.store.communities else NOBODY


def _propose_split(stage: Stage, place: int, name: str) -> object:
    found = _newest(stage, "communities", place)
    return _led_by(stage, found).propose_split(found, f"{name} A", f"{name} B")


def _open_split(stage: Stage) -> object:
    split, place = _split(stage, LAST)
    return _led_by(stage, place).start_split_vote(place, split)


def _execute_split(stage: Stage) -> object:
    split, place = _split(stage, LAST)
    children = _led_by(stage, place).execute_split(place, split)
    if not stage.town.rules.kernel.defects:
        a, b = children.child_community_a_id, children.child_community_b_id
        _assert_divided(stage, place, a, b)
    return children


def _propose_fusion(stage: Stage, place: int, near: int) -> object:
    found, other = _newest(stage, "communities", place), _newest(stage, "communities", near)
    return _led_by(stage, found).propose_fusion(found, other, f"Both {place}")


def _accept_fusion(stage: Stage) -> object:
    fusion, _, b = _fusion(stage, LAST)
    return _led_by(stage, b).accept_fusion(b, fusion)


def _open_fusion(stage: Stage) -> object:
    fusion, a, _ = _fusion(stage, LAST)
    return _led_by(stage, a).start_fusion_vote(a, fusion)


def _execute_fusion(stage: Stage) -> object:
    fusion, a, b = _fusion(stage, LAST)
    merged = _led_by(stage, a).execute_fusion(a, fusion)
    assert _people(stage, a) | _people(stage, b) <= _people(stage, merged)
    return merged


def _leader(stage: Stage, community_id: str, pick: int) -> Person:
    """An admin of a community; now and then anybody."""
    rows = [row for row in stage.town.store.roster.of(community_id) if row.role == "admin"]
    if not rows or pick % 5 == 0:
        return stage.person(pick)
    return next(person for person in stage.people if person.id == rows[0].user.id)


def _split(stage: Stage, pick: int) -> tuple[str, str]:
    """One of the newest splits and its community; now and then another path, or none at all."""
    rows = list(stage.town.store.proposals.splits.values())[-NEWEST:]
    if pick >= ODD_ONES or not rows:
        return (NOBODY, MALFORMED)[pick % 2], stage.known("communities", pick % NEWEST)
    row = rows[-1] if pick == LAST else rows[pick % len(rows)]
    return row.id, stage.known("communities", pick) if pick % 7 == 0 else row.community.id


def _fusion(stage: Stage, pick: int) -> tuple[str, str, str]:
    """One of the newest fusions and its sides; now and then another path, or none at all."""
    rows = list(stage.town.store.proposals.fusions.values())[-NEWEST:]
    if pick >= ODD_ONES or not rows:
        place = stage.known("communities", pick % NEWEST)
        return (NOBODY, MALFORMED)[pick % 2], place, place
    row = rows[-1] if pick == LAST else rows[pick % len(rows)]
    return row.id, row.a.id, row.b.id


def _voted_on_split(stage: Stage, pick: int, by: int, word: str) -> object:
    split, place = _split(stage, pick)
    return stage.people[by % len(stage.people)].vote_on_split(place, split, word)


def _voted_on_fusion(stage: Stage, pick: int, by: int, word: str) -> object:
    fusion, *sides = _fusion(stage, pick)
    person = stage.people[by // 2 % len(stage.people)]
    return person.vote_on_fusion(sides[by % 2], fusion, word)


def _people(stage: Stage, community_id: str) -> set[str]:
    return {row.user.id for row in stage.town.store.roster.of(community_id)}


def _assert_divided(stage: Stage, parent: str, a: str, b: str) -> None:
    """Everybody is in one child, nobody else is, and the sizes sum up."""
    places = stage.town.store.communities
    assert not _people(stage, a) & _people(stage, b)
    assert _people(stage, a) | _people(stage, b) == _people(stage, parent)
    sizes = [places[place].current_members for place in (a, b)]
    assert sizes == [len(_people(stage, place)) for place in (a, b)]

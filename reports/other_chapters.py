"""The chapters of governance and of services: each fact as one row."""

from collections.abc import Mapping

from agents import facts
from reports.history import Lessons, Moment

GOVERNANCE_COLUMNS = ("hour", "kind", "proposal", "community", "member", "detail")
SERVICE_COLUMNS = ("hour", "kind", "thing", "member", "detail")


class GoverningChapter:
    """Nominations, splits, fusions and votes; `detail` is the role, or what was voted."""

    def __init__(self) -> None:
        self.rows: list[tuple[float, str, str, str, str, str]] = []
        self._communities: dict[str, str] = {}

    def lessons(self) -> Lessons:
        """What is learnt from which fact."""
        yield facts.MemberNominated, self._nominated
        yield facts.NominationRatified, self._ratified
        for step in (facts.SplitProposed, facts.SplitVoteStarted, facts.SplitExecuted):
            yield step, self._split
        yield facts.VoteCast, self._voted
        for move in (
            facts.FusionProposed,
            facts.FusionAccepted,
            facts.FusionRejected,
            facts.FusionVoteStarted,
            facts.FusionExecuted,
        ):
            yield move, self._fusion

    def _row(self, kind: str, about: tuple[str, str], moment: Moment, detail: str = "") -> None:
        self.rows.append((moment.hour, kind, *about, moment.member, detail))

    def _nominated(self, fact: facts.MemberNominated, moment: Moment) -> None:
        about = (fact.nomination_id, fact.community_id)
        self._row("member_nominated", about, moment, fact.role)

    def _ratified(self, fact: facts.NominationRatified, moment: Moment) -> None:
        if fact.ratified:
            about = (fact.nomination_id, fact.community_id)
            self._row("nomination_ratified", about, moment)

    def _split(
        self,
        fact: facts.SplitProposed | facts.SplitVoteStarted | facts.SplitExecuted,
        moment: Moment,
    ) -> None:
        self._row(_tag(fact), (fact.split_id, fact.community_id), moment)

    def _voted(self, fact: facts.VoteCast, moment: Moment) -> None:
        about = (fact.proposal_id, fact.community_id)
        self._row("vote_cast", about, moment, fact.vote)

    def _fusion(
        self,
        fact: facts.FusionProposed
        | facts.FusionAccepted
        | facts.FusionRejected
        | facts.FusionVoteStarted
        | facts.FusionExecuted,
        moment: Moment,
    ) -> None:
        if isinstance(fact, facts.FusionProposed | facts.FusionExecuted):
            self._communities[fact.fusion_id] = fact.community_a_id
        about = (fact.fusion_id, self._communities.get(fact.fusion_id, ""))
        self._row(_tag(fact), about, moment)


class ServicesChapter:
    """Providers, reviews of them, collectives and activities; `detail` is the kind of service."""

    _THINGS: Mapping[type[facts.Fact], str] = {
        facts.ProviderRegistered: "provider_id",
        facts.ProviderReviewed: "provider_id",
        facts.CollectiveCreated: "collective_id",
        facts.CollectiveJoined: "collective_id",
        facts.ActivityPlanned: "activity_id",
        facts.ActivityJoined: "activity_id",
    }

    def __init__(self) -> None:
        self.rows: list[tuple[float, str, str, str, str]] = []

    def lessons(self) -> Lessons:
        """What is learnt from which fact."""
        for kind in self._THINGS:
            yield kind, self._happened

    def _happened(self, fact: facts.Fact, moment: Moment) -> None:
        thing = getattr(fact, self._THINGS[type(fact)])
        detail = fact.service_type if isinstance(fact, facts.ProviderRegistered) else ""
        self.rows.append((moment.hour, _tag(fact), thing, moment.member, detail))


def _tag(fact: facts.Fact) -> str:
    return str(fact.__struct_config__.tag)

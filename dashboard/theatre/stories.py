"""The history of a member or a community, with a few figures on top."""

from dashboard.protocol import Line, Look, Story
from dashboard.theatre.chronicle import Chronicle

MEMBER, COMMUNITY = "member", "community"


def story_of(look: Look, chronicle: Chronicle, hour: float) -> Story:
    """What is known at an hour about whom one looks at; nothing of nobody."""
    if look.kind == MEMBER:
        return _of_member(look.key, chronicle, hour)
    if look.kind == COMMUNITY:
        return _of_community(look.key, chronicle, hour)
    return Story("", "", "", {}, [])


def _of_member(email: str, chronicle: Chronicle, hour: float) -> Story:
    requests = [r for r in chronicle.requests.requests.values() if r["posted_hour"] <= hour]
    own = [request for request in requests if request["requester"] == email]
    helped = [one for one in chronicle.requests.exchanges if one["hour"] <= hour]
    row = chronicle.places.members.get(email, {})
    about = {
        "profile": str(row.get("profile", "")).replace("_", " ") or "not known",
        "arrived": _when(row.get("registered_hour"), chronicle),
        "asked": f"{len(own)} times, {sum(_by(one, hour) for one in own)} completed",
        "helped": f"{sum(one['helper'] == email for one in helped)} times",
        "e-mail": email,
    }
    lines = chronicle.story_of_person(email, hour)
    return Story(MEMBER, email, chronicle.known.person(email), about, lines)


def _by(request: dict[str, object], hour: float) -> bool:
    completed = request["completed_hour"]
    return isinstance(completed, float) and completed <= hour


def _of_community(identifier: str, chronicle: Chronicle, hour: float) -> Story:
    known, row = chronicle.known, chronicle.places.communities.get(identifier, {})
    founder, ended = row.get("founder"), row.get("ended_hour")
    parents = [known.community(parent) for parent in str(row.get("parents") or "").split()]
    about = {
        "members": f"{chronicle.members_of(identifier, hour):,}",
        "founded": _when(row.get("founded_hour"), chronicle),
        "founder": known.person(founder) if founder else "not known",
    }
    if parents:
        about["came from"] = " and ".join(parents)
    if ended is not None and ended <= hour:
        about["ended"] = f"{_when(ended, chronicle)}, by a {row.get('ended_by')}"
    lines: list[Line] = chronicle.story_of_place(identifier, hour)
    return Story(COMMUNITY, identifier, known.community(identifier), about, lines)


def _when(hour: float | None, chronicle: Chronicle) -> str:
    if hour is None:
        return "before the run"
    moment = chronicle.calendar(hour)
    return f"{moment:%a} {moment.day} {moment:%b %Y, %H:%M}"

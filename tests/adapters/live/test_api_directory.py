"""Who is there and what waits for them without a database, over the sandbox's app."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from adapters.dryrun.directory import DryRunDirectory
from adapters.entities import Account
from adapters.live.api_directory import ApiDirectory
from adapters.live.means import Means
from adapters.live.platform import LivePlatform
from adapters.live.settings import LiveSettings, SettingsError
from adapters.live.state import StateFolder
from adapters.live.traffic import LOOKING
from adapters.live.wire import Conduct
from tests.adapters.live.test_login import Recorded
from tests.adapters.live.world import Ada, token_of
from tests.adapters.sandbox.served import NOW, PASSWORD, SECRET, Person, Served
from tests.adapters.sandbox.test_mirror import lively

SEEN = (
    "communities",
    "live_requests",
    "offers_to_accept",
    "matches_to_complete",
    "proposals_to_answer",
)


class Lodge:
    """A directory over the API of a sandbox's app, with a state folder."""

    def __init__(self, home: Path, *, protected: str = "") -> None:
        self.served = Served()
        self.wire = Recorded(self.served.transport)
        self.folder = StateFolder(home / "state")
        self._settings = LiveSettings(
            api_url="http://localhost/api",
            jwt_secret=SECRET,
            password=PASSWORD,
            email_domain="example.org",
            protected=frozenset({protected}),
        )

    def keep(self, *people: Person) -> list[Account]:
        later = [NOW + timedelta(seconds=number) for number in range(len(people))]
        accounts = [
            Account(one.id, one.email, one.email.partition("@")[0], moment)
            for one, moment in zip(people, later, strict=True)
        ]
        self.folder.make()
        self.folder.keep(accounts[::-1])
        return accounts

    def ask[R](self, story: Callable[[ApiDirectory, LivePlatform], Awaitable[R]]) -> R:
        async def whole() -> R:
            directory = ApiDirectory(self._settings, self.folder, lambda: platform)
            conduct = Conduct(registered=directory.registered, recognise=directory.recognise)
            platform = LivePlatform(
                self._settings,
                directory,
                means=Means(transport=self.wire),
                traffic=LOOKING,
                clock=lambda: self.served.wall,
                conduct=conduct,
            )
            await directory.check()
            try:
                return await story(directory, platform)
            finally:
                await platform.aclose()
                await directory.aclose()

        return asyncio.run(whole())


@pytest.fixture
def lodge(tmp_path: Path) -> Lodge:
    return Lodge(tmp_path)


def registering(email: str) -> Callable[[ApiDirectory, LivePlatform], Awaitable[Account]]:
    async def story(_directory: ApiDirectory, platform: LivePlatform) -> Account:
        return await platform.session(Ada(None)).register(email, "Bo", PASSWORD)

    return story


def actors(directory: ApiDirectory, _platform: LivePlatform) -> Awaitable[Any]:
    return directory.actors()


def test_people_are_those_that_runs_have_registered(lodge: Lodge) -> None:
    bo = lodge.ask(registering("bo@example.org"))

    assert lodge.ask(actors) == [bo]


def test_people_stand_by_registration_and_protected_ones_do_not_act(tmp_path: Path) -> None:
    lodge = Lodge(tmp_path, protected="tom@example.org")
    people = lodge.keep(*(lodge.served.person(name) for name in ("nadia", "tom", "ada")))

    assert lodge.ask(actors) == [people[0], people[2]]
    assert lodge.ask(lambda directory, _: directory.find("tom@example.org")) is None


def test_somebody_whom_the_file_lost_and_who_signs_in_is_taken_in(lodge: Lodge) -> None:
    bo = lodge.served.person("bo")

    found = lodge.ask(registering("bo@example.org"))

    assert found.id == bo.id
    assert [one.id for one in lodge.folder.people()] == [bo.id]


def test_somebody_who_is_known_registers_only_once(lodge: Lodge) -> None:
    lodge.keep(lodge.served.person("bo"))

    with pytest.raises(Exception, match="409 CONFLICT"):
        lodge.ask(registering("bo@example.org"))
    assert [line for line in lodge.wire.lines if "login" in line] == []


def test_somebody_elses_account_is_not_ours(lodge: Lodge) -> None:
    body = {"email": "eve@example.org", "name": "Eve", "password": "another-orchard"}
    lodge.served.call("POST", "/api/auth/register", body)

    with pytest.raises(Exception, match="409 CONFLICT"):
        lodge.ask(registering("eve@example.org"))
    assert lodge.ask(lambda directory, _: directory.find("eve@example.org")) is None


@pytest.mark.parametrize("name", ["nadia", "tom", "ada"])
def test_what_can_be_seen_is_what_the_rules_know(lodge: Lodge, name: str) -> None:
    lively(lodge.served)
    users = lodge.served.platform.store.users.values()
    [me] = [row for row in users if row.email == f"{name}@example.org"]
    lodge.keep(*(Person(row.id, row.email, "") for row in users))

    seen = lodge.ask(lambda directory, _: directory.standing(me.id))
    known = asyncio.run(DryRunDirectory(lodge.served.platform).standing(me.id))

    assert [getattr(seen, name) for name in SEEN] == [getattr(known, name) for name in SEEN]
    hidden = set(seen.__struct_fields__) - set(SEEN)
    assert {getattr(seen, name) for name in hidden} == {0}


def test_what_strangers_offer_waits_for_nobody(lodge: Lodge) -> None:
    nadia, stranger = lodge.served.person("nadia"), lodge.served.person("eve")
    place = lodge.served.community(nadia)
    lodge.served.join(stranger, place)
    lodge.served.offer(stranger, lodge.served.request(nadia, place))
    lodge.keep(nadia)

    alone = lodge.ask(lambda directory, _: directory.standing(nadia.id))
    lodge.keep(nadia, stranger)
    among_ours = lodge.ask(lambda directory, _: directory.standing(nadia.id))

    assert (alone.offers_to_accept, among_ours.offers_to_accept) == (0, 1)


def test_a_standing_takes_three_reads_beside_the_token(lodge: Lodge) -> None:
    bo = lodge.served.person("bo")
    lodge.keep(bo)

    lodge.ask(lambda directory, _: directory.standing(bo.id))

    assert lodge.wire.lines == [
        "GET /api/communities/my/communities",
        "GET /api/communities/my/communities",
        "GET /api/requests",
        "GET /api/matches",
    ]


def test_a_token_lists_the_communities_with_roles(lodge: Lodge) -> None:
    bo = lodge.served.person("bo")
    place = lodge.served.community(bo)
    [account] = lodge.keep(bo)

    async def story(_directory: ApiDirectory, platform: LivePlatform) -> None:
        await platform.session(Ada(account)).list_matches(1)

    lodge.ask(story)
    listed = token_of(lodge.wire.requests[-1], SECRET)["communities"]

    assert listed == [{"id": place, "role": "admin", "name": "Harbour Lane"}]


@pytest.mark.parametrize(
    ("name", "location", "found"),
    [("harbour lane ", "TURKU", True), ("Harbour Lane", "Oulu", False)],
)
def test_the_founder_of_a_community_is_found_by_name_and_place(
    lodge: Lodge, name: str, location: str, found: bool
) -> None:
    bo = lodge.served.person("bo")
    lodge.served.community(bo)
    lodge.keep(bo)

    who = lodge.ask(lambda directory, _: directory.founder_of(name, location))

    assert who == (bo.id if found else None)


def test_nobody_founded_anything_where_nobody_can_look(lodge: Lodge) -> None:
    assert lodge.ask(lambda directory, _: directory.founder_of("Harbour Lane", "Turku")) is None


def test_an_account_that_cannot_be_kept_is_kept_at_the_end_or_told(
    lodge: Lodge, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(StateFolder, "keep", full)

    with pytest.raises(SettingsError, match="no room"):
        lodge.ask(registering("bo@example.org"))


def full(_folder: StateFolder, _people: object) -> None:
    raise SettingsError("no room")

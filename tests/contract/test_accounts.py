"""The account service: registering, and who a call counts for (rules, section 4)."""

from collections.abc import Callable

import pytest

from adapters.entities import Account
from adapters.errors import Refused
from adapters.port import Call
from tests.contract.person import PASSWORD, Person
from tests.contract.town import MALFORMED, NOBODY, Town, draft

Act = Callable[[Person], object]

SIGNED_IN_ONLY: dict[str, Act] = {
    "my_communities": lambda one: one.my_communities(),
    "list_communities": lambda one: one.list_communities(),
    "create_community": lambda one: one.create_community(),
    "join_community": lambda one: one.join_community(NOBODY),
    "update_community": lambda one: one.update_community(NOBODY, name="Quay"),
    "archive_community": lambda one: one.archive_community(NOBODY),
    "list_members": lambda one: one.list_members(NOBODY),
    "add_member": lambda one: one.add_member(NOBODY, NOBODY),
    "update_member": lambda one: one.update_member(NOBODY, NOBODY, role="admin"),
    "approve_member": lambda one: one.approve_member(NOBODY, NOBODY),
    "leave_community": lambda one: one.leave_community(NOBODY),
    "remove_member": lambda one: one.remove_member(NOBODY, NOBODY),
    "governance_state": lambda one: one.governance_state(NOBODY),
    "nominate_member": lambda one: one.nominate_member(NOBODY, NOBODY),
    "ratify_nomination": lambda one: one.ratify_nomination(NOBODY, NOBODY),
    "list_requests": lambda one: one.list_requests(),
    "get_request": lambda one: one.get_request(NOBODY),
    "create_request": lambda one: one.create_request(draft()),
    "list_matches": lambda one: one.list_matches(),
    "get_match": lambda one: one.get_match(NOBODY),
    "offer_help": lambda one: one.offer_help(NOBODY),
    "accept_match": lambda one: one.accept_match(NOBODY),
    "reject_match": lambda one: one.reject_match(NOBODY),
    "complete_match": lambda one: one.complete_match(NOBODY),
}


def test_registering_makes_an_account_as_it_was_written_down(town: Town) -> None:
    account = town.nobody().register("ada@test.karmyq.com", "Ada Lovelace")

    assert account.email == "ada@test.karmyq.com"
    assert account.name == "Ada Lovelace"
    assert account.created_at == town.now


def test_a_newcomer_belongs_nowhere(town: Town) -> None:
    assert town.person().my_communities() == []


@pytest.mark.parametrize(
    ("email", "name", "password"),
    [("", "Ada", PASSWORD), ("a@b", "", PASSWORD), ("a@b", "Ada", ""), ("", "", "")],
)
def test_all_three_fields_are_needed(town: Town, email: str, name: str, password: str) -> None:
    refusal = town.refusal(lambda: town.nobody().register(email, name, password))

    assert refusal == (400, "VALIDATION_ERROR")


def test_a_password_of_seven_characters_is_too_short(town: Town) -> None:
    refusal = town.refusal(lambda: town.nobody().register("ada@x", "Ada", "1234567"))

    assert refusal == (400, "VALIDATION_ERROR")


@pytest.mark.parametrize("password", ["12345678", "        ", "p" * 200, "ключключ"])
def test_a_password_of_eight_characters_is_enough_whatever_they_are(
    town: Town, password: str
) -> None:
    assert town.nobody().register("ada@x", "Ada", password).email == "ada@x"


def test_a_taken_email_is_a_conflict_that_names_it(town: Town) -> None:
    town.nobody().register("ada@x", "Ada")

    with pytest.raises(Refused) as caught:
        town.nobody().register("ada@x", "Another Ada")
    assert (caught.value.status, caught.value.code) == (409, "CONFLICT")
    assert caught.value.details == {"email": "ada@x"}


def test_a_refused_registration_stores_nothing(town: Town) -> None:
    town.nobody().register("ada@x", "Ada")
    town.refusal(lambda: town.nobody().register("ada@x", "Another Ada"))

    assert [user.name for user in town.store.users.values()] == ["Ada"]


def test_emails_that_differ_in_case_or_blanks_are_different(town: Town) -> None:
    emails = ["ada@x", "Ada@x", " ada@x"]
    accounts = [town.nobody().register(email, "Ada") for email in emails]

    assert [account.email for account in accounts] == emails
    assert len({account.id for account in accounts}) == 3


def test_an_email_is_not_validated(town: Town) -> None:
    assert town.nobody().register("no address at all", "Ada").email == "no address at all"


def test_a_missing_field_is_found_before_a_short_password(town: Town) -> None:
    with pytest.raises(Refused, match="email, name and password are needed"):
        town.nobody().register("", "Ada", "short")


def test_a_short_password_is_found_before_a_taken_email(town: Town) -> None:
    town.nobody().register("ada@x", "Ada")

    assert town.refusal(lambda: town.nobody().register("ada@x", "Ada", "short"))[0] == 400


@pytest.mark.parametrize("wide", ["email", "name"])
def test_255_characters_fit_and_256_are_an_internal_error(town: Town, wide: str) -> None:
    fits, long = "é" * 255, "é" * 256
    texts = {"email": "ada@x", "name": "Ada"}
    stored = town.nobody().register(**(texts | {wide: fits}))
    refusal = town.refusal(lambda: town.nobody().register(**({"email": "bo@x"} | {wide: long})))

    assert getattr(stored, wide) == fits
    assert refusal == (500, "INTERNAL_ERROR")


@pytest.mark.safe_on_a_real_platform
@pytest.mark.parametrize("operation", SIGNED_IN_ONLY)
def test_nobody_is_unauthorized_everywhere_but_in_registering(town: Town, operation: str) -> None:
    act = SIGNED_IN_ONLY[operation]

    assert town.refusal(lambda: act(town.nobody())) == (401, "UNAUTHORIZED")


@pytest.mark.parametrize("operation", SIGNED_IN_ONLY)
def test_a_token_of_an_unknown_person_is_unauthorized(town: Town, operation: str) -> None:
    ghost = Person(town, Account(NOBODY, "ghost@x", "Ghost", town.now))

    assert town.refusal(lambda: SIGNED_IN_ONLY[operation](ghost)) == (401, "UNAUTHORIZED")


def test_who_asks_is_looked_at_before_what_is_asked(town: Town) -> None:
    assert town.refusal(lambda: town.nobody().get_request(MALFORMED))[0] == 401
    assert town.refusal(lambda: town.nobody().list_matches(-1))[0] == 401


def test_identifiers_are_all_different(town: Town) -> None:
    ids = {town.person().id for _ in range(20)}

    assert len(ids) == 20


def test_each_call_is_kept_with_its_status_and_what_it_was_about(town: Town) -> None:
    here = town.scene()
    town.refusal(lambda: here.requester.offer_help(here.request_id))
    match = here.helper.offer_help(here.request_id)

    assert here.requester.calls[-1] == Call("offer_help", here.request_id, 400)
    assert here.helper.calls[-1] == Call("offer_help", match.id, 201)


def test_a_new_account_is_the_subject_of_its_registering(town: Town) -> None:
    newcomer = town.nobody()
    account = newcomer.register("ada@x")

    assert newcomer.calls == [Call("register", account.id, 201)]


def test_logging_in_finds_the_account_by_e_mail_and_password(town: Town) -> None:
    account = town.nobody().register("ada@x", "Ada", "quiet-orchard-7")
    visitor = town.nobody()

    assert visitor.login("ada@x", "quiet-orchard-7") == account
    assert visitor.calls == [Call("login", account.id, 200)]


@pytest.mark.parametrize(
    ("email", "password"),
    [("ada@x", "quiet-orchard-8"), ("bo@x", "quiet-orchard-7"), ("ADA@x", "quiet-orchard-7")],
)
def test_a_wrong_password_and_an_unknown_e_mail_are_unauthorized(
    town: Town, email: str, password: str
) -> None:
    town.nobody().register("ada@x", "Ada", "quiet-orchard-7")

    assert town.refusal(lambda: town.nobody().login(email, password)) == (401, "UNAUTHORIZED")


@pytest.mark.parametrize(("email", "password"), [("", "quiet-orchard-7"), ("ada@x", "")])
def test_logging_in_needs_both_fields(town: Town, email: str, password: str) -> None:
    assert town.refusal(lambda: town.nobody().login(email, password)) == (400, "VALIDATION_ERROR")

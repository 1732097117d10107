"""Providers and their reviews in the tables, beside those in memory."""

from sqlalchemy import Engine, select

from adapters.contract import tables
from adapters.dryrun.store import Store
from tests.adapters.sandbox.served import Person, Served


def trade(served: Served, provider: Person, customer: Person, match_id: str) -> None:
    """A provider with two profiles, one of them gone, and a review."""
    for kind in ("tutor", "other"):
        body = {"service_type": kind, "display_name": "Tom helps", "bio": "Anything"}
        served.call("POST", "/api/providers", body, by=provider)
    first, second = served.platform.store.providers.rows
    for one, match in ((first, None), (second, match_id), (second, None)):
        review = {"provider_id": one, "stars": 4, "review_text": "Good", "match_id": match}
        served.call("POST", "/api/reputation", review, by=customer)
    duty = {"is_available": True}
    served.call("PATCH", f"/api/providers/{second}/availability", duty, by=provider)
    served.call("DELETE", f"/api/providers/{first}", by=provider)


def assert_providers_equal_to(store: Store, reader: Engine) -> None:
    with reader.connect() as connection:
        profiles = connection.execute(select(tables.provider_profiles)).mappings().all()
        reviews = connection.execute(select(tables.provider_reviews)).mappings().all()
    names = ("service_type", "display_name", "bio", "is_active", "is_available")
    assert {row["id"]: [row["user_id"], *(row[n] for n in names)] for row in profiles} == {
        row.id: [row.user.id, *(getattr(row, n) for n in names)]
        for row in store.providers.rows.values()
    }
    keys = ("provider_id", "reviewer_id", "match_id", "stars", "review_text")
    assert {row["id"]: [row[key] for key in keys] for row in reviews} == {
        row.id: [
            row.provider.id,
            row.reviewer.id,
            None if row.match is None else row.match.id,
            row.stars,
            row.review_text,
        ]
        for row in store.provider_reviews.rows.values()
    }

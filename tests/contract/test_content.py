"""Everything that ships as content is taken by karmyq as it is."""

from random import Random

import pytest

from adapters.entities import REQUEST_TYPES
from scenarios.city import CommunityTemplate, load_city
from scenarios.fill import fill_request
from scenarios.templates import RequestTemplate
from tests.contract.payloads import holds
from tests.contract.person import Person
from tests.contract.town import Town, draft, place_of

CITY = load_city("portland")
TEMPLATES = [template for kind in REQUEST_TYPES for template in CITY.requests.of(kind)]


class Scripted(Random):
    """A draw that always gives the same number, such as the ends of every range."""

    def __init__(self, number: float) -> None:
        super().__init__(0)
        self.number = number

    def random(self) -> float:
        return self.number


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.title)
def test_a_request_template_is_taken_at_both_ends_of_its_ranges(
    town: Town, poster: Person, template: RequestTemplate
) -> None:
    for draw in (Scripted(0.0), Scripted(1 - 2**-53), Random(1)):
        filled = fill_request(template, draw, town.now)
        form = draft(
            community_id=place_of(poster),
            request_type=filled.request_type,
            title=filled.title,
            description=filled.description,
            urgency=filled.urgency,
            payload=filled.payload,
        )
        row = town.request_row(poster.create_request(form).id)

        assert (row.title, row.urgency, row.request_type) == (
            template.title,
            template.urgency,
            template.request_type,
        )
        assert holds(row.payload, filled.payload)


@pytest.mark.parametrize(
    "template", CITY.communities, ids=lambda template: f"{template.name}, {template.location}"
)
def test_a_community_template_is_taken(town: Town, template: CommunityTemplate) -> None:
    found = town.person().create_community(
        template.name,
        template.location,
        category=template.category,
        community_type=template.community_type,
        description=template.description,
    )

    assert (found.name, found.existing) == (template.name, False)


def test_no_two_community_templates_are_one_community(town: Town) -> None:
    founder = town.person()
    found = [
        founder.create_community(
            template.name, template.location, community_type=template.community_type
        )
        for template in CITY.communities
    ]

    assert not any(place.existing for place in found)
    assert len({place.id for place in found}) == len(CITY.communities)

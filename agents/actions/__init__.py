"""Everything that people can do: one line per action, in the order in which candidates are listed.

To add an action: write its file, add its line here, and give it a weight in a scenario.
"""

from agents.action import Action
from agents.actions import (
    accept_offer,
    complete_match,
    create_community,
    create_request,
    join_community,
    offer_help,
    register,
)
from agents.registry import listed

ACTIONS: dict[str, Action] = listed(
    join_community.ACTION,
    create_request.ACTION,
    offer_help.ACTION,
    accept_offer.ACTION,
    complete_match.ACTION,
    create_community.ACTION,
    register.ACTION,
)

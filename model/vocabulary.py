"""The vocabulary that scenarios are checked against: our actions and our measures."""

from agents.actions import ACTIONS
from model.measures import MEASURE_NAMES
from scenarios import Vocabulary

VOCABULARY = Vocabulary(
    actions={name: action.settings for name, action in ACTIONS.items() if action.chooseable},
    measures=MEASURE_NAMES,
)

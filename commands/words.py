"""The vocabulary that the commands check scenarios against is the model's."""

from model.vocabulary import VOCABULARY

__all__ = ["VOCABULARY"]

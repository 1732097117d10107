"""The versions that a manifest keeps are those that the model depends on."""

from model.versions import versions

__all__ = ["versions"]

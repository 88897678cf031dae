"""What a town sets in foerderlage.toml or the environment, and which settings are in force."""

from matcher.settings.loading import load

__all__ = ["load"]

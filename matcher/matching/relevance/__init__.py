"""Relevance: what a project is about against what a programme funds."""

from matcher.matching.relevance.documents import Query
from matcher.matching.relevance.index import Identity, RelevanceIndex, Share

__all__ = ["Identity", "Query", "RelevanceIndex", "Share"]

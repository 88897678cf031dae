"""Relevance: what a project is about against what a programme funds."""

from matcher.matching.relevance.documents import Query
from matcher.matching.relevance.index import RelevanceIndex, Share
from matcher.matching.relevance.places import Identity

__all__ = ["Identity", "Query", "RelevanceIndex", "Share"]

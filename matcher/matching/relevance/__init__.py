"""Relevance: what a project is about against what a programme funds."""

from matcher.matching.relevance.documents import Query
from matcher.matching.relevance.index import RelevanceIndex, Share

__all__ = ["Query", "RelevanceIndex", "Share"]

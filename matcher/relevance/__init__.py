"""Relevance: what a project is about against what a programme funds."""

from matcher.relevance.documents import Query
from matcher.relevance.index import RelevanceIndex, Share

__all__ = ["Query", "RelevanceIndex", "Share"]

"""Scrapy spiders: they fetch, and hand what they fetched to pure readers."""

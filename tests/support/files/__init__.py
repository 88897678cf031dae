"""Spreadsheets and Word files, written as people do and read by another reader."""

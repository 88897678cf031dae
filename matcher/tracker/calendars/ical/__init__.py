"""iCalendar (RFC 5545) taken apart: lines, zones, entries, rules and series."""

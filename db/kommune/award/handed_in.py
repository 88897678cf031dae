"""Since when the application of a match is with the authority, for queries over decisions."""

SUBMITTED = (
    "(select case when a.state in ('submitted', 'awarded') then a.submitted end from application a"
    " where a.project_id = decision.project_id and a.source = decision.source"
    " and a.programme_key = decision.programme_key and a.kind in ('first', 'continuation')"
    " order by a.state in ('drafting', 'submitted') desc, coalesce(a.submitted, a.decided) desc,"
    " a.id desc limit 1)"
)
"""The day as an expression over a row of `decision`; of several applications for money the one
that runs counts, else the one handed in last, and none that is in work, rejected or withdrawn."""

"""When one can apply for what, in memory for a day, read again when the catalogue changes."""

from matcher.corrections.standing import Identity
from matcher.deadlines.coming import Outlook
from matcher.deadlines.coming_stored import outlooks
from matcher.site.frame.memory.shelf import Shelf

OUTLOOKS: Shelf[dict[Identity, Outlook]] = Shelf(lambda _path, db, today: outlooks(db, today))
"""The outlooks of the catalogues of this process."""

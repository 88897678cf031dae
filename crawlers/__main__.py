"""``python -m crawlers`` is the child process that crawls; see `crawlers.child`."""

import gc
import sys

# half of a crawl that finds nothing new is importing: without collecting garbage meanwhile, and
# without numpy, which sqlite_utils imports where there is one, it takes a quarter less
gc.disable()
# None is Python's own way to say "there is none" (import system, 5.3.1), which types do not know
sys.modules["numpy"] = None  # type: ignore[assignment]

from crawlers.child import main

gc.enable()
main()

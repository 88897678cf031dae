"""Signs that no XML can hold, and with it no Word file and no workbook."""

import re

_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def fit_for_xml(words: str) -> str:
    """The words without these signs; somebody may have pasted one anywhere."""
    return _UNFIT.sub("", words)

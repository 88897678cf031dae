"""`matcher doctor`: looks at everything the program stands on and changes nothing.

A check takes what it needs as arguments and returns results; `examination` puts them in order.
"""

from matcher.doctor.examination import examine
from matcher.doctor.result import Result

__all__ = ["Result", "examine"]

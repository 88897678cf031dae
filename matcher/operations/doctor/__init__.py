"""`matcher doctor`: looks at everything the program stands on and changes nothing.

A check takes what it needs as arguments and returns results; `examination` puts them in order.
"""

from matcher.operations.doctor.examination import examine
from matcher.operations.doctor.result import Result

__all__ = ["Result", "examine"]

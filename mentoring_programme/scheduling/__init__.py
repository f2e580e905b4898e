"""When two people could meet: plain Python, which knows nothing of Odoo.

:func:`common_times` takes what is known of two people's days and answers with a few moments.
"""

from .common_times import Diary, common_times

__all__ = ["Diary", "common_times"]

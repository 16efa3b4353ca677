"""Attendance: what a planned shift comes to, from clocked times, leave, overtime and corrections.

Everything is measured here and nothing is judged: how late costs what, and from which minute on leaving early
counts as absence, says the charter about the fact `attendance.settled`.
"""

from shouwen.law.attendance.leave import Leave, Overtime, leaves_of, overtime_of
from shouwen.law.attendance.plan import Planned, Week, expand, is_rest_day
from shouwen.law.attendance.settle import Inputs, settle
from shouwen.law.attendance.settled import Settled
from shouwen.law.attendance.shift import Mark, Shift, reach, settled_at

__all__ = ["Inputs", "Leave", "Mark", "Overtime", "Planned", "Settled", "Shift", "Week"]
__all__ += ["expand", "is_rest_day", "leaves_of", "overtime_of", "reach", "settle", "settled_at"]

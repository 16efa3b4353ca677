"""When a sheet is filled in, in words."""

from __future__ import annotations

from shouwen.words import Words

MOMENTS = {
    "before_duty": Words("岗前", "Before duty"),
    "on_duty": Words("在岗", "On duty"),
    "case": Words("随事项", "With a case"),
    "inspection": Words("巡查", "Inspection"),
    "works": Words("施工现场", "At works"),
}

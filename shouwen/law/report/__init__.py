"""What people take away from a judgement: files of verdicts, and a workbook for Excel."""

from shouwen.law.report.files import write_jsonl, write_parquet
from shouwen.law.report.verdicts import InMemory, InTable, Verdicts
from shouwen.law.report.workbook import write_workbook

__all__ = ["InMemory", "InTable", "Verdicts", "write_jsonl", "write_parquet", "write_workbook"]

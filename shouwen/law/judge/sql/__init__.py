"""The SQL engine: history judged by DuckDB, one statement for each kind of rule, the rules as rows of tables."""

from shouwen.law.judge.sql.engine import judge, judge_table

__all__ = ["judge", "judge_table"]

"""The database itself refuses to change, remove or empty the facts, whoever asks."""

from __future__ import annotations

from django.db import migrations

FORWARD = """
CREATE FUNCTION journal_fact_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'facts are written once: % on journal_fact is refused', TG_OP
        USING ERRCODE = 'restrict_violation', HINT = 'Record a later fact that mends the earlier one.';
END;
$$;
CREATE TRIGGER journal_fact_is_not_changed BEFORE UPDATE OR DELETE ON journal_fact
    FOR EACH ROW EXECUTE FUNCTION journal_fact_stays();
CREATE TRIGGER journal_fact_is_not_emptied BEFORE TRUNCATE ON journal_fact
    FOR EACH STATEMENT EXECUTE FUNCTION journal_fact_stays();
"""
BACKWARD = """
DROP TRIGGER journal_fact_is_not_emptied ON journal_fact;
DROP TRIGGER journal_fact_is_not_changed ON journal_fact;
DROP FUNCTION journal_fact_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]

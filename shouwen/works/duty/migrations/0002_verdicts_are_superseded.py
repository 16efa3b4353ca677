"""The database lets a verdict be superseded, once, and nothing else be done to it."""

from __future__ import annotations

from django.db import migrations

FORWARD = """
CREATE FUNCTION duty_verdict_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    as_it_was duty_verdict;
BEGIN
    IF TG_OP = 'UPDATE' THEN
        as_it_was := NEW;
        as_it_was.superseded_at := NULL;
        IF OLD.superseded_at IS NULL AND NEW.superseded_at IS NOT NULL AND as_it_was IS NOT DISTINCT FROM OLD THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'verdicts are superseded, never changed: % on duty_verdict is refused', TG_OP
        USING ERRCODE = 'restrict_violation', HINT = 'Record the fact that changes the verdict.';
END;
$$;
CREATE TRIGGER duty_verdict_is_not_changed BEFORE UPDATE OR DELETE ON duty_verdict
    FOR EACH ROW EXECUTE FUNCTION duty_verdict_stays();
CREATE TRIGGER duty_verdict_is_not_emptied BEFORE TRUNCATE ON duty_verdict
    FOR EACH STATEMENT EXECUTE FUNCTION duty_verdict_stays();
"""
BACKWARD = """
DROP TRIGGER duty_verdict_is_not_emptied ON duty_verdict;
DROP TRIGGER duty_verdict_is_not_changed ON duty_verdict;
DROP FUNCTION duty_verdict_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("duty", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]

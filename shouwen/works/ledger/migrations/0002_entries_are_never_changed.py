"""The database refuses to change or remove entries, and lets an entry be taken back only by its exact opposite."""

from __future__ import annotations

from django.db import migrations

FORWARD = """
CREATE FUNCTION ledger_entry_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'entries are written once: % on ledger_entry is refused', TG_OP
        USING ERRCODE = 'restrict_violation', HINT = 'Take the entry back by an opposite one.';
END;
$$;
CREATE TRIGGER ledger_entry_is_not_changed BEFORE UPDATE OR DELETE ON ledger_entry
    FOR EACH ROW EXECUTE FUNCTION ledger_entry_stays();
CREATE TRIGGER ledger_entry_is_not_emptied BEFORE TRUNCATE ON ledger_entry
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_entry_stays();

CREATE FUNCTION ledger_entry_follows() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    before ledger_entry;
BEGIN
    IF NEW.turn > 1 THEN
        SELECT * INTO before FROM ledger_entry WHERE key = NEW.key AND turn = NEW.turn - 1;
        IF NOT FOUND THEN
            RAISE EXCEPTION 'entry % of % has no entry before it', NEW.turn, NEW.key USING ERRCODE = 'check_violation';
        END IF;
    END IF;
    IF (NEW.turn % 2 = 0) <> (NEW.reverses_id IS NOT NULL) THEN
        RAISE EXCEPTION 'entries of a finding post and reverse in turns' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.turn % 2 = 0 AND (before.id, before.bearer, before.period, before.points, before.money)
            IS DISTINCT FROM (NEW.reverses_id, NEW.bearer, NEW.period, -NEW.points, -NEW.money)
        OR NEW.turn % 2 = 0 AND (before.staff, before.unit) IS DISTINCT FROM (NEW.staff, NEW.unit) THEN
        RAISE EXCEPTION 'a reversal is the exact opposite of the entry before it' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END;
$$;
CREATE TRIGGER ledger_entry_is_in_turn BEFORE INSERT ON ledger_entry
    FOR EACH ROW EXECUTE FUNCTION ledger_entry_follows();
"""
BACKWARD = """
DROP TRIGGER ledger_entry_is_in_turn ON ledger_entry;
DROP FUNCTION ledger_entry_follows();
DROP TRIGGER ledger_entry_is_not_emptied ON ledger_entry;
DROP TRIGGER ledger_entry_is_not_changed ON ledger_entry;
DROP FUNCTION ledger_entry_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]

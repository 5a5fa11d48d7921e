-- Who is called and has an account: told at once, answering and checking in by it. Also: what exemptions a call-up waives, the public
-- beacon that a draw waits for, and the figures of call-ups and of work that a place sets for itself.

-- ── The called person's own news ────────────────────────────────────────────────────────────────────────────
-- In which transaction somebody's call changed last, from the moment that they are asked: read as a feed, like tallies.
ALTER TABLE mobilize.call ADD COLUMN txid xid8;
CREATE INDEX call_in_order ON mobilize.call (txid) WHERE txid IS NOT NULL;
CREATE FUNCTION mobilize.note_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.txid := pg_current_xact_id();
  RETURN NEW;
END $$;
CREATE TRIGGER in_order BEFORE UPDATE ON mobilize.call FOR EACH ROW WHEN (NEW.asked_at IS NOT NULL) EXECUTE FUNCTION mobilize.note_change();
-- That a call-up is over is news for everybody it asked.
CREATE FUNCTION mobilize.note_closed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  UPDATE mobilize.call c SET txid = pg_current_xact_id() WHERE c.street_id = NEW.street_id AND c.call_up_id = NEW.id AND c.asked_at IS NOT NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER closed_is_news AFTER UPDATE OF state ON mobilize.call_up FOR EACH ROW WHEN (NEW.state = 'closed' AND OLD.state <> 'closed')
  EXECUTE FUNCTION mobilize.note_closed();

-- Whose calls changed. Nothing else is told: the account reads its own.
CREATE FUNCTION mobilize.own_since(watermark xid8, seen xid8[], most integer) RETURNS TABLE (txid text, account_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT c.txid::text, p.account_id FROM mobilize.call c JOIN staff.person p ON p.street_id = c.street_id AND p.id = c.person_id
  WHERE c.txid >= watermark AND c.txid <> ALL (seen) AND p.account_id IS NOT NULL ORDER BY c.txid LIMIT most
$$;

-- What the asker's own account is called to, whatever their role: nobody else's.
CREATE FUNCTION mobilize.own_calls() RETURNS jsonb LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT coalesce(jsonb_agg(jsonb_build_object('callId', c.id, 'name', p.name, 'department', d.name, 'callUp', u.name, 'state', u.state, 'musterAt', u.muster_at,
    'place', u.place_name, 'placeNote', u.place_note, 'bring', u.bring, 'reportTo', u.report_to, 'said', c.said, 'arrivesAt', c.arrives_at,
    'reason', c.reason, 'hereAt', c.here_at) ORDER BY u.muster_at, c.id), '[]')
  FROM staff.person p JOIN mobilize.call c ON c.street_id = p.street_id AND c.person_id = p.id AND c.asked_at IS NOT NULL
  JOIN mobilize.call_up u ON u.street_id = c.street_id AND u.id = c.call_up_id AND u.state <> 'closed'
  JOIN operation.operation o ON o.street_id = c.street_id AND o.id = c.operation_id AND o.state = 'open'
  JOIN staff.department d ON d.street_id = c.street_id AND d.id = c.department_id
  WHERE p.account_id = platform.account()
$$;

-- Checking in by one's account with the code on the poster. Outcomes: new, known, wrong-code, too-many; null: no such call of theirs.
CREATE FUNCTION mobilize.muster_own(of_street text, of_call uuid, fact uuid, code text, way text, told timestamptz) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE c mobilize.call;
BEGIN
  SELECT x.* INTO c FROM mobilize.call x JOIN staff.person p ON p.street_id = x.street_id AND p.id = x.person_id
    WHERE x.street_id = of_street AND x.id = of_call AND x.asked_at IS NOT NULL AND p.account_id = platform.account() FOR UPDATE OF x;
  IF c.id IS NULL THEN RETURN NULL; END IF;
  IF NOT EXISTS (SELECT FROM mobilize.call_up u WHERE u.street_id = c.street_id AND u.id = c.call_up_id AND u.site_code = code) THEN RETURN 'wrong-code'; END IF;
  IF (SELECT count(*) FROM mobilize.muster m WHERE m.street_id = c.street_id AND m.call_id = c.id) >= 40 THEN RETURN 'too-many'; END IF;
  IF NOT mobilize.take_muster(c, fact, way, told, platform.account()) THEN RETURN 'known'; END IF;
  PERFORM mobilize.recount(c.street_id, c.call_up_id, ARRAY[c.department_id]);
  RETURN 'new';
END $$;

-- ── Exemptions set aside, a beacon waited for ───────────────────────────────────────────────────────────────
-- Who set exemptions aside for this call-up: stands by name in its transcript, with the reason that the policy keeps.
ALTER TABLE mobilize.call_up ADD COLUMN waived_by uuid;
GRANT UPDATE (waived_by) ON mobilize.call_up TO shouwang_app;
-- The round of a public beacon that a published draw waits for; null where it goes by the officials' values alone.
ALTER TABLE mobilize.wave ADD COLUMN beacon jsonb;
GRANT UPDATE (beacon) ON mobilize.wave TO shouwang_app;

-- ── What a place sets for itself ────────────────────────────────────────────────────────────────────────────
-- Figures with who set them, when and on what basis; the latest line holds, before the first the defaults of the rules.
CREATE TABLE staff.work_caps (
  street_id text NOT NULL,
  id uuid NOT NULL,
  path platform.area_path NOT NULL,
  cap_hours numeric(5,2) NOT NULL CHECK (cap_hours BETWEEN 8 AND 120),
  near_hours numeric(5,2) NOT NULL CHECK (near_hours BETWEEN 1 AND 120),
  nights_in_row smallint NOT NULL CHECK (nights_in_row BETWEEN 1 AND 14),
  days_in_row smallint NOT NULL CHECK (days_in_row BETWEEN 1 AND 31),
  basis text NOT NULL CHECK (length(basis) BETWEEN 2 AND 200),
  set_by uuid NOT NULL,
  set_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (street_id, id),
  CHECK (near_hours <= cap_hours)
);
CREATE INDEX work_caps_in_order ON staff.work_caps (street_id, set_at);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON staff.work_caps FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CALL platform.guard('staff.work_caps', '{officer,leader,grid-worker,lane-crew,gate-keeper,superior,administrator}', '{officer}', true);
GRANT SELECT, INSERT ON staff.work_caps TO shouwang_app;

CREATE TABLE mobilize.forecast_figures (
  street_id text NOT NULL,
  id uuid NOT NULL,
  path platform.area_path NOT NULL,
  half_answer numeric(5,1) NOT NULL CHECK (half_answer BETWEEN 1 AND 240),
  yes numeric(4,3) NOT NULL CHECK (yes BETWEEN 0.05 AND 1),
  shows numeric(4,3) NOT NULL CHECK (shows BETWEEN 0.05 AND 1),
  way numeric(5,1) NOT NULL CHECK (way BETWEEN 0 AND 480),
  weight numeric(5,1) NOT NULL CHECK (weight BETWEEN 1 AND 1000),
  patience numeric(5,1) NOT NULL CHECK (patience BETWEEN 0 AND 120),
  basis text NOT NULL CHECK (length(basis) BETWEEN 2 AND 200),
  set_by uuid NOT NULL,
  set_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (street_id, id)
);
CREATE INDEX forecast_figures_in_order ON mobilize.forecast_figures (street_id, set_at);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON mobilize.forecast_figures FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CALL platform.guard('mobilize.forecast_figures', '{officer,leader,superior}', '{officer}', true);
GRANT SELECT, INSERT ON mobilize.forecast_figures TO shouwang_app;

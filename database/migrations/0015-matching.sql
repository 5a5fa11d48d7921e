-- Lists that came down, compared with the register: their lines, what the comparison found, and what people decided.
-- Whole numbers of a line lie apart in matching.line_secret: only matching.numbers() reads them, and says so on the ledger.

CREATE SCHEMA matching;
GRANT USAGE ON SCHEMA matching TO shouwang_app;

-- The register as a comparison sees it: digests in place of numbers. Beside register.public_resident, because few may need phone_digest.
CREATE VIEW register.public_resident_key WITH (security_invoker = true) AS
  SELECT street_id, id, path, name, sex, birth_date, id_type, id_digest, phone_digest FROM register.resident WHERE left_at IS NULL;
GRANT SELECT ON register.public_resident_key TO shouwang_app;

CREATE TABLE matching.list (
  street_id text NOT NULL,
  operation_id uuid NOT NULL,
  id uuid NOT NULL,
  -- people at or below it are compared, and nobody else
  path platform.area_path NOT NULL,
  account_id uuid NOT NULL,
  -- coming: its file is being brought in (matching.import has the same id)
  state text NOT NULL DEFAULT 'coming' CHECK (state IN ('coming', 'waiting', 'comparing', 'compared', 'failed')),
  progress real NOT NULL DEFAULT 0,
  lines integer NOT NULL DEFAULT 0,
  -- people of the register that it was compared with
  people integer,
  problem jsonb,
  made_at timestamptz NOT NULL DEFAULT now(),
  begun_at timestamptz,
  compared_at timestamptz,
  PRIMARY KEY (street_id, id)
);
CREATE INDEX list_by_operation ON matching.list (street_id, operation_id, made_at);
CALL platform.guard('matching.list', '{officer,leader}', '{officer,leader}');
GRANT SELECT, INSERT, UPDATE ON matching.list TO shouwang_app;

CREATE TABLE matching.line (
  street_id text NOT NULL,
  operation_id uuid NOT NULL,
  list_id uuid NOT NULL,
  -- as the spreadsheet showed it
  row_no integer NOT NULL,
  path platform.area_path NOT NULL,
  name text,
  id_masked text,
  phone_masked text,
  -- as written
  birth_date text,
  sex text,
  address text,
  note text,
  -- keyed digest of what the line says: the same line in a later list of the operation has the same one; null where that is a name alone
  line_key bytea,
  verdict text NOT NULL DEFAULT 'waiting' CHECK (verdict IN ('waiting', 'match', 'review', 'none')),
  probability real,
  because jsonb,
  -- candidates as matching/model.ts has them; ids of the register and what each field showed
  best jsonb,
  runner_up jsonb,
  -- the building (or compound) that its address speaks of
  place_path platform.area_path,
  -- of the last decision, null where none stands
  outcome text CHECK (outcome IN ('same', 'nobody', 'found', 'registered', 'not-here')),
  resident_id uuid,
  decisions integer NOT NULL DEFAULT 0,
  standing text NOT NULL GENERATED ALWAYS AS (
    CASE WHEN outcome IN ('same', 'found', 'registered') THEN 'matched' WHEN outcome = 'nobody' THEN 'missing' WHEN outcome = 'not-here' THEN 'not-here'
      ELSE CASE verdict WHEN 'match' THEN 'matched' WHEN 'review' THEN 'look' WHEN 'none' THEN 'missing' ELSE 'waiting' END END) STORED,
  PRIMARY KEY (street_id, list_id, row_no),
  FOREIGN KEY (street_id, list_id) REFERENCES matching.list ON DELETE CASCADE
);
CREATE INDEX line_by_standing ON matching.line (street_id, list_id, standing, row_no);
CREATE INDEX line_by_key ON matching.line (street_id, operation_id, line_key);
CALL platform.guard('matching.line', '{officer,leader}', '{officer,leader}');
GRANT SELECT, INSERT, UPDATE ON matching.line TO shouwang_app;

CREATE TABLE matching.line_secret (
  street_id text NOT NULL,
  operation_id uuid NOT NULL,
  list_id uuid NOT NULL,
  row_no integer NOT NULL,
  path platform.area_path NOT NULL,
  id_number text,
  phone text,
  PRIMARY KEY (street_id, list_id, row_no),
  FOREIGN KEY (street_id, list_id, row_no) REFERENCES matching.line ON DELETE CASCADE
);
CALL platform.guard('matching.line_secret', '{}', '{officer,leader}');
GRANT INSERT ON matching.line_secret TO shouwang_app;

-- Who decided what of a line, one after another; what stands is the last, and an undoing is one more.
CREATE TABLE matching.decision (
  street_id text NOT NULL,
  operation_id uuid NOT NULL,
  list_id uuid NOT NULL,
  row_no integer NOT NULL,
  -- from 1; two people deciding at once meet here
  seq integer NOT NULL CHECK (seq > 0),
  path platform.area_path NOT NULL,
  line_key bytea,
  kind text NOT NULL CHECK (kind IN ('same', 'nobody', 'undone', 'found', 'registered', 'not-here')),
  resident_id uuid,
  account_id uuid NOT NULL,
  at timestamptz NOT NULL DEFAULT now(),
  -- the list in which it was decided first, where it was only remembered here
  from_list uuid,
  PRIMARY KEY (street_id, list_id, row_no, seq),
  FOREIGN KEY (street_id, list_id, row_no) REFERENCES matching.line ON DELETE CASCADE,
  CHECK ((resident_id IS NOT NULL) = (kind IN ('same', 'found', 'registered')))
);
CREATE INDEX decision_by_key ON matching.decision (street_id, operation_id, line_key);
CALL platform.guard('matching.decision', '{officer,leader}', '{officer,leader}');
GRANT SELECT, INSERT ON matching.decision TO shouwang_app;
-- Not on DELETE: an operation's personal data ends with it.
CREATE TRIGGER append_only BEFORE UPDATE ON matching.decision FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();

-- Whole numbers of lines, for the comparison of whoever brought the list, or of one line whose person is being registered.
-- Always within the asker's area, and every reading is a line on the ledger.
CREATE FUNCTION matching.numbers(of_street text, of_list uuid, after_row integer, most integer)
RETURNS TABLE (row_no integer, id_number text, phone text) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE l matching.list;
BEGIN
  SELECT * INTO l FROM matching.list t WHERE t.street_id = of_street AND t.id = of_list;
  IF l.id IS NULL OR platform.role() NOT IN ('officer', 'leader') OR NOT platform.may_see(l.path) THEN RETURN; END IF;
  IF most > 1 AND (l.state <> 'comparing' OR l.account_id <> platform.account()) THEN RETURN; END IF;
  INSERT INTO platform.ledger (street_id, operation_id, path, type, account_id, role, data)
    VALUES (of_street, l.operation_id, l.path, 'matching.numbers-read', platform.account(), platform.role(),
      jsonb_build_object('listId', of_list, 'after', after_row, 'most', most));
  RETURN QUERY SELECT s.row_no, s.id_number, s.phone FROM matching.line_secret s
    WHERE s.street_id = of_street AND s.list_id = of_list AND s.row_no > after_row ORDER BY s.row_no LIMIT most;
END $$;

-- Comparisons that a killed process left, each in the name of whoever brought the list.
CREATE FUNCTION matching.unfinished_lists()
RETURNS TABLE (id uuid, street_id text, account_id uuid, role text, area text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT DISTINCT ON (l.id) l.id, l.street_id, l.account_id, g.role, g.path::text
  FROM matching.list l JOIN platform.grant_of_role g ON g.account_id = l.account_id AND g.ended_at IS NULL
    AND g.role IN ('officer', 'leader') AND starts_with(l.path, g.path)
  WHERE l.state IN ('waiting', 'comparing') ORDER BY l.id, length(g.path)
$$;

-- ── The file on its way in: staged as the register's lists are (0002, 0007) ─────────────────────────────────────
CREATE TABLE matching.import (LIKE register.import INCLUDING DEFAULTS INCLUDING CONSTRAINTS, operation_id uuid NOT NULL, PRIMARY KEY (street_id, id));
CREATE TABLE matching.import_row (
  LIKE register.import_row INCLUDING DEFAULTS INCLUDING CONSTRAINTS,
  operation_id uuid NOT NULL,
  PRIMARY KEY (street_id, import_id, row_no),
  FOREIGN KEY (street_id, import_id) REFERENCES matching.import ON DELETE CASCADE
);
ALTER TABLE matching.import_row RENAME COLUMN resident_id TO line_id;
CREATE INDEX import_row_by_verdict ON matching.import_row (street_id, import_id, verdict, row_no);
CALL platform.guard('matching.import', '{officer,leader}', '{officer,leader}');
CALL platform.guard('matching.import_row', '{officer,leader}', '{officer,leader}');
GRANT SELECT, INSERT, UPDATE, DELETE ON matching.import, matching.import_row TO shouwang_app;

-- The platform's lists know no operation: theirs is that of the list of the same id.
CREATE FUNCTION matching.take_operation() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  IF TG_TABLE_NAME = 'import' THEN
    SELECT l.operation_id INTO NEW.operation_id FROM matching.list l WHERE l.street_id = NEW.street_id AND l.id = NEW.id;
  ELSE
    SELECT l.operation_id INTO NEW.operation_id FROM matching.list l WHERE l.street_id = NEW.street_id AND l.id = NEW.import_id;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER take_operation BEFORE INSERT ON matching.import FOR EACH ROW EXECUTE FUNCTION matching.take_operation();
CREATE TRIGGER take_operation BEFORE INSERT ON matching.import_row FOR EACH ROW EXECUTE FUNCTION matching.take_operation();

CREATE FUNCTION matching.unfinished_imports()
RETURNS TABLE (id uuid, street_id text, path text, account_id uuid, role text, area text, state text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT DISTINCT ON (i.id) i.id, i.street_id, i.path::text, i.account_id, g.role, g.path::text, i.state
  FROM matching.import i JOIN platform.grant_of_role g ON g.account_id = i.account_id AND g.ended_at IS NULL
    AND g.role IN ('officer', 'leader') AND starts_with(i.path, g.path)
  WHERE i.state IN ('reading', 'judging', 'applying') ORDER BY i.id, length(g.path)
$$;

-- Lists hold whole numbers: what is left of one goes when the register's own do.
CREATE FUNCTION matching.forget_old_imports() RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog AS $$
  DELETE FROM matching.import_row r USING matching.import i
  WHERE i.street_id = r.street_id AND i.id = r.import_id
    AND (i.applied_at < now() - interval '7 days' OR (i.made_at < now() - interval '30 days' AND i.state IN ('ready', 'failed')));
  UPDATE matching.import SET state = 'discarded' WHERE made_at < now() - interval '30 days' AND state IN ('ready', 'failed');
$$;

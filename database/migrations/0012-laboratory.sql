-- The laboratory: labs, what goes to them, their files, results, and what follows from a result. Results are facts: append-only, numbered
-- by turns within their tube, so that two files cannot both be first. A result belongs to a tube; a person's own follows from it.
-- Results, pools and their members are written only by the functions below, which see a tube's people wherever they live.

-- What neighbours may join of testing. Samples that stand: a voided one is nobody's.
CREATE VIEW testing.public_round WITH (security_invoker = true) AS
  SELECT street_id, operation_id, id, path, name, state, opens_at, closes_at, closed_at FROM testing.round;
CREATE VIEW testing.public_site WITH (security_invoker = true) AS
  SELECT street_id, round_id, id, path, name FROM testing.site;
CREATE VIEW testing.public_tube WITH (security_invoker = true) AS
  SELECT street_id, operation_id, round_id, id, site_id, path, lane, code, pool_size, opened_at, closed_at, counted FROM testing.tube;
CREATE VIEW testing.public_sample WITH (security_invoker = true) AS
  SELECT s.street_id, s.operation_id, s.round_id, s.id, s.site_id, s.tube_id, s.resident_id, s.paper_key, s.path, s.taken_at, s.received_at FROM testing.sample s
  WHERE NOT EXISTS (SELECT FROM testing.sample_void v WHERE v.street_id = s.street_id AND v.sample_id = s.id);
CREATE VIEW testing.public_custody WITH (security_invoker = true) AS
  SELECT street_id, round_id, id, tube_id, path, step, place, at FROM testing.custody;
CREATE VIEW testing.public_walk_in WITH (security_invoker = true) AS
  SELECT street_id, round_id, key, path, name, id_masked, phone_masked FROM testing.walk_in;
GRANT SELECT ON testing.public_round, testing.public_site, testing.public_tube, testing.public_sample, testing.public_custody, testing.public_walk_in TO shouwang_app;

CREATE SCHEMA laboratory;
GRANT USAGE ON SCHEMA laboratory TO shouwang_app;

CREATE TABLE laboratory.lab (
  street_id text NOT NULL,
  id uuid NOT NULL,
  path platform.area_path NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 2 AND 60),
  -- tubes a day
  capacity integer NOT NULL CHECK (capacity BETWEEN 1 AND 1000000),
  contact text CHECK (length(contact) <= 60),
  phone text CHECK (length(phone) <= 30),
  closed_at timestamptz,
  made_by uuid NOT NULL,
  made_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (street_id, id)
);
CREATE INDEX lab_by_path ON laboratory.lab (path);

-- Handed-over tubes sent to a lab: one a batch, counted against the lab's day.
CREATE TABLE laboratory.consignment (
  street_id text NOT NULL,
  operation_id uuid NOT NULL,
  round_id uuid NOT NULL,
  id uuid NOT NULL,
  path platform.area_path NOT NULL,
  lab_id uuid NOT NULL,
  day date NOT NULL,
  tubes integer NOT NULL CHECK (tubes > 0),
  -- somebody was told that the lab's day would be exceeded, and sent them all the same
  over_capacity boolean NOT NULL,
  made_by uuid NOT NULL,
  made_at timestamptz NOT NULL DEFAULT now(),
  received_at timestamptz,
  withdrawn_at timestamptz,
  PRIMARY KEY (street_id, id),
  FOREIGN KEY (street_id, lab_id) REFERENCES laboratory.lab
);
CREATE INDEX consignment_by_round ON laboratory.consignment (street_id, round_id, made_at);
CREATE INDEX consignment_by_day ON laboratory.consignment (street_id, lab_id, day);
CREATE TABLE laboratory.consigned (
  street_id text NOT NULL,
  operation_id uuid NOT NULL,
  consignment_id uuid NOT NULL,
  tube_id uuid NOT NULL,
  path platform.area_path NOT NULL,
  withdrawn boolean NOT NULL DEFAULT false,
  PRIMARY KEY (street_id, consignment_id, tube_id)
);
-- a tube is on its way to one lab at a time
CREATE UNIQUE INDEX consigned_once ON laboratory.consigned (street_id, tube_id) WHERE NOT withdrawn;

-- A lab's file: staged, judged, then applied in one transaction (platform/server/lists).
CREATE TABLE laboratory.import (
  street_id text NOT NULL,
  id uuid NOT NULL,
  path platform.area_path NOT NULL,
  account_id uuid NOT NULL,
  file_name text NOT NULL,
  file_digest text NOT NULL,
  state text NOT NULL CHECK (state IN ('reading', 'judging', 'ready', 'applying', 'applied', 'discarded', 'failed')),
  columns jsonb NOT NULL DEFAULT '[]',
  header jsonb NOT NULL DEFAULT '{}',
  progress real NOT NULL DEFAULT 0,
  counts jsonb NOT NULL DEFAULT '{}',
  problem jsonb,
  made_at timestamptz NOT NULL DEFAULT now(),
  applied_at timestamptz,
  PRIMARY KEY (street_id, id)
);
CREATE TABLE laboratory.import_row (
  street_id text NOT NULL,
  import_id uuid NOT NULL,
  row_no integer NOT NULL,
  path platform.area_path NOT NULL,
  cells jsonb NOT NULL,
  draft jsonb,
  verdict text NOT NULL CHECK (verdict IN ('unjudged', 'new', 'same', 'changed', 'conflict', 'bad', 'skipped')),
  tube_id uuid,
  problems jsonb NOT NULL DEFAULT '[]',
  PRIMARY KEY (street_id, import_id, row_no),
  FOREIGN KEY (street_id, import_id) REFERENCES laboratory.import ON DELETE CASCADE
);
CREATE INDEX import_row_by_verdict ON laboratory.import_row (street_id, import_id, verdict, row_no);
-- What the accepted lines would write.
CREATE TABLE laboratory.import_result (
  street_id text NOT NULL,
  import_id uuid NOT NULL,
  row_no integer NOT NULL,
  path platform.area_path NOT NULL,
  tube_id uuid NOT NULL,
  turn integer NOT NULL,
  outcome text NOT NULL,
  tested_at timestamptz,
  -- contradicts a negative or a positive: written only with a reason
  corrects boolean NOT NULL,
  PRIMARY KEY (street_id, import_id, row_no)
);
-- Which round and lab a file is of, and what was found about it as a whole.
CREATE TABLE laboratory.import_of (
  street_id text NOT NULL,
  operation_id uuid NOT NULL,
  round_id uuid NOT NULL,
  import_id uuid NOT NULL,
  path platform.area_path NOT NULL,
  lab_id uuid,
  -- as stated by whoever applied it; carried by the results that contradict earlier ones
  reason text CHECK (length(reason) BETWEEN 2 AND 200),
  oddities jsonb NOT NULL DEFAULT '[]',
  PRIMARY KEY (street_id, import_id)
);
CREATE INDEX import_of_round ON laboratory.import_of (street_id, round_id);
-- Results stated for tubes or people never sampled: no results, and kept with the operation as what they are.
CREATE TABLE laboratory.refused (
  street_id text NOT NULL,
  operation_id uuid NOT NULL,
  round_id uuid NOT NULL,
  import_id uuid NOT NULL,
  row_no integer NOT NULL,
  path platform.area_path NOT NULL,
  lab_id uuid,
  code text,
  name text,
  id_masked text,
  outcome text,
  problem text NOT NULL,
  refused_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (street_id, import_id, row_no)
);
CREATE INDEX refused_by_round ON laboratory.refused (street_id, round_id);

CREATE TABLE laboratory.result (
  street_id text NOT NULL,
  operation_id uuid NOT NULL,
  round_id uuid NOT NULL,
  id uuid NOT NULL,
  tube_id uuid NOT NULL,
  path platform.area_path NOT NULL,
  -- the first of a tube is 1; the highest is what holds, the others stay and are shown
  turn integer NOT NULL CHECK (turn > 0),
  outcome text NOT NULL CHECK (outcome IN ('negative', 'positive', 'recheck', 'invalid')),
  -- as the lab states it
  tested_at timestamptz,
  entered_at timestamptz NOT NULL DEFAULT now(),
  lab_id uuid,
  import_id uuid,
  row_no integer,
  account_id uuid NOT NULL,
  reason text CHECK (length(reason) BETWEEN 2 AND 200),
  PRIMARY KEY (street_id, id),
  UNIQUE (street_id, tube_id, turn)
);
CREATE INDEX result_by_round ON laboratory.result (street_id, round_id);
CREATE TRIGGER append_only BEFORE UPDATE ON laboratory.result FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();

-- A tube to be re-checked: somebody owns it, by a deadline; passing it is an alarm.
CREATE TABLE laboratory.recheck (
  street_id text NOT NULL,
  operation_id uuid NOT NULL,
  round_id uuid NOT NULL,
  tube_id uuid NOT NULL,
  path platform.area_path NOT NULL,
  asked_at timestamptz NOT NULL DEFAULT now(),
  owner_id uuid NOT NULL,
  due_at timestamptz NOT NULL,
  escalated_at timestamptz,
  settled_at timestamptz,
  settled_how text CHECK (settled_how IN ('result', 'opened')),
  PRIMARY KEY (street_id, tube_id),
  CHECK ((settled_at IS NULL) = (settled_how IS NULL))
);
CREATE INDEX recheck_open ON laboratory.recheck (street_id, due_at) WHERE settled_at IS NULL;

-- A tube whose people are known by name: positive, or opened by hand because it was to be re-checked or unusable.
CREATE TABLE laboratory.pool (
  street_id text NOT NULL,
  operation_id uuid NOT NULL,
  round_id uuid NOT NULL,
  tube_id uuid NOT NULL,
  path platform.area_path NOT NULL,
  cause text NOT NULL CHECK (cause IN ('positive', 'recheck', 'invalid')),
  opened_at timestamptz NOT NULL DEFAULT now(),
  opened_by uuid NOT NULL,
  retest_due timestamptz NOT NULL,
  judge_due timestamptz NOT NULL,
  alarmed_at timestamptz,
  closed_at timestamptz,
  closed_how text CHECK (closed_how IN ('judged', 'corrected')),
  PRIMARY KEY (street_id, tube_id),
  CHECK ((closed_at IS NULL) = (closed_how IS NULL))
);
CREATE INDEX pool_open ON laboratory.pool (street_id, judge_due) WHERE closed_at IS NULL;
-- One person in such a tube, in the area where they live. Judged by a later single swab of theirs, or freed by two named officials
-- on a stated criterion. Nothing here restricts anybody.
CREATE TABLE laboratory.member (
  street_id text NOT NULL,
  operation_id uuid NOT NULL,
  round_id uuid NOT NULL,
  tube_id uuid NOT NULL,
  sample_id uuid NOT NULL,
  path platform.area_path NOT NULL,
  resident_id uuid,
  paper_key text COLLATE "C",
  taken_at timestamptz NOT NULL,
  judged text CHECK (judged IN ('negative', 'positive')),
  judged_at timestamptz,
  -- the single tube that judged them, and when its swab was taken
  judged_tube uuid,
  judged_taken_at timestamptz,
  criterion text CHECK (criterion IN ('overdue', 'negative-elsewhere', 'lab-withdrew')),
  free_asked_by uuid,
  free_asked_at timestamptz,
  freed_by uuid,
  freed_at timestamptz,
  -- the tube's result was corrected, or the sample voided
  withdrawn_at timestamptz,
  PRIMARY KEY (street_id, sample_id),
  CHECK ((judged IS NULL) = (judged_at IS NULL) AND (criterion IS NULL) = (free_asked_by IS NULL) AND (freed_by IS NULL) = (freed_at IS NULL)),
  CHECK (freed_by IS NULL OR (free_asked_by IS NOT NULL AND free_asked_by <> freed_by))
);
CREATE INDEX member_by_tube ON laboratory.member (street_id, tube_id);
-- A person to be swabbed again, alone: what grid workers see of all this. No outcome stands here.
CREATE TABLE laboratory.retest (
  street_id text NOT NULL,
  operation_id uuid NOT NULL,
  round_id uuid NOT NULL,
  sample_id uuid NOT NULL,
  path platform.area_path NOT NULL,
  resident_id uuid,
  paper_key text COLLATE "C",
  asked_at timestamptz NOT NULL DEFAULT now(),
  due_at timestamptz NOT NULL,
  escalated_at timestamptz,
  ended_at timestamptz,
  PRIMARY KEY (street_id, sample_id)
);
CREATE INDEX retest_open ON laboratory.retest (street_id, due_at) WHERE ended_at IS NULL;
-- Whether they know: what came of calling or knocking.
CREATE TABLE laboratory.told (
  street_id text NOT NULL,
  operation_id uuid NOT NULL,
  round_id uuid NOT NULL,
  id uuid NOT NULL,
  sample_id uuid NOT NULL,
  path platform.area_path NOT NULL,
  way text NOT NULL CHECK (way IN ('call', 'door')),
  outcome text NOT NULL CHECK (outcome IN ('told', 'no-answer', 'wrong-number', 'elsewhere')),
  at timestamptz NOT NULL,
  account_id uuid NOT NULL,
  PRIMARY KEY (street_id, id)
);
CREATE INDEX told_by_sample ON laboratory.told (street_id, sample_id, at);
CREATE TRIGGER append_only BEFORE UPDATE ON laboratory.told FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();

CALL platform.guard('laboratory.lab', '{officer,leader,grid-worker,lane-crew,superior}', '{officer,leader}', true);
CALL platform.guard('laboratory.consignment', '{officer,leader,superior}', '{officer,leader}');
CALL platform.guard('laboratory.consigned', '{officer,leader,superior}', '{officer,leader}');
CALL platform.guard('laboratory.import', '{officer,leader}', '{officer,leader}');
CALL platform.guard('laboratory.import_row', '{officer,leader}', '{officer,leader}');
CALL platform.guard('laboratory.import_result', '{officer,leader}', '{officer,leader}');
CALL platform.guard('laboratory.import_of', '{officer,leader}', '{officer,leader}');
CALL platform.guard('laboratory.refused', '{officer,leader}', '{officer,leader}');
CALL platform.guard('laboratory.result', '{officer,leader}', '{}');
CALL platform.guard('laboratory.recheck', '{officer,leader}', '{}');
CALL platform.guard('laboratory.pool', '{officer,leader}', '{}');
CALL platform.guard('laboratory.member', '{officer,leader}', '{}');
CALL platform.guard('laboratory.retest', '{officer,leader,grid-worker}', '{}');
CALL platform.guard('laboratory.told', '{officer,leader,grid-worker}', '{officer,leader,grid-worker}');
GRANT SELECT, INSERT, UPDATE ON laboratory.lab, laboratory.consignment, laboratory.consigned TO shouwang_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON laboratory.import, laboratory.import_row, laboratory.import_result, laboratory.import_of TO shouwang_app;
GRANT SELECT ON laboratory.result, laboratory.recheck, laboratory.pool, laboratory.member, laboratory.retest TO shouwang_app;
GRANT SELECT, INSERT ON laboratory.refused, laboratory.told TO shouwang_app;

-- ── What a file is judged by ──────────────────────────────────────────────────────────────────────────────────
CREATE FUNCTION laboratory.may_enter(path text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT platform.role() IN ('officer', 'leader') AND platform.may_see(path) $$;

-- Tubes of the round by their codes, with the people in them and the result that holds. A code may stand twice: the phones make them.
CREATE FUNCTION laboratory.tube_facts(of_street text, of_round uuid, codes text[])
RETURNS TABLE (tube_id uuid, code text, heads integer, last_taken_at timestamptz, closed boolean, received_at timestamptz, outcome text, turn integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT t.id, t.code, coalesce(h.heads, 0), h.last_taken_at, t.closed_at IS NOT NULL, c.received_at, r.outcome, coalesce(r.turn, 0)
  FROM unnest(codes) w JOIN testing.public_tube t ON t.street_id = of_street AND t.round_id = of_round AND t.code = w AND laboratory.may_enter(t.path)
  LEFT JOIN LATERAL (SELECT count(*)::integer AS heads, max(s.taken_at) AS last_taken_at FROM testing.public_sample s WHERE s.street_id = of_street AND s.tube_id = t.id) h ON true
  LEFT JOIN LATERAL (SELECT min(k.at) AS received_at FROM testing.public_custody k WHERE k.street_id = of_street AND k.tube_id = t.id AND k.step = 'received-by-lab') c ON true
  LEFT JOIN LATERAL (SELECT x.outcome, x.turn FROM laboratory.result x WHERE x.street_id = of_street AND x.tube_id = t.id ORDER BY x.turn DESC LIMIT 1) r ON true
$$;

-- Of people named by a lab, by the place in the list: the tubes of the round that their number was sampled into, and whether somebody
-- of that name is in the tube of that code.
CREATE FUNCTION laboratory.person_facts(of_street text, of_round uuid, codes text[], digests bytea[], names text[])
RETURNS TABLE (n integer, tubes text[], named boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT w.n::integer,
    ARRAY(SELECT DISTINCT t.code FROM (
        SELECT s.tube_id FROM register.resident p JOIN testing.public_sample s ON s.street_id = of_street AND s.round_id = of_round AND s.resident_id = p.id
        WHERE p.street_id = of_street AND p.id_digest = w.digest AND w.digest IS NOT NULL
        UNION ALL
        SELECT s.tube_id FROM testing.public_sample s WHERE s.street_id = of_street AND s.round_id = of_round AND s.paper_key = 'i:' || encode(w.digest, 'hex')
      ) x JOIN testing.public_tube t ON t.street_id = of_street AND t.id = x.tube_id AND laboratory.may_enter(t.path)),
    w.name IS NOT NULL AND w.code IS NOT NULL AND EXISTS (
      SELECT FROM testing.public_tube t JOIN testing.public_sample s ON s.street_id = of_street AND s.tube_id = t.id
      LEFT JOIN register.resident p ON p.street_id = of_street AND p.id = s.resident_id
      LEFT JOIN testing.public_walk_in k ON k.street_id = of_street AND k.round_id = of_round AND k.key = s.paper_key
      WHERE t.street_id = of_street AND t.round_id = of_round AND t.code = w.code AND laboratory.may_enter(t.path) AND w.name IN (p.name, k.name))
  FROM unnest(codes, digests, names) WITH ORDINALITY AS w (code, digest, name, n)
$$;

-- ── What follows from a result ────────────────────────────────────────────────────────────────────────────────
-- A ledger line in every community whose people are concerned: it says that re-tests were asked or have ended, never why.
CREATE FUNCTION laboratory.note_people(of_street text, samples uuid[], type text) RETURNS void
LANGUAGE sql SET search_path = pg_catalog AS $$
  INSERT INTO platform.ledger (street_id, operation_id, path, type, account_id, role, data)
  SELECT of_street, m.operation_id, c.path, type, platform.account(), platform.role(), jsonb_build_object('roundId', m.round_id, 'people', count(*))
  FROM laboratory.member m CROSS JOIN LATERAL (SELECT array_to_string((string_to_array(rtrim(m.path, '.'), '.'))[1:3], '.') || '.' AS path) c
  WHERE m.street_id = of_street AND m.sample_id = ANY (samples) GROUP BY m.operation_id, m.round_id, c.path ORDER BY c.path
$$;

-- Brings re-tests and pools in line with what is known of their people: nobody waits, and the pool is closed.
CREATE FUNCTION laboratory.settle(of_street text, tubes uuid[]) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE ended uuid[];
BEGIN
  WITH now_ended AS (
    UPDATE laboratory.retest t SET ended_at = CASE WHEN m.over THEN now() END
    FROM (SELECT x.sample_id, x.judged IS NOT NULL OR x.freed_at IS NOT NULL OR x.withdrawn_at IS NOT NULL AS over
      FROM laboratory.member x WHERE x.street_id = of_street AND x.tube_id = ANY (tubes)) m
    WHERE t.street_id = of_street AND t.sample_id = m.sample_id AND (t.ended_at IS NOT NULL) <> m.over RETURNING t.sample_id)
  SELECT array_agg(sample_id) INTO ended FROM now_ended;
  IF ended IS NOT NULL THEN PERFORM laboratory.note_people(of_street, ended, 'laboratory.retests-ended'); END IF;
  UPDATE laboratory.pool p SET closed_at = CASE WHEN m.waiting = 0 THEN coalesce(p.closed_at, now()) END,
    closed_how = CASE WHEN m.waiting = 0 THEN CASE WHEN m.withdrawn THEN 'corrected' ELSE 'judged' END END
  FROM (SELECT x.tube_id, count(*) FILTER (WHERE x.judged IS NULL AND x.freed_at IS NULL AND x.withdrawn_at IS NULL) AS waiting, bool_and(x.withdrawn_at IS NOT NULL) AS withdrawn
    FROM laboratory.member x WHERE x.street_id = of_street AND x.tube_id = ANY (tubes) GROUP BY 1) m
  WHERE p.street_id = of_street AND p.tube_id = m.tube_id;
END $$;

-- Tubes of exactly one person: taken alone, or closed with a count of one. A pool of which only the first sample has arrived is none.
CREATE FUNCTION laboratory.singles(of_street text, tubes uuid[]) RETURNS SETOF uuid LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
  SELECT t.id FROM testing.public_tube t WHERE t.street_id = of_street AND t.id = ANY (tubes) AND (t.pool_size = 1 OR t.counted = 1)
    AND (SELECT count(*) FROM testing.public_sample s WHERE s.street_id = of_street AND s.tube_id = t.id) = 1
$$;
-- When people of opened tubes were swabbed alone since, at any site of the operation.
CREATE FUNCTION laboratory.swabbed_again(of_street text, samples uuid[]) RETURNS TABLE (sample_id uuid, path text, at timestamptz)
LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
  SELECT m.sample_id, m.path::text, max(s.taken_at) FROM laboratory.member m
  JOIN testing.public_round r ON r.street_id = of_street AND r.operation_id = m.operation_id
  JOIN testing.public_sample s ON s.street_id = of_street AND s.round_id = r.id AND s.taken_at > m.taken_at AND s.tube_id <> m.tube_id
    AND (s.resident_id = m.resident_id OR s.paper_key = m.paper_key)
  LEFT JOIN testing.public_tube u ON u.street_id = of_street AND u.id = s.tube_id
  WHERE m.street_id = of_street AND m.sample_id = ANY (samples) AND coalesce(u.pool_size, 1) = 1 GROUP BY 1, 2
$$;

-- People in opened tubes who are not on their list yet: the tube was just opened, or its samples came late. A tube of one is that
-- person's own result; with more, a single re-test is asked of each.
CREATE FUNCTION laboratory.take_members(of_street text, tubes uuid[]) RETURNS integer
LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE
  single uuid[] := ARRAY(SELECT laboratory.singles(of_street, tubes));
  added uuid[];
BEGIN
  WITH put AS (
    INSERT INTO laboratory.member AS m (street_id, operation_id, round_id, tube_id, sample_id, path, resident_id, paper_key, taken_at, judged, judged_at, judged_tube, judged_taken_at)
    SELECT of_street, p.operation_id, p.round_id, p.tube_id, s.id, s.path, s.resident_id, s.paper_key, s.taken_at,
      CASE WHEN own.it THEN 'positive' END, CASE WHEN own.it THEN now() END, CASE WHEN own.it THEN p.tube_id END, CASE WHEN own.it THEN s.taken_at END
    FROM laboratory.pool p JOIN testing.public_sample s ON s.street_id = of_street AND s.tube_id = p.tube_id
    CROSS JOIN LATERAL (SELECT p.cause = 'positive' AND p.tube_id = ANY (single) AS it) own
    WHERE p.street_id = of_street AND p.tube_id = ANY (tubes)
    ON CONFLICT (street_id, sample_id) DO UPDATE SET withdrawn_at = NULL, judged = coalesce(excluded.judged, m.judged), judged_at = coalesce(m.judged_at, excluded.judged_at),
      judged_tube = coalesce(m.judged_tube, excluded.judged_tube), judged_taken_at = coalesce(m.judged_taken_at, excluded.judged_taken_at)
      WHERE m.withdrawn_at IS NOT NULL OR (m.judged IS NULL AND excluded.judged IS NOT NULL)
    RETURNING m.sample_id)
  SELECT array_agg(sample_id) INTO added FROM put;
  IF added IS NULL THEN RETURN 0; END IF;
  INSERT INTO laboratory.retest AS t (street_id, operation_id, round_id, sample_id, path, resident_id, paper_key, due_at)
    SELECT of_street, m.operation_id, m.round_id, m.sample_id, m.path, m.resident_id, m.paper_key, p.retest_due
    FROM laboratory.member m JOIN laboratory.pool p ON p.street_id = of_street AND p.tube_id = m.tube_id
    WHERE m.street_id = of_street AND m.sample_id = ANY (added) AND m.judged IS NULL
    ON CONFLICT (street_id, sample_id) DO UPDATE SET asked_at = now(), due_at = excluded.due_at, escalated_at = NULL, ended_at = NULL;
  PERFORM laboratory.note_people(of_street, added, 'laboratory.retests-asked');
  RETURN cardinality(added);
END $$;

-- Opens tubes. Hours: [single re-test, judged or freed, re-checked]. @returns the people now on their lists.
CREATE FUNCTION laboratory.open_pools(of_street text, tubes uuid[], why text, hours integer[]) RETURNS integer
LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE people integer;
BEGIN
  INSERT INTO laboratory.pool AS p (street_id, operation_id, round_id, tube_id, path, cause, opened_by, retest_due, judge_due)
    SELECT of_street, t.operation_id, t.round_id, t.id, t.path, why, platform.account(), now() + make_interval(hours => hours[1]), now() + make_interval(hours => hours[2])
    FROM testing.public_tube t WHERE t.street_id = of_street AND t.id = ANY (tubes) ORDER BY t.id
    ON CONFLICT (street_id, tube_id) DO UPDATE SET cause = excluded.cause, opened_at = now(), opened_by = excluded.opened_by, retest_due = excluded.retest_due,
      judge_due = excluded.judge_due, alarmed_at = NULL, closed_at = NULL, closed_how = NULL;
  people := laboratory.take_members(of_street, tubes);
  PERFORM laboratory.settle(of_street, tubes);
  RETURN people;
END $$;

-- The one way in for results: of a file's accepted lines, of a correction, of what a lab says by telephone. All of them or none: raises
-- LB001 when a tube is not as it was when it was judged (another result came first, its samples were voided), so that it is judged anew.
-- `why` is required wherever a negative or a positive is contradicted.
CREATE FUNCTION laboratory.enter(of_street text, of_round uuid, tubes uuid[], turns integer[], outcomes text[], tested timestamptz[], row_nos integer[],
  of_lab uuid, of_import uuid, why text, hours integer[])
RETURNS TABLE (entered integer, opened integer, people integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  r record;
  positive uuid[];
  gone uuid[];
  touched uuid[];
BEGIN
  SELECT x.id, x.operation_id INTO r FROM testing.public_round x WHERE x.street_id = of_street AND x.id = of_round;
  IF r.id IS NULL OR platform.account() IS NULL OR platform.role() NOT IN ('officer', 'leader') THEN RETURN; END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('laboratory.round:' || of_round::text, 0));
  IF EXISTS (
    SELECT FROM unnest(tubes, turns, outcomes) AS w (tube_id, turn, outcome)
    LEFT JOIN testing.public_tube t ON t.street_id = of_street AND t.id = w.tube_id AND t.round_id = of_round
    LEFT JOIN LATERAL (SELECT x.turn, x.outcome FROM laboratory.result x WHERE x.street_id = of_street AND x.tube_id = w.tube_id ORDER BY x.turn DESC LIMIT 1) c ON true
    WHERE t.id IS NULL OR NOT platform.may_see(t.path) OR coalesce(c.turn, 0) <> w.turn - 1 OR c.outcome = w.outcome
      OR (c.outcome IN ('negative', 'positive') AND why IS NULL)
      OR NOT EXISTS (SELECT FROM testing.public_sample s WHERE s.street_id = of_street AND s.tube_id = w.tube_id)
  ) THEN RAISE EXCEPTION 'a tube is not as it was judged' USING ERRCODE = 'LB001'; END IF;

  INSERT INTO laboratory.result (street_id, operation_id, round_id, id, tube_id, path, turn, outcome, tested_at, lab_id, import_id, row_no, account_id, reason)
    SELECT of_street, r.operation_id, of_round, gen_random_uuid(), w.tube_id, t.path, w.turn, w.outcome, w.tested_at, of_lab, of_import, w.row_no, platform.account(),
      CASE WHEN c.outcome IN ('negative', 'positive') OR of_import IS NULL THEN why END
    FROM unnest(tubes, turns, outcomes, tested, row_nos) AS w (tube_id, turn, outcome, tested_at, row_no)
    JOIN testing.public_tube t ON t.street_id = of_street AND t.id = w.tube_id
    LEFT JOIN laboratory.result c ON c.street_id = of_street AND c.tube_id = w.tube_id AND c.turn = w.turn - 1;
  entered := cardinality(tubes);

  UPDATE laboratory.recheck k SET settled_at = now(), settled_how = 'result' FROM unnest(tubes, outcomes) AS w (tube_id, outcome)
    WHERE k.street_id = of_street AND k.tube_id = w.tube_id AND k.settled_at IS NULL AND w.outcome <> 'recheck';
  INSERT INTO laboratory.recheck (street_id, operation_id, round_id, tube_id, path, owner_id, due_at)
    SELECT of_street, r.operation_id, of_round, t.id, t.path, platform.account(), now() + make_interval(hours => hours[3])
    FROM unnest(tubes, outcomes) AS w (tube_id, outcome) JOIN testing.public_tube t ON t.street_id = of_street AND t.id = w.tube_id WHERE w.outcome = 'recheck'
    ON CONFLICT (street_id, tube_id) DO UPDATE SET asked_at = now(), owner_id = excluded.owner_id, due_at = excluded.due_at, escalated_at = NULL, settled_at = NULL, settled_how = NULL;

  -- No longer what its people were asked for: nobody is to wait on.
  WITH withdrawn AS (
    UPDATE laboratory.member m SET withdrawn_at = now() FROM laboratory.pool p JOIN unnest(tubes, outcomes) AS w (tube_id, outcome) ON w.tube_id = p.tube_id
    WHERE p.street_id = of_street AND m.street_id = of_street AND m.tube_id = p.tube_id AND m.withdrawn_at IS NULL
      AND (w.outcome = 'negative' OR (p.cause = 'positive' AND w.outcome <> 'positive')) RETURNING m.tube_id)
  SELECT array_agg(DISTINCT tube_id) INTO gone FROM withdrawn;

  -- A later single swab judges its person in the tubes that they were in before; corrected, it judges them no longer.
  WITH single AS (
    SELECT DISTINCT ON (m.sample_id) m.sample_id, s.tube_id, s.taken_at, w.outcome
    FROM laboratory.member m
    JOIN testing.public_sample s ON s.street_id = of_street AND s.round_id = of_round AND s.tube_id <> m.tube_id AND s.taken_at > m.taken_at
      AND (s.resident_id = m.resident_id OR s.paper_key = m.paper_key)
    JOIN unnest(tubes, outcomes) AS w (tube_id, outcome) ON w.tube_id = s.tube_id
    WHERE m.street_id = of_street AND m.operation_id = r.operation_id AND m.withdrawn_at IS NULL AND m.judged_tube IS DISTINCT FROM m.tube_id
      AND (m.judged_taken_at IS NULL OR m.judged_taken_at <= s.taken_at)
      AND EXISTS (SELECT FROM laboratory.singles(of_street, ARRAY[s.tube_id]))
    ORDER BY m.sample_id, s.taken_at DESC
  ), judged AS (
    UPDATE laboratory.member m SET (judged, judged_at, judged_tube, judged_taken_at) =
      (SELECT x.outcome, now(), s.tube_id, s.taken_at FROM (SELECT s.outcome WHERE s.outcome IN ('negative', 'positive')) x)
    FROM single s WHERE m.street_id = of_street AND m.sample_id = s.sample_id AND (s.outcome IN ('negative', 'positive') OR m.judged_tube = s.tube_id)
    RETURNING m.tube_id)
  SELECT array_agg(DISTINCT tube_id) INTO touched FROM judged;

  SELECT array_agg(w.tube_id) INTO positive FROM unnest(tubes, outcomes) AS w (tube_id, outcome) WHERE w.outcome = 'positive';
  opened := coalesce(cardinality(positive), 0);
  people := CASE WHEN positive IS NULL THEN 0 ELSE laboratory.open_pools(of_street, positive, 'positive', hours) END;
  PERFORM laboratory.settle(of_street, coalesce(gone, '{}') || coalesce(touched, '{}'));
  RETURN NEXT;
END $$;

-- By hand: the people of a tube that is to be re-checked or was unusable are asked for single re-tests. Gives how many, none where it may not be.
CREATE FUNCTION laboratory.ask_retests(of_street text, of_tube uuid, hours integer[]) RETURNS TABLE (round_id uuid, operation_id uuid, path text, people integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE r record;
BEGIN
  SELECT x.* INTO r FROM laboratory.result x WHERE x.street_id = of_street AND x.tube_id = of_tube ORDER BY x.turn DESC LIMIT 1;
  IF r.id IS NULL OR platform.account() IS NULL OR NOT laboratory.may_enter(r.path) OR r.outcome NOT IN ('recheck', 'invalid') THEN RETURN; END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('laboratory.round:' || r.round_id::text, 0));
  IF EXISTS (SELECT FROM laboratory.pool p WHERE p.street_id = of_street AND p.tube_id = of_tube AND p.closed_at IS NULL) THEN RETURN; END IF;
  round_id := r.round_id; operation_id := r.operation_id; path := r.path;
  people := laboratory.open_pools(of_street, ARRAY[of_tube], r.outcome, hours);
  UPDATE laboratory.recheck k SET settled_at = now(), settled_how = 'opened' WHERE k.street_id = of_street AND k.tube_id = of_tube AND k.settled_at IS NULL;
  RETURN NEXT;
END $$;

-- Two named officials free people of a tube on a stated criterion; the second confirms what the first proposed. Gives the people it was done for.
CREATE FUNCTION laboratory.free(of_street text, samples uuid[], on_criterion text, confirm boolean) RETURNS TABLE (sample_id uuid, round_id uuid, operation_id uuid, path text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE tubes uuid[];
BEGIN
  IF platform.account() IS NULL THEN RETURN; END IF;
  SELECT array_agg(DISTINCT m.tube_id) INTO tubes FROM laboratory.member m WHERE m.street_id = of_street AND m.sample_id = ANY (samples);
  PERFORM pg_advisory_xact_lock(hashtextextended('laboratory.round:' || x.id, 0)) FROM (
    SELECT DISTINCT m.round_id::text AS id FROM laboratory.member m WHERE m.street_id = of_street AND m.sample_id = ANY (samples) ORDER BY 1) x;
  RETURN QUERY
    UPDATE laboratory.member m SET criterion = on_criterion,
      free_asked_by = CASE WHEN confirm THEN m.free_asked_by ELSE platform.account() END, free_asked_at = CASE WHEN confirm THEN m.free_asked_at ELSE now() END,
      freed_by = CASE WHEN confirm THEN platform.account() END, freed_at = CASE WHEN confirm THEN now() END
    FROM laboratory.pool p
    WHERE m.street_id = of_street AND m.sample_id = ANY (samples) AND laboratory.may_enter(m.path) AND p.street_id = of_street AND p.tube_id = m.tube_id
      AND m.judged IS NULL AND m.freed_at IS NULL AND m.withdrawn_at IS NULL AND (on_criterion <> 'overdue' OR p.judge_due <= now())
      AND CASE WHEN confirm THEN m.criterion = on_criterion AND m.free_asked_by <> platform.account() ELSE true END
    RETURNING m.sample_id, m.round_id, m.operation_id, m.path::text;
  IF FOUND AND confirm THEN PERFORM laboratory.settle(of_street, tubes); END IF;
END $$;

-- Who can own something at a place: officers and leaders who answer for it.
CREATE FUNCTION laboratory.owners(of_street text, at_path text) RETURNS TABLE (id uuid, name text, role text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT DISTINCT ON (a.name, a.id) a.id, a.name, g.role FROM platform.grant_of_role g JOIN platform.account a ON a.id = g.account_id
  WHERE g.street_id = of_street AND g.ended_at IS NULL AND a.disabled_at IS NULL AND g.role IN ('officer', 'leader') AND starts_with(at_path, g.path) AND laboratory.may_enter(at_path)
  ORDER BY a.name, a.id, length(g.path)
$$;
-- Hands a re-check to somebody else, by another deadline; an escalation that has been written stays written.
CREATE FUNCTION laboratory.assign_recheck(of_street text, of_tube uuid, to_account uuid, until timestamptz) RETURNS TABLE (round_id uuid, operation_id uuid, path text)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog AS $$
  UPDATE laboratory.recheck k SET owner_id = to_account, due_at = until, escalated_at = CASE WHEN until <= now() THEN k.escalated_at END
  WHERE k.street_id = of_street AND k.tube_id = of_tube AND k.settled_at IS NULL AND laboratory.may_enter(k.path)
    AND EXISTS (SELECT FROM laboratory.owners(of_street, k.path) o WHERE o.id = to_account)
  RETURNING k.round_id, k.operation_id, k.path::text
$$;

-- ── The clock ─────────────────────────────────────────────────────────────────────────────────────────────────
-- Run every half minute by any process: each deadline that has passed leaves one line on the ledger. Also lets people whose samples came
-- late into opened tubes, out of them those whose samples were voided, and back those whose judging swab was.
CREATE FUNCTION laboratory.keep_time() RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  n integer := 0;
  p record;
  gone uuid[];
BEGIN
  IF NOT pg_try_advisory_xact_lock(hashtextextended('laboratory.clock', 0)) THEN RETURN 0; END IF;
  FOR p IN SELECT x.street_id, array_agg(x.tube_id) AS tubes FROM laboratory.pool x WHERE x.closed_at IS NULL GROUP BY 1 LOOP
    PERFORM laboratory.take_members(p.street_id, p.tubes);
    WITH voided AS (
      UPDATE laboratory.member m SET withdrawn_at = now() WHERE m.street_id = p.street_id AND m.tube_id = ANY (p.tubes) AND m.withdrawn_at IS NULL
        AND NOT EXISTS (SELECT FROM testing.public_sample s WHERE s.street_id = p.street_id AND s.id = m.sample_id) RETURNING m.tube_id)
    SELECT array_agg(DISTINCT tube_id) INTO gone FROM voided;
    IF gone IS NOT NULL THEN PERFORM laboratory.settle(p.street_id, gone); END IF;
  END LOOP;
  -- The swab that judged somebody was voided (the wrong person was tapped): they wait again.
  FOR p IN
    WITH unjudged AS (
      UPDATE laboratory.member m SET judged = NULL, judged_at = NULL, judged_tube = NULL, judged_taken_at = NULL
      WHERE m.judged_at > now() - interval '30 days' AND m.judged_tube <> m.tube_id AND NOT EXISTS (
        SELECT FROM testing.public_sample s WHERE s.street_id = m.street_id AND s.tube_id = m.judged_tube AND (s.resident_id = m.resident_id OR s.paper_key = m.paper_key))
      RETURNING m.street_id, m.tube_id)
    SELECT u.street_id, array_agg(DISTINCT u.tube_id) AS tubes FROM unjudged u GROUP BY 1
  LOOP
    PERFORM laboratory.settle(p.street_id, p.tubes);
  END LOOP;
  WITH passed AS (
    UPDATE laboratory.recheck SET escalated_at = now() WHERE settled_at IS NULL AND escalated_at IS NULL AND due_at <= now()
    RETURNING street_id, operation_id, path, 'recheck' AS what, round_id, tube_id::text AS item
  ), late AS (
    UPDATE laboratory.retest t SET escalated_at = now() WHERE t.ended_at IS NULL AND t.escalated_at IS NULL AND t.due_at <= now()
      AND NOT EXISTS (SELECT FROM laboratory.swabbed_again(t.street_id, ARRAY[t.sample_id]))
    RETURNING street_id, operation_id, path, 'retest' AS what, round_id, sample_id::text AS item
  ), unjudged AS (
    UPDATE laboratory.pool SET alarmed_at = now() WHERE closed_at IS NULL AND alarmed_at IS NULL AND judge_due <= now()
    RETURNING street_id, operation_id, path, 'judge' AS what, round_id, tube_id::text AS item
  )
  INSERT INTO platform.ledger (street_id, operation_id, path, type, data)
    SELECT x.street_id, x.operation_id, x.path, 'laboratory.deadline-passed', jsonb_build_object('roundId', x.round_id, 'what', x.what, 'item', x.item)
    FROM (SELECT * FROM passed UNION ALL SELECT * FROM late UNION ALL SELECT * FROM unjudged) x;
  GET DIAGNOSTICS n = ROW_COUNT;
  RETURN n;
END $$;

-- ── What is read ──────────────────────────────────────────────────────────────────────────────────────────────
-- Every tube of a round in the asker's area on its way: sampled, packed, handed over, received, resulted; samples whose tube never
-- arrived stand under its id without a code. Stage and differences are the rule of modules/laboratory/custody.ts; tests hold the two
-- against each other.
CREATE FUNCTION laboratory.tube_lines(of_street text, of_round uuid)
RETURNS TABLE (tube_id uuid, code text, site_id uuid, path text, lane integer, pool_size integer, heads integer, counted integer, opened_at timestamptz, closed_at timestamptz,
  packed_at timestamptz, handed_at timestamptz, received_at timestamptz, place text, lab_id uuid, consignment_id uuid, outcome text, resulted_at timestamptz, turns integer,
  stage text, since timestamptz, differences text[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  WITH heads AS MATERIALIZED (
    SELECT s.tube_id, count(*)::integer AS n, min(s.taken_at) AS first_at, (array_agg(s.site_id))[1] AS site_id
    FROM testing.public_sample s WHERE s.street_id = of_street AND s.round_id = of_round GROUP BY 1),
  steps AS MATERIALIZED (
    SELECT k.tube_id, max(k.at) FILTER (WHERE k.step = 'packed') AS packed_at, max(k.at) FILTER (WHERE k.step = 'handed-over') AS handed_at,
      max(k.at) FILTER (WHERE k.step = 'received-by-lab') AS received_at, max(k.at) FILTER (WHERE k.step = 'returned') AS returned_at,
      (array_agg(k.place ORDER BY k.at DESC) FILTER (WHERE k.step = 'handed-over'))[1] AS place
    FROM testing.public_custody k WHERE k.street_id = of_street AND k.round_id = of_round GROUP BY 1),
  results AS MATERIALIZED (
    SELECT x.tube_id, max(x.turn) AS turns, (array_agg(x.outcome ORDER BY x.turn DESC))[1] AS outcome, (array_agg(x.entered_at ORDER BY x.turn DESC))[1] AS resulted_at,
      (array_agg(x.lab_id ORDER BY x.turn DESC))[1] AS lab_id, count(DISTINCT x.outcome) FILTER (WHERE x.outcome IN ('negative', 'positive')) > 1 AS changed
    FROM laboratory.result x WHERE x.street_id = of_street AND x.round_id = of_round GROUP BY 1),
  sent AS MATERIALIZED (
    SELECT d.tube_id, d.consignment_id, c.lab_id FROM laboratory.consignment c JOIN laboratory.consigned d ON d.street_id = of_street AND d.consignment_id = c.id AND NOT d.withdrawn
    WHERE c.street_id = of_street AND c.round_id = of_round AND c.withdrawn_at IS NULL),
  tubes AS MATERIALIZED (
    SELECT t.id, t.code, t.site_id, t.path::text, t.lane, t.pool_size, t.counted, t.opened_at, t.closed_at, count(*) OVER (PARTITION BY t.code) AS same
    FROM testing.public_tube t WHERE t.street_id = of_street AND t.round_id = of_round
    UNION ALL
    SELECT h.tube_id, NULL, h.site_id, p.path::text, NULL, NULL, NULL, h.first_at, NULL, 1
    FROM heads h JOIN testing.public_site p ON p.street_id = of_street AND p.id = h.site_id
    WHERE h.tube_id NOT IN (SELECT t.id FROM testing.public_tube t WHERE t.street_id = of_street AND t.round_id = of_round)),
  staged AS (
    SELECT t.*, coalesce(h.n, 0) AS heads, k.packed_at, k.handed_at, k.received_at, k.returned_at, k.place, r.outcome, r.resulted_at, coalesce(r.turns, 0) AS turns, coalesce(r.changed, false) AS changed,
      coalesce(r.lab_id, c.lab_id) AS lab_id, c.consignment_id,
      CASE WHEN r.turns > 0 THEN 'resulted' WHEN k.received_at IS NOT NULL THEN 'received' WHEN k.handed_at IS NOT NULL THEN 'handed-over' WHEN k.packed_at IS NOT NULL THEN 'packed'
        WHEN h.n > 0 AND t.closed_at IS NOT NULL THEN 'closed' WHEN h.n > 0 THEN 'filling' ELSE 'empty' END AS stage
    FROM tubes t LEFT JOIN heads h ON h.tube_id = t.id LEFT JOIN steps k ON k.tube_id = t.id LEFT JOIN results r ON r.tube_id = t.id LEFT JOIN sent c ON c.tube_id = t.id
    WHERE platform.role() IN ('officer', 'leader', 'superior') AND platform.may_see(t.path))
  SELECT t.id, t.code, t.site_id, t.path, t.lane, t.pool_size, t.heads, t.counted, t.opened_at, t.closed_at, t.packed_at, t.handed_at, t.received_at, t.place, t.lab_id, t.consignment_id,
    CASE WHEN platform.role() IN ('officer', 'leader') THEN t.outcome END, t.resulted_at, t.turns, t.stage,
    CASE t.stage WHEN 'resulted' THEN t.resulted_at WHEN 'received' THEN t.received_at WHEN 'handed-over' THEN t.handed_at WHEN 'packed' THEN t.packed_at WHEN 'closed' THEN t.closed_at ELSE t.opened_at END,
    array_remove(ARRAY[
      CASE t.stage WHEN 'filling' THEN 'not-closed' WHEN 'closed' THEN 'not-packed' WHEN 'packed' THEN 'not-handed-over' WHEN 'handed-over' THEN 'not-received' WHEN 'received' THEN 'no-result' END,
      CASE WHEN t.code IS NULL THEN 'no-tube' END,
      CASE WHEN t.same > 1 THEN 'code-twice' END,
      CASE WHEN t.heads = 0 AND t.stage <> 'empty' THEN 'no-samples' END,
      CASE WHEN t.received_at IS NOT NULL AND t.handed_at IS NULL THEN 'received-not-handed-over' END,
      CASE WHEN t.turns > 0 AND t.received_at IS NULL THEN 'resulted-not-received' END,
      CASE WHEN t.closed_at IS NOT NULL AND t.counted IS DISTINCT FROM t.heads THEN 'heads-differ' END,
      CASE WHEN t.changed THEN 'result-changed' END,
      CASE WHEN t.returned_at >= coalesce(t.handed_at, t.returned_at) THEN 'returned' END], NULL)
  FROM staged t
$$;
-- How many tubes of each outcome, for those who see numbers only.
CREATE FUNCTION laboratory.outcome_counts(of_street text, of_round uuid) RETURNS TABLE (outcome text, tubes integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT r.outcome, count(*)::integer FROM laboratory.result r
  WHERE r.street_id = of_street AND r.round_id = of_round AND platform.role() IN ('officer', 'leader', 'superior') AND platform.may_see(r.path)
    AND NOT EXISTS (SELECT FROM laboratory.result n WHERE n.street_id = r.street_id AND n.tube_id = r.tube_id AND n.turn > r.turn)
  GROUP BY 1
$$;
-- Tubes already on a lab's day, whoever sent them.
CREATE FUNCTION laboratory.load_of(of_street text, of_labs uuid[], on_day date) RETURNS TABLE (lab_id uuid, tubes integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT c.lab_id, sum(c.tubes)::integer FROM laboratory.consignment c JOIN laboratory.lab l ON l.street_id = of_street AND l.id = c.lab_id
  WHERE c.street_id = of_street AND c.lab_id = ANY (of_labs) AND c.day = on_day AND c.withdrawn_at IS NULL AND platform.role() IN ('officer', 'leader', 'superior')
    AND (platform.may_see(l.path) OR starts_with(platform.area(), l.path)) GROUP BY 1
$$;

-- Opened tubes of the asker's area, or with people of theirs in them: what stands on the tube's own record, and how many people it holds.
CREATE FUNCTION laboratory.pools_seen(of_street text, of_round uuid, only_open boolean)
RETURNS TABLE (tube_id uuid, code text, round_id uuid, round_name text, site_name text, cause text, opened_at timestamptz, opened_by uuid, retest_due timestamptz, judge_due timestamptz,
  alarmed_at timestamptz, closed_at timestamptz, closed_how text, people integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT p.tube_id, t.code, p.round_id, r.name, coalesce(s.name, ''), p.cause, p.opened_at, p.opened_by, p.retest_due, p.judge_due, p.alarmed_at, p.closed_at, p.closed_how, m.n::integer
  FROM laboratory.pool p JOIN testing.public_tube t ON t.street_id = of_street AND t.id = p.tube_id JOIN testing.public_round r ON r.street_id = of_street AND r.id = p.round_id
  LEFT JOIN testing.public_site s ON s.street_id = of_street AND s.id = t.site_id
  CROSS JOIN LATERAL (SELECT count(*) AS n, coalesce(bool_or(laboratory.may_enter(x.path)), false) AS mine FROM laboratory.member x WHERE x.street_id = of_street AND x.tube_id = p.tube_id) m
  WHERE p.street_id = of_street AND (of_round IS NULL OR p.round_id = of_round) AND NOT (only_open AND p.closed_at IS NOT NULL) AND (laboratory.may_enter(p.path) OR m.mine)
  ORDER BY p.closed_at IS NOT NULL, p.judge_due, p.tube_id LIMIT 500
$$;
-- When people of the asker's area who were asked for it were swabbed alone.
CREATE FUNCTION laboratory.resampled(of_street text, samples uuid[]) RETURNS TABLE (sample_id uuid, at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT a.sample_id, a.at FROM laboratory.swabbed_again(of_street, samples) a
  WHERE platform.role() IN ('officer', 'leader', 'grid-worker') AND platform.may_see(a.path)
$$;

-- A resident's own results, the latest first: what is told to them and to no one else. In pools of several a positive says only that a
-- single re-test is needed. To be asked by whoever acts for the resident within the area of their dwelling.
CREATE FUNCTION laboratory.results_of(of_street text, of_resident uuid) RETURNS TABLE (round_id uuid, round_name text, sampled_at timestamptz, site_name text, told text, told_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT s.round_id, r.name, s.taken_at, p.name,
    CASE WHEN x.outcome IS NULL THEN 'waiting' WHEN EXISTS (SELECT FROM laboratory.singles(of_street, ARRAY[s.tube_id])) THEN x.outcome WHEN m.judged IS NOT NULL OR m.freed_at IS NOT NULL THEN 'settled'
      WHEN x.outcome = 'positive' OR (m.sample_id IS NOT NULL AND m.withdrawn_at IS NULL) THEN 'retest' ELSE x.outcome END, x.entered_at
  FROM register.resident w
  JOIN testing.public_round r ON r.street_id = of_street
  JOIN testing.public_sample s ON s.street_id = of_street AND s.round_id = r.id AND s.resident_id = w.id
  LEFT JOIN testing.public_site p ON p.street_id = of_street AND p.id = s.site_id
  LEFT JOIN LATERAL (SELECT o.outcome, o.entered_at FROM laboratory.result o WHERE o.street_id = of_street AND o.tube_id = s.tube_id ORDER BY o.turn DESC LIMIT 1) x ON true
  LEFT JOIN laboratory.member m ON m.street_id = of_street AND m.sample_id = s.id
  WHERE w.street_id = of_street AND w.id = of_resident AND laboratory.may_enter(w.path)
  ORDER BY s.taken_at DESC LIMIT 50
$$;

-- ── Files ─────────────────────────────────────────────────────────────────────────────────────────────────────
-- Files that a killed process left half-way, to be taken up at the next start in the name of whoever brought them.
CREATE FUNCTION laboratory.unfinished_imports() RETURNS TABLE (id uuid, street_id text, path text, account_id uuid, role text, area text, state text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT DISTINCT ON (i.id) i.id, i.street_id, i.path::text, i.account_id, g.role, g.path::text, i.state
  FROM laboratory.import i JOIN platform.grant_of_role g ON g.account_id = i.account_id AND g.ended_at IS NULL AND g.role IN ('officer', 'leader') AND starts_with(i.path, g.path)
  WHERE i.state IN ('reading', 'judging', 'applying') ORDER BY i.id, length(g.path)
$$;
-- A lab's file may hold whole numbers: what is left of it goes a week after it was applied, and a month after nobody dealt with it.
CREATE FUNCTION laboratory.forget_old_imports() RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog AS $$
  DELETE FROM laboratory.import_result r USING laboratory.import i
    WHERE i.street_id = r.street_id AND i.id = r.import_id AND i.made_at < now() - interval '30 days' AND i.state IN ('ready', 'failed');
  DELETE FROM laboratory.import_row r USING laboratory.import i
    WHERE i.street_id = r.street_id AND i.id = r.import_id
      AND (i.applied_at < now() - interval '7 days' OR (i.made_at < now() - interval '30 days' AND i.state IN ('ready', 'failed')));
  UPDATE laboratory.import SET state = 'discarded' WHERE made_at < now() - interval '30 days' AND state IN ('ready', 'failed');
$$;

REVOKE ALL ON FUNCTION laboratory.singles, laboratory.swabbed_again, laboratory.note_people, laboratory.settle, laboratory.take_members, laboratory.open_pools FROM PUBLIC;

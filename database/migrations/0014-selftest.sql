-- Self-tests: collections, what people report, household slips, and the questions that a positive report raises.
-- A report is a fact: append-only, doubted but never refused for what it says. What counts of a person on a day is one row of selftest.standing,
-- written with the report by the functions below and by nothing else, so that a board is a count and the missing are an anti-join.
-- Nothing here restricts anybody: a positive report opens a follow-up that a named person closes.

CREATE SCHEMA selftest;
GRANT USAGE ON SCHEMA selftest TO shouwang_app;

CREATE TABLE selftest.collection (
  street_id text NOT NULL,
  operation_id uuid NOT NULL,
  id uuid NOT NULL,
  path platform.area_path NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 2 AND 80),
  often text NOT NULL CHECK (often IN ('once', 'daily')),
  -- empty: everybody who lives there
  groups text[] NOT NULL DEFAULT '{}',
  starts_on date NOT NULL,
  ends_on date NOT NULL CHECK (ends_on >= starts_on),
  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'closed')),
  opened_by uuid NOT NULL,
  opened_at timestamptz NOT NULL DEFAULT now(),
  closed_by uuid,
  closed_at timestamptz,
  -- figures of its last day, as they were when it was closed
  final jsonb,
  PRIMARY KEY (street_id, id),
  FOREIGN KEY (street_id, operation_id) REFERENCES operation.operation,
  CHECK ((state = 'closed') = (closed_at IS NOT NULL) AND (state = 'closed') = (final IS NOT NULL))
);
CREATE INDEX collection_by_path ON selftest.collection (path);
CREATE INDEX collection_by_operation ON selftest.collection (street_id, operation_id);

-- A household's way in without an account. Token and code are kept as keyed digests only; they end with the slip or with the operation.
CREATE TABLE selftest.slip (
  street_id text NOT NULL,
  operation_id uuid NOT NULL,
  id uuid NOT NULL,
  -- the dwelling
  path platform.area_path NOT NULL,
  token_digest bytea NOT NULL,
  code_digest bytea NOT NULL,
  issued_by uuid NOT NULL,
  issued_at timestamptz NOT NULL DEFAULT now(),
  revoked_at timestamptz,
  revoked_by uuid,
  PRIMARY KEY (street_id, id),
  FOREIGN KEY (street_id, operation_id) REFERENCES operation.operation
);
CREATE UNIQUE INDEX slip_of_dwelling ON selftest.slip (street_id, operation_id, path) WHERE revoked_at IS NULL;
-- Whoever enters says no sub-district: these two are looked up by digest alone. Codes are drawn anew where one is taken (codes_taken).
CREATE INDEX slip_by_token ON selftest.slip (token_digest);
CREATE INDEX slip_by_code ON selftest.slip (code_digest);

-- One test counts for every open collection of the operation that asks for it: the same fact, once for each.
CREATE TABLE selftest.report (
  street_id text NOT NULL,
  operation_id uuid NOT NULL,
  collection_id uuid NOT NULL,
  id uuid NOT NULL,
  resident_id uuid NOT NULL,
  path platform.area_path NOT NULL,
  -- the day of the collection that it answers; of a collection that asks once, its first
  due_on date NOT NULL,
  result text NOT NULL CHECK (result IN ('negative', 'positive', 'invalid')),
  -- by the server's clock; nothing for a line of a chain, which tells the day only
  tested_at timestamptz,
  stated_at timestamptz NOT NULL,
  received_at timestamptz NOT NULL DEFAULT now(),
  source text NOT NULL CHECK (source IN ('page', 'proxy', 'chain')),
  -- who entered it, or the slip it came by
  account_id uuid,
  slip_id uuid,
  doubts text[] NOT NULL DEFAULT '{}',
  txid xid8 NOT NULL DEFAULT pg_current_xact_id(),
  seq bigint GENERATED ALWAYS AS IDENTITY,
  PRIMARY KEY (street_id, collection_id, id),
  CHECK ((source = 'page') = (slip_id IS NOT NULL) AND (source = 'page') = (account_id IS NULL))
);
CREATE INDEX report_in_order ON selftest.report (txid, seq);
CREATE INDEX report_by_person ON selftest.report (street_id, collection_id, due_on, resident_id);
CREATE INDEX report_by_slip ON selftest.report (street_id, slip_id, received_at) WHERE slip_id IS NOT NULL;
CREATE TRIGGER append_only BEFORE UPDATE ON selftest.report FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();

CREATE TABLE selftest.standing (
  street_id text NOT NULL,
  operation_id uuid NOT NULL,
  collection_id uuid NOT NULL,
  due_on date NOT NULL,
  resident_id uuid NOT NULL,
  path platform.area_path NOT NULL,
  result text NOT NULL CHECK (result IN ('negative', 'positive', 'invalid')),
  source text NOT NULL CHECK (source IN ('page', 'proxy', 'chain')),
  report_id uuid NOT NULL,
  tested_at timestamptz,
  stated_at timestamptz NOT NULL,
  PRIMARY KEY (street_id, collection_id, due_on, resident_id)
);
CREATE INDEX standing_by_path ON selftest.standing (street_id, collection_id, due_on, path);

-- A positive self-report is no diagnosis: it asks for a PCR test and for a call. Open until a named person says what came of it;
-- a later negative report of the same person does not close it.
CREATE TABLE selftest.follow_up (
  street_id text NOT NULL,
  operation_id uuid NOT NULL,
  collection_id uuid NOT NULL,
  id uuid NOT NULL,
  resident_id uuid NOT NULL,
  path platform.area_path NOT NULL,
  report_id uuid NOT NULL,
  opened_at timestamptz NOT NULL DEFAULT now(),
  closed_at timestamptz,
  PRIMARY KEY (street_id, id)
);
CREATE UNIQUE INDEX follow_up_of_person ON selftest.follow_up (street_id, operation_id, resident_id) WHERE closed_at IS NULL;
CREATE INDEX follow_up_by_path ON selftest.follow_up (path);
CREATE TABLE selftest.follow_up_step (
  street_id text NOT NULL,
  operation_id uuid NOT NULL,
  follow_up_id uuid NOT NULL,
  id uuid NOT NULL,
  path platform.area_path NOT NULL,
  step text NOT NULL CHECK (step IN ('informed', 'booked', 'retest-negative', 'retest-positive', 'mistake')),
  at timestamptz NOT NULL DEFAULT now(),
  account_id uuid NOT NULL,
  PRIMARY KEY (street_id, id)
);
CREATE INDEX follow_up_step_of ON selftest.follow_up_step (street_id, follow_up_id, at);

CREATE TABLE selftest.contact_try (
  street_id text NOT NULL,
  operation_id uuid NOT NULL,
  collection_id uuid NOT NULL,
  id uuid NOT NULL,
  resident_id uuid NOT NULL,
  path platform.area_path NOT NULL,
  due_on date NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('will-report', 'no-kit', 'away', 'refused', 'wrong-number', 'no-answer')),
  at timestamptz NOT NULL DEFAULT now(),
  account_id uuid NOT NULL,
  PRIMARY KEY (street_id, id)
);
CREATE INDEX contact_try_of_person ON selftest.contact_try (street_id, collection_id, due_on, resident_id, at);

CALL platform.guard('selftest.collection', '{officer,leader,grid-worker,superior}', '{officer,leader}', true);
CALL platform.guard('selftest.slip', '{officer,leader,grid-worker}', '{officer,leader,grid-worker}');
CALL platform.guard('selftest.report', '{officer,leader,grid-worker}', '{}');
CALL platform.guard('selftest.standing', '{officer,leader,grid-worker,superior}', '{}');
CALL platform.guard('selftest.follow_up', '{officer,leader,grid-worker}', '{officer,leader,grid-worker}');
CALL platform.guard('selftest.follow_up_step', '{officer,leader,grid-worker}', '{officer,leader,grid-worker}');
CALL platform.guard('selftest.contact_try', '{officer,leader,grid-worker,superior}', '{officer,leader,grid-worker}');
GRANT SELECT, INSERT, UPDATE (state, closed_by, closed_at, final) ON selftest.collection TO shouwang_app;
GRANT SELECT (street_id, operation_id, id, path, issued_by, issued_at, revoked_at, revoked_by), INSERT, UPDATE (revoked_at, revoked_by) ON selftest.slip TO shouwang_app;
GRANT SELECT ON selftest.report, selftest.standing TO shouwang_app;
GRANT SELECT, UPDATE (closed_at) ON selftest.follow_up TO shouwang_app;
GRANT SELECT, INSERT ON selftest.follow_up_step, selftest.contact_try TO shouwang_app;

-- ── Reports in ──────────────────────────────────────────────────────────────────────────────────────────────
CREATE FUNCTION selftest.shanghai_day(at timestamptz) RETURNS date LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT (at AT TIME ZONE 'Asia/Shanghai')::date $$;

-- One report for one collection. Gives its doubts, or nothing when it had arrived before.
-- A line on the ledger tells only that a follow-up was opened, and where to the grid: neither who nor what.
CREATE FUNCTION selftest.take(c selftest.collection, fact uuid, person uuid, person_path text, asked boolean, test_day date, said text,
  tested timestamptz, stated timestamptz, via text, by_account uuid, by_slip uuid, told text[]) RETURNS text[]
LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE
  day date := CASE WHEN c.often = 'once' THEN c.starts_on ELSE test_day END;
  before selftest.standing;
  noted text[] := told;
  opened uuid;
BEGIN
  SELECT * INTO before FROM selftest.standing s
    WHERE s.street_id = c.street_id AND s.collection_id = c.id AND s.due_on = day AND s.resident_id = person FOR UPDATE;
  IF NOT asked THEN noted := noted || 'not-due'::text; END IF;
  IF test_day < c.starts_on OR test_day > c.ends_on THEN noted := noted || 'outside-dates'::text; END IF;
  IF c.state = 'closed' AND stated > c.closed_at THEN noted := noted || 'collection-closed'::text; END IF;
  IF before.result <> said THEN noted := noted || 'differs'::text; END IF;
  INSERT INTO selftest.report (street_id, operation_id, collection_id, id, resident_id, path, due_on, result, tested_at, stated_at, source, account_id, slip_id, doubts)
    VALUES (c.street_id, c.operation_id, c.id, fact, person, person_path, day, said, tested, stated, via, by_account, by_slip, noted)
    ON CONFLICT (street_id, collection_id, id) DO NOTHING;
  IF NOT FOUND THEN RETURN NULL; END IF;
  -- What was stated last counts, in whatever order reports arrive from phones without network.
  INSERT INTO selftest.standing AS s (street_id, operation_id, collection_id, due_on, resident_id, path, result, source, report_id, tested_at, stated_at)
    VALUES (c.street_id, c.operation_id, c.id, day, person, person_path, said, via, fact, tested, stated)
    ON CONFLICT (street_id, collection_id, due_on, resident_id) DO UPDATE SET path = excluded.path, result = excluded.result, source = excluded.source,
      report_id = excluded.report_id, tested_at = excluded.tested_at, stated_at = excluded.stated_at
    WHERE (excluded.stated_at, excluded.report_id) > (s.stated_at, s.report_id);
  IF said = 'positive' THEN
    INSERT INTO selftest.follow_up (street_id, operation_id, collection_id, id, resident_id, path, report_id)
      VALUES (c.street_id, c.operation_id, c.id, gen_random_uuid(), person, person_path, fact)
      ON CONFLICT (street_id, operation_id, resident_id) WHERE closed_at IS NULL DO NOTHING RETURNING id INTO opened;
    IF opened IS NOT NULL THEN
      INSERT INTO platform.ledger (street_id, operation_id, path, type, account_id, role, data)
        VALUES (c.street_id, c.operation_id, substring(person_path FROM '^(?:[^.]+\.){1,5}'), 'selftest.follow-up-opened', by_account,
          CASE WHEN by_account IS NULL THEN NULL ELSE nullif(platform.role(), '') END, jsonb_build_object('followUpId', opened, 'collectionId', c.id));
    END IF;
  END IF;
  RETURN noted;
END $$;

CREATE FUNCTION selftest.asks(c selftest.collection, p register.resident) RETURNS boolean LANGUAGE sql IMMUTABLE SET search_path = pg_catalog
  AS $$ SELECT p.left_at IS NULL AND p.residence <> 'away' AND starts_with(p.path, c.path) AND (c.groups = '{}' OR p.groups && c.groups) $$;

-- Reports entered by people at work: each person must live in their area. The named collection always takes it; the others of the
-- operation where they ask this person on this day. Items: id, collectionId, residentId, result, testedAt or day, statedAt, doubts.
CREATE FUNCTION selftest.record(of_street text, items jsonb, via text) RETURNS TABLE (n integer, outcome text, doubts text[])
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  i record;
  c selftest.collection;
  named selftest.collection;
  p register.resident;
  day date;
  noted text[];
BEGIN
  IF platform.role() NOT IN ('officer', 'leader', 'grid-worker') OR platform.account() IS NULL OR via NOT IN ('proxy', 'chain') THEN
    RAISE EXCEPTION 'not allowed' USING ERRCODE = 'insufficient_privilege';
  END IF;
  -- One order for all senders, so that two batches of the same people do not wait for each other.
  FOR i IN SELECT t.ordinality::integer AS at, x.* FROM jsonb_array_elements(items) WITH ORDINALITY t,
      jsonb_to_record(t.value) AS x (id uuid, "collectionId" uuid, "residentId" uuid, result text, "testedAt" timestamptz, day date, "statedAt" timestamptz, doubts text[])
    ORDER BY x."residentId", x.id
  LOOP
    n := i.at;
    doubts := '{}';
    outcome := 'refused';
    SELECT * INTO named FROM selftest.collection x WHERE x.street_id = of_street AND x.id = i."collectionId"
      AND (platform.may_see(x.path) OR starts_with(platform.area(), x.path));
    SELECT * INTO p FROM register.resident x WHERE x.street_id = of_street AND x.id = i."residentId" AND platform.may_see(x.path);
    IF named.id IS NOT NULL AND p.id IS NOT NULL THEN
      day := coalesce(i.day, selftest.shanghai_day(i."testedAt"));
      FOR c IN SELECT * FROM selftest.collection x WHERE x.street_id = of_street AND x.operation_id = named.operation_id
          AND (x.id = named.id OR (x.state = 'open' AND day BETWEEN x.starts_on AND x.ends_on AND selftest.asks(x, p))) ORDER BY x.id <> named.id, x.id
      LOOP
        noted := selftest.take(c, i.id, p.id, p.path, selftest.asks(c, p), day, i.result, i."testedAt", i."statedAt", via, platform.account(), NULL, coalesce(i.doubts, '{}'));
        IF c.id = named.id THEN
          outcome := CASE WHEN noted IS NULL THEN 'known' ELSE 'new' END;
          doubts := coalesce(noted, '{}');
        END IF;
      END LOOP;
    END IF;
    RETURN NEXT;
  END LOOP;
END $$;

-- ── The household's own door ────────────────────────────────────────────────────────────────────────────────
-- The slip that a token or code opens, while neither it nor its operation has ended. A code that opens two opens none.
CREATE FUNCTION selftest.slip_of(wanted bytea) RETURNS selftest.slip LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
  SELECT min_slip FROM (
    SELECT s AS min_slip, count(*) OVER () AS found FROM selftest.slip s JOIN operation.operation o ON o.street_id = s.street_id AND o.id = s.operation_id AND o.state = 'open'
    WHERE (s.token_digest = wanted OR s.code_digest = wanted) AND s.revoked_at IS NULL) x WHERE found = 1
$$;

-- What the page of a household shows: its members, what is asked of each today, and who has reported. Never a result, never an address.
CREATE FUNCTION selftest.open_household(wanted bytea) RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  s selftest.slip := selftest.slip_of(wanted);
  today date := selftest.shanghai_day(now());
BEGIN
  IF s.id IS NULL THEN RETURN NULL; END IF;
  RETURN jsonb_build_object('collections', (
      SELECT coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'name', c.name, 'often', c.often, 'endsOn', c.ends_on) ORDER BY c.ends_on, c.id), '[]') FROM selftest.collection c
      WHERE c.street_id = s.street_id AND c.operation_id = s.operation_id AND c.state = 'open' AND starts_with(s.path, c.path) AND today BETWEEN c.starts_on AND c.ends_on),
    'members', (
      SELECT coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name, 'reportedAt', r.at, 'asked', EXISTS (
        SELECT FROM selftest.collection c WHERE c.street_id = s.street_id AND c.operation_id = s.operation_id AND c.state = 'open'
          AND today BETWEEN c.starts_on AND c.ends_on AND selftest.asks(c, p))) ORDER BY p.birth_date NULLS LAST, p.id), '[]')
      FROM register.resident p
      LEFT JOIN LATERAL (
        SELECT max(t.stated_at) AS at FROM selftest.collection c JOIN selftest.standing t ON t.street_id = c.street_id AND t.collection_id = c.id
          AND t.due_on = CASE WHEN c.often = 'once' THEN c.starts_on ELSE today END AND t.resident_id = p.id
        WHERE c.street_id = s.street_id AND c.operation_id = s.operation_id AND c.state = 'open' AND today BETWEEN c.starts_on AND c.ends_on) r ON true
      WHERE p.street_id = s.street_id AND p.path = s.path AND p.left_at IS NULL));
END $$;

-- Reports by a household of its own members. No row: the key opens nothing. Outcomes: new, known, nothing (no collection asks),
-- refused (nobody of this household), too-many.
CREATE FUNCTION selftest.record_by_slip(wanted bytea, items jsonb) RETURNS TABLE (n integer, outcome text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  s selftest.slip := selftest.slip_of(wanted);
  lately integer;
  i record;
  c selftest.collection;
  p register.resident;
  noted text[];
BEGIN
  IF s.id IS NULL THEN RETURN; END IF;
  SELECT count(*) INTO lately FROM selftest.report r WHERE r.street_id = s.street_id AND r.slip_id = s.id AND r.received_at > now() - interval '1 hour';
  FOR i IN SELECT t.ordinality::integer AS at, x.* FROM jsonb_array_elements(items) WITH ORDINALITY t,
      jsonb_to_record(t.value) AS x (id uuid, "residentId" uuid, result text, "testedAt" timestamptz, "statedAt" timestamptz, doubts text[])
    ORDER BY x."residentId", x.id
  LOOP
    n := i.at;
    outcome := 'refused';
    SELECT * INTO p FROM register.resident x WHERE x.street_id = s.street_id AND x.id = i."residentId" AND x.path = s.path AND x.left_at IS NULL;
    IF lately >= 60 THEN outcome := 'too-many';
    ELSIF p.id IS NOT NULL THEN
      outcome := 'nothing';
      FOR c IN SELECT * FROM selftest.collection x WHERE x.street_id = s.street_id AND x.operation_id = s.operation_id AND x.state = 'open'
          AND starts_with(s.path, x.path) AND selftest.shanghai_day(i."testedAt") BETWEEN x.starts_on AND x.ends_on ORDER BY x.id
      LOOP
        noted := selftest.take(c, i.id, p.id, p.path, selftest.asks(c, p), selftest.shanghai_day(i."testedAt"), i.result, i."testedAt", i."statedAt",
          'page', NULL, s.id, coalesce(i.doubts, '{}'));
        IF noted IS NOT NULL THEN lately := lately + 1; END IF;
        outcome := CASE WHEN noted IS NULL AND outcome <> 'new' THEN 'known' ELSE 'new' END;
      END LOOP;
    END IF;
    RETURN NEXT;
  END LOOP;
END $$;

-- Wrong identity numbers given for somebody at their household's door: a flatmate who knows a birthday has a thousand numbers to guess.
CREATE TABLE selftest.wrong_number (
  street_id text NOT NULL,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  operation_id uuid NOT NULL,
  path platform.area_path NOT NULL,
  resident_id uuid NOT NULL,
  at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (street_id, id)
);
CREATE INDEX wrong_number_of ON selftest.wrong_number (resident_id, at);
CALL platform.guard('selftest.wrong_number', '{}', '{}');

-- The door to what is one member's own (their results): the household's key and the digest of that member's own identity number. No row:
-- the key opens nothing. Outcomes: open, wrong, none (no number is on record), too-many (8 wrong ones in 30 days).
CREATE FUNCTION selftest.own_door(wanted bytea, of_resident uuid, number bytea) RETURNS TABLE (outcome text, street_id text, path text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  s selftest.slip := selftest.slip_of(wanted);
  own bytea;
  found_one boolean;
BEGIN
  IF s.id IS NULL THEN RETURN; END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('selftest.own:' || of_resident, 0));
  SELECT p.id_digest, true INTO own, found_one FROM register.resident p
  WHERE p.street_id = s.street_id AND p.id = of_resident AND p.path = s.path AND p.left_at IS NULL;
  outcome := CASE
    WHEN found_one IS NULL THEN 'wrong'
    WHEN own IS NULL THEN 'none'
    WHEN (SELECT count(*) FROM selftest.wrong_number w WHERE w.resident_id = of_resident AND w.at > now() - interval '30 days') >= 8 THEN 'too-many'
    WHEN own = number THEN 'open' ELSE 'wrong' END;
  IF outcome = 'wrong' AND found_one THEN
    INSERT INTO selftest.wrong_number (street_id, operation_id, path, resident_id) VALUES (s.street_id, s.operation_id, s.path, of_resident);
  ELSIF outcome = 'open' THEN
    street_id := s.street_id;
    path := s.path;
  END IF;
  RETURN NEXT;
END $$;

-- Of freshly drawn codes, those that open something already, anywhere.
CREATE FUNCTION selftest.codes_taken(drawn bytea[]) RETURNS SETOF bytea LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT DISTINCT s.code_digest FROM selftest.slip s WHERE s.code_digest = ANY (drawn) AND platform.role() IN ('officer', 'leader', 'grid-worker')
$$;

-- Reports as a live feed, read like platform.ledger_since; it tells that something came in and where, to the grid, not of whom.
CREATE FUNCTION selftest.reports_since(watermark xid8, seen xid8[], most integer)
RETURNS TABLE (txid text, path text, collection_id uuid, due_on date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT r.txid::text, substring(r.path FROM '^(?:[^.]+\.){1,5}'), r.collection_id, r.due_on FROM selftest.report r
  WHERE r.txid >= watermark AND r.txid <> ALL (seen) ORDER BY r.txid, r.seq LIMIT most
$$;

-- Published for reports (modules/selftest/sources.ts): what counts of a person on a day, without the person.
CREATE VIEW selftest.source_reports WITH (security_invoker = true) AS
  SELECT t.street_id, t.path, c.name AS collection, t.due_on, t.result, t.source, t.stated_at
  FROM selftest.standing t LEFT JOIN selftest.collection c ON c.street_id = t.street_id AND c.id = t.collection_id;
GRANT SELECT ON selftest.source_reports TO shouwang_app;

REVOKE ALL ON FUNCTION selftest.take, selftest.slip_of, selftest.asks FROM PUBLIC;

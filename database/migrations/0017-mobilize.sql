-- Calling people up: what is asked for, its waves with their draws, who is asked, what they answer, who stands at the square.
-- Answers and arrivals are facts: append-only, never refused for being late. What holds of a person is one row of mobilize.call, what
-- a board shows is one row a department of mobilize.tally; both are written with the facts by the functions below and by nothing else.

CREATE SCHEMA mobilize;
GRANT USAGE ON SCHEMA mobilize TO shouwang_app;

-- ── What is asked for ───────────────────────────────────────────────────────────────────────────────────────
CREATE TABLE mobilize.call_up (
  street_id text NOT NULL,
  operation_id uuid NOT NULL,
  id uuid NOT NULL,
  -- whose staff may be called
  path platform.area_path NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 2 AND 80),
  way text NOT NULL CHECK (way IN ('drawn', 'named')),
  state text NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'published', 'drawn', 'called', 'closed')),
  muster_at timestamptz NOT NULL,
  seats integer NOT NULL CHECK (seats BETWEEN 1 AND 100000),
  policy jsonb NOT NULL,
  place_name text NOT NULL CHECK (length(place_name) BETWEEN 1 AND 80),
  place_note text CHECK (length(place_note) <= 300),
  bring text CHECK (length(bring) <= 300),
  report_to text CHECK (length(report_to) <= 120),
  -- stands on a poster at the place: no secret, it only says that its reader was there
  site_code text NOT NULL CHECK (site_code ~ '^[2-9A-HJKMNP-Z]{6}$'),
  opened_by uuid NOT NULL,
  opened_at timestamptz NOT NULL DEFAULT now(),
  called_at timestamptz,
  closed_at timestamptz,
  closed_by uuid,
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (id, street_id),
  FOREIGN KEY (street_id, operation_id) REFERENCES operation.operation,
  CHECK ((state = 'closed') = (closed_at IS NOT NULL))
);
CREATE INDEX call_up_by_operation ON mobilize.call_up (street_id, operation_id);
CREATE INDEX call_up_by_path ON mobilize.call_up (path);

-- A wave is drawn by itself, with its own transcript: the second asks only whom the first did not.
CREATE TABLE mobilize.wave (
  street_id text NOT NULL,
  operation_id uuid NOT NULL,
  call_up_id uuid NOT NULL,
  no smallint NOT NULL CHECK (no BETWEEN 1 AND 50),
  path platform.area_path NOT NULL,
  state text NOT NULL DEFAULT 'planned' CHECK (state IN ('planned', 'published', 'drawn', 'called')),
  -- everybody who is to come in the end, those who are coming already among them
  seats integer NOT NULL CHECK (seats BETWEEN 1 AND 100000),
  kept uuid[] NOT NULL DEFAULT '{}',
  asked uuid[] NOT NULL DEFAULT '{}',
  quotas jsonb,
  -- of the published draft (transcript.ts)
  digest text CHECK (digest ~ '^[0-9a-f]{64}$'),
  forecast jsonb,
  -- where links in its messages lead: the address at which the desk was open
  origin text CHECK (origin ~ '^https?://[^/ ]+$'),
  -- counts publications: one that was withdrawn keeps its draft
  turn smallint NOT NULL DEFAULT 1,
  made_by uuid NOT NULL,
  made_at timestamptz NOT NULL DEFAULT now(),
  published_at timestamptz,
  drawn_at timestamptz,
  called_at timestamptz,
  PRIMARY KEY (call_up_id, no, street_id),
  FOREIGN KEY (call_up_id, street_id) REFERENCES mobilize.call_up
);
-- Hash first, value later; one line an official and publication.
CREATE TABLE mobilize.commitment (
  street_id text NOT NULL,
  operation_id uuid NOT NULL,
  call_up_id uuid NOT NULL,
  wave smallint NOT NULL,
  turn smallint NOT NULL,
  account_id uuid NOT NULL,
  -- the official's own area
  path platform.area_path NOT NULL,
  by_name text NOT NULL CHECK (length(by_name) BETWEEN 1 AND 200),
  hash text NOT NULL CHECK (hash ~ '^[0-9a-f]{64}$'),
  committed_at timestamptz NOT NULL DEFAULT now(),
  value text CHECK (length(value) <= 200),
  nonce text CHECK (length(nonce) <= 200),
  revealed_at timestamptz,
  PRIMARY KEY (call_up_id, wave, turn, account_id, street_id),
  CHECK ((value IS NULL) = (revealed_at IS NULL) AND (nonce IS NULL) = (revealed_at IS NULL))
);
-- A value stands once it is told.
CREATE FUNCTION mobilize.keep_value() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.revealed_at IS NULL AND NEW.hash = OLD.hash AND NEW.account_id = OLD.account_id THEN RETURN NEW; END IF;
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON mobilize.commitment FOR EACH ROW EXECUTE FUNCTION mobilize.keep_value();

CREATE TABLE mobilize.transcript (
  street_id text NOT NULL,
  operation_id uuid NOT NULL,
  call_up_id uuid NOT NULL,
  wave smallint NOT NULL,
  turn smallint NOT NULL,
  path platform.area_path NOT NULL,
  -- the files as they are handed out, to the letter
  draft text NOT NULL,
  finished text,
  -- by which people stand in the draft as marks, and who they were when it was published
  salt text NOT NULL,
  people uuid[] NOT NULL,
  made_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (call_up_id, wave, turn, street_id)
);

-- ── Who is asked ────────────────────────────────────────────────────────────────────────────────────────────
-- One person in one call-up. Wave 0: came without being asked; whoever is not on the roster has a name here instead. Before `asked_at`
-- somebody is drawn or named and knows nothing of it yet.
CREATE TABLE mobilize.call (
  street_id text NOT NULL,
  operation_id uuid NOT NULL,
  call_up_id uuid NOT NULL,
  id uuid NOT NULL,
  -- of the person's department
  path platform.area_path NOT NULL,
  -- all zeros for whoever is not on the roster
  department_id uuid NOT NULL,
  person_id uuid,
  name text CHECK (length(name) BETWEEN 1 AND 80),
  wave smallint NOT NULL CHECK (wave BETWEEN 0 AND 50),
  -- of the personal link; the link itself follows from the installation's secret, the id and the turn
  token_digest bytea,
  link_turn smallint NOT NULL DEFAULT 1,
  asked_at timestamptz,
  said text CHECK (said IN ('coming', 'cannot')),
  said_at timestamptz,
  arrives_at timestamptz,
  reason text CHECK (reason IN ('on-duty', 'away', 'carer', 'personal', 'other')),
  -- place among all first answers and all arrivals: who was first is kept
  answer_no bigint,
  first_said_at timestamptz,
  here_at timestamptz,
  here_how text CHECK (here_how IN ('scan', 'code', 'tap', 'extra')),
  arrival_no bigint,
  PRIMARY KEY (id, street_id),
  FOREIGN KEY (call_up_id, street_id) REFERENCES mobilize.call_up,
  CHECK ((person_id IS NULL) = (name IS NOT NULL)),
  CHECK (person_id IS NOT NULL OR wave = 0)
);
CREATE UNIQUE INDEX call_of_person ON mobilize.call (street_id, call_up_id, person_id) WHERE person_id IS NOT NULL;
CREATE INDEX call_by_department ON mobilize.call (street_id, call_up_id, department_id);
-- Whoever enters by a link says no sub-district: looked up by digest alone.
CREATE INDEX call_by_token ON mobilize.call (token_digest) WHERE token_digest IS NOT NULL;
CREATE INDEX call_by_person ON mobilize.call (street_id, person_id);
CREATE FUNCTION mobilize.keep_asked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.asked_at IS NULL AND OLD.here_at IS NULL THEN RETURN OLD; END IF;
  RAISE EXCEPTION 'who was asked stays on record' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER asked_stays BEFORE DELETE ON mobilize.call FOR EACH ROW EXECUTE FUNCTION mobilize.keep_asked();

CREATE TABLE mobilize.answer (
  street_id text NOT NULL,
  operation_id uuid NOT NULL,
  call_up_id uuid NOT NULL,
  id uuid NOT NULL,
  call_id uuid NOT NULL,
  path platform.area_path NOT NULL,
  said text NOT NULL CHECK (said IN ('coming', 'cannot')),
  arrives_at timestamptz,
  reason text CHECK (reason IN ('on-duty', 'away', 'carer', 'personal', 'other')),
  at timestamptz NOT NULL,
  received_at timestamptz NOT NULL DEFAULT now(),
  source text NOT NULL CHECK (source IN ('page', 'phoned', 'app')),
  account_id uuid,
  seq bigint GENERATED ALWAYS AS IDENTITY,
  PRIMARY KEY (id, street_id),
  CHECK ((said = 'cannot') = (reason IS NOT NULL) AND (said = 'coming' OR arrives_at IS NULL))
);
CREATE INDEX answer_of ON mobilize.answer (street_id, call_id, received_at);
CREATE TRIGGER append_only BEFORE UPDATE ON mobilize.answer FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();

CREATE TABLE mobilize.muster (
  street_id text NOT NULL,
  operation_id uuid NOT NULL,
  call_up_id uuid NOT NULL,
  id uuid NOT NULL,
  call_id uuid NOT NULL,
  path platform.area_path NOT NULL,
  -- undo: what was tapped before was a slip of the finger
  how text NOT NULL CHECK (how IN ('scan', 'code', 'tap', 'extra', 'undo')),
  at timestamptz NOT NULL,
  received_at timestamptz NOT NULL DEFAULT now(),
  account_id uuid,
  seq bigint GENERATED ALWAYS AS IDENTITY,
  PRIMARY KEY (id, street_id)
);
CREATE INDEX muster_of ON mobilize.muster (street_id, call_id, seq);
CREATE TRIGGER append_only BEFORE UPDATE ON mobilize.muster FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();

-- What everybody who watches sees, one row a department: reading it costs the same whether five or five thousand were asked.
CREATE TABLE mobilize.tally (
  street_id text NOT NULL,
  operation_id uuid NOT NULL,
  call_up_id uuid NOT NULL,
  department_id uuid NOT NULL,
  path platform.area_path NOT NULL,
  asked integer NOT NULL DEFAULT 0,
  -- said something, or simply came
  answered integer NOT NULL DEFAULT 0,
  -- coming, cannot, here: of those asked, each in one of them or silent
  coming integer NOT NULL DEFAULT 0,
  cannot integer NOT NULL DEFAULT 0,
  here integer NOT NULL DEFAULT 0,
  -- here without being asked
  extra integer NOT NULL DEFAULT 0,
  version bigint NOT NULL DEFAULT 0,
  txid xid8 NOT NULL DEFAULT pg_current_xact_id(),
  PRIMARY KEY (call_up_id, department_id, street_id)
);
CREATE INDEX tally_in_order ON mobilize.tally (txid);

-- ── Channels and messages ───────────────────────────────────────────────────────────────────────────────────
-- Addresses of robots hold their key: both are sealed with a key that the database does not have.
CREATE TABLE mobilize.channel (
  street_id text NOT NULL,
  id uuid NOT NULL,
  path platform.area_path NOT NULL,
  kind text NOT NULL CHECK (kind IN ('wecom', 'dingtalk', 'feishu', 'sms')),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
  sealed_url bytea NOT NULL,
  sealed_secret bytea,
  -- a gateway that knows an id again may be asked twice without harm
  remembers boolean NOT NULL DEFAULT false,
  state text NOT NULL DEFAULT 'on' CHECK (state IN ('on', 'off')),
  failures integer NOT NULL DEFAULT 0,
  last_ok_at timestamptz,
  last_fault text CHECK (last_fault ~ '^[a-z0-9-]{1,40}$'),
  last_fault_at timestamptz,
  pause_until timestamptz,
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (id, street_id)
);
CREATE TABLE mobilize.message (
  street_id text NOT NULL,
  operation_id uuid NOT NULL,
  call_up_id uuid NOT NULL,
  id uuid NOT NULL,
  path platform.area_path NOT NULL,
  channel_id uuid NOT NULL,
  -- what is told: call:2 is the asking of the second wave
  thing text NOT NULL CHECK (thing ~ '^[a-z]+:[0-9]+$'),
  -- null for a group
  call_id uuid,
  -- sending: claimed, nobody else sends it. perhaps: it may have arrived, nobody can know
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sending', 'sent', 'perhaps', 'failed', 'dropped')),
  tries integer NOT NULL DEFAULT 0,
  next_at timestamptz NOT NULL DEFAULT now(),
  claimed_at timestamptz,
  sent_at timestamptz,
  fault text CHECK (fault ~ '^[a-z0-9-]{1,40}$'),
  made_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (id, street_id),
  FOREIGN KEY (channel_id, street_id) REFERENCES mobilize.channel
);
-- nobody is told one thing twice by one channel
CREATE UNIQUE INDEX message_once ON mobilize.message (street_id, call_up_id, channel_id, thing, coalesce(call_id, '00000000-0000-0000-0000-000000000000'));
CREATE INDEX message_due ON mobilize.message (channel_id, next_at) WHERE state IN ('waiting', 'sending');

CALL platform.guard('mobilize.call_up', '{officer,leader,superior}', '{officer,leader}', true);
CALL platform.guard('mobilize.wave', '{officer,leader,superior}', '{officer,leader}', true);
CALL platform.guard('mobilize.commitment', '{officer,leader,superior}', '{officer,leader}', true);
CALL platform.guard('mobilize.transcript', '{officer,leader}', '{officer,leader}');
CALL platform.guard('mobilize.call', '{officer,leader}', '{officer,leader}');
CALL platform.guard('mobilize.answer', '{officer,leader}', '{}');
CALL platform.guard('mobilize.muster', '{officer,leader}', '{}');
CALL platform.guard('mobilize.tally', '{officer,leader,superior}', '{}');
CALL platform.guard('mobilize.channel', '{officer,leader}', '{officer}', true);
CALL platform.guard('mobilize.message', '{officer,leader}', '{officer,leader}');
CREATE POLICY own ON mobilize.call FOR SELECT TO shouwang_app
  USING (EXISTS (SELECT FROM staff.person p WHERE p.id = person_id AND p.account_id = (SELECT platform.account())));
GRANT SELECT, INSERT, UPDATE (name, way, state, muster_at, seats, policy, place_name, place_note, bring, report_to, called_at, closed_at, closed_by, version)
  ON mobilize.call_up TO shouwang_app;
GRANT SELECT, INSERT, UPDATE (state, seats, kept, asked, quotas, digest, forecast, origin, turn, published_at, drawn_at, called_at) ON mobilize.wave TO shouwang_app;
GRANT SELECT, INSERT, UPDATE (value, nonce, revealed_at) ON mobilize.commitment TO shouwang_app;
GRANT SELECT, INSERT, UPDATE (finished) ON mobilize.transcript TO shouwang_app;
GRANT SELECT (street_id, operation_id, call_up_id, id, path, department_id, person_id, name, wave, link_turn, asked_at, said, said_at, arrives_at, reason,
    answer_no, first_said_at, here_at, here_how, arrival_no),
  INSERT (street_id, operation_id, call_up_id, id, path, department_id, person_id, wave), UPDATE (token_digest, link_turn, asked_at), DELETE
  ON mobilize.call TO shouwang_app;
GRANT SELECT ON mobilize.answer, mobilize.muster, mobilize.tally TO shouwang_app;
GRANT SELECT, INSERT, UPDATE (name, sealed_url, sealed_secret, remembers, state, failures, pause_until, version) ON mobilize.channel TO shouwang_app;
GRANT SELECT, INSERT, UPDATE (state, next_at) ON mobilize.message TO shouwang_app;

-- ── Facts in ────────────────────────────────────────────────────────────────────────────────────────────────
-- Counts departments of a call-up anew. Their rows are locked first, in one order, so that what others have just changed is counted.
CREATE FUNCTION mobilize.recount(of_street text, of_call_up uuid, departments uuid[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  INSERT INTO mobilize.tally (street_id, operation_id, call_up_id, department_id, path)
    SELECT DISTINCT ON (c.department_id) c.street_id, c.operation_id, c.call_up_id, c.department_id, c.path FROM mobilize.call c
    WHERE c.street_id = of_street AND c.call_up_id = of_call_up AND c.department_id = ANY (departments)
      AND NOT EXISTS (SELECT FROM mobilize.tally t WHERE t.street_id = of_street AND t.call_up_id = of_call_up AND t.department_id = c.department_id)
    ORDER BY c.department_id ON CONFLICT DO NOTHING;
  PERFORM FROM mobilize.tally t WHERE t.street_id = of_street AND t.call_up_id = of_call_up AND t.department_id = ANY (departments)
    ORDER BY t.department_id FOR UPDATE;
  UPDATE mobilize.tally t SET asked = n.asked, answered = n.answered, coming = n.coming, cannot = n.cannot, here = n.here, extra = n.extra,
    version = t.version + 1, txid = pg_current_xact_id()
  FROM (
    SELECT w.department_id, count(c.id) FILTER (WHERE c.wave > 0) AS asked,
      count(c.id) FILTER (WHERE c.wave > 0 AND (c.said IS NOT NULL OR c.here_at IS NOT NULL)) AS answered,
      count(c.id) FILTER (WHERE c.wave > 0 AND c.said = 'coming' AND c.here_at IS NULL) AS coming,
      count(c.id) FILTER (WHERE c.wave > 0 AND c.said = 'cannot' AND c.here_at IS NULL) AS cannot,
      count(c.id) FILTER (WHERE c.wave > 0 AND c.here_at IS NOT NULL) AS here,
      count(c.id) FILTER (WHERE c.wave = 0 AND c.here_at IS NOT NULL) AS extra
    FROM unnest(departments) w (department_id)
    LEFT JOIN mobilize.call c ON c.street_id = of_street AND c.call_up_id = of_call_up AND c.department_id = w.department_id
      AND (c.asked_at IS NOT NULL OR c.wave = 0)
    GROUP BY w.department_id
  ) n
  WHERE t.street_id = of_street AND t.call_up_id = of_call_up AND t.department_id = n.department_id
    AND (t.asked, t.answered, t.coming, t.cannot, t.here, t.extra) IS DISTINCT FROM (n.asked, n.answered, n.coming, n.cannot, n.here, n.extra);
END $$;

-- One answer, its call locked by the caller. What was stated last counts, in whatever order answers arrive. False: it had arrived before.
CREATE FUNCTION mobilize.take_answer(c mobilize.call, fact uuid, what text, arriving timestamptz, because text, stated timestamptz, via text, by_account uuid)
RETURNS boolean LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE place bigint;
BEGIN
  INSERT INTO mobilize.answer (street_id, operation_id, call_up_id, id, call_id, path, said, arrives_at, reason, at, source, account_id)
    VALUES (c.street_id, c.operation_id, c.call_up_id, fact, c.id, c.path, what, arriving, because, stated, via, by_account)
    ON CONFLICT (id, street_id) DO NOTHING RETURNING seq INTO place;
  IF place IS NULL THEN RETURN false; END IF;
  UPDATE mobilize.call x SET
    answer_no = coalesce(x.answer_no, place), first_said_at = coalesce(x.first_said_at, now()),
    said = CASE WHEN x.said_at IS NULL OR stated >= x.said_at THEN what ELSE x.said END,
    arrives_at = CASE WHEN x.said_at IS NULL OR stated >= x.said_at THEN arriving ELSE x.arrives_at END,
    reason = CASE WHEN x.said_at IS NULL OR stated >= x.said_at THEN because ELSE x.reason END,
    said_at = greatest(x.said_at, stated)
  WHERE x.street_id = c.street_id AND x.id = c.id;
  RETURN true;
END $$;

-- One arrival, or the undoing of those before it. False: it had arrived before.
CREATE FUNCTION mobilize.take_muster(c mobilize.call, fact uuid, way text, told timestamptz, by_account uuid)
RETURNS boolean LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  INSERT INTO mobilize.muster (street_id, operation_id, call_up_id, id, call_id, path, how, at, account_id)
    VALUES (c.street_id, c.operation_id, c.call_up_id, fact, c.id, c.path, way, told, by_account) ON CONFLICT (id, street_id) DO NOTHING;
  IF NOT FOUND THEN RETURN false; END IF;
  UPDATE mobilize.call x SET here_at = f.at, here_how = f.how, arrival_no = f.seq
  FROM (SELECT 1) one LEFT JOIN LATERAL (
    SELECT m.at, m.how, m.seq FROM mobilize.muster m
    WHERE m.street_id = c.street_id AND m.call_id = c.id AND m.how <> 'undo' AND m.seq > coalesce(
      (SELECT max(u.seq) FROM mobilize.muster u WHERE u.street_id = c.street_id AND u.call_id = c.id AND u.how = 'undo'), 0)
    ORDER BY m.at, m.seq LIMIT 1) f ON true
  WHERE x.street_id = c.street_id AND x.id = c.id;
  RETURN true;
END $$;

-- Answers told by phone and entered by an officer or leader, of people in their area.
-- Items: id, callId, said, arrivesAt, reason, at. Outcomes: new, known, refused.
CREATE FUNCTION mobilize.record_answers(of_street text, items jsonb) RETURNS TABLE (n integer, outcome text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  i record;
  c mobilize.call;
BEGIN
  IF platform.role() NOT IN ('officer', 'leader') OR platform.account() IS NULL THEN RAISE EXCEPTION 'not allowed' USING ERRCODE = 'insufficient_privilege'; END IF;
  FOR i IN SELECT t.ordinality::integer AS at_place, x.* FROM jsonb_array_elements(items) WITH ORDINALITY t,
      jsonb_to_record(t.value) AS x (id uuid, "callId" uuid, said text, "arrivesAt" timestamptz, reason text, at timestamptz) ORDER BY x."callId", x.at, x.id
  LOOP
    n := i.at_place;
    SELECT * INTO c FROM mobilize.call x WHERE x.street_id = of_street AND x.id = i."callId" AND x.asked_at IS NOT NULL AND platform.may_see(x.path) FOR UPDATE;
    outcome := CASE WHEN c.id IS NULL THEN 'refused'
      WHEN mobilize.take_answer(c, i.id, i.said, i."arrivesAt", i.reason, i.at, 'phoned', platform.account()) THEN 'new' ELSE 'known' END;
    RETURN NEXT;
  END LOOP;
  PERFORM mobilize.recount_of(of_street, ARRAY(SELECT (x.value ->> 'callId')::uuid FROM jsonb_array_elements(items) x));
END $$;

-- Arrivals tapped at the place, also long after, from a phone that had no network. Who is not known here comes all the same: wave 0.
-- Items: id, callUpId, callId or personId or name, how, at. Outcomes: new, known, refused (another area's call-up or person).
CREATE FUNCTION mobilize.record_musters(of_street text, items jsonb) RETURNS TABLE (n integer, outcome text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  i record;
  u mobilize.call_up;
  c mobilize.call;
  p staff.person;
  touched uuid[] := '{}';
BEGIN
  IF platform.role() NOT IN ('officer', 'leader', 'grid-worker') OR platform.account() IS NULL THEN RAISE EXCEPTION 'not allowed' USING ERRCODE = 'insufficient_privilege'; END IF;
  FOR i IN SELECT t.ordinality::integer AS at_place, x.* FROM jsonb_array_elements(items) WITH ORDINALITY t,
      jsonb_to_record(t.value) AS x (id uuid, "callUpId" uuid, "callId" uuid, "personId" uuid, name text, how text, at timestamptz)
    ORDER BY x."callId" NULLS LAST, x."personId", x.at, x.id
  LOOP
    n := i.at_place;
    outcome := 'refused';
    SELECT * INTO u FROM mobilize.call_up x WHERE x.street_id = of_street AND x.id = i."callUpId" AND (platform.may_see(x.path) OR starts_with(platform.area(), x.path));
    IF u.id IS NULL THEN RETURN NEXT; CONTINUE; END IF;
    c := NULL;
    IF i."callId" IS NOT NULL OR i."personId" IS NOT NULL THEN
      SELECT * INTO c FROM mobilize.call x WHERE x.street_id = of_street AND x.call_up_id = u.id AND (x.id = i."callId" OR x.person_id = i."personId") FOR UPDATE;
    ELSE
      SELECT * INTO c FROM mobilize.call x WHERE x.street_id = of_street AND x.call_up_id = u.id AND x.id = i.id FOR UPDATE;
    END IF;
    IF c.id IS NULL AND i."personId" IS NOT NULL THEN
      SELECT * INTO p FROM staff.person x WHERE x.street_id = of_street AND x.id = i."personId";
      IF p.id IS NOT NULL THEN
        INSERT INTO mobilize.call (street_id, operation_id, call_up_id, id, path, department_id, person_id, wave)
          VALUES (of_street, u.operation_id, u.id, i.id, p.path, staff.unit_of(of_street, p.department_id), p.id, 0) ON CONFLICT DO NOTHING;
        SELECT * INTO c FROM mobilize.call x WHERE x.street_id = of_street AND x.call_up_id = u.id AND x.person_id = p.id FOR UPDATE;
      END IF;
    ELSIF c.id IS NULL AND i.name IS NOT NULL THEN
      INSERT INTO mobilize.call (street_id, operation_id, call_up_id, id, path, department_id, name, wave)
        VALUES (of_street, u.operation_id, u.id, i.id, u.path, '00000000-0000-0000-0000-000000000000', i.name, 0) ON CONFLICT DO NOTHING;
      SELECT * INTO c FROM mobilize.call x WHERE x.street_id = of_street AND x.call_up_id = u.id AND x.id = i.id FOR UPDATE;
    END IF;
    IF c.id IS NOT NULL THEN
      outcome := CASE WHEN mobilize.take_muster(c, i.id, i.how, i.at, platform.account()) THEN 'new' ELSE 'known' END;
      touched := touched || c.id;
    END IF;
    RETURN NEXT;
  END LOOP;
  PERFORM mobilize.recount_of(of_street, touched);
END $$;

CREATE FUNCTION mobilize.recount_of(of_street text, calls uuid[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE g record;
BEGIN
  FOR g IN SELECT c.call_up_id, array_agg(DISTINCT c.department_id) AS departments FROM mobilize.call c
    WHERE c.street_id = of_street AND c.id = ANY (calls) GROUP BY c.call_up_id ORDER BY c.call_up_id
  LOOP
    PERFORM mobilize.recount(of_street, g.call_up_id, g.departments);
  END LOOP;
END $$;

-- ── The called person's own door ────────────────────────────────────────────────────────────────────────────
CREATE FUNCTION mobilize.call_of(wanted bytea) RETURNS mobilize.call LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
  SELECT c FROM mobilize.call c JOIN operation.operation o ON o.street_id = c.street_id AND o.id = c.operation_id AND o.state = 'open'
  WHERE c.token_digest = wanted AND c.asked_at IS NOT NULL
$$;

-- What the page of a called person shows: their own call, nobody else's.
CREATE FUNCTION mobilize.open_call(wanted bytea) RETURNS jsonb LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT jsonb_build_object('name', p.name, 'department', d.name, 'callUp', u.name, 'state', u.state, 'musterAt', u.muster_at, 'place', u.place_name,
    'placeNote', u.place_note, 'bring', u.bring, 'reportTo', u.report_to, 'askedAt', c.asked_at, 'said', c.said, 'arrivesAt', c.arrives_at,
    'reason', c.reason, 'hereAt', c.here_at)
  FROM mobilize.call_of(wanted) c JOIN mobilize.call_up u ON u.street_id = c.street_id AND u.id = c.call_up_id
  JOIN staff.person p ON p.street_id = c.street_id AND p.id = c.person_id JOIN staff.department d ON d.street_id = c.street_id AND d.id = c.department_id
$$;

-- Outcomes: new, known, too-many; null: the key opens nothing.
CREATE FUNCTION mobilize.answer_by_link(wanted bytea, fact uuid, what text, arriving timestamptz, because text, stated timestamptz) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE c mobilize.call := mobilize.call_of(wanted);
BEGIN
  IF c.id IS NULL THEN RETURN NULL; END IF;
  SELECT * INTO c FROM mobilize.call x WHERE x.street_id = c.street_id AND x.id = c.id FOR UPDATE;
  IF (SELECT count(*) FROM mobilize.answer a WHERE a.street_id = c.street_id AND a.call_id = c.id AND a.received_at > now() - interval '1 hour') >= 40
    THEN RETURN 'too-many'; END IF;
  IF NOT mobilize.take_answer(c, fact, what, arriving, because, stated, 'page', NULL) THEN RETURN 'known'; END IF;
  PERFORM mobilize.recount(c.street_id, c.call_up_id, ARRAY[c.department_id]);
  RETURN 'new';
END $$;

-- Outcomes: new, known, wrong-code, too-many; null: the key opens nothing.
CREATE FUNCTION mobilize.muster_by_link(wanted bytea, fact uuid, code text, way text, told timestamptz) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE c mobilize.call := mobilize.call_of(wanted);
BEGIN
  IF c.id IS NULL THEN RETURN NULL; END IF;
  SELECT * INTO c FROM mobilize.call x WHERE x.street_id = c.street_id AND x.id = c.id FOR UPDATE;
  IF NOT EXISTS (SELECT FROM mobilize.call_up u WHERE u.street_id = c.street_id AND u.id = c.call_up_id AND u.site_code = code) THEN RETURN 'wrong-code'; END IF;
  IF (SELECT count(*) FROM mobilize.muster m WHERE m.street_id = c.street_id AND m.call_id = c.id) >= 40 THEN RETURN 'too-many'; END IF;
  IF NOT mobilize.take_muster(c, fact, way, told, NULL) THEN RETURN 'known'; END IF;
  PERFORM mobilize.recount(c.street_id, c.call_up_id, ARRAY[c.department_id]);
  RETURN 'new';
END $$;

-- Who works at the desk answers for themselves by their account.
CREATE FUNCTION mobilize.answer_own(of_street text, of_call uuid, fact uuid, what text, arriving timestamptz, because text, stated timestamptz) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE c mobilize.call;
BEGIN
  SELECT x.* INTO c FROM mobilize.call x JOIN staff.person p ON p.street_id = x.street_id AND p.id = x.person_id
    WHERE x.street_id = of_street AND x.id = of_call AND x.asked_at IS NOT NULL AND p.account_id = platform.account() FOR UPDATE OF x;
  IF c.id IS NULL THEN RETURN NULL; END IF;
  IF NOT mobilize.take_answer(c, fact, what, arriving, because, stated, 'app', platform.account()) THEN RETURN 'known'; END IF;
  PERFORM mobilize.recount(c.street_id, c.call_up_id, ARRAY[c.department_id]);
  RETURN 'new';
END $$;

-- ── Live, and messages out ──────────────────────────────────────────────────────────────────────────────────
-- Tallies as a feed, read like platform.ledger_since: whole figures of a department, so that one heard twice or skipped does no harm.
CREATE FUNCTION mobilize.tallies_since(watermark xid8, seen xid8[], most integer)
RETURNS TABLE (txid text, path text, call_up_id uuid, department_id uuid, asked integer, answered integer, coming integer, cannot integer, here integer, extra integer, version text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT t.txid::text, t.path::text, t.call_up_id, t.department_id, t.asked, t.answered, t.coming, t.cannot, t.here, t.extra, t.version::text FROM mobilize.tally t
  WHERE t.txid >= watermark AND t.txid <> ALL (seen) ORDER BY t.txid LIMIT most
$$;

-- Channels that have something to send now. What a killed process had claimed may have arrived: it is told so and not sent again.
CREATE FUNCTION mobilize.due_channels() RETURNS TABLE (id uuid, failing boolean) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  UPDATE mobilize.message m SET state = 'perhaps', fault = 'interrupted' WHERE m.state = 'sending' AND m.claimed_at < now() - interval '1 minute';
  RETURN QUERY SELECT c.id, c.failures > 0 FROM mobilize.channel c WHERE c.state = 'on' AND coalesce(c.pause_until <= now(), true)
    AND EXISTS (SELECT FROM mobilize.message m WHERE m.channel_id = c.id AND m.state = 'waiting' AND m.next_at <= now());
END $$;
-- Claims before anything is sent: of two processes one gets a message. After a fault a channel is tried with one.
CREATE FUNCTION mobilize.claim(of_channel uuid, most integer)
RETURNS TABLE (id uuid, street_id text, operation_id uuid, call_up_id uuid, path text, thing text, call_id uuid, person_id uuid, link_turn smallint, tries integer,
  kind text, sealed_url bytea, sealed_secret bytea, remembers boolean)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog AS $$
  WITH due AS (
    SELECT m.id, m.street_id FROM mobilize.message m JOIN mobilize.channel c ON c.id = m.channel_id AND c.street_id = m.street_id
    WHERE m.channel_id = of_channel AND m.state = 'waiting' AND m.next_at <= now() AND c.state = 'on' AND coalesce(c.pause_until <= now(), true)
    ORDER BY m.next_at, m.id LIMIT most FOR UPDATE OF m SKIP LOCKED
  ), claimed AS (
    UPDATE mobilize.message m SET state = 'sending', claimed_at = now(), tries = m.tries + 1 FROM due d WHERE m.id = d.id AND m.street_id = d.street_id RETURNING m.*
  )
  SELECT m.id, m.street_id, m.operation_id, m.call_up_id, m.path::text, m.thing, m.call_id, x.person_id, x.link_turn, m.tries, c.kind, c.sealed_url, c.sealed_secret, c.remembers
  FROM claimed m JOIN mobilize.channel c ON c.id = m.channel_id AND c.street_id = m.street_id
  LEFT JOIN mobilize.call x ON x.id = m.call_id AND x.street_id = m.street_id
$$;
-- What came of it. retry: certainly not delivered, again after `wait`. The channel rests as long as its messages do.
CREATE FUNCTION mobilize.settle(of_message uuid, what text, why text, wait interval, blame boolean) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE m mobilize.message;
BEGIN
  UPDATE mobilize.message x SET state = CASE what WHEN 'retry' THEN 'waiting' ELSE what END, fault = why,
    next_at = CASE what WHEN 'retry' THEN now() + wait ELSE x.next_at END, sent_at = CASE what WHEN 'sent' THEN now() ELSE x.sent_at END
  WHERE x.id = of_message AND x.state = 'sending' RETURNING * INTO m;
  IF m.id IS NULL THEN RETURN; END IF;
  IF what = 'sent' THEN
    UPDATE mobilize.channel c SET failures = 0, last_ok_at = now(), pause_until = NULL WHERE c.id = m.channel_id AND c.street_id = m.street_id;
  ELSIF blame THEN
    UPDATE mobilize.channel c SET failures = c.failures + 1, last_fault = why, last_fault_at = now(), pause_until = now() + wait
      WHERE c.id = m.channel_id AND c.street_id = m.street_id;
  END IF;
  INSERT INTO platform.ledger (street_id, operation_id, path, type, data)
    VALUES (m.street_id, m.operation_id, m.path, 'mobilize.message-settled', jsonb_build_object('callUpId', m.call_up_id, 'channelId', m.channel_id, 'state', what));
END $$;

REVOKE ALL ON FUNCTION mobilize.take_answer, mobilize.take_muster, mobilize.call_of FROM PUBLIC;

-- Published for reports and neighbours: who was at the place, and on which day.
CREATE VIEW mobilize.public_muster WITH (security_invoker = true) AS
  SELECT c.street_id, c.operation_id, c.call_up_id, c.id, c.path, c.department_id, c.person_id, c.name, c.wave, c.here_at,
    (c.here_at AT TIME ZONE 'Asia/Shanghai')::date AS day
  FROM mobilize.call c WHERE c.here_at IS NOT NULL;
GRANT SELECT ON mobilize.public_muster TO shouwang_app;

-- Passes: the order they stand on, who asked, who was checked by whom, what was issued, with which key it is signed, and how it is supervised.
-- A restriction without its order cannot be stored (H1): the constraints of pass.measure, and of declining and revoking, are that rule.
-- Private signing keys are nowhere here: each follows from the installation's secret and the salt of its row.

CREATE SCHEMA pass;
GRANT USAGE ON SCHEMA pass TO shouwang_app;

-- Whoever stands at a gate reads the names of places and departments and which operation is open; of people nothing but the lines below.
DO $$ DECLARE readers text[] := '{officer,leader,grid-worker,lane-crew,gate-keeper,superior,administrator}'; BEGIN
  EXECUTE format('ALTER POLICY read_in_area ON register.area USING (%s)', platform.guard_condition(readers, true));
  EXECUTE format('ALTER POLICY read_in_area ON operation.operation USING (%s)', platform.guard_condition(readers, true));
  EXECUTE format('ALTER POLICY read_in_area ON staff.department USING (%s)', platform.guard_condition(readers, true));
END $$;

-- A verifier asks whether somebody rents: published with the rest of what neighbours may join.
CREATE OR REPLACE VIEW register.public_resident WITH (security_invoker = true) AS
  SELECT street_id, id, path, name, name_key, pinyin, initials, sex, birth_date, id_type, id_masked, id_digest, phone_masked, phone_tail, residence, relation, work, groups, updated_at,
    tenancy, phone_digest
  FROM register.resident WHERE left_at IS NULL;

-- ── The measure ─────────────────────────────────────────────────────────────────────────────────────────────
CREATE TABLE pass.measure (
  street_id text NOT NULL,
  operation_id uuid NOT NULL,
  id uuid NOT NULL,
  path platform.area_path NOT NULL,
  -- the body that decided: never the community, which assists
  decided_by text NOT NULL CHECK (length(decided_by) BETWEEN 2 AND 100),
  document text NOT NULL CHECK (length(document) BETWEEN 2 AND 80),
  document_on date NOT NULL,
  article text NOT NULL CHECK (length(article) BETWEEN 2 AND 200),
  evidence text NOT NULL CHECK (length(evidence) BETWEEN 4 AND 500),
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  most_days smallint NOT NULL DEFAULT 14 CHECK (most_days BETWEEN 1 AND 14),
  policy jsonb NOT NULL CHECK (policy ?& '{validDays,household,householdExempt,outHours,askReason,feverAt,codeMinutes,codesAheadHours,listStaleHours}'),
  -- as the notice tells it
  rules text NOT NULL CHECK (length(rules) BETWEEN 4 AND 1000),
  call text NOT NULL CHECK (length(call) BETWEEN 4 AND 120),
  appeal_to text NOT NULL CHECK (length(appeal_to) BETWEEN 4 AND 200),
  appeal_days smallint NOT NULL CHECK (appeal_days BETWEEN 1 AND 60),
  -- an extension is a new decision: a row of its own with its own document
  extends uuid,
  drafted_by uuid NOT NULL,
  drafted_at timestamptz NOT NULL DEFAULT now(),
  confirmed_by uuid,
  confirmed_at timestamptz,
  dropped_at timestamptz,
  released_by uuid,
  released_at timestamptz,
  release_document text CHECK (length(release_document) BETWEEN 2 AND 80),
  PRIMARY KEY (id, street_id),
  FOREIGN KEY (street_id, operation_id) REFERENCES operation.operation,
  FOREIGN KEY (extends, street_id) REFERENCES pass.measure,
  CHECK (ends_at > starts_at AND ends_at - starts_at <= most_days * interval '24 hours'),
  CHECK ((confirmed_by IS NULL) = (confirmed_at IS NULL) AND confirmed_by <> drafted_by),
  CHECK (dropped_at IS NULL OR confirmed_at IS NULL),
  CHECK ((released_by IS NULL) = (released_at IS NULL) AND (released_by IS NULL) = (release_document IS NULL) AND (released_at IS NULL OR confirmed_at IS NOT NULL))
);
CREATE INDEX measure_by_path ON pass.measure (path);
CREATE INDEX measure_by_operation ON pass.measure (street_id, operation_id);
CALL platform.guard('pass.measure', '{officer,leader,grid-worker,gate-keeper,superior}', '{officer,leader}', true);
GRANT SELECT, INSERT, UPDATE (confirmed_by, confirmed_at, dropped_at, released_by, released_at, release_document) ON pass.measure TO shouwang_app;

-- ── Keys ────────────────────────────────────────────────────────────────────────────────────────────────────
CREATE TABLE pass.key (
  street_id text NOT NULL,
  key_id text NOT NULL CHECK (key_id ~ '^[0-9a-f]{8}$'),
  path platform.area_path NOT NULL,
  public_key text NOT NULL CHECK (public_key ~ '^[0-9a-f]{64}$'),
  salt bytea NOT NULL CHECK (length(salt) = 16),
  made_by uuid,
  made_at timestamptz NOT NULL DEFAULT now(),
  -- first use; published from its making, so that gates know it before they meet it
  from_at timestamptz NOT NULL,
  retired_at timestamptz,
  leaked_at timestamptz,
  leaked_by uuid,
  PRIMARY KEY (street_id, key_id),
  CHECK (leaked_at IS NULL OR retired_at IS NOT NULL)
);
CALL platform.guard('pass.key', '{officer,leader,grid-worker,gate-keeper,administrator}', '{officer}', true);
GRANT SELECT, INSERT, UPDATE (retired_at, leaked_at, leaked_by) ON pass.key TO shouwang_app;
-- A sub-district's first key, made when it is first needed, by whoever needs it; two who need it at once make one.
CREATE FUNCTION pass.first_key(of_street text, new_id text, new_public text, new_salt bytea) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE street text;
BEGIN
  SELECT a.path INTO street FROM register.area a WHERE a.street_id = of_street AND a.kind = 'street'
    AND (platform.may_see(a.path) OR starts_with(platform.area(), a.path));
  IF street IS NULL OR platform.role() NOT IN ('officer', 'leader', 'grid-worker') THEN RETURN; END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('pass.key:' || of_street, 0));
  IF EXISTS (SELECT FROM pass.key k WHERE k.street_id = of_street) THEN RETURN; END IF;
  INSERT INTO pass.key (street_id, key_id, path, public_key, salt, made_by, from_at)
    VALUES (of_street, new_id, street, new_public, new_salt, platform.account(), now());
END $$;

-- ── Doors without an account ────────────────────────────────────────────────────────────────────────────────
-- The token follows from the installation's secret and the id, so that it can be printed again; only its digest is here.
CREATE TABLE pass.link (
  street_id text NOT NULL,
  operation_id uuid NOT NULL,
  id uuid NOT NULL,
  -- what it opens: a dwelling, a building, the premises somebody looks after, a compound
  path platform.area_path NOT NULL,
  who text NOT NULL CHECK (who IN ('household', 'poster', 'building-head', 'landlord', 'property')),
  name text CHECK (length(name) BETWEEN 1 AND 80),
  token_digest bytea NOT NULL,
  made_by uuid NOT NULL,
  made_at timestamptz NOT NULL DEFAULT now(),
  revoked_at timestamptz,
  revoked_by uuid,
  PRIMARY KEY (id, street_id),
  FOREIGN KEY (street_id, operation_id) REFERENCES operation.operation,
  CHECK ((name IS NULL) = (who IN ('household', 'poster')))
);
CREATE UNIQUE INDEX link_of_place ON pass.link (street_id, operation_id, path, who) WHERE revoked_at IS NULL AND who IN ('household', 'poster');
CREATE INDEX link_by_token ON pass.link (token_digest);
CREATE INDEX link_by_path ON pass.link (path);
CALL platform.guard('pass.link', '{officer,leader,grid-worker}', '{officer,leader,grid-worker}');
GRANT SELECT (street_id, operation_id, id, path, who, name, made_by, made_at, revoked_at, revoked_by), INSERT, UPDATE (revoked_at, revoked_by) ON pass.link TO shouwang_app;
CREATE FUNCTION pass.link_of(wanted bytea) RETURNS TABLE (id uuid, street_id text, operation_id uuid, path text, who text, name text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT l.id, l.street_id, l.operation_id, l.path::text, l.who, l.name FROM pass.link l
  JOIN operation.operation o ON o.street_id = l.street_id AND o.id = l.operation_id AND o.state = 'open'
  WHERE l.token_digest = wanted AND l.revoked_at IS NULL LIMIT 1
$$;

-- ── Asked ───────────────────────────────────────────────────────────────────────────────────────────────────
CREATE TABLE pass.application (
  street_id text NOT NULL,
  operation_id uuid NOT NULL,
  id uuid NOT NULL,
  -- the dwelling where it is known, else the compound or community asked at
  path platform.area_path NOT NULL,
  kind text NOT NULL CHECK (kind IN ('resident', 'tenant', 'worker', 'service', 'carer', 'visitor', 'official')),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
  name_key text COLLATE "C" NOT NULL,
  pinyin text COLLATE "C" NOT NULL,
  initials text COLLATE "C" NOT NULL,
  sex text CHECK (sex IN ('male', 'female')),
  birth_date date,
  id_type text NOT NULL CHECK (id_type IN ('resident-id', 'passport', 'hk-macau-permit', 'taiwan-permit', 'foreign-resident', 'none')),
  id_masked text,
  id_digest bytea,
  phone_masked text,
  phone_tail text COLLATE "C",
  phone_digest bytea,
  address text CHECK (length(address) <= 120),
  reason text CHECK (length(reason) <= 200),
  wants_card boolean NOT NULL,
  via text NOT NULL CHECK (via IN ('household', 'poster', 'partner', 'desk')),
  link_id uuid,
  entered_by uuid,
  resident_id uuid,
  state text NOT NULL DEFAULT 'asked' CHECK (state IN ('asked', 'verified', 'issued', 'declined', 'withdrawn')),
  token_digest bytea,
  asked_at timestamptz NOT NULL DEFAULT now(),
  verified_by uuid,
  verified_at timestamptz,
  -- by what the verifier knows: the register, a document seen, the door, somebody who vouches
  verified_how text CHECK (verified_how IN ('register', 'document', 'door', 'vouched')),
  declined_by uuid,
  declined_at timestamptz,
  declined_under uuid,
  decline_reason text CHECK (decline_reason IN ('not-living-here', 'not-working-here', 'not-this-person', 'not-under-order', 'other')),
  decline_text text CHECK (length(decline_text) BETWEEN 4 AND 500),
  PRIMARY KEY (id, street_id),
  FOREIGN KEY (street_id, operation_id) REFERENCES operation.operation,
  FOREIGN KEY (declined_under, street_id) REFERENCES pass.measure,
  CHECK ((via = 'desk') = (entered_by IS NOT NULL) AND (via = 'desk') = (link_id IS NULL)),
  CHECK ((verified_by IS NULL) = (verified_at IS NULL) AND (verified_by IS NULL) = (verified_how IS NULL)),
  CHECK (state NOT IN ('verified', 'issued') OR verified_by IS NOT NULL),
  CHECK ((state = 'declined') = (num_nulls(declined_by, declined_at, declined_under, decline_reason, decline_text) = 0))
);
CREATE INDEX application_waiting ON pass.application (street_id, operation_id, state, asked_at, id);
CREATE INDEX application_by_path ON pass.application (path);
CREATE INDEX application_by_token ON pass.application (token_digest) WHERE token_digest IS NOT NULL;
CREATE INDEX application_by_phone ON pass.application (street_id, operation_id, phone_digest) WHERE phone_digest IS NOT NULL;
CREATE INDEX application_by_link ON pass.application (street_id, link_id, asked_at) WHERE link_id IS NOT NULL;
-- The same person asks once at a time, by whichever door.
CREATE UNIQUE INDEX application_once ON pass.application (street_id, operation_id, id_digest) WHERE state IN ('asked', 'verified') AND id_digest IS NOT NULL;
CREATE UNIQUE INDEX application_of_resident ON pass.application (street_id, operation_id, resident_id) WHERE state IN ('asked', 'verified') AND resident_id IS NOT NULL;
CALL platform.guard('pass.application', '{officer,leader,grid-worker}', '{officer,leader,grid-worker}');
GRANT SELECT (street_id, operation_id, id, path, kind, name, name_key, pinyin, initials, sex, birth_date, id_type, id_masked, id_digest, phone_masked, phone_tail, phone_digest,
  address, reason, wants_card, via, link_id, entered_by, resident_id, state, asked_at, verified_by, verified_at, verified_how, declined_by, declined_at, declined_under,
  decline_reason, decline_text), INSERT,
  UPDATE (path, resident_id, state, token_digest, verified_by, verified_at, verified_how, declined_by, declined_at, declined_under, decline_reason, decline_text)
  ON pass.application TO shouwang_app;
CREATE FUNCTION pass.own_of(wanted bytea) RETURNS TABLE (id uuid, street_id text, operation_id uuid, path text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT x.id, x.street_id, x.operation_id, x.path::text FROM pass.application x
  JOIN operation.operation o ON o.street_id = x.street_id AND o.id = x.operation_id AND o.state = 'open'
  WHERE x.token_digest = wanted LIMIT 1
$$;

-- Shown to whoever verifies; refuses nothing by itself.
CREATE TABLE pass.objection (
  street_id text NOT NULL,
  operation_id uuid NOT NULL,
  id uuid NOT NULL,
  path platform.area_path NOT NULL,
  application_id uuid NOT NULL,
  link_id uuid NOT NULL,
  ground text NOT NULL CHECK (ground IN ('not-living-here', 'moved-out', 'does-not-know', 'other')),
  words text CHECK (length(words) <= 200),
  at timestamptz NOT NULL DEFAULT now(),
  settled_at timestamptz,
  settled_by uuid,
  PRIMARY KEY (id, street_id),
  FOREIGN KEY (application_id, street_id) REFERENCES pass.application,
  FOREIGN KEY (link_id, street_id) REFERENCES pass.link
);
CREATE INDEX objection_of ON pass.objection (street_id, application_id);
CREATE INDEX objection_by_path ON pass.objection (path);
CALL platform.guard('pass.objection', '{officer,leader,grid-worker}', '{officer,leader,grid-worker}');
GRANT SELECT, INSERT, UPDATE (settled_at, settled_by) ON pass.objection TO shouwang_app;

-- ── Issued ──────────────────────────────────────────────────────────────────────────────────────────────────
CREATE TABLE pass.pass (
  street_id text NOT NULL,
  operation_id uuid NOT NULL,
  id uuid NOT NULL,
  path platform.area_path NOT NULL,
  application_id uuid NOT NULL,
  number text COLLATE "C" NOT NULL CHECK (number ~ '^[0-9]{9}$'),
  kind text NOT NULL CHECK (kind IN ('resident', 'tenant', 'worker', 'service', 'carer', 'visitor', 'official')),
  scope text[] COLLATE "C" NOT NULL CHECK (cardinality(scope) BETWEEN 1 AND 20),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
  name_key text COLLATE "C" NOT NULL,
  pinyin text COLLATE "C" NOT NULL,
  initials text COLLATE "C" NOT NULL,
  -- all that a gate sees of the name
  holder text NOT NULL CHECK (length(holder) BETWEEN 1 AND 40),
  sex text CHECK (sex IN ('male', 'female')),
  birth_year smallint CHECK (birth_year BETWEEN 1900 AND 2100),
  id_digest bytea,
  phone_tail text COLLATE "C",
  phone_digest bytea,
  resident_id uuid,
  -- of the dwelling, opaque
  household text COLLATE "C" CHECK (household ~ '^[a-z0-9]{8}$'),
  from_at timestamptz NOT NULL,
  until_at timestamptz NOT NULL CHECK (until_at > from_at),
  verified_by uuid NOT NULL,
  issued_by uuid NOT NULL,
  issued_at timestamptz NOT NULL DEFAULT now(),
  standing text NOT NULL DEFAULT 'valid' CHECK (standing IN ('valid', 'revoked', 'replaced', 'surrendered')),
  ended_at timestamptz,
  ended_by uuid,
  revoked_under uuid,
  revoke_reason text CHECK (revoke_reason IN ('left', 'lent', 'wrong-person', 'order', 'other')),
  revoke_text text CHECK (length(revoke_text) BETWEEN 4 AND 500),
  replaces uuid,
  -- what its printed card is signed with, for the reprinting of cards of a leaked key
  card_key text CHECK (card_key ~ '^[0-9a-f]{8}$'),
  card_at timestamptz,
  PRIMARY KEY (id, street_id),
  UNIQUE (street_id, number),
  FOREIGN KEY (application_id, street_id) REFERENCES pass.application,
  FOREIGN KEY (revoked_under, street_id) REFERENCES pass.measure,
  CHECK ((standing = 'valid') = (ended_at IS NULL)),
  CHECK ((standing = 'revoked') = (num_nulls(ended_by, revoked_under, revoke_reason, revoke_text) = 0))
);
-- One person, one pass: by who they are in the register, by their document, and of those with neither by their name at one door.
CREATE UNIQUE INDEX pass_of_resident ON pass.pass (street_id, operation_id, resident_id) WHERE standing = 'valid' AND resident_id IS NOT NULL;
CREATE UNIQUE INDEX pass_of_document ON pass.pass (street_id, operation_id, id_digest) WHERE standing = 'valid' AND id_digest IS NOT NULL;
CREATE UNIQUE INDEX pass_of_name ON pass.pass (street_id, operation_id, path, name_key) WHERE standing = 'valid' AND id_digest IS NULL AND resident_id IS NULL;
CREATE UNIQUE INDEX pass_of_application ON pass.pass (street_id, application_id) WHERE standing = 'valid';
CREATE INDEX pass_by_operation ON pass.pass (street_id, operation_id, issued_at, id);
CREATE INDEX pass_by_path ON pass.pass (path);
CREATE INDEX pass_by_name ON pass.pass (street_id, name_key);
CREATE INDEX pass_by_pinyin ON pass.pass (street_id, pinyin);
CREATE INDEX pass_by_initials ON pass.pass (street_id, initials);
CREATE INDEX pass_by_phone_tail ON pass.pass (street_id, phone_tail);
CREATE INDEX pass_by_card_key ON pass.pass (street_id, card_key) WHERE standing = 'valid' AND card_key IS NOT NULL;
CALL platform.guard('pass.pass', '{officer,leader,grid-worker}', '{officer,leader,grid-worker}');
GRANT SELECT, INSERT, UPDATE (standing, ended_at, ended_by, revoked_under, revoke_reason, revoke_text, card_key, card_at) ON pass.pass TO shouwang_app;

-- Which gates ask for which passes, and when that last changed: written by the trigger below and by nothing else.
CREATE TABLE pass.scope (
  street_id text NOT NULL,
  operation_id uuid NOT NULL,
  path platform.area_path NOT NULL,
  pass_id uuid NOT NULL,
  changed xid8 NOT NULL DEFAULT pg_current_xact_id(),
  PRIMARY KEY (street_id, path, pass_id),
  FOREIGN KEY (pass_id, street_id) REFERENCES pass.pass ON DELETE CASCADE
);
CREATE INDEX scope_in_order ON pass.scope (street_id, path, changed, pass_id);
CREATE INDEX scope_of_pass ON pass.scope (pass_id);
CALL platform.guard('pass.scope', '{}', '{}');
CREATE FUNCTION pass.keep_scope() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO pass.scope (street_id, operation_id, path, pass_id) SELECT NEW.street_id, NEW.operation_id, p, NEW.id FROM unnest(NEW.scope) p ON CONFLICT DO NOTHING;
  ELSE
    UPDATE pass.scope SET changed = pg_current_xact_id() WHERE pass_id = NEW.id AND street_id = NEW.street_id;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER keep_scope AFTER INSERT OR UPDATE OF standing ON pass.pass FOR EACH ROW EXECUTE FUNCTION pass.keep_scope();

-- A pass as a gate sees it.
CREATE FUNCTION pass.line(p pass.pass) RETURNS jsonb LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
  SELECT jsonb_build_object('passId', p.id, 'number', p.number, 'kind', p.kind, 'scope', to_jsonb(p.scope),
    'holder', jsonb_build_object('name', p.holder, 'sex', p.sex, 'birthYear', p.birth_year), 'household', p.household, 'from', p.from_at, 'until', p.until_at,
    'standing', CASE WHEN p.standing = 'valid' AND p.until_at <= now() THEN 'expired' ELSE p.standing END)
$$;
-- Passes for gates that lead into `areas`, changed by transaction `since` or later, in the order of their change after (after_txid, after_id).
-- A pass opens a gate when its scope lies above, at or below what the gate leads into. Those past their end for a day are nobody's business any more.
CREATE FUNCTION pass.list_for(of_street text, areas text[], since xid8, after_txid xid8, after_id uuid, most integer)
RETURNS TABLE (changed text, id uuid, line jsonb) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  IF platform.role() NOT IN ('officer', 'leader', 'grid-worker', 'gate-keeper') OR EXISTS (SELECT FROM unnest(areas) a WHERE NOT platform.may_see(a)) THEN RETURN; END IF;
  RETURN QUERY
    WITH above AS (
      SELECT DISTINCT array_to_string((string_to_array(rtrim(a, '.'), '.'))[1:n], '.') || '.' AS path
      FROM unnest(areas) a, generate_series(1, length(a) - length(replace(a, '.', ''))) n),
    hit AS (
      SELECT s.changed, s.pass_id FROM above x JOIN pass.scope s ON s.street_id = of_street AND s.path = (x.path COLLATE "C")
      UNION
      SELECT s.changed, s.pass_id FROM unnest(areas) a JOIN pass.scope s ON s.street_id = of_street AND s.path > (a COLLATE "C") AND s.path < ((rtrim(a, '.') || '/') COLLATE "C"))
    SELECT h.changed::text, p.id, pass.line(p) FROM hit h JOIN pass.pass p ON p.id = h.pass_id AND p.street_id = of_street
    JOIN operation.operation o ON o.street_id = p.street_id AND o.id = p.operation_id AND o.state = 'open'
    WHERE h.changed >= since AND (h.changed, h.pass_id) > (after_txid, after_id) AND p.until_at > now() - interval '1 day'
    ORDER BY h.changed, h.pass_id LIMIT most;
END $$;
-- One pass, by id or number, wherever in the sub-district it opens gates: a keeper must be able to say "another compound's".
CREATE FUNCTION pass.one_at_gate(of_street text, wanted uuid, wanted_number text) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT pass.line(p) FROM pass.pass p JOIN operation.operation o ON o.street_id = p.street_id AND o.id = p.operation_id AND o.state = 'open'
  WHERE p.street_id = of_street AND (p.id = wanted OR p.number = wanted_number COLLATE "C") AND platform.role() IN ('officer', 'leader', 'grid-worker', 'gate-keeper')
    AND EXISTS (SELECT FROM register.area a WHERE a.street_id = of_street AND a.path = platform.area())
  LIMIT 1
$$;

-- ── Appeals and supervision ─────────────────────────────────────────────────────────────────────────────────
-- Against the measure or against what was decided of one application; it does not suspend by itself.
CREATE TABLE pass.appeal (
  street_id text NOT NULL,
  operation_id uuid NOT NULL,
  id uuid NOT NULL,
  path platform.area_path NOT NULL,
  measure_id uuid NOT NULL,
  application_id uuid,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
  grounds text NOT NULL CHECK (length(grounds) BETWEEN 4 AND 1000),
  received_by uuid,
  received_at timestamptz NOT NULL DEFAULT now(),
  due_at timestamptz NOT NULL CHECK (due_at > received_at),
  answered_by uuid,
  answered_at timestamptz,
  outcome text CHECK (outcome IN ('kept', 'changed', 'withdrawn')),
  answer text CHECK (length(answer) BETWEEN 4 AND 1000),
  PRIMARY KEY (id, street_id),
  FOREIGN KEY (measure_id, street_id) REFERENCES pass.measure,
  FOREIGN KEY (application_id, street_id) REFERENCES pass.application,
  CHECK (num_nulls(answered_by, answered_at, outcome, answer) IN (0, 4))
);
CREATE INDEX appeal_by_path ON pass.appeal (path);
CREATE INDEX appeal_open ON pass.appeal (street_id, operation_id, due_at) WHERE answered_at IS NULL;
CALL platform.guard('pass.appeal', '{officer,leader}', '{officer,leader}');
GRANT SELECT, INSERT, UPDATE (answered_by, answered_at, outcome, answer) ON pass.appeal TO shouwang_app;

-- Samples drawn by the three who supervise: which ones follows from the seed, so that nobody picks.
CREATE TABLE pass.draw (
  street_id text NOT NULL,
  operation_id uuid NOT NULL,
  id uuid NOT NULL,
  path platform.area_path NOT NULL,
  members text[] NOT NULL CHECK (cardinality(members) = 3),
  seed text NOT NULL CHECK (seed ~ '^[0-9a-f]{32}$'),
  of_passes integer NOT NULL CHECK (of_passes >= 0),
  drawn_by uuid NOT NULL,
  drawn_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (id, street_id),
  FOREIGN KEY (street_id, operation_id) REFERENCES operation.operation
);
CREATE INDEX draw_by_path ON pass.draw (path);
CREATE TABLE pass.sample (
  street_id text NOT NULL,
  operation_id uuid NOT NULL,
  id uuid NOT NULL,
  path platform.area_path NOT NULL,
  draw_id uuid NOT NULL,
  pass_id uuid NOT NULL,
  outcome text CHECK (outcome IN ('right', 'wrong-person', 'not-living-here', 'not-met', 'no-basis')),
  checked_by uuid,
  checked_at timestamptz,
  note text CHECK (length(note) <= 200),
  PRIMARY KEY (id, street_id),
  UNIQUE (street_id, draw_id, pass_id),
  FOREIGN KEY (draw_id, street_id) REFERENCES pass.draw,
  FOREIGN KEY (pass_id, street_id) REFERENCES pass.pass,
  CHECK ((outcome IS NULL) = (checked_by IS NULL) AND (outcome IS NULL) = (checked_at IS NULL))
);
CREATE INDEX sample_by_path ON pass.sample (path);
CALL platform.guard('pass.draw', '{officer,leader}', '{officer,leader}');
CALL platform.guard('pass.sample', '{officer,leader}', '{officer,leader}');
GRANT SELECT, INSERT ON pass.draw TO shouwang_app;
GRANT SELECT, INSERT, UPDATE (outcome, checked_by, checked_at, note) ON pass.sample TO shouwang_app;

-- Published for reports (modules/pass/sources.ts): how many and where, without the people.
CREATE VIEW pass.source_passes WITH (security_invoker = true) AS
  SELECT p.street_id, p.path, p.kind, CASE WHEN p.standing = 'valid' AND p.until_at <= now() THEN 'expired' ELSE p.standing END AS standing,
    p.issued_at, p.until_at, p.ended_at, p.verified_by = p.issued_by AS one_hand
  FROM pass.pass p;
CREATE VIEW pass.source_applications WITH (security_invoker = true) AS
  SELECT x.street_id, x.path, x.kind, x.via, x.state, x.asked_at, x.verified_at FROM pass.application x;
GRANT SELECT ON pass.source_passes, pass.source_applications TO shouwang_app;

REVOKE ALL ON FUNCTION pass.line, pass.keep_scope FROM PUBLIC;

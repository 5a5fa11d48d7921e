-- Testing: rounds, sites, the due list, who is missing, samples and tubes.
-- "Who is missing" is a table of its own: a first sample deletes the person's row there and moves the counters in the same transaction,
-- so the cost of a scan does not depend on the size of the round. Samples are facts: append-only, doubted but never refused.
-- Everything that the counters count is written only by the functions of 0005 and 0006, so no fault of the app can part them.

CREATE SCHEMA testing;
GRANT USAGE ON SCHEMA testing TO shouwang_app;

-- A building is the first seven segments of a path (or all of a shorter one): the smallest area that counters are kept for.
-- A dwelling's path has nine, and cutting its last two off takes a quarter of what the expression for any path takes.
CREATE FUNCTION testing.building(path text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS $$ SELECT CASE WHEN split_part(path, '.', 9) <> '' AND split_part(path, '.', 10) = ''
    THEN left(path, -(length(split_part(path, '.', 9)) + length(split_part(path, '.', 8)) + 2))
    ELSE substring(path FROM '^(?:[^.]+\.){0,7}') END $$;
-- The order in which doors are knocked at: unit by unit, in each from the top floor down. Begins with the unit's path, so that it can be cut by area.
CREATE FUNCTION testing.door(path text, floor integer) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS $$ SELECT CASE WHEN split_part(path, '.', 9) <> '' AND split_part(path, '.', 10) = ''
    THEN left(path, -(length(split_part(path, '.', 9)) + 1)) ELSE substring(path FROM '^(?:[^.]+\.){0,8}') END
    -- Always three digits: from 100 for the highest floor to 990 far below ground. Without the cast the operator is not immutable and
    -- the function no longer part of the plan that calls it.
    || (900 - least(greatest(coalesce(floor, 0), -90), 800))::text || '.' || path $$;
CREATE FUNCTION testing.quarter(at timestamptz) RETURNS timestamptz LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS $$ SELECT date_bin('15 minutes', at, '2020-01-01 00:00:00+00') $$;
-- What excludes ingest (shared) and changes of the due list (exclusive) from each other, per round.
CREATE FUNCTION testing.lock_key(round_id uuid) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS $$ SELECT hashtextextended('testing.round:' || round_id::text, 0) $$;

CREATE TABLE testing.round (
  street_id text NOT NULL,
  operation_id uuid NOT NULL,
  id uuid NOT NULL,
  path platform.area_path NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 2 AND 80),
  scope text NOT NULL CHECK (scope IN ('whole', 'groups', 'list')),
  groups text[] NOT NULL DEFAULT '{}',
  -- how many a list names; the people are in testing.listed
  listed integer,
  pool_size integer NOT NULL CHECK (pool_size IN (1, 5, 10, 20)),
  opens_at timestamptz NOT NULL,
  closes_at timestamptz NOT NULL CHECK (closes_at > opens_at),
  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'closed')),
  -- keys the identity digests that phones carry, so that they end with the round
  salt bytea NOT NULL DEFAULT gen_random_bytes(32),
  opened_by uuid NOT NULL,
  opened_at timestamptz NOT NULL DEFAULT now(),
  closed_by uuid,
  closed_at timestamptz,
  PRIMARY KEY (street_id, id),
  FOREIGN KEY (street_id, operation_id) REFERENCES operation.operation,
  CHECK ((state = 'closed') = (closed_at IS NOT NULL)),
  CHECK ((scope = 'groups') = (cardinality(groups) > 0) AND (scope = 'list') = (listed IS NOT NULL))
);
CREATE INDEX round_by_path ON testing.round (path);

CREATE TABLE testing.listed (
  street_id text NOT NULL,
  operation_id uuid NOT NULL,
  round_id uuid NOT NULL,
  resident_id uuid NOT NULL,
  -- the round's area
  path platform.area_path NOT NULL,
  PRIMARY KEY (street_id, round_id, resident_id),
  FOREIGN KEY (street_id, round_id) REFERENCES testing.round
);

-- The report as it was when the round was closed. Whoever answers for less than the round's area reads figures of their own area instead.
CREATE TABLE testing.report (
  street_id text NOT NULL,
  operation_id uuid NOT NULL,
  round_id uuid NOT NULL,
  path platform.area_path NOT NULL,
  made_at timestamptz NOT NULL DEFAULT now(),
  report jsonb NOT NULL,
  PRIMARY KEY (street_id, round_id),
  FOREIGN KEY (street_id, round_id) REFERENCES testing.round
);

CREATE TABLE testing.site (
  street_id text NOT NULL,
  operation_id uuid NOT NULL,
  round_id uuid NOT NULL,
  id uuid NOT NULL,
  path platform.area_path NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
  kind text NOT NULL CHECK (kind IN ('fixed', 'mobile', 'door')),
  lon double precision,
  lat double precision,
  lanes integer NOT NULL CHECK (lanes BETWEEN 1 AND 60),
  pool_size integer NOT NULL CHECK (pool_size IN (1, 5, 10, 20)),
  catchment text[] NOT NULL CHECK (cardinality(catchment) > 0),
  opens_at timestamptz NOT NULL,
  closes_at timestamptz NOT NULL CHECK (closes_at > opens_at),
  PRIMARY KEY (street_id, id),
  FOREIGN KEY (street_id, round_id) REFERENCES testing.round
);
CREATE INDEX site_by_round ON testing.site (street_id, round_id);
CREATE INDEX site_by_path ON testing.site (path);

CREATE TABLE testing.due (
  street_id text NOT NULL,
  operation_id uuid NOT NULL,
  round_id uuid NOT NULL,
  resident_id uuid NOT NULL,
  path platform.area_path NOT NULL,
  state text NOT NULL CHECK (state IN ('due', 'exempt', 'withdrawn')),
  reason text CHECK (reason IN ('away', 'hospital', 'bedridden', 'infant', 'tested-recently', 'contraindicated', 'other', 'moved-out', 'died', 'left-scope', 'duplicate', 'mistake')),
  note text CHECK (length(note) <= 200),
  -- who decided this state by hand; nobody: it follows from the register
  changed_by uuid,
  changed_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (street_id, round_id, resident_id),
  CHECK ((state = 'due') = (reason IS NULL))
);
CREATE INDEX due_by_path ON testing.due (street_id, round_id, path, resident_id);

CREATE TABLE testing.missing (
  street_id text NOT NULL,
  round_id uuid NOT NULL,
  resident_id uuid NOT NULL,
  path platform.area_path NOT NULL,
  door text COLLATE "C" NOT NULL,
  PRIMARY KEY (street_id, round_id, resident_id)
) WITH (autovacuum_vacuum_scale_factor = 0.02);
CREATE INDEX missing_by_door ON testing.missing (street_id, round_id, door, resident_id);

-- Per building; parents are sums over a range of paths. Walk-ins are counted at the site's own area, apart.
CREATE TABLE testing.counter (
  street_id text NOT NULL,
  round_id uuid NOT NULL,
  path platform.area_path NOT NULL,
  due integer NOT NULL DEFAULT 0,
  tested integer NOT NULL DEFAULT 0,
  exempt integer NOT NULL DEFAULT 0,
  walk_in integer NOT NULL DEFAULT 0,
  PRIMARY KEY (street_id, round_id, path)
) WITH (fillfactor = 70);
-- Per lane and quarter of an hour of the swab: swabs that were not voided; people of the due list and walk-ins whom they brought.
CREATE TABLE testing.lane_counter (
  street_id text NOT NULL,
  round_id uuid NOT NULL,
  site_id uuid NOT NULL,
  lane integer NOT NULL,
  quarter timestamptz NOT NULL,
  path platform.area_path NOT NULL,
  samples integer NOT NULL DEFAULT 0,
  tested integer NOT NULL DEFAULT 0,
  walk_in integer NOT NULL DEFAULT 0,
  last_at timestamptz,
  PRIMARY KEY (street_id, round_id, site_id, lane, quarter)
) WITH (fillfactor = 70);

CREATE TABLE testing.sample (
  street_id text NOT NULL,
  operation_id uuid NOT NULL,
  round_id uuid NOT NULL,
  id uuid NOT NULL,
  site_id uuid NOT NULL,
  lane integer NOT NULL,
  tube_id uuid NOT NULL,
  -- the person in the register, or nobody there: a walk-in
  resident_id uuid,
  -- tells papers apart where there is no resident: 'i:' and the digest of the number, 'p:' of name and phone, 's:' this very sample
  paper_key text COLLATE "C",
  -- the dwelling of the person, or the site's area for a walk-in
  path platform.area_path NOT NULL,
  how text NOT NULL CHECK (how IN ('scan', 'typed', 'search', 'register', 'proxy')),
  -- as corrected by the server's clock, and as the phone said
  taken_at timestamptz NOT NULL,
  device_taken_at timestamptz NOT NULL,
  received_at timestamptz NOT NULL DEFAULT now(),
  device_id uuid,
  account_id uuid NOT NULL,
  -- took somebody off the missing list, or brought a walk-in not seen before
  first boolean NOT NULL,
  doubts text[] NOT NULL DEFAULT '{}',
  txid xid8 NOT NULL DEFAULT pg_current_xact_id(),
  seq bigint GENERATED ALWAYS AS IDENTITY,
  PRIMARY KEY (street_id, id),
  CHECK ((resident_id IS NULL) = (paper_key IS NOT NULL))
);
CREATE INDEX sample_in_order ON testing.sample (txid, seq);
CREATE INDEX sample_by_person ON testing.sample (street_id, round_id, resident_id);
CREATE INDEX sample_by_paper ON testing.sample (street_id, round_id, paper_key) WHERE paper_key IS NOT NULL;
CREATE INDEX sample_by_tube ON testing.sample (street_id, tube_id);
CREATE TRIGGER append_only BEFORE UPDATE ON testing.sample FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();

-- A sample that should not count (wrong person tapped, tube broken) is voided by a further fact; the sample's line stays.
-- It may arrive before the sample it voids.
CREATE TABLE testing.sample_void (
  street_id text NOT NULL,
  operation_id uuid NOT NULL,
  round_id uuid NOT NULL,
  id uuid NOT NULL,
  sample_id uuid NOT NULL,
  path platform.area_path NOT NULL,
  reason text NOT NULL CHECK (reason IN ('wrong-person', 'tube-broken', 'refused-after', 'entered-twice')),
  at timestamptz NOT NULL,
  received_at timestamptz NOT NULL DEFAULT now(),
  account_id uuid NOT NULL,
  PRIMARY KEY (street_id, sample_id)
);

-- One line per person tested who is not on the due list, so that the same person at two sites is counted once.
-- `key`: 'r:' and the resident's id, or the sample's paper_key. `path`: the area of the site that the line counts at.
CREATE TABLE testing.walk_in (
  street_id text NOT NULL,
  operation_id uuid NOT NULL,
  round_id uuid NOT NULL,
  key text COLLATE "C" NOT NULL,
  sample_id uuid NOT NULL,
  path platform.area_path NOT NULL,
  name text,
  id_type text,
  id_masked text,
  phone_masked text,
  PRIMARY KEY (street_id, round_id, key)
);
CREATE INDEX walk_in_by_sample ON testing.walk_in (street_id, sample_id);
CREATE TABLE testing.walk_in_secret (
  street_id text NOT NULL,
  operation_id uuid NOT NULL,
  sample_id uuid NOT NULL,
  path platform.area_path NOT NULL,
  id_number text,
  phone text,
  PRIMARY KEY (street_id, sample_id)
);

CREATE TABLE testing.tube (
  street_id text NOT NULL,
  operation_id uuid NOT NULL,
  round_id uuid NOT NULL,
  id uuid NOT NULL,
  site_id uuid NOT NULL,
  path platform.area_path NOT NULL,
  lane integer NOT NULL,
  code text NOT NULL,
  pool_size integer NOT NULL,
  opened_at timestamptz NOT NULL,
  closed_at timestamptz,
  -- heads the crew counted when they closed it; compared with the samples received
  counted integer,
  device_id uuid,
  account_id uuid NOT NULL,
  PRIMARY KEY (street_id, id)
);
CREATE INDEX tube_by_round ON testing.tube (street_id, round_id, opened_at, id);
CREATE INDEX tube_by_code ON testing.tube (street_id, round_id, code);
CREATE TABLE testing.custody (
  street_id text NOT NULL,
  operation_id uuid NOT NULL,
  round_id uuid NOT NULL,
  id uuid NOT NULL,
  tube_id uuid NOT NULL,
  path platform.area_path NOT NULL,
  step text NOT NULL CHECK (step IN ('packed', 'handed-over', 'received-by-lab', 'returned')),
  place text CHECK (length(place) <= 80),
  at timestamptz NOT NULL,
  account_id uuid NOT NULL,
  PRIMARY KEY (street_id, id)
);
CREATE INDEX custody_by_tube ON testing.custody (street_id, tube_id, at);

CREATE TABLE testing.contact_try (
  street_id text NOT NULL,
  operation_id uuid NOT NULL,
  round_id uuid NOT NULL,
  id uuid NOT NULL,
  resident_id uuid NOT NULL,
  path platform.area_path NOT NULL,
  way text NOT NULL CHECK (way IN ('call', 'door')),
  outcome text NOT NULL CHECK (outcome IN ('will-come', 'tested-elsewhere', 'away', 'refused', 'wrong-number', 'no-answer')),
  at timestamptz NOT NULL,
  account_id uuid NOT NULL,
  PRIMARY KEY (street_id, id)
);
CREATE INDEX contact_try_by_person ON testing.contact_try (street_id, round_id, resident_id, at);

CALL platform.guard('testing.round', '{officer,leader,grid-worker,lane-crew,superior}', '{officer,leader}', true);
CALL platform.guard('testing.site', '{officer,leader,grid-worker,lane-crew,superior}', '{officer,leader}', true);
CALL platform.guard('testing.listed', '{officer,leader}', '{officer,leader}');
CALL platform.guard('testing.report', '{officer,leader,superior}', '{officer,leader}');
CALL platform.guard('testing.due', '{officer,leader,grid-worker,superior}', '{}');
CALL platform.guard('testing.missing', '{officer,leader,grid-worker,superior}', '{}');
CALL platform.guard('testing.counter', '{officer,leader,grid-worker,superior,lane-crew}', '{}');
CALL platform.guard('testing.lane_counter', '{officer,leader,grid-worker,superior,lane-crew}', '{}');
CALL platform.guard('testing.sample', '{officer,leader,grid-worker,superior}', '{}');
CALL platform.guard('testing.sample_void', '{officer,leader,grid-worker,superior}', '{}');
CALL platform.guard('testing.walk_in', '{officer,leader,grid-worker,superior}', '{}');
CALL platform.guard('testing.walk_in_secret', '{}', '{}');
CALL platform.guard('testing.tube', '{officer,leader,grid-worker,superior,lane-crew}', '{officer,leader,grid-worker,lane-crew}');
CALL platform.guard('testing.custody', '{officer,leader,grid-worker,superior,lane-crew}', '{officer,leader,grid-worker,lane-crew}');
CALL platform.guard('testing.contact_try', '{officer,leader,grid-worker,superior}', '{officer,leader,grid-worker}');
GRANT SELECT, INSERT, UPDATE ON testing.round, testing.site, testing.tube TO shouwang_app;
GRANT SELECT, INSERT ON testing.listed, testing.report, testing.custody, testing.contact_try TO shouwang_app;
GRANT SELECT ON testing.due, testing.missing, testing.counter, testing.lane_counter, testing.sample, testing.sample_void, testing.walk_in TO shouwang_app;

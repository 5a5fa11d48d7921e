-- Testing: rounds, sites, the due list, who is missing, samples and tubes.
-- "Who is missing" is a table of its own: a first sample deletes the person's row there and moves the counters in the same transaction,
-- so the cost of a scan does not depend on the size of the round. Samples are facts: append-only, doubted but never refused.

CREATE SCHEMA testing;
GRANT USAGE ON SCHEMA testing TO shouwang_app;

CREATE TABLE testing.round (
  street_id text NOT NULL,
  operation_id uuid NOT NULL,
  id uuid NOT NULL,
  path platform.area_path NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 2 AND 80),
  scope jsonb NOT NULL,
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
  report jsonb,
  PRIMARY KEY (street_id, id),
  FOREIGN KEY (street_id, operation_id) REFERENCES operation.operation,
  CHECK ((state = 'closed') = (closed_at IS NOT NULL AND report IS NOT NULL))
);
CREATE INDEX round_by_path ON testing.round (path);

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
  closes_at timestamptz NOT NULL,
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
  PRIMARY KEY (street_id, round_id, resident_id)
);
CREATE INDEX missing_by_path ON testing.missing (street_id, round_id, path, resident_id);

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
CREATE TABLE testing.lane_counter (
  street_id text NOT NULL,
  round_id uuid NOT NULL,
  site_id uuid NOT NULL,
  lane integer NOT NULL,
  path platform.area_path NOT NULL,
  -- Shanghai hours are whole UTC hours, so the UTC hour serves
  hour timestamptz NOT NULL,
  samples integer NOT NULL DEFAULT 0,
  walk_in integer NOT NULL DEFAULT 0,
  last_at timestamptz,
  PRIMARY KEY (street_id, round_id, site_id, lane, hour)
) WITH (fillfactor = 70);

CREATE TABLE testing.sample (
  street_id text NOT NULL,
  operation_id uuid NOT NULL,
  round_id uuid NOT NULL,
  id uuid NOT NULL,
  site_id uuid NOT NULL,
  lane integer NOT NULL,
  tube_id uuid NOT NULL,
  -- the person in the register, or nobody there: a walk-in whose papers lie in testing.walk_in_secret
  resident_id uuid,
  -- the dwelling of the person, or the site's area for a walk-in
  path platform.area_path NOT NULL,
  how text NOT NULL CHECK (how IN ('scan', 'typed', 'search', 'register', 'proxy')),
  -- as corrected by the server's clock, and as the phone said
  taken_at timestamptz NOT NULL,
  device_taken_at timestamptz NOT NULL,
  received_at timestamptz NOT NULL DEFAULT now(),
  device_id uuid,
  account_id uuid NOT NULL,
  first boolean NOT NULL,
  doubts text[] NOT NULL DEFAULT '{}',
  txid xid8 NOT NULL DEFAULT pg_current_xact_id(),
  seq bigint GENERATED ALWAYS AS IDENTITY,
  PRIMARY KEY (street_id, id)
);
CREATE INDEX sample_in_order ON testing.sample (txid, seq);
CREATE INDEX sample_by_person ON testing.sample (street_id, round_id, resident_id);
CREATE INDEX sample_by_tube ON testing.sample (street_id, tube_id);
CREATE TRIGGER append_only BEFORE UPDATE ON testing.sample FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();

-- A sample that should not count (wrong person tapped, tube broken) is voided by a further fact; the sample's line stays.
CREATE TABLE testing.sample_void (
  street_id text NOT NULL,
  operation_id uuid NOT NULL,
  round_id uuid NOT NULL,
  id uuid NOT NULL,
  sample_id uuid NOT NULL,
  path platform.area_path NOT NULL,
  reason text NOT NULL CHECK (reason IN ('wrong-person', 'tube-broken', 'refused-after', 'entered-twice')),
  at timestamptz NOT NULL,
  account_id uuid NOT NULL,
  PRIMARY KEY (street_id, sample_id)
);

-- One line per walk-in person and round, so that the same person at two sites is counted once.
CREATE TABLE testing.walk_in (
  street_id text NOT NULL,
  operation_id uuid NOT NULL,
  round_id uuid NOT NULL,
  key text NOT NULL,
  sample_id uuid NOT NULL,
  path platform.area_path NOT NULL,
  name text,
  id_type text,
  id_masked text,
  phone_masked text,
  PRIMARY KEY (street_id, round_id, key)
);
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
CREATE INDEX tube_by_round ON testing.tube (street_id, round_id, site_id);
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
CALL platform.guard('testing.due', '{officer,leader,grid-worker,superior}', '{officer,leader,grid-worker}');
-- lane crews (and the ingest of their facts) move these; they read them only through testing.pocket()
CALL platform.guard('testing.missing', '{officer,leader,grid-worker,superior,lane-crew}', '{officer,leader,grid-worker,lane-crew}');
CALL platform.guard('testing.counter', '{officer,leader,grid-worker,superior,lane-crew}', '{officer,leader,grid-worker,lane-crew}');
CALL platform.guard('testing.lane_counter', '{officer,leader,grid-worker,superior,lane-crew}', '{officer,leader,grid-worker,lane-crew}');
CALL platform.guard('testing.sample', '{officer,leader,grid-worker,superior,lane-crew}', '{officer,leader,grid-worker,lane-crew}');
CALL platform.guard('testing.sample_void', '{officer,leader,grid-worker,superior,lane-crew}', '{officer,leader,grid-worker,lane-crew}');
CALL platform.guard('testing.walk_in', '{officer,leader,grid-worker,superior,lane-crew}', '{officer,leader,grid-worker,lane-crew}');
CALL platform.guard('testing.walk_in_secret', '{}', '{officer,leader,grid-worker,lane-crew}');
CALL platform.guard('testing.tube', '{officer,leader,grid-worker,superior,lane-crew}', '{officer,leader,grid-worker,lane-crew}');
CALL platform.guard('testing.custody', '{officer,leader,grid-worker,superior,lane-crew}', '{officer,leader,grid-worker,lane-crew}');
CALL platform.guard('testing.contact_try', '{officer,leader,grid-worker,superior}', '{officer,leader,grid-worker}');
GRANT SELECT, INSERT, UPDATE ON testing.round, testing.site, testing.due, testing.counter, testing.lane_counter, testing.tube TO shouwang_app;
GRANT SELECT, INSERT, DELETE ON testing.missing TO shouwang_app;
GRANT SELECT, INSERT, DELETE ON testing.walk_in TO shouwang_app;
GRANT SELECT, INSERT ON testing.sample, testing.sample_void, testing.custody, testing.contact_try TO shouwang_app;
GRANT INSERT ON testing.walk_in_secret TO shouwang_app;

-- What a lane's phone carries: the catchment of one site of an open round that the asker may work at.
-- Identity digests are keyed by the round's salt and cut to 16 hex digits; no number leaves the database.
CREATE FUNCTION testing.pocket(of_street text, of_site uuid)
RETURNS TABLE (resident_id uuid, path text, name text, initials text, sex text, birth_year integer, id_key text, phone_tail text, tested boolean, address text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE s testing.site; r testing.round;
BEGIN
  SELECT * INTO s FROM testing.site WHERE street_id = of_street AND id = of_site;
  IF s.id IS NULL OR platform.role() NOT IN ('officer', 'leader', 'grid-worker', 'lane-crew') OR NOT platform.may_see(s.path) THEN RETURN; END IF;
  SELECT * INTO r FROM testing.round WHERE street_id = of_street AND id = s.round_id;
  IF r.state <> 'open' THEN RETURN; END IF;
  RETURN QUERY
    SELECT d.resident_id, d.path::text, p.name, p.initials, p.sex, extract(year FROM p.birth_date)::integer,
      CASE WHEN x.id_number IS NULL THEN NULL
        ELSE left(encode(public.hmac(convert_to(x.id_number, 'UTF8'), r.salt, 'sha256'), 'hex'), 16) END,
      p.phone_tail, m.resident_id IS NULL, a.address
    FROM unnest(s.catchment) c
    JOIN testing.due d ON d.street_id = of_street AND d.round_id = s.round_id AND d.state = 'due'
      AND d.path >= (c COLLATE "C") AND d.path < ((rtrim(c, '.') || '/') COLLATE "C")
    JOIN register.resident p ON p.street_id = of_street AND p.id = d.resident_id
    LEFT JOIN register.resident_secret x ON x.street_id = of_street AND x.id = d.resident_id
    LEFT JOIN register.area a ON a.street_id = of_street AND a.path = d.path
    LEFT JOIN testing.missing m ON m.street_id = of_street AND m.round_id = s.round_id AND m.resident_id = d.resident_id;
END $$;

-- Samples as a live feed, read like platform.ledger_since.
CREATE FUNCTION testing.samples_since(watermark xid8, seen xid8[], most integer)
RETURNS TABLE (txid text, street_id text, path text, round_id uuid, site_id uuid, lane integer, resident_id uuid, first boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT s.txid::text, s.street_id, s.path::text, s.round_id, s.site_id, s.lane, s.resident_id, s.first FROM testing.sample s
  WHERE s.txid >= watermark AND s.txid <> ALL (seen) ORDER BY s.txid, s.seq LIMIT most
$$;

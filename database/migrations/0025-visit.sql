-- Visits and vehicles: what passes a gate or a checkpoint and is no pass, who comes back, who visits, what waits at a hand-over point.
-- Everything that happened is a fact: append-only, taken back by a line in visit.correction and never by a change. What counts now (arrived,
-- picked up, contacted) stands beside its fact and is worked out from the lines by visit.settle. Names lie in visit.person, which a gate
-- keeper cannot read; whole numbers in visit.person_secret, which nobody can.

CREATE SCHEMA visit;
GRANT USAGE ON SCHEMA visit TO shouwang_app;

CREATE TABLE visit.checkpoint (
  street_id text NOT NULL,
  operation_id uuid NOT NULL,
  id uuid NOT NULL,
  -- who answers for it: the sub-district, or one community
  path platform.area_path NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 2 AND 60),
  road text CHECK (length(road) <= 80),
  opened_by uuid NOT NULL,
  opened_at timestamptz NOT NULL DEFAULT now(),
  closed_at timestamptz,
  closed_by uuid,
  PRIMARY KEY (id, street_id),
  FOREIGN KEY (street_id, operation_id) REFERENCES operation.operation,
  CHECK ((closed_at IS NULL) = (closed_by IS NULL))
);
CREATE INDEX checkpoint_by_operation ON visit.checkpoint (street_id, operation_id);

-- What a place has set for visitors and for people who return; the latest line of the nearest area at or above counts.
CREATE TABLE visit.rules (
  street_id text NOT NULL,
  operation_id uuid NOT NULL,
  id uuid NOT NULL,
  path platform.area_path NOT NULL,
  visit_hours integer NOT NULL CHECK (visit_hours BETWEEN 1 AND 72),
  contact_hours integer NOT NULL CHECK (contact_hours BETWEEN 1 AND 72),
  -- said to those who return, in the words of the notice
  told text CHECK (length(told) BETWEEN 2 AND 600),
  basis text CHECK (length(basis) BETWEEN 2 AND 200),
  set_by uuid NOT NULL,
  set_at timestamptz NOT NULL DEFAULT now(),
  seq bigint GENERATED ALWAYS AS IDENTITY,
  PRIMARY KEY (id, street_id),
  FOREIGN KEY (street_id, operation_id) REFERENCES operation.operation,
  -- nothing is told to anybody as binding without saying by whose decision
  CHECK ((told IS NULL) = (basis IS NULL))
);
CREATE INDEX rules_of ON visit.rules (street_id, operation_id, path, seq);

-- Vehicles that residents, firms and services have registered: they go by on their plate.
CREATE TABLE visit.known_vehicle (
  street_id text NOT NULL,
  operation_id uuid NOT NULL,
  id uuid NOT NULL,
  path platform.area_path NOT NULL,
  plate text COLLATE "C" NOT NULL CHECK (length(plate) BETWEEN 2 AND 20),
  belongs text NOT NULL CHECK (belongs IN ('resident', 'firm', 'supply', 'official')),
  whose text CHECK (length(whose) BETWEEN 1 AND 60),
  pass_number text CHECK (pass_number ~ '^\d{9}$'),
  until date NOT NULL,
  registered_by uuid NOT NULL,
  registered_at timestamptz NOT NULL DEFAULT now(),
  ended_at timestamptz,
  ended_by uuid,
  PRIMARY KEY (id, street_id),
  FOREIGN KEY (street_id, operation_id) REFERENCES operation.operation,
  CHECK ((ended_at IS NULL) = (ended_by IS NULL))
);
CREATE UNIQUE INDEX known_vehicle_once ON visit.known_vehicle (street_id, operation_id, plate, path) WHERE ended_at IS NULL;

-- ── Facts ───────────────────────────────────────────────────────────────────────────────────────────────────
CREATE TABLE visit.vehicle (
  street_id text NOT NULL,
  operation_id uuid NOT NULL,
  id uuid NOT NULL,
  -- that of the gate or checkpoint; where it is unknown to the server, that of whoever stated it
  path platform.area_path NOT NULL,
  -- a checkpoint or a gate
  place_id uuid NOT NULL,
  direction text NOT NULL CHECK (direction IN ('in', 'out')),
  kind text NOT NULL CHECK (kind IN ('car', 'truck', 'bus', 'motorcycle', 'ambulance', 'fire', 'other')),
  -- as read by plate.ts; null: an ambulance that nobody stopped
  plate text COLLATE "C" CHECK (length(plate) BETWEEN 1 AND 20),
  plate_kind text NOT NULL CHECK (plate_kind IN ('ordinary', 'green-small', 'green-large', 'police', 'armed-police', 'military', 'embassy', 'consulate', 'hong-kong', 'macau', 'trailer', 'coach', 'emergency', 'temporary', 'foreign', 'unread', 'none')),
  country text CHECK (length(country) BETWEEN 1 AND 40),
  aboard integer CHECK (aboard BETWEEN 0 AND 200),
  -- GB/T 2260, a province; and what more was said
  origin_code text CHECK (origin_code ~ '^\d{6}$'),
  origin text CHECK (length(origin) BETWEEN 1 AND 60),
  goods text CHECK (goods IN ('food', 'medicine', 'medical', 'parcels', 'fuel', 'building', 'livestock', 'moving', 'empty', 'other')),
  -- tenths of a degree Celsius, of the driver
  temperature integer CHECK (temperature BETWEEN 300 AND 450),
  known_id uuid,
  light text NOT NULL CHECK (light IN ('go', 'ask')),
  outcome text NOT NULL CHECK (outcome IN ('passed', 'turned-back')),
  at timestamptz NOT NULL,
  received_at timestamptz NOT NULL DEFAULT now(),
  account_id uuid,
  doubts text[] NOT NULL DEFAULT '{}',
  PRIMARY KEY (id, street_id),
  FOREIGN KEY (street_id, operation_id) REFERENCES operation.operation,
  -- nobody in a hurry to a fire or a doctor is held
  CHECK (kind NOT IN ('ambulance', 'fire') OR outcome = 'passed')
);
CREATE INDEX vehicle_in_order ON visit.vehicle (street_id, operation_id, at, id);
CREATE INDEX vehicle_of_place ON visit.vehicle (street_id, place_id, at);

-- Cars waiting at a checkpoint, counted by eye.
CREATE TABLE visit.queue_note (
  street_id text NOT NULL,
  operation_id uuid NOT NULL,
  id uuid NOT NULL,
  path platform.area_path NOT NULL,
  place_id uuid NOT NULL,
  waiting integer NOT NULL CHECK (waiting BETWEEN 0 AND 5000),
  at timestamptz NOT NULL,
  received_at timestamptz NOT NULL DEFAULT now(),
  account_id uuid,
  PRIMARY KEY (id, street_id),
  FOREIGN KEY (street_id, operation_id) REFERENCES operation.operation
);
CREATE INDEX queue_note_of_place ON visit.queue_note (street_id, place_id, at);

CREATE TABLE visit.returnee (
  street_id text NOT NULL,
  operation_id uuid NOT NULL,
  id uuid NOT NULL,
  -- the dwelling where it is known, else the community, else that of whoever met them
  path platform.area_path NOT NULL,
  place_id uuid,
  -- where they will live, in words, where the register's address was not found
  home text CHECK (length(home) BETWEEN 1 AND 120),
  origin_code text CHECK (origin_code ~ '^\d{6}$'),
  origin text CHECK (length(origin) BETWEEN 1 AND 60),
  left_on date,
  people integer NOT NULL CHECK (people BETWEEN 1 AND 50),
  told boolean NOT NULL,
  met_at timestamptz NOT NULL,
  contact_by timestamptz NOT NULL,
  received_at timestamptz NOT NULL DEFAULT now(),
  account_id uuid,
  doubts text[] NOT NULL DEFAULT '{}',
  -- worked out from visit.returnee_step
  reached_at timestamptz,
  joined_at timestamptz,
  resident_id uuid,
  elsewhere_at timestamptz,
  PRIMARY KEY (id, street_id),
  FOREIGN KEY (street_id, operation_id) REFERENCES operation.operation
);
CREATE INDEX returnee_in_order ON visit.returnee (street_id, operation_id, contact_by, id);

CREATE TABLE visit.returnee_step (
  street_id text NOT NULL,
  operation_id uuid NOT NULL,
  id uuid NOT NULL,
  path platform.area_path NOT NULL,
  returnee_id uuid NOT NULL,
  step text NOT NULL CHECK (step IN ('called', 'visited', 'no-answer', 'joined', 'elsewhere')),
  resident_id uuid,
  at timestamptz NOT NULL DEFAULT now(),
  account_id uuid NOT NULL,
  PRIMARY KEY (id, street_id),
  FOREIGN KEY (returnee_id, street_id) REFERENCES visit.returnee,
  CHECK ((step = 'joined') = (resident_id IS NOT NULL))
);
CREATE INDEX returnee_step_of ON visit.returnee_step (street_id, returnee_id);

CREATE SEQUENCE visit.visit_serial MAXVALUE 999999 CYCLE;
CREATE TABLE visit.visit (
  street_id text NOT NULL,
  operation_id uuid NOT NULL,
  id uuid NOT NULL,
  -- the host's dwelling, or the area that is visited
  path platform.area_path NOT NULL,
  -- six digits of the visit's number; the seventh is worked out
  serial integer NOT NULL DEFAULT nextval('visit.visit_serial'),
  host text CHECK (length(host) BETWEEN 1 AND 80),
  purpose text NOT NULL CHECK (purpose IN ('family', 'care', 'repair', 'moving', 'delivery', 'work', 'other')),
  people integer NOT NULL CHECK (people BETWEEN 1 AND 50),
  plate text COLLATE "C" CHECK (length(plate) BETWEEN 1 AND 20),
  expected_on date NOT NULL,
  hours integer NOT NULL CHECK (hours BETWEEN 1 AND 72),
  via text NOT NULL CHECK (via IN ('page', 'desk', 'gate')),
  slip_id uuid,
  account_id uuid,
  announced_at timestamptz NOT NULL DEFAULT now(),
  -- worked out from visit.visit_step
  arrived_at timestamptz,
  left_at timestamptz,
  cancelled_at timestamptz,
  -- the arrival of which it was told that the stay is over
  told_of timestamptz,
  PRIMARY KEY (id, street_id),
  FOREIGN KEY (street_id, operation_id) REFERENCES operation.operation,
  CHECK ((via = 'page') = (slip_id IS NOT NULL))
);
CREATE INDEX visit_in_order ON visit.visit (street_id, operation_id, expected_on, id);
CREATE INDEX visit_inside ON visit.visit (street_id, path) WHERE arrived_at IS NOT NULL AND left_at IS NULL;
-- those whom the clock still has to look at
CREATE INDEX visit_to_watch ON visit.visit (arrived_at) WHERE arrived_at IS NOT NULL AND left_at IS NULL AND told_of IS NULL;
CREATE INDEX visit_by_slip ON visit.visit (street_id, slip_id, announced_at) WHERE slip_id IS NOT NULL;

CREATE TABLE visit.visit_step (
  street_id text NOT NULL,
  operation_id uuid NOT NULL,
  id uuid NOT NULL,
  path platform.area_path NOT NULL,
  visit_id uuid NOT NULL,
  step text NOT NULL CHECK (step IN ('arrived', 'left', 'cancelled')),
  place_id uuid,
  at timestamptz NOT NULL,
  received_at timestamptz NOT NULL DEFAULT now(),
  account_id uuid,
  PRIMARY KEY (id, street_id),
  -- deferrable would be wrong: a leaving may reach the server before its arrival, from another phone, never before its visit
  FOREIGN KEY (visit_id, street_id) REFERENCES visit.visit
);
CREATE INDEX visit_step_of ON visit.visit_step (street_id, visit_id);

CREATE TABLE visit.parcel (
  street_id text NOT NULL,
  operation_id uuid NOT NULL,
  id uuid NOT NULL,
  -- the dwelling where it is known, else that of the hand-over point
  path platform.area_path NOT NULL,
  place_id uuid NOT NULL,
  recipient text CHECK (length(recipient) BETWEEN 1 AND 80),
  brought_by text CHECK (length(brought_by) BETWEEN 1 AND 60),
  kind text NOT NULL CHECK (kind IN ('medicine', 'groceries', 'takeaway', 'parcel', 'other')),
  pieces integer NOT NULL CHECK (pieces BETWEEN 1 AND 200),
  shelf text CHECK (length(shelf) BETWEEN 1 AND 20),
  at timestamptz NOT NULL,
  received_at timestamptz NOT NULL DEFAULT now(),
  account_id uuid,
  -- worked out from visit.pickup and visit.errand: when and how it came to somebody, which of the errand squad has or had it and since when
  picked_at timestamptz,
  picked_how text CHECK (picked_how IN ('resident', 'errand', 'returned', 'door')),
  takers uuid[] NOT NULL DEFAULT '{}',
  taken_at timestamptz,
  PRIMARY KEY (id, street_id),
  FOREIGN KEY (street_id, operation_id) REFERENCES operation.operation,
  CHECK ((picked_at IS NULL) = (picked_how IS NULL)),
  CHECK ((taken_at IS NULL) = (takers = '{}'))
);
CREATE INDEX parcel_waiting ON visit.parcel (street_id, operation_id, at, id) WHERE picked_at IS NULL;
CREATE INDEX parcel_in_order ON visit.parcel (street_id, operation_id, at, id);

CREATE TABLE visit.pickup (
  street_id text NOT NULL,
  operation_id uuid NOT NULL,
  id uuid NOT NULL,
  path platform.area_path NOT NULL,
  parcel_id uuid NOT NULL,
  how text NOT NULL CHECK (how IN ('resident', 'errand', 'returned')),
  at timestamptz NOT NULL,
  received_at timestamptz NOT NULL DEFAULT now(),
  account_id uuid,
  PRIMARY KEY (id, street_id),
  FOREIGN KEY (parcel_id, street_id) REFERENCES visit.parcel
);
CREATE INDEX pickup_of ON visit.pickup (street_id, parcel_id);

-- What each of the errand squad says of what they carry: of somebody's lines on a parcel the latest counts, so that a slip is put right by one more.
CREATE TABLE visit.errand (
  street_id text NOT NULL,
  operation_id uuid NOT NULL,
  id uuid NOT NULL,
  path platform.area_path NOT NULL,
  parcel_id uuid NOT NULL,
  step text NOT NULL CHECK (step IN ('taken', 'put-back', 'delivered', 'not-delivered')),
  at timestamptz NOT NULL,
  received_at timestamptz NOT NULL DEFAULT now(),
  account_id uuid NOT NULL,
  PRIMARY KEY (id, street_id),
  FOREIGN KEY (parcel_id, street_id) REFERENCES visit.parcel
);
CREATE INDEX errand_of ON visit.errand (street_id, parcel_id);
CREATE INDEX errand_by ON visit.errand (street_id, account_id, at);

CREATE TABLE visit.correction (
  street_id text NOT NULL,
  operation_id uuid NOT NULL,
  id uuid NOT NULL,
  path platform.area_path NOT NULL,
  fact_id uuid NOT NULL,
  of text NOT NULL CHECK (of IN ('vehicle', 'queue', 'returnee', 'returnee-step', 'visit', 'visit-step', 'parcel', 'pickup')),
  why text NOT NULL CHECK (why IN ('slip', 'twice', 'mistaken')),
  at timestamptz NOT NULL,
  received_at timestamptz NOT NULL DEFAULT now(),
  account_id uuid,
  PRIMARY KEY (id, street_id),
  FOREIGN KEY (street_id, operation_id) REFERENCES operation.operation
);
CREATE INDEX correction_of ON visit.correction (street_id, fact_id);

-- Who a fact is about: a driver, passengers, people who return, a visitor.
CREATE TABLE visit.person (
  street_id text NOT NULL,
  operation_id uuid NOT NULL,
  id uuid NOT NULL,
  path platform.area_path NOT NULL,
  fact_id uuid NOT NULL,
  part text NOT NULL CHECK (part IN ('driver', 'passenger', 'returnee', 'visitor')),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
  name_masked text NOT NULL,
  phone_masked text,
  phone_digest bytea,
  id_type text NOT NULL CHECK (id_type IN ('resident-id', 'foreign-resident', 'hk-macau-permit', 'taiwan-permit', 'passport', 'none')),
  id_masked text,
  id_digest bytea,
  PRIMARY KEY (id, street_id)
);
CREATE INDEX person_of ON visit.person (street_id, fact_id);
CREATE TABLE visit.person_secret (
  street_id text NOT NULL,
  id uuid NOT NULL,
  path platform.area_path NOT NULL,
  phone text,
  id_number text,
  PRIMARY KEY (id, street_id),
  FOREIGN KEY (id, street_id) REFERENCES visit.person
);

DO $$ DECLARE name text; BEGIN
  FOREACH name IN ARRAY '{rules,vehicle,queue_note,returnee_step,visit_step,pickup,errand,correction,person}'::text[] LOOP
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON visit.%I FOR EACH ROW EXECUTE FUNCTION platform.refuse_change()', name);
  END LOOP;
END $$;

CALL platform.guard('visit.checkpoint', '{officer,leader,grid-worker,gate-keeper,superior}', '{officer,leader}', true);
CALL platform.guard('visit.rules', '{officer,leader,grid-worker,gate-keeper,superior}', '{officer,leader}', true);
-- A supply lorry is registered for the whole sub-district: every gate in it must know the plate.
CALL platform.guard('visit.known_vehicle', '{officer,leader,grid-worker,gate-keeper}', '{officer,leader,grid-worker}', true);
CALL platform.guard('visit.vehicle', '{officer,leader,grid-worker,superior}', '{officer,leader,grid-worker,gate-keeper}');
CALL platform.guard('visit.queue_note', '{officer,leader,grid-worker,gate-keeper,superior}', '{officer,leader,grid-worker,gate-keeper}');
CALL platform.guard('visit.returnee', '{officer,leader,grid-worker,superior}', '{}');
CALL platform.guard('visit.returnee_step', '{officer,leader,grid-worker}', '{officer,leader,grid-worker}');
CALL platform.guard('visit.visit', '{officer,leader,grid-worker,gate-keeper,superior}', '{officer,leader,grid-worker,gate-keeper}');
CALL platform.guard('visit.visit_step', '{officer,leader,grid-worker,gate-keeper}', '{officer,leader,grid-worker,gate-keeper}');
CALL platform.guard('visit.parcel', '{officer,leader,grid-worker,gate-keeper,superior}', '{officer,leader,grid-worker,gate-keeper}');
CALL platform.guard('visit.pickup', '{officer,leader,grid-worker,gate-keeper,superior}', '{officer,leader,grid-worker,gate-keeper}');
-- The squad reads and writes by visit.errands and visit.carry alone.
CALL platform.guard('visit.errand', '{}', '{}');
CALL platform.guard('visit.correction', '{officer,leader,grid-worker,gate-keeper,superior}', '{}');
CALL platform.guard('visit.person', '{officer,leader,grid-worker}', '{}');
CALL platform.guard('visit.person_secret', '{}', '{}');
GRANT SELECT, INSERT, UPDATE (closed_at, closed_by) ON visit.checkpoint TO shouwang_app;
GRANT SELECT, INSERT, UPDATE (ended_at, ended_by) ON visit.known_vehicle TO shouwang_app;
GRANT SELECT, INSERT ON visit.rules, visit.vehicle, visit.queue_note, visit.returnee_step, visit.visit, visit.visit_step, visit.parcel, visit.pickup TO shouwang_app;
GRANT SELECT ON visit.returnee, visit.correction, visit.person TO shouwang_app;
GRANT USAGE ON SEQUENCE visit.visit_serial TO shouwang_app;

-- ── What counts now ─────────────────────────────────────────────────────────────────────────────────────────
CREATE FUNCTION visit.taken_back(of_street text, fact uuid) RETURNS boolean LANGUAGE sql STABLE SET search_path = pg_catalog
  AS $$ SELECT EXISTS (SELECT FROM visit.correction k WHERE k.street_id = of_street AND k.fact_id = fact) $$;

-- A parcel handed to the squad at the gate is fetched only as long as nobody says what became of it; whoever says that they delivered it comes before
-- those who only took it.
CREATE FUNCTION visit.settle_parcel(of_street text, parcel uuid) RETURNS void LANGUAGE sql SET search_path = pg_catalog AS $$
  WITH said AS (
    SELECT l.account_id, l.step, l.at, coalesce(
      (SELECT max(t.at) FROM visit.errand t WHERE t.street_id = of_street AND t.parcel_id = parcel AND t.account_id = l.account_id AND t.step = 'taken'), l.at) AS since
    FROM (SELECT DISTINCT ON (e.account_id) e.account_id, e.step, e.at FROM visit.errand e WHERE e.street_id = of_street AND e.parcel_id = parcel
      ORDER BY e.account_id, e.at DESC, e.id DESC) l WHERE l.step <> 'put-back'),
  holders AS (SELECT s.account_id, s.since, row_number() OVER (ORDER BY s.step <> 'delivered', CASE s.step WHEN 'delivered' THEN s.at ELSE s.since END, s.account_id) AS n FROM said s),
  ends AS (
    SELECT x.at, x.how FROM visit.pickup x WHERE x.street_id = of_street AND x.parcel_id = parcel AND NOT visit.taken_back(of_street, x.id)
    UNION ALL SELECT s.at, 'door' FROM said s WHERE s.step = 'delivered'),
  settled AS (SELECT e.at, e.how FROM ends e ORDER BY e.how = 'errand', e.at, e.how LIMIT 1)
  UPDATE visit.parcel p SET picked_at = (SELECT s.at FROM settled s), picked_how = (SELECT s.how FROM settled s),
    takers = ARRAY(SELECT h.account_id FROM holders h ORDER BY h.n), taken_at = (SELECT h.since FROM holders h WHERE h.n = 1)
  WHERE p.street_id = of_street AND p.id = parcel AND platform.may_see(p.path)
$$;

-- Works out anew what stands beside a fact, whatever order its lines arrived in; the row is locked, so that of two phones one waits.
CREATE FUNCTION visit.settle(of_street text, fact uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  IF platform.role() NOT IN ('officer', 'leader', 'grid-worker', 'gate-keeper') THEN RAISE EXCEPTION 'not allowed' USING ERRCODE = 'insufficient_privilege'; END IF;
  PERFORM FROM visit.visit v WHERE v.street_id = of_street AND v.id = fact FOR UPDATE;
  IF FOUND THEN
    UPDATE visit.visit v SET told_of = CASE WHEN v.told_of = s.arrived THEN v.told_of END, arrived_at = s.arrived, cancelled_at = s.cancelled, left_at = CASE WHEN s.gone >= s.arrived OR s.arrived IS NULL THEN s.gone END
    FROM (SELECT min(x.at) FILTER (WHERE x.step = 'arrived') AS arrived, max(x.at) FILTER (WHERE x.step = 'left') AS gone, min(x.at) FILTER (WHERE x.step = 'cancelled') AS cancelled
      FROM visit.visit_step x WHERE x.street_id = of_street AND x.visit_id = fact AND NOT visit.taken_back(of_street, x.id)) s
    WHERE v.street_id = of_street AND v.id = fact AND platform.may_see(v.path);
    RETURN;
  END IF;
  PERFORM FROM visit.parcel p WHERE p.street_id = of_street AND p.id = fact FOR UPDATE;
  IF FOUND THEN
    PERFORM visit.settle_parcel(of_street, fact);
    RETURN;
  END IF;
  PERFORM FROM visit.returnee r WHERE r.street_id = of_street AND r.id = fact FOR UPDATE;
  UPDATE visit.returnee r SET reached_at = s.reached, joined_at = s.joined, resident_id = s.resident, elsewhere_at = s.elsewhere
  FROM (SELECT min(x.at) FILTER (WHERE x.step IN ('called', 'visited', 'joined')) AS reached, min(x.at) FILTER (WHERE x.step = 'joined') AS joined,
      (array_agg(x.resident_id ORDER BY x.at) FILTER (WHERE x.step = 'joined'))[1] AS resident, min(x.at) FILTER (WHERE x.step = 'elsewhere') AS elsewhere
    FROM visit.returnee_step x WHERE x.street_id = of_street AND x.returnee_id = fact AND NOT visit.taken_back(of_street, x.id)) s
  WHERE r.street_id = of_street AND r.id = fact AND platform.may_see(r.path);
END $$;

-- Where a step, a pick-up or a correction belongs: the fact that it is about, in the asker's area.
CREATE FUNCTION visit.place_of(of_street text, fact uuid) RETURNS TABLE (path text, operation_id uuid, kind text, settles uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT x.path::text, x.operation_id, x.kind, x.settles FROM (
    SELECT v.path, v.operation_id, 'vehicle' AS kind, NULL::uuid AS settles FROM visit.vehicle v WHERE v.street_id = of_street AND v.id = fact
    UNION ALL SELECT v.path, v.operation_id, 'queue', NULL FROM visit.queue_note v WHERE v.street_id = of_street AND v.id = fact
    UNION ALL SELECT v.path, v.operation_id, 'returnee', v.id FROM visit.returnee v WHERE v.street_id = of_street AND v.id = fact
    UNION ALL SELECT v.path, v.operation_id, 'returnee-step', v.returnee_id FROM visit.returnee_step v WHERE v.street_id = of_street AND v.id = fact
    UNION ALL SELECT v.path, v.operation_id, 'visit', v.id FROM visit.visit v WHERE v.street_id = of_street AND v.id = fact
    UNION ALL SELECT v.path, v.operation_id, 'visit-step', v.visit_id FROM visit.visit_step v WHERE v.street_id = of_street AND v.id = fact
    UNION ALL SELECT v.path, v.operation_id, 'parcel', v.id FROM visit.parcel v WHERE v.street_id = of_street AND v.id = fact
    UNION ALL SELECT v.path, v.operation_id, 'pickup', v.parcel_id FROM visit.pickup v WHERE v.street_id = of_street AND v.id = fact) x
  WHERE platform.role() IN ('officer', 'leader', 'grid-worker', 'gate-keeper') AND (platform.may_see(x.path) OR (x.kind = 'returnee' AND EXISTS (
    -- whoever met somebody bound for another community may still say that it was a slip
    SELECT FROM visit.returnee r WHERE r.street_id = of_street AND r.id = fact AND r.account_id = platform.account())))
$$;

-- ── Doors for whoever stands at a gate: they read neither the register nor operations ───────────────────────
CREATE FUNCTION visit.at_work(of_street text) RETURNS boolean LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
  SELECT platform.role() IN ('officer', 'leader', 'grid-worker', 'gate-keeper') AND EXISTS (SELECT FROM register.area a WHERE a.street_id = of_street AND a.path = platform.area())
$$;
CREATE FUNCTION visit.operations(of_street text, only_open boolean) RETURNS TABLE (id uuid, name text, path text) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT o.id, o.name, o.path::text FROM operation.operation o WHERE o.street_id = of_street AND (NOT only_open OR o.state = 'open') AND visit.at_work(of_street)
    AND (platform.may_see(o.path) OR starts_with(platform.area(), o.path)) ORDER BY o.starts_at DESC, o.id LIMIT 50
$$;
-- Doors by their address in the whole sub-district, without anybody who lives there: people return to other communities too.
CREATE FUNCTION visit.homes(of_street text, pattern text) RETURNS TABLE (path text, address text) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT d.path::text, coalesce(d.address, d.name) FROM (
    SELECT a.path FROM register.area a WHERE a.street_id = of_street AND a.address_key LIKE pattern AND visit.at_work(of_street) ORDER BY length(a.path), a.path LIMIT 20) found
  JOIN register.area d ON d.street_id = of_street AND d.kind = 'dwelling' AND d.path >= found.path AND d.path < (rtrim(found.path, '.') || '/') COLLATE "C"
  -- the building that was typed before units of the same number elsewhere
  GROUP BY d.path, d.address, d.name ORDER BY min(length(found.path)), d.path LIMIT 30
$$;
CREATE FUNCTION visit.addresses(of_street text, paths text[]) RETURNS TABLE (path text, address text, kind text) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT a.path::text, coalesce(a.address, a.name), a.kind FROM register.area a WHERE a.street_id = of_street AND a.path = ANY (paths) AND visit.at_work(of_street)
$$;

-- ── People ──────────────────────────────────────────────────────────────────────────────────────────────────
CREATE FUNCTION visit.write_people(of_street text, operation uuid, at_path text, fact uuid, people jsonb) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE i record;
BEGIN
  FOR i IN SELECT x.* FROM jsonb_to_recordset(people) AS x (id uuid, part text, name text, "nameMasked" text, phone text, "phoneMasked" text, "phoneDigest" bytea,
      "idType" text, "idNumber" text, "idMasked" text, "idDigest" bytea)
  LOOP
    INSERT INTO visit.person (street_id, operation_id, id, path, fact_id, part, name, name_masked, phone_masked, phone_digest, id_type, id_masked, id_digest)
      VALUES (of_street, operation, i.id, at_path, fact, i.part, i.name, i."nameMasked", i."phoneMasked", i."phoneDigest", i."idType", i."idMasked", i."idDigest")
      ON CONFLICT DO NOTHING;
    IF FOUND AND (i.phone IS NOT NULL OR i."idNumber" IS NOT NULL) THEN
      INSERT INTO visit.person_secret (street_id, id, path, phone, id_number) VALUES (of_street, i.id, at_path, i.phone, i."idNumber");
    END IF;
  END LOOP;
END $$;
-- For a fact that the asker has just written in their own area.
CREATE FUNCTION visit.put_people(of_street text, fact uuid, people jsonb) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE f record;
BEGIN
  SELECT * INTO f FROM visit.place_of(of_street, fact);
  IF f.path IS NULL THEN RAISE EXCEPTION 'not allowed' USING ERRCODE = 'insufficient_privilege'; END IF;
  PERFORM visit.write_people(of_street, f.operation_id, f.path, fact, people);
END $$;

-- Somebody met on the way home, wherever in the sub-district that is: the community there sees them at once.
-- Gives 'new', 'known' or 'refused' (no such operation or area in this sub-district).
CREATE FUNCTION visit.take_returnee(of_street text, item jsonb) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE i record;
BEGIN
  IF NOT visit.at_work(of_street) OR platform.account() IS NULL THEN
    RAISE EXCEPTION 'not allowed' USING ERRCODE = 'insufficient_privilege';
  END IF;
  SELECT * INTO i FROM jsonb_to_record(item) AS x (id uuid, "operationId" uuid, path text, "placeId" uuid, home text, "originCode" text, origin text, "leftOn" date,
    people integer, told boolean, at timestamptz, "contactBy" timestamptz, doubts text[], who jsonb);
  IF NOT EXISTS (SELECT FROM register.area a WHERE a.street_id = of_street AND a.path = i.path)
    OR NOT EXISTS (SELECT FROM operation.operation o WHERE o.street_id = of_street AND o.id = i."operationId") THEN RETURN 'refused'; END IF;
  INSERT INTO visit.returnee (street_id, operation_id, id, path, place_id, home, origin_code, origin, left_on, people, told, met_at, contact_by, account_id, doubts)
    VALUES (of_street, i."operationId", i.id, i.path, i."placeId", i.home, i."originCode", i.origin, i."leftOn", i.people, i.told, i.at, i."contactBy", platform.account(), i.doubts)
    ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN RETURN 'known'; END IF;
  PERFORM visit.write_people(of_street, i."operationId", i.path, i.id, i.who);
  INSERT INTO platform.ledger (street_id, operation_id, path, type, account_id, role, data)
    VALUES (of_street, i."operationId", i.path, 'visit.returnee-met', platform.account(), platform.role(), jsonb_build_object('returneeId', i.id));
  RETURN 'new';
END $$;

-- A record taken back lies where its fact lies, so that whoever sees the one sees the other. Gives 'new' or 'known'.
CREATE FUNCTION visit.take_back(of_street text, item jsonb) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  i record;
  f record;
BEGIN
  IF NOT visit.at_work(of_street) OR platform.account() IS NULL THEN RAISE EXCEPTION 'not allowed' USING ERRCODE = 'insufficient_privilege'; END IF;
  SELECT * INTO i FROM jsonb_to_record(item) AS x (id uuid, "operationId" uuid, "factId" uuid, of text, why text, at timestamptz);
  SELECT * INTO f FROM visit.place_of(of_street, i."factId");
  INSERT INTO visit.correction (street_id, operation_id, id, path, fact_id, of, why, at, account_id)
    VALUES (of_street, i."operationId", i.id, coalesce(f.path, platform.area()), i."factId", i.of, i.why, i.at, platform.account()) ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN RETURN 'known'; END IF;
  IF f.settles IS NOT NULL THEN PERFORM visit.settle(of_street, f.settles); END IF;
  INSERT INTO platform.ledger (street_id, operation_id, path, type, account_id, role, data)
    VALUES (of_street, i."operationId", coalesce(f.path, platform.area()), 'visit.taken-back', platform.account(), platform.role(),
      jsonb_build_object('factId', i."factId", 'of', i.of, 'why', i.why));
  RETURN 'new';
END $$;

-- ── The errand squad ────────────────────────────────────────────────────────────────────────────────────────
-- Volunteers and posted people carry what waits to its door. They read no table: what waits in their area, what they carry, and what they brought of late.
CREATE FUNCTION visit.on_errands(of_street text) RETURNS boolean LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
  SELECT platform.role() IN ('officer', 'leader', 'grid-worker', 'lane-crew') AND EXISTS (SELECT FROM register.area a WHERE a.street_id = of_street AND a.path = platform.area())
$$;
CREATE FUNCTION visit.errands(of_street text) RETURNS TABLE (id uuid, place_id uuid, place text, address text, recipient text, brought_by text, kind text, pieces integer, shelf text,
  at timestamptz, taken_at timestamptz, others integer, fetched text, said_id uuid, said text, said_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  WITH mine AS (
    SELECT DISTINCT ON (e.parcel_id) e.parcel_id, e.id, e.step, e.at FROM visit.errand e
    WHERE e.street_id = of_street AND e.account_id = platform.account() AND e.at > now() - interval '3 days' ORDER BY e.parcel_id, e.at DESC, e.id DESC),
  wanted AS (
    SELECT p.id FROM visit.parcel p WHERE p.street_id = of_street AND p.picked_at IS NULL
    UNION SELECT m.parcel_id FROM mine m WHERE m.step IN ('taken', 'not-delivered') OR (m.step = 'delivered' AND m.at > now() - interval '12 hours'))
  SELECT p.id, p.place_id, coalesce(g.name, c.name, ''), CASE WHEN a.kind = 'dwelling' THEN coalesce(a.address, a.name) END, p.recipient, p.brought_by, p.kind, p.pieces, p.shelf,
    p.at, p.taken_at, cardinality(array_remove(p.takers, platform.account())), p.picked_how, m.id, m.step, m.at
  FROM wanted w JOIN visit.parcel p ON p.street_id = of_street AND p.id = w.id
  JOIN operation.operation o ON o.street_id = of_street AND o.id = p.operation_id AND o.state = 'open'
  LEFT JOIN mine m ON m.parcel_id = p.id
  LEFT JOIN gate.gate g ON g.street_id = of_street AND g.id = p.place_id
  LEFT JOIN visit.checkpoint c ON c.street_id = of_street AND c.id = p.place_id
  LEFT JOIN register.area a ON a.street_id = of_street AND a.path = p.path
  WHERE visit.on_errands(of_street) AND platform.may_see(p.path) AND NOT visit.taken_back(of_street, p.id)
  ORDER BY (m.step IN ('taken', 'not-delivered')) DESC NULLS LAST, p.kind = 'medicine' DESC, p.at, p.id LIMIT 1000
$$;
-- One line of somebody of the squad; the parcel is locked, so that of two who take it at once the second is told of the first. No row: no such parcel
-- in the asker's area.
CREATE FUNCTION visit.carry(of_street text, item jsonb) RETURNS TABLE (known boolean, doubts text[]) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  i record;
  p visit.parcel;
BEGIN
  IF NOT visit.on_errands(of_street) OR platform.account() IS NULL THEN RAISE EXCEPTION 'not allowed' USING ERRCODE = 'insufficient_privilege'; END IF;
  SELECT * INTO i FROM jsonb_to_record(item) AS x (id uuid, "parcelId" uuid, step text, at timestamptz);
  SELECT * INTO p FROM visit.parcel v WHERE v.street_id = of_street AND v.id = i."parcelId" AND platform.may_see(v.path) FOR UPDATE;
  IF p.id IS NULL THEN RETURN; END IF;
  INSERT INTO visit.errand (street_id, operation_id, id, path, parcel_id, step, at, account_id)
    VALUES (of_street, p.operation_id, i.id, p.path, p.id, i.step, i.at, platform.account()) ON CONFLICT DO NOTHING;
  known := NOT FOUND;
  IF NOT known THEN
    PERFORM visit.settle_parcel(of_street, p.id);
    INSERT INTO platform.ledger (street_id, operation_id, path, type, account_id, role, data)
      VALUES (of_street, p.operation_id, p.path, 'visit.errand-noted', platform.account(), platform.role(), jsonb_build_object('parcelId', p.id, 'step', i.step));
    SELECT * INTO p FROM visit.parcel v WHERE v.street_id = of_street AND v.id = i."parcelId";
  END IF;
  doubts := array_remove(ARRAY[
    CASE WHEN i.step = 'taken' AND cardinality(array_remove(p.takers, platform.account())) > 0 THEN 'taken-by-other' END,
    CASE WHEN i.step IN ('taken', 'delivered') AND (p.picked_how IN ('resident', 'returned') OR (p.picked_how = 'door' AND p.takers[1] <> platform.account())) THEN 'already-fetched' END], NULL);
  RETURN NEXT;
END $$;

-- The one way to a whole number; what it was for goes on record with it.
CREATE FUNCTION visit.reveal(of_street text, of_person uuid, field text, purpose text) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  x visit.person;
  s visit.person_secret;
BEGIN
  IF platform.role() NOT IN ('officer', 'leader', 'grid-worker') OR purpose NOT IN ('call', 'door', 'verify', 'correct', 'emergency') OR field NOT IN ('phone', 'id-number')
    THEN RETURN NULL; END IF;
  SELECT * INTO x FROM visit.person p WHERE p.street_id = of_street AND p.id = of_person AND platform.may_see(p.path);
  SELECT * INTO s FROM visit.person_secret p WHERE p.street_id = of_street AND p.id = x.id;
  IF s.id IS NULL THEN RETURN NULL; END IF;
  INSERT INTO platform.ledger (street_id, operation_id, path, type, account_id, role, data)
    VALUES (of_street, x.operation_id, x.path, 'visit.number-revealed', platform.account(), platform.role(), jsonb_build_object('personId', x.id, 'field', field, 'purpose', purpose));
  RETURN CASE field WHEN 'phone' THEN s.phone ELSE s.id_number END;
END $$;

-- What a gate's phone needs of a visitor: a name to compare, half hidden.
CREATE FUNCTION visit.masked_visitors(of_street text, visits uuid[]) RETURNS TABLE (visit_id uuid, name text, phone text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT p.fact_id, p.name_masked, p.phone_masked FROM visit.person p
  WHERE p.street_id = of_street AND p.fact_id = ANY (visits) AND p.part = 'visitor' AND platform.may_see(p.path)
    AND platform.role() IN ('officer', 'leader', 'grid-worker', 'gate-keeper')
$$;
-- Vehicles of the last hour at each place, without the vehicles.
CREATE FUNCTION visit.flow(of_street text, of_operation uuid, upto timestamptz) RETURNS TABLE (place_id uuid, passed integer, first_at timestamptz, waiting integer, noted_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT coalesce(f.place_id, q.place_id), coalesce(f.passed, 0), f.first_at, q.waiting, q.at FROM (
    SELECT v.place_id, count(*)::integer AS passed, min(v.at) AS first_at FROM visit.vehicle v
    WHERE v.street_id = of_street AND v.operation_id = of_operation AND v.at > upto - interval '1 hour' AND v.at <= upto
      AND (platform.may_see(v.path) OR starts_with(platform.area(), v.path)) AND NOT visit.taken_back(of_street, v.id) GROUP BY v.place_id) f
  FULL JOIN (SELECT DISTINCT ON (n.place_id) n.place_id, n.waiting, n.at FROM visit.queue_note n
    WHERE n.street_id = of_street AND n.operation_id = of_operation AND n.at > upto - interval '12 hours' AND n.at <= upto
      AND (platform.may_see(n.path) OR starts_with(platform.area(), n.path)) AND NOT visit.taken_back(of_street, n.id) ORDER BY n.place_id, n.at DESC, n.id DESC) q USING (place_id)
  WHERE platform.role() IN ('officer', 'leader', 'grid-worker', 'gate-keeper', 'superior')
$$;

-- ── Time alone ──────────────────────────────────────────────────────────────────────────────────────────────
-- A stay that has become too long without anybody doing anything: one ledger line an arrival, so that pages and phones hear of it. Gives how many there were.
CREATE FUNCTION visit.keep_time() RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE n integer;
BEGIN
  IF NOT pg_try_advisory_xact_lock(hashtextextended('visit.clock', 0)) THEN RETURN 0; END IF;
  WITH over AS (
    UPDATE visit.visit v SET told_of = v.arrived_at WHERE v.arrived_at IS NOT NULL AND v.left_at IS NULL AND v.told_of IS NULL
      AND v.arrived_at < now() - interval '1 hour' AND v.arrived_at + make_interval(hours => v.hours) < now() AND NOT visit.taken_back(v.street_id, v.id)
      AND EXISTS (SELECT FROM operation.operation o WHERE o.street_id = v.street_id AND o.id = v.operation_id AND o.state = 'open')
    RETURNING v.street_id, v.operation_id, v.path, v.id)
  INSERT INTO platform.ledger (street_id, operation_id, path, type, data)
    SELECT o.street_id, o.operation_id, o.path, 'visit.overdue', jsonb_build_object('visitId', o.id) FROM over o;
  GET DIAGNOSTICS n = ROW_COUNT;
  RETURN n;
END $$;

-- ── The household's own door ────────────────────────────────────────────────────────────────────────────────
CREATE FUNCTION visit.hours_at(of_street text, of_operation uuid, at_path text) RETURNS integer LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
  SELECT coalesce((SELECT r.visit_hours FROM visit.rules r WHERE r.street_id = of_street AND r.operation_id = of_operation AND starts_with(at_path, r.path)
    ORDER BY length(r.path) DESC, r.seq DESC LIMIT 1), 24)
$$;
-- What the page of a household shows of its visitors; null: the key opens nothing.
CREATE FUNCTION visit.open_host(wanted bytea) RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE s selftest.slip := selftest.slip_of(wanted);
BEGIN
  IF s.id IS NULL THEN RETURN NULL; END IF;
  RETURN jsonb_build_object('mostHours', visit.hours_at(s.street_id, s.operation_id, s.path), 'visits', (
    SELECT coalesce(jsonb_agg(jsonb_build_object('id', v.id, 'serial', v.serial, 'name', p.name_masked, 'purpose', v.purpose, 'people', v.people, 'expectedOn', v.expected_on,
      'hours', v.hours, 'arrivedAt', v.arrived_at, 'leftAt', v.left_at, 'cancelledAt', v.cancelled_at) ORDER BY v.expected_on, v.id), '[]')
    FROM visit.visit v LEFT JOIN visit.person p ON p.street_id = v.street_id AND p.fact_id = v.id AND p.part = 'visitor'
    WHERE v.street_id = s.street_id AND v.slip_id = s.id AND v.expected_on >= current_date - 2));
END $$;
-- Outcomes: new, known, too-long, too-many (10 within a day); null: the key opens nothing.
CREATE FUNCTION visit.announce_by_slip(wanted bytea, item jsonb) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  s selftest.slip := selftest.slip_of(wanted);
  i record;
BEGIN
  IF s.id IS NULL THEN RETURN NULL; END IF;
  -- one at a time, so that the limit holds
  PERFORM pg_advisory_xact_lock(hashtextextended('visit.announce:' || s.id, 0));
  SELECT * INTO i FROM jsonb_to_record(item) AS x (id uuid, purpose text, people integer, plate text, "expectedOn" date, hours integer, who jsonb);
  IF EXISTS (SELECT FROM visit.visit v WHERE v.street_id = s.street_id AND v.id = i.id AND v.slip_id = s.id) THEN RETURN 'known'; END IF;
  IF i.hours > visit.hours_at(s.street_id, s.operation_id, s.path) THEN RETURN 'too-long'; END IF;
  IF (SELECT count(*) FROM visit.visit v WHERE v.street_id = s.street_id AND v.slip_id = s.id AND v.announced_at > now() - interval '1 day') >= 10 THEN RETURN 'too-many'; END IF;
  INSERT INTO visit.visit (street_id, operation_id, id, path, purpose, people, plate, expected_on, hours, via, slip_id)
    VALUES (s.street_id, s.operation_id, i.id, s.path, i.purpose, i.people, i.plate, i."expectedOn", i.hours, 'page', s.id) ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN RETURN NULL; END IF;
  PERFORM visit.write_people(s.street_id, s.operation_id, s.path, i.id, i.who);
  INSERT INTO platform.ledger (street_id, operation_id, path, type, data)
    VALUES (s.street_id, s.operation_id, s.path, 'visit.announced', jsonb_build_object('visitId', i.id, 'via', 'page'));
  RETURN 'new';
END $$;
-- False: the key opens nothing, or not this visit. Who has arrived can no longer be called off.
CREATE FUNCTION visit.call_off_by_slip(wanted bytea, of_visit uuid) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  s selftest.slip := selftest.slip_of(wanted);
  v visit.visit;
BEGIN
  SELECT * INTO v FROM visit.visit x WHERE x.street_id = s.street_id AND x.id = of_visit AND x.slip_id = s.id FOR UPDATE;
  IF v.id IS NULL OR v.arrived_at IS NOT NULL THEN RETURN false; END IF;
  IF v.cancelled_at IS NULL THEN
    INSERT INTO visit.visit_step (street_id, operation_id, id, path, visit_id, step, at) VALUES (v.street_id, v.operation_id, gen_random_uuid(), v.path, v.id, 'cancelled', now());
    UPDATE visit.visit x SET cancelled_at = now() WHERE x.street_id = v.street_id AND x.id = v.id;
    INSERT INTO platform.ledger (street_id, operation_id, path, type, data)
      VALUES (v.street_id, v.operation_id, v.path, 'visit.called-off', jsonb_build_object('visitId', v.id));
  END IF;
  RETURN true;
END $$;

-- ── For reports (modules/visit/sources.ts): what passed and waited, without plates and names ────────────────
CREATE VIEW visit.source_vehicles WITH (security_invoker = true) AS
  SELECT v.street_id, v.path, c.name AS place, v.direction, v.kind, v.goods, v.origin_code, v.aboard, v.light, v.outcome, v.at
  FROM visit.vehicle v LEFT JOIN visit.checkpoint c ON c.street_id = v.street_id AND c.id = v.place_id
  WHERE NOT EXISTS (SELECT FROM visit.correction k WHERE k.street_id = v.street_id AND k.fact_id = v.id);
CREATE VIEW visit.source_returnees WITH (security_invoker = true) AS
  SELECT r.street_id, r.path, r.origin_code, r.people, r.met_at, r.contact_by, r.reached_at, r.joined_at
  FROM visit.returnee r WHERE NOT EXISTS (SELECT FROM visit.correction k WHERE k.street_id = r.street_id AND k.fact_id = r.id);
CREATE VIEW visit.source_visits WITH (security_invoker = true) AS
  SELECT v.street_id, v.path, v.purpose, v.via, v.people, v.expected_on, v.hours, v.arrived_at, v.left_at
  FROM visit.visit v WHERE v.cancelled_at IS NULL AND NOT EXISTS (SELECT FROM visit.correction k WHERE k.street_id = v.street_id AND k.fact_id = v.id);
CREATE VIEW visit.source_parcels WITH (security_invoker = true) AS
  SELECT p.street_id, p.path, p.kind, p.pieces, p.at AS noted_at, p.taken_at, p.picked_at, p.picked_how, extract(epoch FROM p.picked_at - p.at)::integer / 60 AS minutes_waited
  FROM visit.parcel p WHERE NOT EXISTS (SELECT FROM visit.correction k WHERE k.street_id = p.street_id AND k.fact_id = p.id);
GRANT SELECT ON visit.source_vehicles, visit.source_returnees, visit.source_visits, visit.source_parcels TO shouwang_app;

REVOKE ALL ON FUNCTION visit.write_people, visit.hours_at, visit.at_work, visit.on_errands, visit.settle_parcel FROM PUBLIC;

-- Gates: where they are and who holds their keys, who crossed them as keepers' phones tell it, who stood there and how far they had counted.
-- A crossing is a fact: append-only, doubted but never refused; what happened by mistake is undone by a further line. It names a pass, never a person.
-- Everything that counters count is written only by gate.take_in, so no fault of the app can part them.

CREATE SCHEMA gate;
GRANT USAGE ON SCHEMA gate TO shouwang_app;

-- Minutes of the day that a gate stands open.
CREATE FUNCTION gate.open_minutes(state text, hours jsonb) RETURNS int4multirange LANGUAGE sql IMMUTABLE SET search_path = pg_catalog AS $$
  SELECT CASE WHEN state <> 'open' THEN '{}'::int4multirange WHEN hours = '[]' THEN '{[0,1440)}'::int4multirange
    ELSE (SELECT coalesce(range_agg(int4range(left(h ->> 'from', 2)::integer * 60 + right(h ->> 'from', 2)::integer,
        left(h ->> 'to', 2)::integer * 60 + right(h ->> 'to', 2)::integer)), '{}') FROM jsonb_array_elements(hours) h) END
$$;

CREATE TABLE gate.gate (
  street_id text NOT NULL,
  id uuid NOT NULL,
  path platform.area_path NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
  -- the areas that it lets people in and out of
  serves text[] COLLATE "C" NOT NULL CHECK (cardinality(serves) BETWEEN 1 AND 20),
  state text NOT NULL CHECK (state IN ('open', 'closed', 'handover')),
  -- [{"from":"06:00","to":"22:00"}], Shanghai time; none: round the clock
  hours jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(hours) = 'array' AND jsonb_array_length(hours) <= 4),
  lon double precision,
  lat double precision,
  fire_exit boolean NOT NULL DEFAULT false,
  -- a work number, shown whole to whoever stands at the gate
  key_name text CHECK (length(key_name) BETWEEN 1 AND 60),
  key_phone text CHECK (length(key_phone) BETWEEN 3 AND 30),
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (id, street_id),
  CHECK ((lon IS NULL) = (lat IS NULL) AND (key_name IS NULL) = (key_phone IS NULL)),
  CONSTRAINT fire_exit_has_key CHECK (NOT fire_exit OR (state = 'open' AND hours = '[]') OR key_phone IS NOT NULL)
);
CREATE INDEX gate_of_street ON gate.gate (street_id, path);
CREATE INDEX gate_by_path ON gate.gate (path);
CALL platform.guard('gate.gate', '{officer,leader,grid-worker,gate-keeper,superior}', '{officer,leader}', true);
GRANT SELECT, INSERT, DELETE, UPDATE (path, name, serves, state, hours, lon, lat, fire_exit, key_name, key_phone, version) ON gate.gate TO shouwang_app;

-- Served areas at or below `areas` that no opened gate leads out of at some minute of the day.
CREATE FUNCTION gate.shut_in(of_street text, areas text[]) RETURNS TABLE (area text) LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
  SELECT s.area FROM (
    SELECT DISTINCT a AS area FROM gate.gate g, unnest(g.serves || areas) a
    WHERE g.street_id = of_street AND EXISTS (SELECT FROM unnest(areas) b WHERE starts_with(a, b))
    UNION SELECT unnest(areas)) s
  WHERE NOT coalesce((SELECT range_agg(gate.open_minutes(g.state, g.hours)) FROM gate.gate g
    WHERE g.street_id = of_street AND EXISTS (SELECT FROM unnest(g.serves) b WHERE starts_with(s.area, b))), '{}') @> '[0,1440)'::int4range
  ORDER BY s.area
$$;
-- All gates that lead out of these areas or of areas within them, wherever they stand: who plans must know them, without their keys.
CREATE FUNCTION gate.exits_of(of_street text, areas text[]) RETURNS TABLE (id uuid, name text, serves text[], state text, hours jsonb, fire_exit boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT g.id, g.name, g.serves, g.state, g.hours, g.fire_exit FROM gate.gate g
  WHERE g.street_id = of_street AND platform.role() IN ('officer', 'leader')
    AND NOT EXISTS (SELECT FROM unnest(areas) a WHERE NOT platform.may_see(a) AND NOT starts_with(platform.area(), a))
    AND EXISTS (SELECT FROM unnest(g.serves) s, unnest(areas) a WHERE starts_with(s, a) OR starts_with(a, s))
$$;
-- Nobody is ever shut in: judged when the transaction ends, one transaction of a street after the other, so that two who each close the other's
-- last gate meet here. The rule with its words is modules/gate/exits.ts; the app holds the same lock from the start.
CREATE FUNCTION gate.lock_exits(of_street text) RETURNS void LANGUAGE sql SET search_path = pg_catalog
  AS $$ SELECT pg_advisory_xact_lock(hashtextextended('gate.exits:' || of_street, 0)) $$;
CREATE FUNCTION gate.keep_exits() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  street text := coalesce(NEW.street_id, OLD.street_id);
  shut text;
BEGIN
  PERFORM gate.lock_exits(street);
  SELECT s.area INTO shut FROM gate.shut_in(street, coalesce(OLD.serves, '{}') || coalesce(NEW.serves, '{}')) s LIMIT 1;
  IF shut IS NOT NULL THEN RAISE EXCEPTION '% would be left without an opened exit', shut USING ERRCODE = 'restrict_violation'; END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER keep_exits AFTER INSERT OR UPDATE OF serves, state, hours OR DELETE ON gate.gate
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION gate.keep_exits();

-- ── Facts ───────────────────────────────────────────────────────────────────────────────────────────────────
CREATE TABLE gate.crossing (
  street_id text NOT NULL,
  -- of the measure in force then; without one, of the open operation whose area holds the gate, if there is one
  operation_id uuid,
  id uuid NOT NULL,
  gate_id uuid NOT NULL,
  -- the gate's; the sender's area when the gate is unknown or not theirs
  path platform.area_path NOT NULL,
  shift_id uuid NOT NULL,
  n bigint NOT NULL CHECK (n >= 1),
  -- as corrected by the server's clock, and as the phone said
  at timestamptz NOT NULL,
  device_at timestamptz NOT NULL,
  received_at timestamptz NOT NULL DEFAULT now(),
  direction text NOT NULL CHECK (direction IN ('in', 'out')),
  means text NOT NULL CHECK (means IN ('phone', 'card', 'number', 'list', 'none')),
  pass_id uuid,
  -- of the pass when this arrived: the dwelling, opaque, and where else it opens gates
  household text COLLATE "C",
  scope text[] COLLATE "C" NOT NULL DEFAULT '{}',
  way text NOT NULL CHECK (way IN ('pass', 'medical', 'ambulance', 'child', 'no-phone', 'foreign-papers', 'courier', 'visitor', 'returnee', 'official', 'other')),
  code_from bigint,
  light text NOT NULL CHECK (light IN ('go', 'ask', 'stop')),
  because text[] NOT NULL CHECK (cardinality(because) >= 1),
  outcome text NOT NULL CHECK (outcome IN ('passed', 'turned-back', 'quiet-place')),
  errand text CHECK (errand IN ('shopping', 'medical', 'work', 'care', 'rubbish', 'other')),
  -- tenths of a degree: health data, nowhere but here
  temperature smallint,
  second smallint,
  list_age integer,
  -- what the same rule says with all that was known on arrival
  server_light text NOT NULL CHECK (server_light IN ('go', 'ask', 'stop')),
  server_because text[] NOT NULL CHECK (cardinality(server_because) >= 1),
  -- against the household's outings
  counts boolean NOT NULL,
  -- this line is no crossing: it takes one back
  undoes uuid,
  doubts text[] NOT NULL DEFAULT '{}' CHECK (doubts <@ '{unknown-gate,gate-elsewhere,unknown-pass,clock-skewed,id-reused}'),
  account_id uuid NOT NULL,
  device_id uuid,
  txid xid8 NOT NULL DEFAULT pg_current_xact_id(),
  seq bigint GENERATED ALWAYS AS IDENTITY,
  PRIMARY KEY (street_id, id),
  CHECK ((pass_id IS NULL) = (means = 'none'))
);
CREATE INDEX crossing_in_order ON gate.crossing (txid, seq);
CREATE INDEX crossing_by_pass ON gate.crossing (street_id, pass_id, at) WHERE pass_id IS NOT NULL;
CREATE INDEX crossing_by_household ON gate.crossing (street_id, household, at) WHERE counts AND household IS NOT NULL;
CREATE INDEX crossing_by_shift ON gate.crossing (street_id, shift_id, n);
CREATE INDEX crossing_by_time ON gate.crossing (street_id, at);
CREATE TRIGGER append_only BEFORE UPDATE ON gate.crossing FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CALL platform.guard('gate.crossing', '{officer,leader}', '{}');
-- Keepers read what they themselves recorded.
CREATE POLICY own ON gate.crossing FOR SELECT TO shouwang_app USING (account_id = platform.account() AND platform.may_see(path));
GRANT SELECT ON gate.crossing TO shouwang_app;

-- Crossings that did not happen. The line may come before the crossing it undoes.
CREATE TABLE gate.undone (
  street_id text NOT NULL,
  operation_id uuid,
  crossing_id uuid NOT NULL,
  shift_id uuid NOT NULL,
  path platform.area_path NOT NULL,
  by_id uuid NOT NULL,
  PRIMARY KEY (street_id, crossing_id, shift_id)
);
CREATE INDEX undone_by_path ON gate.undone (path);
CALL platform.guard('gate.undone', '{officer,leader}', '{}');
GRANT SELECT ON gate.undone TO shouwang_app;

-- Per gate and hour of the crossing. `ins` and `outs` passed; the rest did not, or say what the keeper was shown.
CREATE TABLE gate.hour_count (
  street_id text NOT NULL,
  gate_id uuid NOT NULL,
  hour timestamptz NOT NULL,
  path platform.area_path NOT NULL,
  ins integer NOT NULL DEFAULT 0,
  outs integer NOT NULL DEFAULT 0,
  turned_back integer NOT NULL DEFAULT 0,
  quiet_place integer NOT NULL DEFAULT 0,
  asked integer NOT NULL DEFAULT 0,
  stopped integer NOT NULL DEFAULT 0,
  medical integer NOT NULL DEFAULT 0,
  -- the server's light was another
  differing integer NOT NULL DEFAULT 0,
  PRIMARY KEY (street_id, gate_id, hour)
) WITH (fillfactor = 70);
CREATE INDEX hour_count_by_path ON gate.hour_count (path, hour);
CALL platform.guard('gate.hour_count', '{officer,leader,grid-worker,gate-keeper,superior}', '{}');
GRANT SELECT ON gate.hour_count TO shouwang_app;

-- What the duty officer must hear of; `id` is the crossing's. Which fever is whose stands nowhere.
CREATE TABLE gate.alert (
  street_id text NOT NULL,
  operation_id uuid,
  id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('medical', 'medical-refused', 'fever')),
  gate_id uuid NOT NULL,
  path platform.area_path NOT NULL,
  at timestamptz NOT NULL,
  raised_at timestamptz NOT NULL DEFAULT now(),
  withdrawn_at timestamptz,
  seen_by uuid,
  seen_at timestamptz,
  PRIMARY KEY (id, street_id, kind),
  CHECK ((seen_by IS NULL) = (seen_at IS NULL))
);
CREATE INDEX alert_by_path ON gate.alert (path, raised_at);
CALL platform.guard('gate.alert', '{officer,leader}', '{}');
GRANT SELECT ON gate.alert TO shouwang_app;

CREATE TABLE gate.shift_fact (
  street_id text NOT NULL,
  id uuid NOT NULL,
  shift_id uuid NOT NULL,
  gate_id uuid NOT NULL,
  path platform.area_path NOT NULL,
  step text NOT NULL CHECK (step IN ('begin', 'beat', 'end')),
  at timestamptz NOT NULL,
  device_at timestamptz NOT NULL,
  received_at timestamptz NOT NULL DEFAULT now(),
  -- crossings that the shift had counted by then
  made bigint NOT NULL CHECK (made >= 0),
  account_id uuid NOT NULL,
  device_id uuid,
  PRIMARY KEY (street_id, id)
);
CREATE INDEX shift_fact_by_shift ON gate.shift_fact (street_id, shift_id, at);
CREATE INDEX shift_fact_by_path ON gate.shift_fact (path, at);
CREATE TRIGGER append_only BEFORE UPDATE ON gate.shift_fact FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CALL platform.guard('gate.shift_fact', '{officer,leader,grid-worker,gate-keeper}', '{officer,leader,grid-worker,gate-keeper}');
GRANT SELECT, INSERT ON gate.shift_fact TO shouwang_app;

-- Which crossings of the table above happened.
CREATE FUNCTION gate.is_undone(of_street text, crossing uuid, shift uuid) RETURNS boolean LANGUAGE sql STABLE SET search_path = pg_catalog
  AS $$ SELECT EXISTS (SELECT FROM gate.undone u WHERE u.street_id = of_street AND u.crossing_id = crossing AND u.shift_id = shift) $$;

-- Adds (+1) or takes off (-1) crossings from the counters of their gates and hours.
CREATE FUNCTION gate.count(of_street text, ids uuid[], sign integer) RETURNS void LANGUAGE sql SET search_path = pg_catalog AS $$
  INSERT INTO gate.hour_count AS k (street_id, gate_id, hour, path, ins, outs, turned_back, quiet_place, asked, stopped, medical, differing)
  SELECT of_street, c.gate_id, date_trunc('hour', c.at, 'UTC'), min(c.path),
    sign * count(*) FILTER (WHERE c.outcome = 'passed' AND c.direction = 'in'), sign * count(*) FILTER (WHERE c.outcome = 'passed' AND c.direction = 'out'),
    sign * count(*) FILTER (WHERE c.outcome = 'turned-back'), sign * count(*) FILTER (WHERE c.outcome = 'quiet-place'),
    sign * count(*) FILTER (WHERE c.light = 'ask'), sign * count(*) FILTER (WHERE c.light = 'stop'),
    sign * count(*) FILTER (WHERE 'medical' = ANY (c.server_because)), sign * count(*) FILTER (WHERE c.light <> c.server_light)
  FROM gate.crossing c WHERE c.street_id = of_street AND c.id = ANY (ids) AND NOT c.doubts && '{unknown-gate,gate-elsewhere}'
  GROUP BY 2, 3 ORDER BY 2, 3
  ON CONFLICT (street_id, gate_id, hour) DO UPDATE SET ins = k.ins + excluded.ins, outs = k.outs + excluded.outs, turned_back = k.turned_back + excluded.turned_back,
    quiet_place = k.quiet_place + excluded.quiet_place, asked = k.asked + excluded.asked, stopped = k.stopped + excluded.stopped,
    medical = k.medical + excluded.medical, differing = k.differing + excluded.differing
$$;

-- Records a batch, judged by the app beforehand, and says of each what stands on record: known (it was there before), and whether under that id
-- another crossing had come. Shifts are locked in one order, so that a crossing and the line that undoes it never miss each other.
CREATE FUNCTION gate.take_in(of_street text, facts jsonb)
RETURNS TABLE (id uuid, known boolean, reused boolean, light text, because text[])
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
#variable_conflict use_column
DECLARE
  fresh uuid[];
  undone uuid[];
BEGIN
  IF platform.role() NOT IN ('officer', 'leader', 'grid-worker', 'gate-keeper') THEN RETURN; END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('gate.shift:' || x.shift, 0))
    FROM (SELECT DISTINCT f ->> 'shift_id' AS shift FROM jsonb_array_elements(facts) f ORDER BY 1) x;
  WITH came AS (
    INSERT INTO gate.crossing (street_id, operation_id, id, gate_id, path, shift_id, n, at, device_at, direction, means, pass_id, household, scope, way, code_from,
      light, because, outcome, errand, temperature, second, list_age, server_light, server_because, counts, undoes, doubts, account_id, device_id)
    SELECT of_street, f.operation_id, f.id, f.gate_id, f.path, f.shift_id, f.n, f.at, f.device_at, f.direction, f.means, f.pass_id, f.household, f.scope, f.way, f.code_from,
      f.light, f.because, f.outcome, f.errand, f.temperature, f.second, f.list_age, f.server_light, f.server_because, f.counts, f.undoes, f.doubts, f.account_id, f.device_id
    FROM jsonb_to_recordset(facts) AS f (operation_id uuid, id uuid, gate_id uuid, path text, shift_id uuid, n bigint, at timestamptz, device_at timestamptz, direction text,
      means text, pass_id uuid, household text, scope text[], way text, code_from bigint, light text, because text[], outcome text, errand text, temperature smallint,
      second smallint, list_age integer, server_light text, server_because text[], counts boolean, undoes uuid, doubts text[], account_id uuid, device_id uuid)
    WHERE platform.may_see(f.path)
    ON CONFLICT (street_id, id) DO NOTHING RETURNING id)
  SELECT coalesce(array_agg(c.id), '{}') INTO fresh FROM came c;

  WITH taken AS (
    INSERT INTO gate.undone (street_id, operation_id, crossing_id, shift_id, path, by_id)
    SELECT of_street, c.operation_id, c.undoes, c.shift_id, c.path, c.id FROM gate.crossing c
    WHERE c.street_id = of_street AND c.id = ANY (fresh) AND c.undoes IS NOT NULL
    ON CONFLICT DO NOTHING RETURNING crossing_id, shift_id)
  SELECT coalesce(array_agg(c.id), '{}') INTO undone
  FROM taken t JOIN gate.crossing c ON c.street_id = of_street AND c.id = t.crossing_id AND c.shift_id = t.shift_id WHERE c.undoes IS NULL AND NOT c.id = ANY (fresh);

  PERFORM gate.count(of_street, (SELECT array_agg(c.id) FROM gate.crossing c
    WHERE c.street_id = of_street AND c.id = ANY (fresh) AND c.undoes IS NULL AND NOT gate.is_undone(of_street, c.id, c.shift_id)), 1);
  IF cardinality(undone) > 0 THEN
    PERFORM gate.count(of_street, undone, -1);
    UPDATE gate.alert a SET withdrawn_at = now() WHERE a.street_id = of_street AND a.id = ANY (undone) AND a.withdrawn_at IS NULL;
  END IF;

  WITH raised AS (
    INSERT INTO gate.alert (street_id, operation_id, id, kind, gate_id, path, at)
    SELECT of_street, c.operation_id, c.id, k.kind, c.gate_id, c.path, c.at FROM gate.crossing c
    CROSS JOIN LATERAL (
      SELECT CASE c.outcome WHEN 'passed' THEN 'medical' ELSE 'medical-refused' END AS kind WHERE 'medical' = ANY (c.server_because) AND c.direction = 'out'
      UNION ALL SELECT 'fever' WHERE 'fever' = ANY (c.server_because)) k
    WHERE c.street_id = of_street AND c.id = ANY (fresh) AND c.undoes IS NULL AND NOT gate.is_undone(of_street, c.id, c.shift_id)
    RETURNING *)
  INSERT INTO platform.ledger (street_id, operation_id, path, type, account_id, role, data)
  SELECT of_street, a.operation_id, a.path, CASE a.kind WHEN 'fever' THEN 'gate.fever-found' WHEN 'medical' THEN 'gate.medical-exit' ELSE 'gate.medical-refused' END,
    c.account_id, platform.role(), jsonb_build_object('crossingId', a.id, 'gateId', a.gate_id)
  FROM raised a JOIN gate.crossing c ON c.street_id = of_street AND c.id = a.id ORDER BY a.at, a.id;

  RETURN QUERY SELECT c.id, NOT c.id = ANY (fresh), (c.gate_id, c.shift_id, c.n, c.device_at) IS DISTINCT FROM (f.gate_id, f.shift_id, f.n, f.device_at), c.server_light, c.server_because
    FROM jsonb_to_recordset(facts) AS f (id uuid, gate_id uuid, shift_id uuid, n bigint, device_at timestamptz)
    JOIN gate.crossing c ON c.street_id = of_street AND c.id = f.id;
END $$;

-- ── Doors ───────────────────────────────────────────────────────────────────────────────────────────────────
-- What one gate must know of crossings at all gates: those of passes that open it, changed by transaction `since` or later, in order. No person, no gate.
CREATE FUNCTION gate.crossed_since(of_street text, of_gate uuid, since xid8, after_txid xid8, after_seq bigint, from_at timestamptz, most integer)
RETURNS TABLE (txid text, seq bigint, id uuid, pass_id uuid, household text, direction text, at timestamptz, counts boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE leads text[];
BEGIN
  SELECT g.serves INTO leads FROM gate.gate g WHERE g.street_id = of_street AND g.id = of_gate
    AND (platform.may_see(g.path) OR starts_with(platform.area(), g.path)) AND platform.role() IN ('officer', 'leader', 'grid-worker', 'gate-keeper');
  IF leads IS NULL THEN RETURN; END IF;
  RETURN QUERY
    SELECT c.txid::text, c.seq, c.id, c.pass_id, c.household, c.direction, c.at, c.counts FROM gate.crossing c
    WHERE c.street_id = of_street AND c.txid >= since AND (c.txid, c.seq) > (after_txid, after_seq) AND c.at >= from_at
      AND c.pass_id IS NOT NULL AND c.outcome = 'passed' AND c.undoes IS NULL AND NOT gate.is_undone(of_street, c.id, c.shift_id)
      AND EXISTS (SELECT FROM unnest(leads) a, unnest(c.scope) b WHERE starts_with(a, b) OR starts_with(b, a))
    ORDER BY c.txid, c.seq LIMIT most;
END $$;

-- Crossings as a live feed, read like platform.ledger_since: which gate, which way; no pass, no health.
CREATE FUNCTION gate.crossings_since(watermark xid8, seen xid8[], most integer)
RETURNS TABLE (txid text, path text, gate_id uuid, direction text, light text, outcome text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT c.txid::text, c.path::text, c.gate_id, c.direction, c.light, c.outcome FROM gate.crossing c
  WHERE c.txid >= watermark AND c.txid <> ALL (seen) ORDER BY c.txid, c.seq LIMIT most
$$;

-- Whom a gate calls: the sub-district's officer first, then down to the nearest.
CREATE FUNCTION gate.duty_chain(of_street text, of_gate uuid) RETURNS TABLE (name text, phone text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT d.name, d.phone FROM gate.gate g JOIN register.duty d ON d.street_id = of_street AND d.phone IS NOT NULL
    AND EXISTS (SELECT FROM unnest(g.serves || g.path::text) a WHERE starts_with(a, d.path))
  WHERE g.street_id = of_street AND g.id = of_gate AND (platform.may_see(g.path) OR starts_with(platform.area(), g.path))
    AND platform.role() IN ('officer', 'leader', 'grid-worker', 'gate-keeper')
  ORDER BY array_position('{street-officer,community-leader,patch-leader,grid-worker,property-liaison,building-head}'::text[], d.post), d.path, d.id LIMIT 8
$$;

-- Somebody takes an alert up; the first is on record. False: none such in sight, or it was taken up before.
CREATE FUNCTION gate.see_alert(of_street text, of_alert uuid, of_kind text) RETURNS TABLE (path text, operation_id uuid)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog AS $$
  UPDATE gate.alert a SET seen_by = platform.account(), seen_at = now()
  WHERE a.id = of_alert AND a.street_id = of_street AND a.kind = of_kind AND a.seen_at IS NULL AND platform.account() IS NOT NULL
    AND platform.role() IN ('officer', 'leader') AND platform.may_see(a.path)
  RETURNING a.path::text, a.operation_id
$$;

-- Everything that the counters say, recounted from the facts: no row means that all is right.
CREATE FUNCTION gate.check_counts(of_street text) RETURNS TABLE (gate_id uuid, hour timestamptz, counted text, actual text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT coalesce(k.gate_id, f.gate_id), coalesce(k.hour, f.hour), concat_ws('/', k.ins, k.outs, k.turned_back, k.quiet_place, k.asked, k.stopped, k.medical, k.differing), f.figures
  FROM (SELECT * FROM gate.hour_count h WHERE h.street_id = of_street
      AND (h.ins, h.outs, h.turned_back, h.quiet_place, h.asked, h.stopped, h.medical, h.differing) <> (0, 0, 0, 0, 0, 0, 0, 0)) k
  FULL JOIN (
    SELECT c.gate_id, date_trunc('hour', c.at, 'UTC') AS hour, concat_ws('/', count(*) FILTER (WHERE c.outcome = 'passed' AND c.direction = 'in'),
      count(*) FILTER (WHERE c.outcome = 'passed' AND c.direction = 'out'), count(*) FILTER (WHERE c.outcome = 'turned-back'), count(*) FILTER (WHERE c.outcome = 'quiet-place'),
      count(*) FILTER (WHERE c.light = 'ask'), count(*) FILTER (WHERE c.light = 'stop'), count(*) FILTER (WHERE 'medical' = ANY (c.server_because)), count(*) FILTER (WHERE c.light <> c.server_light)) AS figures
    FROM gate.crossing c WHERE c.street_id = of_street AND c.undoes IS NULL AND NOT c.doubts && '{unknown-gate,gate-elsewhere}' AND NOT gate.is_undone(of_street, c.id, c.shift_id)
    GROUP BY 1, 2) f ON f.gate_id = k.gate_id AND f.hour = k.hour
  WHERE platform.role() IN ('officer', 'leader', 'administrator')
    AND concat_ws('/', k.ins, k.outs, k.turned_back, k.quiet_place, k.asked, k.stopped, k.medical, k.differing) IS DISTINCT FROM coalesce(f.figures, '')
$$;

-- Published for reports (modules/gate/sources.ts): hours at gates, without the people.
CREATE VIEW gate.source_hours WITH (security_invoker = true) AS
  SELECT h.street_id, h.path, g.name AS gate, h.hour, h.ins, h.outs, h.turned_back, h.quiet_place, h.medical
  FROM gate.hour_count h JOIN gate.gate g ON g.id = h.gate_id AND g.street_id = h.street_id;
GRANT SELECT ON gate.source_hours TO shouwang_app;

REVOKE ALL ON FUNCTION gate.keep_exits, gate.shut_in, gate.count FROM PUBLIC;

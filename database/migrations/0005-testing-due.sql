-- The due list: fixed from the register when a round opens, kept up as people move, exempted by hand. These functions are the only
-- writers of testing.due and testing.missing besides ingest (0006), and they move the counters in the same statement.
-- The rule is modules/testing/due.ts; tests hold the two against each other.

-- Whom a round wants, of those who have not left the register.
-- Its paths are of the domain already, so that a list of half a million is not checked anew.
CREATE FUNCTION testing.wanted(r testing.round) RETURNS TABLE (resident_id uuid, path platform.area_path, away boolean)
LANGUAGE sql STABLE AS $$
  SELECT p.id, p.path, p.residence = 'away' FROM register.resident p
  WHERE p.path >= (r.path::text COLLATE "C") AND p.path < ((rtrim(r.path, '.') || '/') COLLATE "C") AND p.street_id = r.street_id AND p.left_at IS NULL
    AND (r.scope = 'whole' OR (r.scope = 'groups' AND p.groups && r.groups) OR (r.scope = 'list' AND EXISTS (
      SELECT FROM testing.listed l WHERE l.street_id = r.street_id AND l.round_id = r.id AND l.resident_id = p.id)))
$$;

-- Fixes the due list of a round that has none. Whoever is registered here and lives elsewhere is on it as exempt, so that everybody is accounted for.
CREATE FUNCTION testing.fix_due(of_street text, of_round uuid) RETURNS TABLE (due integer, away integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  r testing.round;
  n integer;
BEGIN
  SELECT * INTO r FROM testing.round WHERE street_id = of_street AND id = of_round;
  IF r.id IS NULL OR platform.role() NOT IN ('officer', 'leader') OR NOT platform.may_see(r.path) OR r.state <> 'open'
    OR EXISTS (SELECT FROM testing.due d WHERE d.street_id = of_street AND d.round_id = of_round) THEN RETURN; END IF;
  INSERT INTO testing.due (street_id, operation_id, round_id, resident_id, path, state, reason)
    SELECT of_street, r.operation_id, of_round, w.resident_id, w.path, CASE WHEN w.away THEN 'exempt' ELSE 'due' END, CASE WHEN w.away THEN 'away' END
    FROM testing.wanted(r) w ORDER BY w.path;
  INSERT INTO testing.missing (street_id, round_id, resident_id, path, door)
    SELECT of_street, of_round, d.resident_id, d.path, testing.door(d.path, a.floor)
    FROM testing.due d LEFT JOIN register.area a ON a.street_id = d.street_id AND a.path = d.path
    WHERE d.street_id = of_street AND d.round_id = of_round AND d.state = 'due' ORDER BY d.path;
  INSERT INTO testing.counter (street_id, round_id, path, due, exempt)
    SELECT of_street, of_round, testing.building(d.path), count(*) FILTER (WHERE d.state = 'due'), count(*) FILTER (WHERE d.state = 'exempt')
    FROM testing.due d WHERE d.street_id = of_street AND d.round_id = of_round GROUP BY 3;
  SELECT coalesce(sum(c.due), 0), coalesce(sum(c.exempt), 0) INTO due, away FROM testing.counter c WHERE c.street_id = of_street AND c.round_id = of_round;
  -- Plans of the first scans must not be made for the tables as they were. A site, too, is then looked up by its own key: without figures
  -- the planner finds all sites of the street for every sample.
  ANALYZE testing.round, testing.site;
  IF due > 10000 THEN ANALYZE testing.due, testing.missing, testing.counter; END IF;
  RETURN NEXT;
END $$;

-- Moves people's lines to the states given, with everything that hangs on them. Under the round's exclusive lock only.
-- `by`: who decided it by hand; without one, what was decided by hand and stays the same keeps its author and note.
CREATE FUNCTION testing.move_due(r testing.round, people uuid[], states text[], reasons text[], remark text, paths text[], by uuid)
RETURNS TABLE (added integer, withdrawn integer, moved integer)
LANGUAGE sql SET search_path = pg_catalog AS $$
  WITH change AS MATERIALIZED (
    SELECT t.person, t.state, t.reason, t.path, d.state AS old_state, d.path AS old_path, x.key AS paper,
      coalesce(d.state = 'due', false) AS was_due, coalesce(d.state = 'due' AND m.resident_id IS NULL, false) AS was_tested,
      t.state = 'due' AS is_due, t.state = 'due' AND (CASE WHEN d.state = 'due' THEN m.resident_id IS NULL ELSE EXISTS (
        SELECT FROM testing.walk_in w WHERE w.street_id = r.street_id AND w.round_id = r.id AND w.key = ANY (ARRAY['r:' || t.person, x.key])) END) AS is_tested
    FROM unnest(people, states, reasons, paths) AS t (person, state, reason, path)
    LEFT JOIN testing.due d ON d.street_id = r.street_id AND d.round_id = r.id AND d.resident_id = t.person
    LEFT JOIN testing.missing m ON m.street_id = r.street_id AND m.round_id = r.id AND m.resident_id = t.person
    LEFT JOIN LATERAL (SELECT 'i:' || encode(p.id_digest, 'hex') AS key FROM register.resident p WHERE p.street_id = r.street_id AND p.id = t.person) x ON true
  ), line AS (
    INSERT INTO testing.due AS d (street_id, operation_id, round_id, resident_id, path, state, reason, note, changed_by)
    SELECT r.street_id, r.operation_id, r.id, c.person, c.path, c.state, c.reason, remark, by FROM change c ORDER BY c.person
    ON CONFLICT (street_id, round_id, resident_id) DO UPDATE SET path = excluded.path, state = excluded.state, reason = excluded.reason,
      note = CASE WHEN by IS NULL AND d.state = excluded.state THEN d.note ELSE excluded.note END,
      changed_by = CASE WHEN by IS NULL AND d.state = excluded.state THEN d.changed_by ELSE excluded.changed_by END,
      changed_at = CASE WHEN by IS NULL AND d.state = excluded.state THEN d.changed_at ELSE now() END
  ), found AS (
    DELETE FROM testing.missing m USING change c
    WHERE m.street_id = r.street_id AND m.round_id = r.id AND m.resident_id = c.person AND c.was_due AND NOT c.is_due
  ), shifted AS (
    UPDATE testing.missing m SET path = c.path, door = testing.door(c.path, (SELECT a.floor FROM register.area a WHERE a.street_id = r.street_id AND a.path = c.path))
    FROM change c WHERE m.street_id = r.street_id AND m.round_id = r.id AND m.resident_id = c.person AND c.was_due AND c.is_due AND m.path <> c.path
  ), sought AS (
    INSERT INTO testing.missing (street_id, round_id, resident_id, path, door)
    SELECT r.street_id, r.id, c.person, c.path, testing.door(c.path, (SELECT a.floor FROM register.area a WHERE a.street_id = r.street_id AND a.path = c.path))
    FROM change c WHERE c.is_due AND NOT c.is_tested AND NOT c.was_due
  ), walked AS (
    DELETE FROM testing.walk_in w USING change c
    WHERE w.street_id = r.street_id AND w.round_id = r.id AND w.key = ANY (ARRAY['r:' || c.person, c.paper]) AND c.is_due AND NOT c.was_due
    RETURNING w.path, w.sample_id, c.person
  ), buildings AS (
    INSERT INTO testing.counter AS k (street_id, round_id, path, due, tested, exempt, walk_in)
    SELECT r.street_id, r.id, delta.path, sum(delta.due), sum(delta.tested), sum(delta.exempt), sum(delta.walk_in) FROM (
      SELECT testing.building(c.old_path) AS path, -c.was_due::integer AS due, -c.was_tested::integer AS tested, -(c.old_state = 'exempt')::integer AS exempt, 0 AS walk_in
        FROM change c WHERE c.old_state IS NOT NULL
      UNION ALL SELECT testing.building(c.path), c.is_due::integer, c.is_tested::integer, (c.state = 'exempt')::integer, 0 FROM change c
      UNION ALL SELECT testing.building(w.path), 0, 0, 0, -1 FROM walked w
    ) delta GROUP BY delta.path HAVING sum(delta.due) <> 0 OR sum(delta.tested) <> 0 OR sum(delta.exempt) <> 0 OR sum(delta.walk_in) <> 0 ORDER BY 3
    ON CONFLICT (street_id, round_id, path) DO UPDATE SET due = k.due + excluded.due, tested = k.tested + excluded.tested,
      exempt = k.exempt + excluded.exempt, walk_in = k.walk_in + excluded.walk_in
  ), lanes AS (
    UPDATE testing.lane_counter l SET walk_in = l.walk_in - b.lines, tested = l.tested + b.people
    FROM (
      SELECT s.site_id, s.lane, testing.quarter(s.taken_at) AS quarter, count(*) AS lines, count(*) FILTER (WHERE s.earliest) AS people
      FROM (SELECT s.site_id, s.lane, s.taken_at, s.seq = min(s.seq) OVER (PARTITION BY w.person) AS earliest
        FROM walked w JOIN testing.sample s ON s.street_id = r.street_id AND s.id = w.sample_id) s
      GROUP BY 1, 2, 3
    ) b WHERE l.street_id = r.street_id AND l.round_id = r.id AND l.site_id = b.site_id AND l.lane = b.lane AND l.quarter = b.quarter
  )
  SELECT count(*) FILTER (WHERE c.is_due AND NOT c.was_due)::integer, count(*) FILTER (WHERE c.was_due AND NOT c.is_due)::integer,
    count(*) FILTER (WHERE c.old_state = c.state AND c.old_path <> c.path)::integer FROM change c
$$;

-- Judges these people's lines by the register as it is now. Idempotent. Under the round's exclusive lock only.
CREATE FUNCTION testing.judge_due(r testing.round, people uuid[]) RETURNS TABLE (added integer, withdrawn integer, moved integer)
LANGUAGE sql SET search_path = pg_catalog AS $$
  SELECT d.added, d.withdrawn, d.moved FROM (
    SELECT array_agg(n.person) AS people, array_agg(n.state) AS states, array_agg(n.reason) AS reasons, array_agg(n.path) AS paths FROM (
      SELECT p.person, p.old_path, p.old_state, p.old_reason,
        CASE WHEN p.gone IS NOT NULL THEN 'withdrawn' WHEN p.stays THEN p.old_state WHEN p.away THEN 'exempt' ELSE 'due' END AS state,
        CASE WHEN p.gone IS NOT NULL THEN p.gone WHEN p.stays THEN p.old_reason WHEN p.away THEN 'away' END AS reason,
        CASE WHEN p.gone IS NOT NULL THEN p.old_path ELSE p.path END AS path
      FROM (
        SELECT x.id AS person, d.state AS old_state, d.reason AS old_reason, d.path::text AS old_path, p.path::text AS path, p.residence = 'away' AS away,
          d.state = 'due' AND m.resident_id IS NULL AS tested,
          coalesce(d.state <> 'withdrawn' AND (d.changed_by IS NOT NULL OR (d.state = 'due' AND m.resident_id IS NULL)), false) AS stays,
          CASE WHEN p.id IS NULL THEN 'mistake' WHEN p.left_reason = 'moved' THEN 'moved-out' WHEN p.left_reason IS NOT NULL THEN p.left_reason
            WHEN NOT starts_with(p.path, r.path) OR (r.scope = 'groups' AND NOT p.groups && r.groups) OR (r.scope = 'list' AND l.resident_id IS NULL)
            THEN 'left-scope' END AS gone
        FROM (SELECT DISTINCT unnest(people) AS id) x
        LEFT JOIN register.resident p ON p.street_id = r.street_id AND p.id = x.id
        LEFT JOIN testing.listed l ON l.street_id = r.street_id AND l.round_id = r.id AND l.resident_id = x.id
        LEFT JOIN testing.due d ON d.street_id = r.street_id AND d.round_id = r.id AND d.resident_id = x.id
        LEFT JOIN testing.missing m ON m.street_id = r.street_id AND m.round_id = r.id AND m.resident_id = x.id
      ) p
      WHERE p.gone IS NULL OR (p.old_state IN ('due', 'exempt') AND NOT p.tested)
    ) n WHERE (n.state, coalesce(n.reason, ''), n.path) IS DISTINCT FROM (n.old_state, coalesce(n.old_reason, ''), n.old_path)
  ) c CROSS JOIN LATERAL testing.move_due(r, coalesce(c.people, '{}'), c.states, c.reasons, NULL, c.paths, NULL) d
$$;

-- Brings these people's lines up to date with the register. A closed round stays as it is.
CREATE FUNCTION testing.reconcile(of_street text, of_round uuid, people uuid[]) RETURNS TABLE (added integer, withdrawn integer, moved integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE r testing.round;
BEGIN
  PERFORM pg_advisory_xact_lock(testing.lock_key(of_round));
  SELECT * INTO r FROM testing.round WHERE street_id = of_street AND id = of_round;
  IF r.id IS NULL OR r.state <> 'open' OR platform.role() NOT IN ('officer', 'leader') OR NOT platform.may_see(r.path) THEN
    RETURN QUERY SELECT 0, 0, 0;
  ELSE
    RETURN QUERY SELECT * FROM testing.judge_due(r, people);
  END IF;
END $$;

-- People whose lines may differ from what the register says now; found without a lock, then judged by testing.reconcile under one.
CREATE FUNCTION testing.differing(of_street text, of_round uuid) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE r testing.round;
BEGIN
  SELECT * INTO r FROM testing.round WHERE street_id = of_street AND id = of_round;
  IF r.id IS NULL OR r.state <> 'open' OR platform.role() NOT IN ('officer', 'leader') OR NOT platform.may_see(r.path) THEN RETURN; END IF;
  RETURN QUERY
    SELECT coalesce(w.resident_id, d.resident_id)
    FROM testing.wanted(r) w
    FULL JOIN (SELECT * FROM testing.due x WHERE x.street_id = of_street AND x.round_id = of_round) d ON d.resident_id = w.resident_id
    WHERE CASE WHEN d.resident_id IS NULL THEN true WHEN w.resident_id IS NULL THEN d.state <> 'withdrawn'
      ELSE d.path <> w.path OR d.state = 'withdrawn' OR (d.changed_by IS NULL AND (d.state = 'exempt') <> w.away) END;
END $$;

-- By hand: 'exempt' with a reason, or 'due' again. Verdicts: ok, closed, not-listed, tested.
CREATE FUNCTION testing.decide_due(of_street text, of_round uuid, person uuid, new_state text, why text, remark text)
RETURNS TABLE (verdict text, path text, operation_id uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  r testing.round;
  d testing.due;
BEGIN
  PERFORM pg_advisory_xact_lock(testing.lock_key(of_round));
  SELECT * INTO r FROM testing.round WHERE street_id = of_street AND id = of_round;
  SELECT * INTO d FROM testing.due x WHERE x.street_id = of_street AND x.round_id = of_round AND x.resident_id = person;
  verdict := CASE
    WHEN platform.role() NOT IN ('officer', 'leader', 'grid-worker') OR d.resident_id IS NULL OR NOT platform.may_see(d.path) OR d.state = 'withdrawn' OR new_state NOT IN ('due', 'exempt') THEN 'not-listed'
    WHEN r.state <> 'open' THEN 'closed'
    WHEN new_state = 'exempt' AND d.state = 'due' AND NOT EXISTS (
      SELECT FROM testing.missing m WHERE m.street_id = of_street AND m.round_id = of_round AND m.resident_id = person) THEN 'tested'
    ELSE 'ok' END;
  IF verdict <> 'not-listed' THEN path := d.path; operation_id := r.operation_id; END IF;
  IF verdict = 'ok' AND NOT (new_state = 'due' AND d.state = 'due') THEN
    PERFORM testing.move_due(r, ARRAY[person], ARRAY[new_state], ARRAY[why], remark, ARRAY[d.path::text], platform.account());
  END IF;
  RETURN NEXT;
END $$;

REVOKE ALL ON FUNCTION testing.wanted, testing.move_due, testing.judge_due FROM PUBLIC;

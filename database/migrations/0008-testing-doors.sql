-- Doors through which testing is read where row-level security would show too little or too much, and the proof that its counters are right.

-- What a lane's phone carries: the catchment of one site of an open round that the asker may work at.
-- Identity digests are keyed by the round's salt and cut to 16 hex digits; no number leaves the database.
CREATE FUNCTION testing.pocket(of_street text, of_site uuid)
RETURNS TABLE (resident_id uuid, path text, name text, initials text, sex text, birth_year integer, id_key text, phone_tail text, tested boolean, address text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  s testing.site;
  r testing.round;
BEGIN
  SELECT * INTO s FROM testing.site x WHERE x.street_id = of_street AND x.id = of_site;
  IF s.id IS NULL OR platform.role() NOT IN ('officer', 'leader', 'grid-worker', 'lane-crew') OR NOT platform.may_see(s.path) THEN RETURN; END IF;
  SELECT * INTO r FROM testing.round x WHERE x.street_id = of_street AND x.id = s.round_id;
  IF r.state <> 'open' THEN RETURN; END IF;
  RETURN QUERY
    SELECT d.resident_id, d.path::text, p.name, p.initials::text, p.sex, extract(year FROM p.birth_date)::integer,
      CASE WHEN x.id_number IS NULL THEN NULL
        ELSE left(encode(public.hmac(convert_to(x.id_number, 'UTF8'), r.salt, 'sha256'), 'hex'), 16) END,
      p.phone_tail::text, m.resident_id IS NULL, a.address
    FROM testing.due d
    JOIN register.resident p ON p.street_id = of_street AND p.id = d.resident_id
    LEFT JOIN register.resident_secret x ON x.street_id = of_street AND x.id = d.resident_id
    LEFT JOIN register.area a ON a.street_id = of_street AND a.path = d.path
    LEFT JOIN testing.missing m ON m.street_id = of_street AND m.round_id = s.round_id AND m.resident_id = d.resident_id
    WHERE d.street_id = of_street AND d.round_id = s.round_id AND d.state = 'due' AND EXISTS (
      SELECT FROM unnest(s.catchment) c WHERE d.path >= (c COLLATE "C") AND d.path < ((rtrim(c, '.') || '/') COLLATE "C"));
END $$;

-- Who of a site's catchment was tested since the cursor, anywhere; without a cursor, everybody so far. Somebody may come twice, nobody is left out.
CREATE FUNCTION testing.tested_since(of_street text, of_site uuid, since xid8) RETURNS TABLE (cursor text, closed boolean, residents uuid[])
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE s testing.site;
BEGIN
  SELECT * INTO s FROM testing.site x WHERE x.street_id = of_street AND x.id = of_site;
  IF s.id IS NULL OR platform.role() NOT IN ('officer', 'leader', 'grid-worker', 'lane-crew') OR NOT platform.may_see(s.path) THEN RETURN; END IF;
  cursor := pg_snapshot_xmin(pg_current_snapshot())::text;
  SELECT x.state = 'closed' INTO closed FROM testing.round x WHERE x.street_id = of_street AND x.id = s.round_id;
  IF since IS NULL THEN
    SELECT array_agg(d.resident_id) INTO residents FROM testing.due d
    WHERE d.street_id = of_street AND d.round_id = s.round_id AND d.state = 'due'
      AND EXISTS (SELECT FROM unnest(s.catchment) c WHERE d.path >= (c COLLATE "C") AND d.path < ((rtrim(c, '.') || '/') COLLATE "C"))
      AND NOT EXISTS (SELECT FROM testing.missing m WHERE m.street_id = of_street AND m.round_id = s.round_id AND m.resident_id = d.resident_id);
  ELSE
    SELECT array_agg(DISTINCT t.resident_id) INTO residents FROM testing.sample t
    WHERE t.street_id = of_street AND t.txid >= since AND t.round_id = s.round_id AND t.resident_id IS NOT NULL
      AND EXISTS (SELECT FROM unnest(s.catchment) c WHERE starts_with(t.path, c))
      AND NOT EXISTS (SELECT FROM testing.sample_void v WHERE v.street_id = of_street AND v.sample_id = t.id);
  END IF;
  residents := coalesce(residents, '{}');
  RETURN NEXT;
END $$;

-- Samples as a live feed, read like platform.ledger_since.
CREATE FUNCTION testing.samples_since(watermark xid8, seen xid8[], most integer)
RETURNS TABLE (txid text, street_id text, path text, round_id uuid, site_id uuid, lane integer, resident_id uuid, first boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT s.txid::text, s.street_id, s.path::text, s.round_id, s.site_id, s.lane, s.resident_id, s.first FROM testing.sample s
  WHERE s.txid >= watermark AND s.txid <> ALL (seen) ORDER BY s.txid, s.seq LIMIT most
$$;

-- Heads on record in tubes that the asker may see, wherever the people live.
CREATE FUNCTION testing.heads(of_street text, tubes uuid[]) RETURNS TABLE (tube_id uuid, samples integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT t.id, count(s.id)::integer FROM testing.tube t
  LEFT JOIN testing.sample s ON s.street_id = of_street AND s.tube_id = t.id
    AND NOT EXISTS (SELECT FROM testing.sample_void v WHERE v.street_id = of_street AND v.sample_id = s.id)
  WHERE t.street_id = of_street AND t.id = ANY (tubes) AND platform.may_see(t.path) GROUP BY t.id
$$;
-- Closed tubes of a round whose count differs from the samples received, of those that the asker may see.
CREATE FUNCTION testing.mismatched(of_street text, of_round uuid) RETURNS TABLE (tube_id uuid, samples integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT t.id, coalesce(h.n, 0)::integer FROM testing.tube t
  LEFT JOIN (
    SELECT s.tube_id, count(*) AS n FROM testing.sample s WHERE s.street_id = of_street AND s.round_id = of_round
      AND NOT EXISTS (SELECT FROM testing.sample_void v WHERE v.street_id = of_street AND v.sample_id = s.id) GROUP BY 1
  ) h ON h.tube_id = t.id
  WHERE t.street_id = of_street AND t.round_id = of_round AND t.closed_at IS NOT NULL AND t.counted IS DISTINCT FROM coalesce(h.n, 0)::integer AND platform.may_see(t.path)
$$;

-- Figures of the samples taken at the sites of an area, for a report. Late: arrived after the round was closed.
CREATE FUNCTION testing.sample_totals(of_street text, of_round uuid, under text) RETURNS TABLE (samples integer, repeated integer, voided integer, late integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT count(*)::integer, count(*) FILTER (WHERE NOT s.first AND v.sample_id IS NULL)::integer, count(v.sample_id)::integer,
    count(*) FILTER (WHERE 'round-closed' = ANY (s.doubts))::integer
  FROM testing.sample s JOIN testing.site p ON p.street_id = of_street AND p.id = s.site_id AND starts_with(p.path, under)
  LEFT JOIN testing.sample_void v ON v.street_id = of_street AND v.sample_id = s.id
  WHERE s.street_id = of_street AND s.round_id = of_round AND platform.may_see(under)
$$;

-- Everything that the counters say, recounted from the lists and the facts: no row means that all is right.
CREATE FUNCTION testing.check_round(of_street text, of_round uuid) RETURNS TABLE (what text, at_path text, counted text, actual text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  WITH r AS (SELECT * FROM testing.round x WHERE x.street_id = of_street AND x.id = of_round AND platform.may_see(x.path)),
  valid AS (SELECT s.* FROM r JOIN testing.sample s ON s.street_id = r.street_id AND s.round_id = r.id
    WHERE NOT EXISTS (SELECT FROM testing.sample_void v WHERE v.street_id = s.street_id AND v.sample_id = s.id)),
  line AS (SELECT d.*, m.resident_id IS NOT NULL AS missing, m.path AS missing_path, m.door, 'i:' || encode(p.id_digest, 'hex') AS paper
    FROM r JOIN testing.due d ON d.street_id = r.street_id AND d.round_id = r.id
    LEFT JOIN testing.missing m ON m.street_id = d.street_id AND m.round_id = d.round_id AND m.resident_id = d.resident_id
    LEFT JOIN register.resident p ON p.street_id = d.street_id AND p.id = d.resident_id),
  -- the person each valid sample tells of: somebody due, by themselves or by their papers, or a key of their own
  -- (two joins: with OR between them every sample would be held against every line)
  told AS (SELECT v.id, v.seq, v.site_id, v.lane, testing.quarter(v.taken_at) AS quarter, coalesce(d.resident_id, e.resident_id) AS due_id,
      coalesce('r:' || v.resident_id, v.paper_key) AS key
    FROM valid v LEFT JOIN line d ON d.state = 'due' AND d.resident_id = v.resident_id LEFT JOIN line e ON e.state = 'due' AND e.paper = v.paper_key),
  credit AS (SELECT DISTINCT ON (coalesce(t.due_id::text, t.key)) t.* FROM told t ORDER BY coalesce(t.due_id::text, t.key), t.seq),
  walked AS (SELECT w.* FROM r JOIN testing.walk_in w ON w.street_id = r.street_id AND w.round_id = r.id),
  building AS (
    SELECT b.path, sum(b.due) AS due, sum(b.tested) AS tested, sum(b.exempt) AS exempt, sum(b.walk_in) AS walk_in FROM (
      SELECT testing.building(l.path) AS path, (l.state = 'due')::integer AS due, (l.state = 'due' AND NOT l.missing)::integer AS tested,
        (l.state = 'exempt')::integer AS exempt, 0 AS walk_in FROM line l
      UNION ALL SELECT testing.building(w.path), 0, 0, 0, 1 FROM walked w) b GROUP BY 1),
  lane AS (
    SELECT t.site_id, t.lane, t.quarter, count(*) AS samples, count(c.id) FILTER (WHERE c.due_id IS NOT NULL) AS tested, count(c.id) FILTER (WHERE c.due_id IS NULL) AS walk_in
    FROM told t LEFT JOIN credit c ON c.id = t.id GROUP BY 1, 2, 3)
  SELECT 'counter', coalesce(c.path::text, b.path), concat_ws('/', c.due, c.tested, c.exempt, c.walk_in), concat_ws('/', b.due, b.tested, b.exempt, b.walk_in)
    FROM (SELECT k.* FROM r JOIN testing.counter k ON k.street_id = r.street_id AND k.round_id = r.id) c FULL JOIN building b ON b.path = c.path
    WHERE (coalesce(c.due, 0), coalesce(c.tested, 0), coalesce(c.exempt, 0), coalesce(c.walk_in, 0))
      IS DISTINCT FROM (coalesce(b.due, 0), coalesce(b.tested, 0), coalesce(b.exempt, 0), coalesce(b.walk_in, 0))
  UNION ALL
  SELECT 'lane', concat_ws(' ', coalesce(k.site_id, l.site_id), coalesce(k.lane, l.lane), coalesce(k.quarter, l.quarter)),
      concat_ws('/', k.samples, k.tested, k.walk_in), concat_ws('/', l.samples, l.tested, l.walk_in)
    FROM (SELECT x.* FROM r JOIN testing.lane_counter x ON x.street_id = r.street_id AND x.round_id = r.id) k
    FULL JOIN lane l ON l.site_id = k.site_id AND l.lane = k.lane AND l.quarter = k.quarter
    WHERE (coalesce(k.samples, 0), coalesce(k.tested, 0), coalesce(k.walk_in, 0)) IS DISTINCT FROM (coalesce(l.samples, 0), coalesce(l.tested, 0), coalesce(l.walk_in, 0))
  UNION ALL
  SELECT 'missing without being due', l.path, l.resident_id::text, l.state FROM line l WHERE l.missing AND l.state <> 'due'
  UNION ALL
  SELECT 'missing and not on the list', m.path, m.resident_id::text, NULL FROM r JOIN testing.missing m ON m.street_id = r.street_id AND m.round_id = r.id
    WHERE NOT EXISTS (SELECT FROM testing.due d WHERE d.street_id = m.street_id AND d.round_id = m.round_id AND d.resident_id = m.resident_id)
  UNION ALL
  SELECT 'missing elsewhere', l.path, l.missing_path, l.door FROM line l WHERE l.missing AND (l.missing_path <> l.path OR NOT l.door LIKE '%.' || l.path)
  UNION ALL
  SELECT 'missing although tested', l.path, l.resident_id::text, NULL FROM line l WHERE l.missing AND EXISTS (SELECT FROM told t WHERE t.due_id = l.resident_id)
  UNION ALL
  SELECT 'tested without a sample', l.path, l.resident_id::text, NULL FROM line l WHERE l.state = 'due' AND NOT l.missing AND NOT EXISTS (SELECT FROM told t WHERE t.due_id = l.resident_id)
  UNION ALL
  SELECT 'walk-in not as recorded', w.path, w.key || ' ' || w.sample_id, c.key || ' ' || c.id FROM walked w
    FULL JOIN (SELECT x.* FROM credit x WHERE x.due_id IS NULL) c ON c.key = w.key WHERE w.sample_id IS DISTINCT FROM c.id
$$;

-- A plan that was made while samples were few kept its index of (street_id, …) and read the whole street for every tube: ten times slower
-- until statistics were next taken. Ids, which tell rows apart, now come first in the keys by which single rows are found.
ALTER TABLE testing.sample DROP CONSTRAINT sample_pkey, ADD PRIMARY KEY (id, street_id);
ALTER TABLE testing.sample_void DROP CONSTRAINT sample_void_pkey, ADD PRIMARY KEY (sample_id, street_id);
ALTER TABLE testing.tube DROP CONSTRAINT tube_pkey, ADD PRIMARY KEY (id, street_id);
DROP INDEX testing.sample_by_tube;
CREATE INDEX sample_by_tube ON testing.sample (tube_id, street_id);

-- Records a batch of samples and answers by ordinal for those of which there is something to say: known (it had arrived before),
-- refused ('round': no such round in the street; 'site': no such site within the sender's area) or doubts. Nothing refused is recorded.
-- A post is where items come from: a lane of a site in a round, its phone, its account and the area that the account may work in. Items
-- name theirs by its place in `rounds` … `areas`, from 1, so that what holds for a whole shift is carried and looked up once a batch.
-- `papers`: the key of a walk-in's papers, `digests` of their number, by which somebody of the register is recognised. The server sorts items by round and person, so that
-- batches lock in one order. Fails with unique_violation when another batch brought one of the ids meanwhile: try again.
-- Planner methods are fixed to index lookups by the settings: a plan made while a table was small would scan it when it is large. One
-- plan serves batches of any size; made anew for each, planning took longer than a single swab. Where a table may have been empty when
-- the plan was made, the street is compared by IS NOT DISTINCT FROM, which no index serves: only the index of the id can be taken.
CREATE OR REPLACE FUNCTION testing.take_in(of_street text, rounds uuid[], sites uuid[], lane_numbers integer[], devices uuid[], accounts uuid[], areas text[],
  ids uuid[], posts integer[], tubes uuid[], residents uuid[], ways text[], taken timestamptz[], device_taken timestamptz[], told text[],
  papers text[], digests bytea[], names text[], id_types text[], id_masks text[], phone_masks text[], id_numbers text[], phones text[])
RETURNS TABLE (ordinal integer, known boolean, refused text, doubts text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  n integer := cardinality(ids);
  nothing text[] := array_fill(NULL::text, ARRAY[n]);
  -- by post
  operations uuid[];
  site_paths text[];
  pools integer[];
  catchments text[];
  refusals text[];
  remarks text[];
  -- by ordinal: what the item is (1), the path of whoever was missing (2), the path of anybody else, the key that a walk-in line is to
  -- have and whether it was the first of that key (3); the doubts
  people uuid[];
  fresh boolean[];
  counts boolean[];
  knowns boolean[];
  known_doubts text[];
  took text[] := nothing;
  places text[] := nothing;
  walkers text[] := nothing;
  brought boolean[] := array_fill(false, ARRAY[n]);
  doubted text[];
  wanted integer;
  taken_off integer := 0;
  -- whether any id of the batch is on record, or voided: seldom, so that it is asked once and not for every item
  seen boolean;
  voided boolean;
  i record;
BEGIN
  IF platform.role() NOT IN ('officer', 'leader', 'grid-worker', 'lane-crew') OR n = 0 THEN RETURN; END IF;
  PERFORM pg_advisory_xact_lock_shared(testing.lock_key(x.r)) FROM (SELECT DISTINCT r FROM unnest(rounds) r ORDER BY r) x;

  seen := EXISTS (SELECT FROM testing.sample w WHERE w.street_id IS NOT DISTINCT FROM of_street AND w.id = ANY (ids));
  voided := EXISTS (SELECT FROM testing.sample_void w WHERE w.street_id IS NOT DISTINCT FROM of_street AND w.sample_id = ANY (ids));

  -- 1. What each post and each item is. OFFSET 0 keeps each lookup a lookup: joined, the planner takes a few hundred items for ten and
  -- sites for one.
  SELECT array_agg(y.operation_id), array_agg(y.path), array_agg(y.pool_size), array_agg(y.catchment),
      array_agg(CASE WHEN y.state IS NULL THEN 'round' WHEN y.here IS NOT true THEN 'site' END),
      array_agg(nullif(concat_ws(',', CASE WHEN y.state = 'closed' THEN 'round-closed' END, CASE WHEN y.site_round <> y.round_id THEN 'unknown-site' END), ''))
    INTO operations, site_paths, pools, catchments, refusals, remarks
  FROM (
    SELECT t.round_id, r.operation_id, r.state, s.* FROM unnest(rounds, sites, areas) WITH ORDINALITY AS t (round_id, site_id, area, n)
    LEFT JOIN LATERAL (SELECT * FROM testing.round w WHERE w.street_id = of_street AND w.id = t.round_id OFFSET 0) r ON true
    LEFT JOIN LATERAL (SELECT w.path::text, w.pool_size, w.round_id AS site_round, starts_with(w.path, t.area) AS here, array_to_string(w.catchment, ',') AS catchment
      FROM testing.site w WHERE w.street_id = of_street AND w.id = t.site_id OFFSET 0) s ON true
    ORDER BY t.n
  ) y;
  SELECT array_agg(y.person), array_agg(y.fresh), array_agg(y.fresh AND y.counts), array_agg(y.known), array_agg(y.known_doubts),
      array_agg(nullif(concat_ws(',', y.told, remarks[y.post]), '')), count(*) FILTER (WHERE y.fresh)
    INTO people, fresh, counts, knowns, known_doubts, doubted, wanted
  FROM (
    SELECT coalesce(x.id, t.person) AS person, k.id IS NULL AND operations[t.post] IS NOT NULL AND refusals[t.post] IS NULL AS fresh, v.sample_id IS NULL AS counts, k.id IS NOT NULL AS known,
      array_to_string(CASE WHEN (k.round_id, k.site_id, k.tube_id, k.device_taken_at, k.resident_id) IS DISTINCT FROM (rounds[t.post], sites[t.post], t.tube_id, t.device_taken, coalesce(t.person, k.resident_id))
        THEN array_append(k.doubts, 'id-reused') ELSE k.doubts END, ',') AS known_doubts, t.told, t.post
    FROM unnest(ids, posts, tubes, residents, device_taken, digests, told) WITH ORDINALITY AS t (id, post, tube_id, person, device_taken, digest, told, n)
    LEFT JOIN LATERAL (SELECT * FROM testing.sample w WHERE seen AND w.street_id IS NOT DISTINCT FROM of_street AND w.id = t.id OFFSET 0) k ON true
    LEFT JOIN LATERAL (SELECT w.sample_id FROM testing.sample_void w WHERE voided AND w.street_id IS NOT DISTINCT FROM of_street AND w.sample_id = t.id OFFSET 0) v ON true
    -- whoever has left and is still due (the line is about to be withdrawn) is that person yet
    LEFT JOIN LATERAL (SELECT w.id FROM testing.holders(of_street, t.digest) w WHERE t.digest IS NOT NULL AND (w.living OR EXISTS (
      SELECT FROM testing.due d WHERE d.street_id = of_street AND d.round_id = rounds[t.post] AND d.resident_id = w.id AND d.state = 'due')) ORDER BY w.living DESC LIMIT 1) x ON true
    ORDER BY t.n
  ) y;

  IF wanted > 0 THEN
    -- 2. Who was missing is so no longer. The row is also the lock that lets one of two phones be first.
    FOR i IN
      DELETE FROM testing.missing m USING (
        SELECT rounds[t.post] AS round_id, t.person, min(t.n)::integer AS n FROM unnest(posts, people, counts) WITH ORDINALITY AS t (post, person, counts, n)
        WHERE t.counts AND t.person IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2) t
      WHERE m.street_id = of_street AND m.round_id = t.round_id AND m.resident_id = t.person RETURNING t.n, m.path
    LOOP
      took[i.n] := i.path;
      taken_off := taken_off + 1;
    END LOOP;

    -- 3. Everybody else: tested already, not on the due list, or not in the register.
    IF taken_off < wanted THEN
      FOR i IN
        SELECT t.n::integer AS n, coalesce(d.path, p.path)::text AS path, d.state = 'due' AS due, t.person IS NOT NULL AND p.id IS NULL AS unknown, t.person,
          CASE WHEN t.person IS NULL THEN t.paper ELSE 'r:' || t.person END AS key
        FROM unnest(posts, people, fresh, took, papers) WITH ORDINALITY AS t (post, person, fresh, took, paper, n)
        LEFT JOIN LATERAL (SELECT * FROM testing.due w WHERE w.street_id = of_street AND w.round_id = rounds[t.post] AND w.resident_id = t.person OFFSET 0) d ON true
        LEFT JOIN LATERAL (SELECT w.id, w.path FROM register.resident w WHERE w.street_id = of_street AND w.id = t.person OFFSET 0) p ON true
        WHERE t.fresh AND t.took IS NULL
      LOOP
        places[i.n] := i.path;
        IF i.due THEN
          IF counts[i.n] THEN doubted[i.n] := concat_ws(',', doubted[i.n], 'already-tested'); END IF;
        ELSE
          IF i.unknown THEN doubted[i.n] := concat_ws(',', doubted[i.n], 'unknown-person');
          ELSIF i.person IS NOT NULL THEN doubted[i.n] := concat_ws(',', doubted[i.n], 'not-due'); END IF;
          IF counts[i.n] THEN walkers[i.n] := i.key; END IF;
        END IF;
      END LOOP;
      FOR i IN
        WITH came AS (
          INSERT INTO testing.walk_in (street_id, operation_id, round_id, key, sample_id, path, name, id_type, id_masked, phone_masked)
          SELECT of_street, operations[t.post], rounds[t.post], t.key, t.id, site_paths[t.post], t.name, t.id_type, t.id_masked, t.phone_masked
          FROM unnest(ids, posts, walkers, names, id_types, id_masks, phone_masks) WITH ORDINALITY AS t (id, post, key, name, id_type, id_masked, phone_masked, n)
          WHERE t.key IS NOT NULL ORDER BY 3, t.key, t.n
          ON CONFLICT (street_id, round_id, key) DO NOTHING RETURNING sample_id)
        SELECT array_position(ids, sample_id) AS n FROM came
      LOOP
        brought[i.n] := true;
      END LOOP;
      FOR i IN SELECT t.n::integer AS n FROM unnest(walkers, brought) WITH ORDINALITY AS t (key, brought, n) WHERE t.key IS NOT NULL AND NOT t.brought LOOP
        doubted[i.n] := concat_ws(',', doubted[i.n], 'already-tested');
      END LOOP;
    END IF;

    -- 4. More heads than the tube takes.
    FOR i IN
      SELECT t.n::integer AS n FROM (
        SELECT b.tube_id, coalesce(u.pool_size, b.pool_size) - e.heads AS room
        FROM (SELECT t.tube_id, min(pools[t.post]) AS pool_size, count(*) AS heads FROM unnest(tubes, posts, counts) AS t (tube_id, post, counts) WHERE t.counts GROUP BY 1) b
        LEFT JOIN LATERAL (SELECT w.pool_size FROM testing.tube w WHERE w.street_id IS NOT DISTINCT FROM of_street AND w.id = b.tube_id OFFSET 0) u ON true
        CROSS JOIN LATERAL (SELECT count(*) AS heads FROM testing.sample x WHERE x.street_id IS NOT DISTINCT FROM of_street AND x.tube_id = b.tube_id AND NOT EXISTS (
          SELECT FROM testing.sample_void v WHERE v.street_id IS NOT DISTINCT FROM of_street AND v.sample_id = x.id)) e
        WHERE e.heads + b.heads > coalesce(u.pool_size, b.pool_size)
      ) f JOIN LATERAL (
        SELECT t.n, row_number() OVER (ORDER BY t.taken, t.n) AS place FROM unnest(tubes, counts, taken) WITH ORDINALITY AS t (tube_id, counts, taken, n) WHERE t.counts AND t.tube_id = f.tube_id
      ) t ON t.place > f.room
    LOOP
      doubted[i.n] := concat_ws(',', doubted[i.n], 'tube-overfull');
    END LOOP;

    -- 5. From outside the site's catchment.
    FOR i IN
      SELECT t.n::integer AS n FROM unnest(posts, fresh, people, took, places) WITH ORDINALITY AS t (post, fresh, person, took, place, n)
      WHERE t.fresh AND t.person IS NOT NULL AND coalesce(t.took, t.place) IS NOT NULL
        AND NOT EXISTS (SELECT FROM string_to_table(catchments[t.post], ',') c WHERE starts_with(coalesce(t.took, t.place), c))
    LOOP
      doubted[i.n] := concat_ws(',', doubted[i.n], 'other-catchment');
    END LOOP;

    -- 6. The facts themselves.
    INSERT INTO testing.sample (street_id, operation_id, round_id, id, site_id, lane, tube_id, resident_id, paper_key, path, how, taken_at, device_taken_at,
        device_id, account_id, first, doubts)
      SELECT of_street, operations[t.post], rounds[t.post], t.id, sites[t.post], lane_numbers[t.post], t.tube_id, t.person, CASE WHEN t.person IS NULL THEN t.paper END,
        coalesce(t.took, t.place, site_paths[t.post]), t.how, t.taken, t.device_taken, devices[t.post], accounts[t.post], t.took IS NOT NULL OR t.brought,
        CASE WHEN t.doubted IS NULL THEN '{}' ELSE string_to_array(t.doubted, ',') END
      FROM unnest(ids, posts, tubes, people, papers, took, places, ways, taken, device_taken, brought, doubted, fresh)
        AS t (id, post, tube_id, person, paper, took, place, how, taken, device_taken, brought, doubted, fresh)
      WHERE t.fresh;
    IF cardinality(papers) > 0 THEN
      INSERT INTO testing.walk_in_secret (street_id, operation_id, sample_id, path, id_number, phone)
        SELECT of_street, operations[t.post], t.id, site_paths[t.post], t.id_number, t.phone
        FROM unnest(ids, posts, fresh, people, id_numbers, phones) AS t (id, post, fresh, person, id_number, phone)
        WHERE t.fresh AND t.person IS NULL AND (t.id_number IS NOT NULL OR t.phone IS NOT NULL);
    END IF;

    -- 7. What they count for.
    INSERT INTO testing.counter AS c (street_id, round_id, path, tested, walk_in)
      SELECT of_street, x.round_id, x.path, count(*) FILTER (WHERE x.tested), count(*) FILTER (WHERE NOT x.tested) FROM (
        SELECT rounds[t.post] AS round_id, testing.building(coalesce(t.took, site_paths[t.post])) AS path, t.took IS NOT NULL AS tested
        FROM unnest(posts, took, brought) AS t (post, took, brought)
        WHERE t.took IS NOT NULL OR t.brought
      ) x GROUP BY 2, 3 ORDER BY 2, 3
      ON CONFLICT (street_id, round_id, path) DO UPDATE SET tested = c.tested + excluded.tested, walk_in = c.walk_in + excluded.walk_in;
    INSERT INTO testing.lane_counter AS c (street_id, round_id, site_id, lane, quarter, path, samples, tested, walk_in, last_at)
      SELECT of_street, x.round_id, x.site_id, x.lane, x.quarter, min(x.path), sum(x.samples), sum(x.tested), sum(x.walk_in), max(x.last_at) FROM (
        SELECT rounds[t.post] AS round_id, sites[t.post] AS site_id, lane_numbers[t.post] AS lane, testing.quarter(t.taken) AS quarter, min(site_paths[t.post]) AS path,
          count(*) AS samples, count(t.took) AS tested, count(*) FILTER (WHERE t.brought) AS walk_in, max(t.taken) AS last_at
        FROM unnest(posts, taken, took, brought, counts) AS t (post, taken, took, brought, counts) WHERE t.counts GROUP BY t.post, 4
      ) x GROUP BY 2, 3, 4, 5 ORDER BY 2, 3, 4, 5
      ON CONFLICT (street_id, round_id, site_id, lane, quarter) DO UPDATE SET samples = c.samples + excluded.samples, tested = c.tested + excluded.tested,
        walk_in = c.walk_in + excluded.walk_in, last_at = greatest(c.last_at, excluded.last_at);
  END IF;

  RETURN QUERY SELECT t.n::integer, t.known, CASE WHEN NOT t.known AND NOT t.fresh THEN coalesce(refusals[t.post], 'round') END, CASE WHEN t.known THEN t.known_doubts WHEN t.fresh THEN t.doubted END
    FROM unnest(posts, knowns, fresh, known_doubts, doubted) WITH ORDINALITY AS t (post, known, fresh, known_doubts, doubted, n)
    WHERE t.known OR NOT t.fresh OR t.doubted IS NOT NULL;
END $$;

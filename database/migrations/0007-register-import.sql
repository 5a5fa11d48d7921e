-- Doors that imports need beyond what their own role may see.

-- Judged rows are found by number and name in memory; these two columns would hold numbers' digests longer than needed.
ALTER TABLE register.import_row DROP COLUMN id_digest, DROP COLUMN dwelling_path;

-- Of the given digests, those that a living person of the sub-district carries outside the asker's area: the row is then
-- refused with that reason instead of failing on the unique index. Tells nothing that the asker did not bring along.
CREATE FUNCTION register.numbers_elsewhere(of_street text, digests bytea[])
RETURNS TABLE (id_digest bytea) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT r.id_digest FROM unnest(digests) d JOIN register.resident r ON r.street_id = of_street AND r.id_digest = d
  WHERE r.left_at IS NULL AND NOT platform.may_see(r.path)
    AND platform.role() IN ('officer', 'leader', 'grid-worker')
    AND EXISTS (SELECT FROM register.area a WHERE a.street_id = of_street AND a.path = platform.area())
$$;

-- Imports that a killed process left half-way, to be taken up at the next start, each in the name of whoever brought the list.
CREATE FUNCTION register.unfinished_imports()
RETURNS TABLE (id uuid, street_id text, path text, account_id uuid, role text, area text, state text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT DISTINCT ON (i.id) i.id, i.street_id, i.path::text, i.account_id, g.role, g.path::text, i.state
  FROM register.import i JOIN platform.grant_of_role g ON g.account_id = i.account_id AND g.ended_at IS NULL
    AND g.role IN ('officer', 'leader', 'grid-worker') AND starts_with(i.path, g.path)
  WHERE i.state IN ('reading', 'judging', 'applying') ORDER BY i.id, length(g.path)
$$;

-- Lists hold whole numbers. What is left of one goes a week after it was applied, and a month after nobody dealt with it.
CREATE FUNCTION register.forget_old_imports() RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog AS $$
  DELETE FROM register.import_row r USING register.import i
  WHERE i.street_id = r.street_id AND i.id = r.import_id
    AND (i.applied_at < now() - interval '7 days' OR (i.made_at < now() - interval '30 days' AND i.state IN ('ready', 'failed')));
  UPDATE register.import SET state = 'discarded' WHERE made_at < now() - interval '30 days' AND state IN ('ready', 'failed');
$$;

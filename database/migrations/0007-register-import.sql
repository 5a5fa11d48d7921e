-- Doors that imports need beyond what their own role may see.

-- Judged rows are found by number and name in memory; these two columns would hold numbers' digests longer than needed.
ALTER TABLE register.import_row DROP COLUMN id_digest, DROP COLUMN dwelling_path;

-- Accepted rows as the register would hold them, ready to be copied over: half a million in one statement, no parsing left.
-- Not bound to register.import by a foreign key: half a million checks of the same line; they go with the list's rows.
CREATE TABLE register.import_person (
  street_id text NOT NULL,
  import_id uuid NOT NULL,
  row_no integer NOT NULL,
  resident_id uuid NOT NULL,
  -- of the registered person when the row was judged, 0 for a new one
  version integer NOT NULL,
  path platform.area_path NOT NULL,
  name text NOT NULL,
  name_key text COLLATE "C" NOT NULL,
  pinyin text COLLATE "C" NOT NULL,
  initials text COLLATE "C" NOT NULL,
  sex text,
  birth_date date,
  id_type text NOT NULL,
  id_masked text,
  id_digest bytea,
  phone_masked text,
  phone_tail text COLLATE "C",
  phone_digest bytea,
  residence text NOT NULL,
  tenancy text NOT NULL,
  relation text NOT NULL,
  work text NOT NULL,
  groups text[] NOT NULL,
  note text,
  -- whole, and only where the list says them
  id_number text,
  phone text,
  PRIMARY KEY (street_id, import_id, row_no)
);
CALL platform.guard('register.import_person', '{officer,leader,grid-worker}', '{officer,leader,grid-worker}');
GRANT SELECT, INSERT, UPDATE, DELETE ON register.import_person TO shouwang_app;

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
  DELETE FROM register.import_person p USING register.import i
  WHERE i.street_id = p.street_id AND i.id = p.import_id AND i.made_at < now() - interval '30 days' AND i.state IN ('ready', 'failed');
  DELETE FROM register.import_row r USING register.import i
  WHERE i.street_id = r.street_id AND i.id = r.import_id
    AND (i.applied_at < now() - interval '7 days' OR (i.made_at < now() - interval '30 days' AND i.state IN ('ready', 'failed')));
  UPDATE register.import SET state = 'discarded' WHERE made_at < now() - interval '30 days' AND state IN ('ready', 'failed');
$$;

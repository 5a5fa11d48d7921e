-- The roster: departments as a free tree, who works in them, what they can do, what excuses them for a while, and the days they
-- served. Whole phones lie apart in staff.person_secret, which the app cannot read: staff.reveal() gives one. The reason of an
-- exemption that touches health lies apart too, for officers alone.

CREATE SCHEMA staff;
GRANT USAGE ON SCHEMA staff TO shouwang_app;

-- ── Departments ─────────────────────────────────────────────────────────────────────────────────────────────
-- `path` is the area whose leaders may see its people: the sub-district, or the community that a committee belongs to.
CREATE TABLE staff.department (
  street_id text NOT NULL,
  id uuid NOT NULL,
  path platform.area_path NOT NULL,
  parent_id uuid,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
  name_key text COLLATE "C" NOT NULL,
  kind text NOT NULL CHECK (kind IN ('government', 'bureau', 'section', 'institution', 'street-office', 'community', 'village', 'police', 'health', 'school', 'enterprise', 'organisation', 'other')),
  -- 重点部门: kept from being emptied by a call-up; holds for all below it
  is_key boolean NOT NULL DEFAULT false,
  contact_account uuid,
  version integer NOT NULL DEFAULT 1,
  closed_at timestamptz,
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (id, street_id),
  UNIQUE (street_id, id, path),
  CHECK (parent_id <> id),
  FOREIGN KEY (parent_id, street_id) REFERENCES staff.department
);
CREATE UNIQUE INDEX department_by_name ON staff.department (street_id, coalesce(parent_id, '00000000-0000-0000-0000-000000000000'), name_key) WHERE closed_at IS NULL;
CALL platform.guard('staff.department', '{officer,leader,grid-worker,lane-crew,superior,administrator}', '{officer,leader}', true);
GRANT SELECT, INSERT, UPDATE ON staff.department TO shouwang_app;

-- The unit that a department counts with: a section (科室) counts with what it is a section of.
CREATE FUNCTION staff.unit_of(of_street text, of_department uuid) RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  WITH RECURSIVE line AS (
    SELECT d.id, d.parent_id, d.kind, 0 AS n FROM staff.department d WHERE d.street_id = of_street AND d.id = of_department
    UNION ALL SELECT d.id, d.parent_id, d.kind, l.n + 1 FROM line l JOIN staff.department d ON d.street_id = of_street AND d.id = l.parent_id
    WHERE l.kind = 'section' AND l.n < 20)
  SELECT id FROM line ORDER BY n DESC LIMIT 1
$$;

-- ── People ──────────────────────────────────────────────────────────────────────────────────────────────────
-- `path` follows the department's by the foreign key.
CREATE TABLE staff.person (
  street_id text NOT NULL,
  id uuid NOT NULL,
  path platform.area_path NOT NULL,
  department_id uuid NOT NULL,
  -- the place's own key (工号); not everybody has one
  number text COLLATE "C" CHECK (length(number) BETWEEN 1 AND 30),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
  name_key text COLLATE "C" NOT NULL,
  pinyin text COLLATE "C" NOT NULL,
  initials text COLLATE "C" NOT NULL,
  sex text CHECK (sex IN ('male', 'female')),
  birth_year smallint CHECK (birth_year BETWEEN 1900 AND 2200),
  title text CHECK (length(title) <= 60),
  -- codes of modules/staff/model.ts, or a place's own words
  skills text[] NOT NULL DEFAULT '{}' CHECK (cardinality(skills) <= 20),
  posts text[] NOT NULL DEFAULT '{}' CHECK (cardinality(posts) <= 10),
  party_member boolean NOT NULL DEFAULT false,
  party_branch text CHECK (length(party_branch) <= 80),
  address text CHECK (length(address) <= 200),
  -- the area of the register that the address means, where it can be told
  home_path platform.area_path,
  phone_masked text,
  phone_tail text COLLATE "C",
  phone_digest bytea,
  account_id uuid,
  note text CHECK (length(note) <= 500),
  state text NOT NULL DEFAULT 'in-service' CHECK (state IN ('in-service', 'left')),
  state_since timestamptz NOT NULL DEFAULT now(),
  -- served up to and with `opening_on`, as a list told; service lines count from the day after
  opening_days integer NOT NULL DEFAULT 0 CHECK (opening_days BETWEEN 0 AND 20000),
  opening_on date,
  opening_last date,
  -- counted from staff.service_day by staff.recount()
  line_days integer NOT NULL DEFAULT 0,
  line_hours numeric(9, 2) NOT NULL DEFAULT 0,
  line_nights integer NOT NULL DEFAULT 0,
  line_last date,
  version integer NOT NULL DEFAULT 1,
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (id, street_id),
  UNIQUE (street_id, id, path),
  FOREIGN KEY (street_id, department_id, path) REFERENCES staff.department (street_id, id, path) ON UPDATE CASCADE,
  CHECK ((opening_on IS NULL) = (opening_days = 0 AND opening_last IS NULL))
);
CREATE INDEX person_in_order ON staff.person (street_id, pinyin, id);
CREATE INDEX person_by_path ON staff.person (path);
CREATE INDEX person_by_department ON staff.person (department_id);
CREATE INDEX person_by_name ON staff.person (street_id, name_key);
CREATE INDEX person_by_phone ON staff.person (street_id, phone_digest) WHERE phone_digest IS NOT NULL;
-- a number stands once, also of those who left: it is not given to another
CREATE UNIQUE INDEX person_by_number ON staff.person (street_id, number) WHERE number IS NOT NULL;
CREATE UNIQUE INDEX person_by_account ON staff.person (account_id) WHERE account_id IS NOT NULL AND state = 'in-service';
CALL platform.guard('staff.person', '{officer,leader}', '{officer,leader}');
CREATE POLICY own ON staff.person FOR SELECT TO shouwang_app USING (account_id = (SELECT platform.account()));
GRANT SELECT, INSERT (street_id, id, path, department_id, number, name, name_key, pinyin, initials, sex, birth_year, title, skills, posts, party_member,
    party_branch, address, home_path, phone_masked, phone_tail, phone_digest, account_id, note, opening_days, opening_on, opening_last),
  UPDATE (path, department_id, number, name, name_key, pinyin, initials, sex, birth_year, title, skills, posts, party_member, party_branch, address, home_path,
    phone_masked, phone_tail, phone_digest, account_id, note, opening_days, opening_on, opening_last, state, state_since, version, updated_at)
  ON staff.person TO shouwang_app;

CREATE TABLE staff.person_secret (
  street_id text NOT NULL,
  id uuid NOT NULL,
  path platform.area_path NOT NULL,
  phone text,
  PRIMARY KEY (id, street_id),
  FOREIGN KEY (street_id, id, path) REFERENCES staff.person (street_id, id, path) ON UPDATE CASCADE
);
CREATE INDEX person_secret_of ON staff.person_secret (street_id, id, path);
ALTER TABLE staff.person_secret ENABLE ROW LEVEL SECURITY;
-- UPDATE … WHERE needs to find the row: the keys may be seen, the values never (column grants below).
CREATE POLICY keyed ON staff.person_secret FOR SELECT TO shouwang_app USING (platform.role() IN ('officer', 'leader') AND platform.may_see(path));
CREATE POLICY written ON staff.person_secret FOR INSERT TO shouwang_app WITH CHECK (platform.role() IN ('officer', 'leader') AND platform.may_see(path));
CREATE POLICY changed ON staff.person_secret FOR UPDATE TO shouwang_app USING (platform.role() IN ('officer', 'leader') AND platform.may_see(path));
GRANT SELECT (street_id, id, path), INSERT, UPDATE (phone) ON staff.person_secret TO shouwang_app;

-- The one way to a whole phone: within the asker's area, for a stated purpose, one at a time, always on the ledger.
CREATE FUNCTION staff.reveal(of_street text, of_person uuid, purpose text)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE s staff.person_secret;
BEGIN
  IF platform.role() NOT IN ('officer', 'leader') OR purpose NOT IN ('call', 'door', 'verify', 'correct', 'emergency') THEN RETURN NULL; END IF;
  SELECT * INTO s FROM staff.person_secret WHERE street_id = of_street AND id = of_person;
  IF s.id IS NULL OR NOT platform.may_see(s.path) THEN RETURN NULL; END IF;
  INSERT INTO platform.ledger (street_id, path, type, account_id, role, data)
    VALUES (of_street, s.path, 'staff.number-revealed', platform.account(), platform.role(), jsonb_build_object('personId', of_person, 'purpose', purpose));
  RETURN s.phone;
END $$;

-- An account by its login, for officers and leaders who link a person to it: of their area and in use, nothing else of it.
CREATE FUNCTION staff.account_of(wanted text) RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT a.id FROM platform.account a
  WHERE a.login = wanted AND a.disabled_at IS NULL AND platform.role() IN ('officer', 'leader') AND platform.may_see(a.path)
$$;

-- Names of people by their ids, for those at work in the same sub-district: a group's leader must read who was sent to them from a
-- bureau that they do not see. Whoever asks has the id from a page that showed it; nothing but name and department is told.
CREATE FUNCTION staff.names_of(of_street text, people uuid[])
RETURNS TABLE (id uuid, name text, department text) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT p.id, p.name, d.name FROM staff.person p JOIN staff.department d ON d.street_id = p.street_id AND d.id = p.department_id
  WHERE p.street_id = of_street AND p.id = ANY (people) AND platform.role() IN ('officer', 'leader', 'grid-worker', 'lane-crew')
    AND EXISTS (SELECT FROM register.area a WHERE a.street_id = of_street AND a.path = platform.area())
$$;

-- ── Exemptions: they end by themselves ──────────────────────────────────────────────────────────────────────
-- `withheld` stands for a reason that touches health; what it is lies in staff.exemption_reason.
CREATE TABLE staff.exemption (
  street_id text NOT NULL,
  id uuid NOT NULL,
  path platform.area_path NOT NULL,
  person_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('withheld', 'carer', 'leave', 'key-post', 'other')),
  starts_on date NOT NULL,
  -- the last day
  ends_on date NOT NULL,
  -- set when it was ended before its time
  ended_on date,
  basis text CHECK (length(basis) <= 200),
  noted_by uuid,
  noted_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (id, street_id),
  FOREIGN KEY (street_id, person_id, path) REFERENCES staff.person (street_id, id, path) ON UPDATE CASCADE,
  CHECK (ends_on BETWEEN starts_on AND starts_on + 1100),
  CHECK (kind <> 'withheld' OR basis IS NULL)
);
CREATE INDEX exemption_of ON staff.exemption (street_id, person_id, ends_on);
CALL platform.guard('staff.exemption', '{officer,leader}', '{officer,leader}');
CREATE POLICY own ON staff.exemption FOR SELECT TO shouwang_app
  USING (EXISTS (SELECT FROM staff.person p WHERE p.id = person_id AND p.account_id = (SELECT platform.account())));
GRANT SELECT, INSERT, UPDATE (ended_on) ON staff.exemption TO shouwang_app;

CREATE TABLE staff.exemption_reason (
  street_id text NOT NULL,
  id uuid NOT NULL,
  path platform.area_path NOT NULL,
  person_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('pregnant', 'ill')),
  basis text CHECK (length(basis) <= 200),
  PRIMARY KEY (id, street_id),
  FOREIGN KEY (id, street_id) REFERENCES staff.exemption (id, street_id),
  FOREIGN KEY (street_id, person_id, path) REFERENCES staff.person (street_id, id, path) ON UPDATE CASCADE
);
CREATE INDEX exemption_reason_of ON staff.exemption_reason (street_id, person_id);
CALL platform.guard('staff.exemption_reason', '{officer}', '{officer,leader}');
GRANT SELECT, INSERT ON staff.exemption_reason TO shouwang_app;

-- Who is excused on a day.
CREATE FUNCTION staff.is_exempt(of_street text, of_person uuid, on_day date) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM staff.exemption e WHERE e.street_id = of_street AND e.person_id = of_person
    AND e.starts_on <= on_day AND e.ends_on >= on_day AND (e.ended_on IS NULL OR e.ended_on > on_day))
$$;
GRANT EXECUTE ON FUNCTION staff.is_exempt TO shouwang_app;

-- ── Service ─────────────────────────────────────────────────────────────────────────────────────────────────
-- Append-only: a line that was wrong is cancelled by one more.
CREATE TABLE staff.service_day (
  street_id text NOT NULL,
  id uuid NOT NULL,
  path platform.area_path NOT NULL,
  person_id uuid NOT NULL,
  day date NOT NULL,
  hours numeric(4, 2) NOT NULL CHECK (hours BETWEEN 0 AND 24),
  night boolean NOT NULL,
  operation_id uuid,
  -- the room that counted it, and by what
  source text NOT NULL CHECK (source ~ '^[a-z]+(\.[a-z-]+)?$'),
  cancels uuid,
  noted_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (id, street_id),
  FOREIGN KEY (street_id, person_id, path) REFERENCES staff.person (street_id, id, path) ON UPDATE CASCADE
);
CREATE INDEX service_day_of ON staff.service_day (street_id, person_id, day);
CREATE UNIQUE INDEX service_day_cancelled ON staff.service_day (street_id, cancels) WHERE cancels IS NOT NULL;
-- A person who changes department takes their lines along; nothing else of a line ever changes.
CREATE FUNCTION staff.keep_line() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - 'path' = to_jsonb(OLD) - 'path' THEN RETURN NEW; END IF;
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON staff.service_day FOR EACH ROW EXECUTE FUNCTION staff.keep_line();
CALL platform.guard('staff.service_day', '{officer,leader}', '{}');
CREATE POLICY own ON staff.service_day FOR SELECT TO shouwang_app
  USING (EXISTS (SELECT FROM staff.person p WHERE p.id = person_id AND p.account_id = (SELECT platform.account())));
GRANT SELECT ON staff.service_day TO shouwang_app;

-- Days counted once, whatever the number of lines; a day up to the opening balance is in it already. Locks before it reads.
CREATE FUNCTION staff.recount(of_street text, people uuid[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  IF platform.role() NOT IN ('officer', 'leader') THEN RETURN; END IF;
  PERFORM FROM staff.person p WHERE p.street_id = of_street AND p.id = ANY (people) ORDER BY p.id FOR UPDATE;
  UPDATE staff.person p SET line_days = s.days, line_hours = s.hours, line_nights = s.nights, line_last = s.last_day
  FROM (
    SELECT w.id, count(DISTINCT d.day)::integer AS days, coalesce(sum(d.hours), 0) AS hours, (count(DISTINCT d.day) FILTER (WHERE d.night))::integer AS nights,
      max(d.day) AS last_day
    FROM staff.person w LEFT JOIN staff.service_day d ON d.street_id = w.street_id AND d.person_id = w.id AND d.cancels IS NULL
      AND (w.opening_on IS NULL OR d.day > w.opening_on)
      AND NOT EXISTS (SELECT FROM staff.service_day c WHERE c.street_id = d.street_id AND c.cancels = d.id)
    WHERE w.street_id = of_street AND w.id = ANY (people) GROUP BY w.id
  ) s
  WHERE p.id = s.id AND p.street_id = of_street
    AND (p.line_days, p.line_hours, p.line_nights, p.line_last) IS DISTINCT FROM (s.days, s.hours, s.nights, s.last_day);
END $$;

-- Writes service lines `[{id, personId, day, hours, night, operationId, source, cancels}]`; one that arrived before is passed over.
-- Facts of the whole sub-district: who served in a community may belong to a bureau that its leader does not see. A line whose
-- person, or whose cancelled line, is not of the sub-district is left out. Gives the number of lines that were new.
CREATE FUNCTION staff.add_service(of_street text, lines jsonb) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  people uuid[];
  added integer;
BEGIN
  IF platform.role() NOT IN ('officer', 'leader')
    OR NOT EXISTS (SELECT FROM register.area a WHERE a.street_id = of_street AND a.path = platform.area()) THEN RETURN 0; END IF;
  people := ARRAY(SELECT DISTINCT (l ->> 'personId')::uuid FROM jsonb_array_elements(lines) l ORDER BY 1);
  PERFORM FROM staff.person p WHERE p.street_id = of_street AND p.id = ANY (people) ORDER BY p.id FOR UPDATE;
  INSERT INTO staff.service_day (street_id, id, path, person_id, day, hours, night, operation_id, source, cancels)
    SELECT of_street, l.id, p.path, p.id, l.day, l.hours, l.night, l."operationId", l.source, l.cancels
    FROM jsonb_to_recordset(lines) AS l (id uuid, "personId" uuid, day date, hours numeric, night boolean, "operationId" uuid, source text, cancels uuid)
    JOIN staff.person p ON p.street_id = of_street AND p.id = l."personId"
    WHERE l.cancels IS NULL
      OR EXISTS (SELECT FROM staff.service_day d WHERE d.street_id = of_street AND d.id = l.cancels AND d.person_id = p.id AND d.cancels IS NULL)
    ON CONFLICT DO NOTHING;
  GET DIAGNOSTICS added = ROW_COUNT;
  PERFORM staff.recount(of_street, people);
  RETURN added;
END $$;

-- ── Figures, also for those who read no names ───────────────────────────────────────────────────────────────
CREATE FUNCTION staff.headcounts(on_day date)
RETURNS TABLE (department_id uuid, in_service integer, available integer, exempt integer, served_lately integer, women integer, party_members integer, without_phone integer, gone integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT p.department_id, (count(*) FILTER (WHERE p.here))::integer, (count(*) FILTER (WHERE p.here AND NOT p.excused))::integer,
    (count(*) FILTER (WHERE p.here AND p.excused))::integer, (count(*) FILTER (WHERE p.here AND p.last_day > on_day - 7))::integer,
    (count(*) FILTER (WHERE p.here AND p.sex = 'female'))::integer, (count(*) FILTER (WHERE p.here AND p.party_member))::integer,
    (count(*) FILTER (WHERE p.here AND p.phone_tail IS NULL))::integer, (count(*) FILTER (WHERE NOT p.here))::integer
  FROM (
    SELECT w.department_id, w.state = 'in-service' AS here, w.sex, w.party_member, w.phone_tail, greatest(w.opening_last, w.line_last) AS last_day,
      e.person_id IS NOT NULL AS excused
    FROM staff.person w
    LEFT JOIN (
      SELECT DISTINCT x.street_id, x.person_id FROM staff.exemption x
      WHERE x.starts_on <= on_day AND x.ends_on >= on_day AND (x.ended_on IS NULL OR x.ended_on > on_day) AND platform.may_see(x.path)
    ) e ON e.street_id = w.street_id AND e.person_id = w.id
    WHERE platform.may_see(w.path) AND platform.role() IN ('officer', 'leader', 'superior')
  ) p GROUP BY p.department_id
$$;
CREATE FUNCTION staff.skill_counts(on_day date)
RETURNS TABLE (skill text, people integer, available integer) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT s.skill, count(*)::integer, (count(*) FILTER (WHERE e.person_id IS NULL))::integer
  FROM staff.person w CROSS JOIN LATERAL unnest(w.skills) s (skill)
  LEFT JOIN (
    SELECT DISTINCT x.street_id, x.person_id FROM staff.exemption x
    WHERE x.starts_on <= on_day AND x.ends_on >= on_day AND (x.ended_on IS NULL OR x.ended_on > on_day) AND platform.may_see(x.path)
  ) e ON e.street_id = w.street_id AND e.person_id = w.id
  WHERE w.state = 'in-service' AND platform.may_see(w.path) AND platform.role() IN ('officer', 'leader', 'superior') GROUP BY s.skill
$$;

-- ── Lists brought in: staged as the register's are (0002, 0007), each accepted row as it would be kept within its draft ──
CREATE TABLE staff.import (LIKE register.import INCLUDING DEFAULTS INCLUDING CONSTRAINTS, PRIMARY KEY (street_id, id));
CREATE TABLE staff.import_row (
  LIKE register.import_row INCLUDING DEFAULTS INCLUDING CONSTRAINTS,
  PRIMARY KEY (street_id, import_id, row_no),
  FOREIGN KEY (street_id, import_id) REFERENCES staff.import ON DELETE CASCADE
);
ALTER TABLE staff.import_row RENAME COLUMN resident_id TO person_id;
CREATE INDEX import_row_by_verdict ON staff.import_row (street_id, import_id, verdict, row_no);
CALL platform.guard('staff.import', '{officer,leader}', '{officer,leader}');
CALL platform.guard('staff.import_row', '{officer,leader}', '{officer,leader}');
GRANT SELECT, INSERT, UPDATE, DELETE ON staff.import, staff.import_row TO shouwang_app;

-- Of the given employee numbers, those that stand in the sub-district outside the asker's area: the row is then refused with that
-- reason instead of failing on the unique index. Tells nothing that the asker did not bring along.
CREATE FUNCTION staff.numbers_elsewhere(of_street text, numbers text[])
RETURNS TABLE (number text) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT p.number FROM unnest(numbers) n JOIN staff.person p ON p.street_id = of_street AND p.number = n COLLATE "C"
  WHERE NOT platform.may_see(p.path) AND platform.role() IN ('officer', 'leader')
    AND EXISTS (SELECT FROM register.area a WHERE a.street_id = of_street AND a.path = platform.area())
$$;

-- Imports that a killed process left half-way, to be taken up at the next start, each in the name of whoever brought the list.
CREATE FUNCTION staff.unfinished_imports()
RETURNS TABLE (id uuid, street_id text, path text, account_id uuid, role text, area text, state text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT DISTINCT ON (i.id) i.id, i.street_id, i.path::text, i.account_id, g.role, g.path::text, i.state
  FROM staff.import i JOIN platform.grant_of_role g ON g.account_id = i.account_id AND g.ended_at IS NULL
    AND g.role IN ('officer', 'leader') AND starts_with(i.path, g.path)
  WHERE i.state IN ('reading', 'judging', 'applying') ORDER BY i.id, length(g.path)
$$;

-- Lists hold whole phones: what is left of one goes when the register's own do.
CREATE FUNCTION staff.forget_old_imports() RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog AS $$
  DELETE FROM staff.import_row r USING staff.import i
  WHERE i.street_id = r.street_id AND i.id = r.import_id
    AND (i.applied_at < now() - interval '7 days' OR (i.made_at < now() - interval '30 days' AND i.state IN ('ready', 'failed')));
  UPDATE staff.import SET state = 'discarded' WHERE made_at < now() - interval '30 days' AND state IN ('ready', 'failed');
$$;

-- ── What neighbours may join ────────────────────────────────────────────────────────────────────────────────
CREATE VIEW staff.public_person WITH (security_invoker = true) AS
  SELECT street_id, id, path, department_id, number, name, name_key, pinyin, initials, sex, birth_year, title, skills, posts, party_member, party_branch,
    home_path, phone_masked, account_id, opening_days + line_days AS served_days, greatest(opening_last, line_last) AS last_served
  FROM staff.person WHERE state = 'in-service';
CREATE VIEW staff.public_department WITH (security_invoker = true) AS
  SELECT street_id, id, path, parent_id, name, kind, is_key, contact_account FROM staff.department WHERE closed_at IS NULL;
CREATE VIEW staff.public_service_day WITH (security_invoker = true) AS
  SELECT d.street_id, d.id, d.path, d.person_id, d.day, d.hours, d.night, d.operation_id, d.source FROM staff.service_day d
  WHERE d.cancels IS NULL AND NOT EXISTS (SELECT FROM staff.service_day c WHERE c.street_id = d.street_id AND c.cancels = d.id);
GRANT SELECT ON staff.public_person, staff.public_department, staff.public_service_day TO shouwang_app;

-- published for reports (modules/staff/sources.ts)
CREATE VIEW staff.source_people WITH (security_invoker = true) AS
  SELECT p.street_id, p.path, d.name AS department, d.kind AS department_kind, p.number, p.name, p.sex,
    date_part('year', now() AT TIME ZONE 'Asia/Shanghai')::integer - p.birth_year AS age, p.title, p.party_member, p.party_branch, p.phone_masked,
    p.phone_tail IS NOT NULL AS has_phone, p.opening_days + p.line_days AS served_days, greatest(p.opening_last, p.line_last) AS last_served,
    staff.is_exempt(p.street_id, p.id, (now() AT TIME ZONE 'Asia/Shanghai')::date) AS exempt
  FROM staff.person p JOIN staff.department d ON d.street_id = p.street_id AND d.id = p.department_id WHERE p.state = 'in-service';
GRANT SELECT ON staff.source_people TO shouwang_app;

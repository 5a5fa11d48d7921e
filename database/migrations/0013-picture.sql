-- Ledgers and reports: saved questions, the superiors' own templates, pinned snapshots, and the few fields that communities are
-- still asked to fill. A report holds no figures of its own: it asks the views below, under the asker's own row-level security.

CREATE SCHEMA picture;
GRANT USAGE ON SCHEMA picture TO shouwang_app;

-- ── Exports ─────────────────────────────────────────────────────────────────────────────────────────────────
-- A file is handed over whole once: 'fetched' from its last byte on. What is printed is an export, too, and stands in the same list.
ALTER TABLE platform.file DROP CONSTRAINT file_state_check;
ALTER TABLE platform.file ADD CONSTRAINT file_state_check CHECK (state IN ('making', 'ready', 'failed', 'gone', 'fetched'));
ALTER TABLE platform.file ADD COLUMN way text NOT NULL DEFAULT 'file' CHECK (way IN ('file', 'paper'));
ALTER TABLE platform.file ADD COLUMN fetched_at timestamptz;
CREATE INDEX file_by_area ON platform.file (street_id, path, made_at);
CREATE INDEX file_to_expire ON platform.file (state, expires_at) WHERE state IN ('making', 'ready');

-- Of files that lie on the disk, those that may: everything else there is what a killed process or a broken removal left behind.
CREATE FUNCTION platform.kept_files(ids uuid[]) RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT f.id FROM platform.file f WHERE f.id = ANY (ids) AND (f.state = 'making' OR (f.state = 'ready' AND f.expires_at > now()))
$$;

-- ── What may be asked over ──────────────────────────────────────────────────────────────────────────────────
-- A source of a room is the view <room>.source_<name>; its columns are named as in the room's sources.ts. All are security invokers:
-- whoever asks sees what the tables below would show them. `path` says where a line lies, `round_id` of which round it is.

-- register: published for reports (modules/register/sources.ts)
CREATE VIEW register.source_residents WITH (security_invoker = true) AS
  SELECT r.street_id, r.path, r.name, r.sex, date_part('year', age((now() AT TIME ZONE 'Asia/Shanghai')::date, r.birth_date))::integer AS age, r.birth_date,
    r.id_type, r.id_masked, r.phone_masked, r.phone_masked IS NOT NULL AS has_phone, r.residence, r.tenancy, r.relation, r.work, r.groups, r.updated_at
  FROM register.resident r WHERE r.left_at IS NULL;
CREATE VIEW register.source_dwellings WITH (security_invoker = true) AS
  SELECT a.street_id, a.path, a.floor, h.residents, h.residents > 0 AS occupied, h.tenants, h.over_60, h.over_80, h.under_6
  FROM register.area a LEFT JOIN LATERAL (
    SELECT count(*)::integer AS residents, count(*) FILTER (WHERE r.tenancy = 'tenant')::integer AS tenants,
      count(*) FILTER (WHERE r.birth_date <= (now() AT TIME ZONE 'Asia/Shanghai')::date - interval '60 years')::integer AS over_60,
      count(*) FILTER (WHERE r.birth_date <= (now() AT TIME ZONE 'Asia/Shanghai')::date - interval '80 years')::integer AS over_80,
      count(*) FILTER (WHERE r.birth_date > (now() AT TIME ZONE 'Asia/Shanghai')::date - interval '6 years')::integer AS under_6
    FROM register.resident r WHERE r.street_id = a.street_id AND r.path = a.path AND r.left_at IS NULL) h ON true
  WHERE a.kind = 'dwelling';
CREATE VIEW register.source_duties WITH (security_invoker = true) AS
  SELECT a.street_id, a.path, a.kind, a.name, d.post, d.name AS holder, d.phone, d.id IS NOT NULL AS held
  FROM register.area a LEFT JOIN register.duty d ON d.street_id = a.street_id AND d.path = a.path
  WHERE a.kind IN ('street', 'community', 'patch', 'grid', 'compound', 'building');
GRANT SELECT ON register.source_residents, register.source_dwellings, register.source_duties TO shouwang_app;

-- operation: published for reports (modules/operation/sources.ts)
CREATE VIEW operation.source_operations WITH (security_invoker = true) AS
  SELECT o.street_id, o.path, o.name, o.hazard, o.purpose, o.state, o.basis->>'issuer' AS issuer, o.basis->>'title' AS document, o.basis->>'number' AS number,
    o.starts_at, o.ended_at
  FROM operation.operation o;
GRANT SELECT ON operation.source_operations TO shouwang_app;

-- testing: published for reports (modules/testing/sources.ts)
CREATE VIEW testing.source_figures WITH (security_invoker = true) AS
  SELECT c.street_id, c.round_id, c.path, r.name AS round, r.opens_at, c.due, c.tested, c.due - c.tested AS missing, c.exempt, c.walk_in
  FROM testing.counter c LEFT JOIN testing.round r ON r.street_id = c.street_id AND r.id = c.round_id;
CREATE VIEW testing.source_lanes WITH (security_invoker = true) AS
  SELECT l.street_id, l.round_id, l.path, r.name AS round, s.name AS site, l.lane, l.quarter, l.samples, l.tested, l.walk_in
  FROM testing.lane_counter l LEFT JOIN testing.round r ON r.street_id = l.street_id AND r.id = l.round_id
  LEFT JOIN testing.site s ON s.street_id = l.street_id AND s.id = l.site_id;
CREATE VIEW testing.source_due WITH (security_invoker = true) AS
  SELECT d.street_id, d.round_id, d.path, d.state, d.reason, d.state = 'due' AND m.resident_id IS NULL AS tested, m.resident_id IS NOT NULL AS missing, d.changed_at,
    p.name, p.sex, date_part('year', age((now() AT TIME ZONE 'Asia/Shanghai')::date, p.birth_date))::integer AS age, p.id_masked, p.phone_masked, p.residence, p.work, p.groups
  FROM testing.due d
  LEFT JOIN testing.missing m ON m.street_id = d.street_id AND m.round_id = d.round_id AND m.resident_id = d.resident_id
  LEFT JOIN register.resident p ON p.street_id = d.street_id AND p.id = d.resident_id;
CREATE VIEW testing.source_missing WITH (security_invoker = true) AS
  SELECT m.street_id, m.round_id, m.path, coalesce(t.outcome, 'not-tried') AS outcome, coalesce(t.tries, 0) AS tries, t.last_at,
    p.name, p.sex, date_part('year', age((now() AT TIME ZONE 'Asia/Shanghai')::date, p.birth_date))::integer AS age, p.phone_masked, p.phone_masked IS NOT NULL AS has_phone, p.work, p.groups
  FROM testing.missing m
  LEFT JOIN register.resident p ON p.street_id = m.street_id AND p.id = m.resident_id
  LEFT JOIN LATERAL (
    SELECT count(*)::integer AS tries, max(c.at) AS last_at, (array_agg(c.outcome ORDER BY c.at DESC, c.id DESC))[1] AS outcome
    FROM testing.contact_try c WHERE c.street_id = m.street_id AND c.round_id = m.round_id AND c.resident_id = m.resident_id) t ON true;
CREATE VIEW testing.source_samples WITH (security_invoker = true) AS
  SELECT s.street_id, s.round_id, s.path, p.name AS site, s.lane, s.taken_at, s.how, s.resident_id IS NULL AS unregistered, s.doubts,
    v.sample_id IS NOT NULL AS voided, v.reason AS void_reason
  FROM testing.sample s LEFT JOIN testing.site p ON p.street_id = s.street_id AND p.id = s.site_id
  LEFT JOIN testing.sample_void v ON v.street_id = s.street_id AND v.sample_id = s.id;
CREATE VIEW testing.source_tries WITH (security_invoker = true) AS
  SELECT c.street_id, c.round_id, c.path, c.way, c.outcome, c.at FROM testing.contact_try c;
GRANT SELECT ON testing.source_figures, testing.source_lanes, testing.source_due, testing.source_missing, testing.source_samples, testing.source_tries TO shouwang_app;

-- enterprise: published for reports (modules/enterprise/sources.ts). A landlord is a person: unnamed.
CREATE VIEW enterprise.source_enterprises WITH (security_invoker = true) AS
  SELECT e.street_id, e.path, CASE WHEN e.kind <> 'landlord' THEN e.name END AS name, e.kind, e.code_type, e.industry, e.staff, e.size, e.rooms, e.floor_area,
    e.state, e.state_reason, e.state_since
  FROM enterprise.enterprise e;
GRANT SELECT ON enterprise.source_enterprises TO shouwang_app;

-- laboratory: published for reports (modules/laboratory/sources.ts). Of a tube that was corrected the last result alone.
CREATE VIEW laboratory.source_results WITH (security_invoker = true) AS
  SELECT x.street_id, x.path, x.round_id, d.name AS round, l.name AS lab, x.outcome, x.turn > 1 AS corrected, x.entered_at
  FROM laboratory.result x
  LEFT JOIN laboratory.lab l ON l.street_id = x.street_id AND l.id = x.lab_id
  LEFT JOIN testing.round d ON d.street_id = x.street_id AND d.id = x.round_id
  WHERE NOT EXISTS (SELECT FROM laboratory.result y WHERE y.street_id = x.street_id AND y.tube_id = x.tube_id AND y.turn > x.turn);
CREATE VIEW laboratory.source_rechecks WITH (security_invoker = true) AS
  SELECT k.street_id, k.path, k.round_id, d.name AS round, k.asked_at, k.due_at, k.settled_at IS NULL AS open, k.escalated_at IS NOT NULL AS overdue, k.settled_how
  FROM laboratory.recheck k LEFT JOIN testing.round d ON d.street_id = k.street_id AND d.id = k.round_id;
GRANT SELECT ON laboratory.source_results, laboratory.source_rechecks TO shouwang_app;

-- ── Saved questions, templates, snapshots ───────────────────────────────────────────────────────────────────
CREATE TABLE picture.report (
  street_id text NOT NULL,
  id uuid NOT NULL,
  -- whose report it is; whoever answers for less sees it and reads their own part
  path platform.area_path NOT NULL,
  account_id uuid NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 2 AND 80),
  question jsonb NOT NULL,
  -- stands on the reports page of everybody who may see it, not only of its author
  pinned boolean NOT NULL DEFAULT false,
  version integer NOT NULL DEFAULT 1,
  saved_at timestamptz NOT NULL DEFAULT now(),
  removed_at timestamptz,
  PRIMARY KEY (street_id, id)
);
CREATE INDEX report_by_path ON picture.report (path) WHERE removed_at IS NULL;

CREATE TABLE picture.template (
  street_id text NOT NULL,
  id uuid NOT NULL,
  path platform.area_path NOT NULL,
  account_id uuid NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 2 AND 80),
  file_name text NOT NULL CHECK (length(file_name) <= 200),
  -- the superior's own workbook, byte for byte
  content bytea NOT NULL CHECK (octet_length(content) <= 8 * 1024 * 1024),
  -- whose figures fill it, and which figure stands in which cell
  parts jsonb NOT NULL DEFAULT '[]',
  marks jsonb NOT NULL DEFAULT '[]',
  pinned boolean NOT NULL DEFAULT false,
  version integer NOT NULL DEFAULT 1,
  saved_at timestamptz NOT NULL DEFAULT now(),
  removed_at timestamptz,
  PRIMARY KEY (street_id, id)
);
CREATE INDEX template_by_path ON picture.template (path) WHERE removed_at IS NULL;

-- What was told at a moment, kept as it was told. Figures only, of the whole of its area, so it is not shared with those below.
CREATE TABLE picture.snapshot (
  street_id text NOT NULL,
  operation_id uuid,
  id uuid NOT NULL,
  path platform.area_path NOT NULL,
  -- what it is of: the daily report of a round, or a saved question
  of text NOT NULL CHECK (of IN ('daily', 'report')),
  of_id uuid NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
  parts jsonb NOT NULL,
  account_id uuid NOT NULL,
  author text NOT NULL CHECK (length(author) <= 60),
  taken_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (street_id, id)
);
CREATE INDEX snapshot_of ON picture.snapshot (street_id, of_id, taken_at);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON picture.snapshot FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();

-- ── Fields that communities are asked to fill ───────────────────────────────────────────────────────────────
-- Nothing is asked without somebody who asks, the document it stands on, what it is for and the day on which it ends by itself.
CREATE TABLE picture.field (
  street_id text NOT NULL,
  operation_id uuid,
  id uuid NOT NULL,
  -- where it is asked
  path platform.area_path NOT NULL,
  level text NOT NULL CHECK (level IN ('community', 'grid', 'building')),
  name text NOT NULL CHECK (length(name) BETWEEN 2 AND 40),
  kind text NOT NULL CHECK (kind IN ('number', 'text', 'choice', 'date')),
  choices text[] NOT NULL DEFAULT '{}',
  unit text CHECK (length(unit) <= 10),
  body text NOT NULL CHECK (length(body) BETWEEN 2 AND 100),
  person text NOT NULL CHECK (length(person) BETWEEN 2 AND 60),
  purpose text NOT NULL CHECK (length(purpose) BETWEEN 4 AND 300),
  basis jsonb NOT NULL CHECK (basis ? 'issuer' AND basis ? 'title' AND basis ? 'date'),
  -- why it is none of the fields that look the same
  differs text CHECK (length(differs) BETWEEN 4 AND 200),
  starts_on date NOT NULL,
  ends_on date NOT NULL CHECK (ends_on >= starts_on AND ends_on - starts_on < 180),
  opened_by uuid NOT NULL,
  opened_at timestamptz NOT NULL DEFAULT now(),
  closed_by uuid,
  closed_at timestamptz,
  PRIMARY KEY (street_id, id),
  CHECK ((kind = 'choice') = (cardinality(choices) > 0)),
  CHECK ((closed_at IS NULL) = (closed_by IS NULL))
);
CREATE INDEX field_by_path ON picture.field (path);
CREATE INDEX field_by_time ON picture.field (street_id, ends_on);

CREATE TABLE picture.field_value (
  street_id text NOT NULL,
  operation_id uuid,
  field_id uuid NOT NULL,
  id uuid NOT NULL,
  -- the community, grid or building it is of
  path platform.area_path NOT NULL,
  number double precision,
  words text CHECK (length(words) <= 200),
  at timestamptz NOT NULL DEFAULT now(),
  account_id uuid NOT NULL,
  author text NOT NULL CHECK (length(author) <= 60),
  PRIMARY KEY (street_id, id),
  FOREIGN KEY (street_id, field_id) REFERENCES picture.field,
  CHECK (number IS NULL OR words IS NULL)
);
CREATE INDEX field_value_last ON picture.field_value (street_id, field_id, path, at DESC, id DESC);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON picture.field_value FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
-- After its last day a field takes no more values, whoever sends them. After the row's own policy, which speaks first.
CREATE FUNCTION picture.refuse_ended() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM picture.field f WHERE f.street_id = NEW.street_id AND f.id = NEW.field_id AND f.closed_at IS NULL AND starts_with(NEW.path, f.path)
    AND (now() AT TIME ZONE 'Asia/Shanghai')::date BETWEEN f.starts_on AND f.ends_on) THEN
    RAISE EXCEPTION 'this field is not asked here and now' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER only_while_asked AFTER INSERT ON picture.field_value FOR EACH ROW EXECUTE FUNCTION picture.refuse_ended();

CALL platform.guard('picture.report', '{officer,leader,grid-worker,superior}', '{officer,leader,grid-worker}', true);
CALL platform.guard('picture.template', '{officer,leader,grid-worker,superior}', '{officer,leader,grid-worker}', true);
CALL platform.guard('picture.snapshot', '{officer,leader,superior}', '{officer,leader}');
CALL platform.guard('picture.field', '{officer,leader,grid-worker,superior}', '{officer,leader}', true);
CALL platform.guard('picture.field_value', '{officer,leader,grid-worker,superior}', '{officer,leader,grid-worker}');
GRANT SELECT, INSERT, UPDATE ON picture.report, picture.template, picture.field TO shouwang_app;
GRANT SELECT, INSERT ON picture.snapshot, picture.field_value TO shouwang_app;

-- The last value of each field in each area, of fields that are being asked; published for reports (modules/picture/own-source.ts).
CREATE VIEW picture.source_values WITH (security_invoker = true) AS
  SELECT f.street_id, v.path, f.id AS field_id, f.name, f.kind, f.body, f.ends_on, v.number, v.words, v.at
  FROM picture.field f JOIN LATERAL (
    SELECT DISTINCT ON (x.path) x.path, x.number, x.words, x.at FROM picture.field_value x
    WHERE x.street_id = f.street_id AND x.field_id = f.id ORDER BY x.path, x.at DESC, x.id DESC) v ON true
  WHERE f.closed_at IS NULL AND f.starts_on <= (now() AT TIME ZONE 'Asia/Shanghai')::date AND f.ends_on >= (now() AT TIME ZONE 'Asia/Shanghai')::date;
GRANT SELECT ON picture.source_values TO shouwang_app;

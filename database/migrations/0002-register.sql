-- The register: areas, who answers for them, residents. Full identity numbers and phones lie apart in
-- register.resident_secret, which the app cannot read: register.reveal() gives one value and writes the ledger line.

CREATE SCHEMA register;
GRANT USAGE ON SCHEMA register TO shouwang_app;

CREATE TABLE register.area (
  street_id text NOT NULL,
  path platform.area_path NOT NULL,
  kind text NOT NULL CHECK (kind IN ('district', 'street', 'community', 'patch', 'grid', 'compound', 'building', 'unit', 'dwelling')),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
  -- the whole address below the community in one folded text, for dwellings, units, buildings and compounds
  address text,
  address_key text COLLATE "C",
  floor integer,
  floors integer,
  lon double precision,
  lat double precision,
  footprint jsonb,
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (street_id, path)
);
CREATE INDEX area_by_path ON register.area (path);
CREATE INDEX area_by_kind ON register.area (street_id, kind, path);
CREATE INDEX area_by_address ON register.area (street_id, address_key) WHERE address_key IS NOT NULL;
CALL platform.guard('register.area', '{officer,leader,grid-worker,lane-crew,superior,administrator}', '{officer,leader}', true);
GRANT SELECT, INSERT, UPDATE, DELETE ON register.area TO shouwang_app;

CREATE TABLE register.duty (
  street_id text NOT NULL,
  id uuid NOT NULL,
  path platform.area_path NOT NULL,
  post text NOT NULL CHECK (post IN ('street-officer', 'community-leader', 'patch-leader', 'grid-worker', 'building-head', 'property-liaison')),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
  phone text,
  PRIMARY KEY (street_id, id)
);
CREATE INDEX duty_by_path ON register.duty (path);
CALL platform.guard('register.duty', '{officer,leader,grid-worker,superior,administrator}', '{officer,leader}', true);
GRANT SELECT, INSERT, UPDATE, DELETE ON register.duty TO shouwang_app;

CREATE TABLE register.resident (
  street_id text NOT NULL,
  id uuid NOT NULL,
  path platform.area_path NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
  name_key text COLLATE "C" NOT NULL,
  pinyin text COLLATE "C" NOT NULL,
  initials text COLLATE "C" NOT NULL,
  sex text CHECK (sex IN ('male', 'female')),
  birth_date date,
  id_type text NOT NULL CHECK (id_type IN ('resident-id', 'passport', 'hk-macau-permit', 'taiwan-permit', 'foreign-resident', 'none')),
  id_masked text,
  id_digest bytea,
  phone_masked text,
  phone_tail text COLLATE "C",
  phone_digest bytea,
  residence text NOT NULL CHECK (residence IN ('local', 'incoming', 'away')),
  tenancy text NOT NULL CHECK (tenancy IN ('owner', 'tenant')),
  relation text NOT NULL CHECK (relation IN ('head', 'spouse', 'child', 'parent', 'other', 'roommate')),
  work text NOT NULL CHECK (work IN ('day', 'shift', 'school', 'retired', 'home')),
  groups text[] NOT NULL DEFAULT '{}',
  note text CHECK (length(note) <= 500),
  -- set when a person has moved out or died: the line stays, the person is no longer counted
  left_at timestamptz,
  left_reason text CHECK (left_reason IN ('moved', 'died', 'duplicate', 'mistake')),
  version integer NOT NULL DEFAULT 1,
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (street_id, id),
  CHECK ((left_at IS NULL) = (left_reason IS NULL))
);
CREATE INDEX resident_by_path ON register.resident (path, id) WHERE left_at IS NULL;
CREATE INDEX resident_by_name ON register.resident (street_id, name_key) WHERE left_at IS NULL;
CREATE INDEX resident_by_pinyin ON register.resident (street_id, pinyin) WHERE left_at IS NULL;
CREATE INDEX resident_by_initials ON register.resident (street_id, initials) WHERE left_at IS NULL;
CREATE INDEX resident_by_phone_tail ON register.resident (street_id, phone_tail) WHERE left_at IS NULL;
-- one living person per document in a sub-district
CREATE UNIQUE INDEX resident_by_id ON register.resident (street_id, id_digest) WHERE left_at IS NULL AND id_digest IS NOT NULL;
CREATE INDEX resident_gone_by_id ON register.resident (street_id, id_digest) WHERE left_at IS NOT NULL AND id_digest IS NOT NULL;
CALL platform.guard('register.resident', '{officer,leader,grid-worker,superior}', '{officer,leader,grid-worker}');
GRANT SELECT, INSERT, UPDATE ON register.resident TO shouwang_app;

CREATE TABLE register.resident_secret (
  street_id text NOT NULL,
  id uuid NOT NULL,
  path platform.area_path NOT NULL,
  id_number text,
  phone text,
  PRIMARY KEY (street_id, id),
  FOREIGN KEY (street_id, id) REFERENCES register.resident ON DELETE CASCADE
);
ALTER TABLE register.resident_secret ENABLE ROW LEVEL SECURITY;
-- ON CONFLICT and UPDATE … WHERE need to find the row: the keys may be seen, the values never (column grants below).
CREATE POLICY keyed ON register.resident_secret FOR SELECT TO shouwang_app
  USING (platform.role() IN ('officer', 'leader', 'grid-worker') AND platform.may_see(path));
CREATE POLICY written ON register.resident_secret FOR INSERT TO shouwang_app
  WITH CHECK (platform.role() IN ('officer', 'leader', 'grid-worker') AND platform.may_see(path));
CREATE POLICY changed ON register.resident_secret FOR UPDATE TO shouwang_app
  USING (platform.role() IN ('officer', 'leader', 'grid-worker') AND platform.may_see(path));
GRANT SELECT (street_id, id, path), INSERT, UPDATE (path, id_number, phone) ON register.resident_secret TO shouwang_app;

-- The one way to a full number: within the asker's area, for a stated purpose, one value at a time, always on the ledger.
CREATE FUNCTION register.reveal(of_street text, of_resident uuid, field text, purpose text)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE s register.resident_secret;
BEGIN
  IF platform.role() NOT IN ('officer', 'leader', 'grid-worker') OR field NOT IN ('id-number', 'phone')
    OR purpose NOT IN ('call', 'door', 'verify', 'correct', 'emergency') THEN RETURN NULL; END IF;
  SELECT * INTO s FROM register.resident_secret WHERE street_id = of_street AND id = of_resident;
  IF s.id IS NULL OR NOT platform.may_see(s.path) THEN RETURN NULL; END IF;
  INSERT INTO platform.ledger (street_id, path, type, account_id, role, data)
    VALUES (of_street, s.path, 'register.number-revealed', platform.account(), platform.role(),
      jsonb_build_object('residentId', of_resident, 'field', field, 'purpose', purpose));
  RETURN CASE field WHEN 'phone' THEN s.phone ELSE s.id_number END;
END $$;

-- ── Imports: staged, judged, then applied in one transaction ────────────────────────────────────────────────
CREATE TABLE register.import (
  street_id text NOT NULL,
  id uuid NOT NULL,
  path platform.area_path NOT NULL,
  account_id uuid NOT NULL,
  file_name text NOT NULL,
  file_digest text NOT NULL,
  state text NOT NULL CHECK (state IN ('reading', 'judging', 'ready', 'applying', 'applied', 'discarded', 'failed')),
  columns jsonb NOT NULL DEFAULT '[]',
  header jsonb NOT NULL DEFAULT '{}',
  progress real NOT NULL DEFAULT 0,
  counts jsonb NOT NULL DEFAULT '{}',
  problem jsonb,
  made_at timestamptz NOT NULL DEFAULT now(),
  applied_at timestamptz,
  PRIMARY KEY (street_id, id)
);
CREATE TABLE register.import_row (
  street_id text NOT NULL,
  import_id uuid NOT NULL,
  row_no integer NOT NULL,
  path platform.area_path NOT NULL,
  cells jsonb NOT NULL,
  draft jsonb,
  verdict text NOT NULL CHECK (verdict IN ('unjudged', 'new', 'same', 'changed', 'conflict', 'bad', 'skipped')),
  resident_id uuid,
  dwelling_path text COLLATE "C",
  id_digest bytea,
  problems jsonb NOT NULL DEFAULT '[]',
  PRIMARY KEY (street_id, import_id, row_no),
  FOREIGN KEY (street_id, import_id) REFERENCES register.import ON DELETE CASCADE
);
CREATE INDEX import_row_by_verdict ON register.import_row (street_id, import_id, verdict, row_no);
CALL platform.guard('register.import', '{officer,leader,grid-worker}', '{officer,leader,grid-worker}');
CALL platform.guard('register.import_row', '{officer,leader,grid-worker}', '{officer,leader,grid-worker}');
GRANT SELECT, INSERT, UPDATE, DELETE ON register.import, register.import_row TO shouwang_app;

-- What neighbours may join: people who count, without keys that only the register needs.
CREATE VIEW register.public_resident WITH (security_invoker = true) AS
  SELECT street_id, id, path, name, name_key, pinyin, initials, sex, birth_date, id_type, id_masked, id_digest, phone_masked, phone_tail, residence, relation, work, groups, updated_at
  FROM register.resident WHERE left_at IS NULL;
GRANT SELECT ON register.public_resident TO shouwang_app;

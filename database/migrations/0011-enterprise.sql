-- Enterprises and shops: what stands where, under which number, who answers for it, and who looks after the premises.
-- Whole phones lie apart in enterprise.enterprise_secret, which the app cannot read: enterprise.reveal() gives one.

CREATE SCHEMA enterprise;
GRANT USAGE ON SCHEMA enterprise TO shouwang_app;

CREATE TABLE enterprise.enterprise (
  street_id text NOT NULL,
  id uuid NOT NULL,
  -- where it stands in the register: a community at the least, a door at the best
  path platform.area_path NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
  name_key text COLLATE "C" NOT NULL,
  short_name text CHECK (length(short_name) BETWEEN 1 AND 60),
  short_key text COLLATE "C",
  -- of both names, with a space between
  pinyin text COLLATE "C" NOT NULL,
  initials text COLLATE "C" NOT NULL,
  kind text NOT NULL CHECK (kind IN ('company', 'factory', 'shop', 'restaurant', 'stall', 'hotel', 'school', 'hospital', 'care-home', 'office', 'construction', 'landlord', 'other')),
  code_type text NOT NULL CHECK (code_type IN ('credit-code', 'business-licence', 'organisation-code', 'none')),
  code text COLLATE "C",
  industry text CHECK (industry ~ '^[A-T]$'),
  staff integer CHECK (staff >= 0),
  size text CHECK (size IN ('micro', 'small', 'medium', 'large')),
  rooms integer CHECK (rooms >= 0),
  -- square metres
  floor_area integer CHECK (floor_area >= 0),
  address text CHECK (length(address) <= 200),
  address_key text COLLATE "C",
  legal_name text CHECK (length(legal_name) <= 80),
  legal_masked text,
  legal_tail text COLLATE "C",
  legal_digest bytea,
  contact_name text CHECK (length(contact_name) <= 80),
  contact_masked text,
  contact_tail text COLLATE "C",
  contact_digest bytea,
  note text CHECK (length(note) <= 500),
  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'suspended', 'closed')),
  state_reason text CHECK (state_reason IN ('season', 'renovation', 'no-staff', 'other', 'moved', 'ended', 'duplicate', 'mistake')),
  state_since timestamptz NOT NULL DEFAULT now(),
  version integer NOT NULL DEFAULT 1,
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (street_id, id),
  CHECK ((state = 'open') = (state_reason IS NULL)),
  CHECK ((code_type = 'none') = (code IS NULL)),
  CHECK ((short_name IS NULL) = (short_key IS NULL))
);
CREATE INDEX enterprise_by_path ON enterprise.enterprise (path, id);
CREATE INDEX enterprise_by_name ON enterprise.enterprise (street_id, name_key) WHERE state <> 'closed';
-- a code stands once among those that are not closed for good
CREATE UNIQUE INDEX enterprise_by_code ON enterprise.enterprise (street_id, code) WHERE state <> 'closed' AND code IS NOT NULL;
CALL platform.guard('enterprise.enterprise', '{officer,leader,grid-worker,superior}', '{officer,leader,grid-worker}');
GRANT SELECT, INSERT, UPDATE ON enterprise.enterprise TO shouwang_app;

CREATE TABLE enterprise.enterprise_secret (
  street_id text NOT NULL,
  id uuid NOT NULL,
  path platform.area_path NOT NULL,
  legal_phone text,
  contact_phone text,
  PRIMARY KEY (street_id, id),
  FOREIGN KEY (street_id, id) REFERENCES enterprise.enterprise ON DELETE CASCADE
);
ALTER TABLE enterprise.enterprise_secret ENABLE ROW LEVEL SECURITY;
-- UPDATE … WHERE needs to find the row: the keys may be seen, the values never (column grants below).
CREATE POLICY keyed ON enterprise.enterprise_secret FOR SELECT TO shouwang_app
  USING (platform.role() IN ('officer', 'leader', 'grid-worker') AND platform.may_see(path));
CREATE POLICY written ON enterprise.enterprise_secret FOR INSERT TO shouwang_app
  WITH CHECK (platform.role() IN ('officer', 'leader', 'grid-worker') AND platform.may_see(path));
CREATE POLICY changed ON enterprise.enterprise_secret FOR UPDATE TO shouwang_app
  USING (platform.role() IN ('officer', 'leader', 'grid-worker') AND platform.may_see(path));
GRANT SELECT (street_id, id, path), INSERT, UPDATE (path, legal_phone, contact_phone) ON enterprise.enterprise_secret TO shouwang_app;

-- The one way to a whole phone: within the asker's area, for a stated purpose, one at a time, always on the ledger.
CREATE FUNCTION enterprise.reveal(of_street text, of_enterprise uuid, field text, purpose text)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE s enterprise.enterprise_secret;
BEGIN
  IF platform.role() NOT IN ('officer', 'leader', 'grid-worker') OR field NOT IN ('legal-phone', 'contact-phone')
    OR purpose NOT IN ('call', 'door', 'verify', 'correct', 'emergency') THEN RETURN NULL; END IF;
  SELECT * INTO s FROM enterprise.enterprise_secret WHERE street_id = of_street AND id = of_enterprise;
  IF s.id IS NULL OR NOT platform.may_see(s.path) THEN RETURN NULL; END IF;
  INSERT INTO platform.ledger (street_id, path, type, account_id, role, data)
    VALUES (of_street, s.path, 'enterprise.number-revealed', platform.account(), platform.role(),
      jsonb_build_object('enterpriseId', of_enterprise, 'field', field, 'purpose', purpose));
  RETURN CASE field WHEN 'legal-phone' THEN s.legal_phone ELSE s.contact_phone END;
END $$;

-- ── Property managers and what they look after ──────────────────────────────────────────────────────────────
CREATE TABLE enterprise.property_manager (
  street_id text NOT NULL,
  id uuid NOT NULL,
  -- the smallest area that holds all that it looks after
  path platform.area_path NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
  contact_name text CHECK (length(contact_name) <= 80),
  -- the desk's phone, a work number: shown whole
  phone text CHECK (length(phone) <= 30),
  note text CHECK (length(note) <= 500),
  version integer NOT NULL DEFAULT 1,
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (street_id, id)
);
CREATE INDEX property_manager_by_path ON enterprise.property_manager (path);
CALL platform.guard('enterprise.property_manager', '{officer,leader,grid-worker,superior}', '{officer,leader}', true);
GRANT SELECT, INSERT, UPDATE, DELETE ON enterprise.property_manager TO shouwang_app;

-- Of premises below several the nearest counts: a mall within a compound has a manager of its own.
CREATE TABLE enterprise.looked_after (
  street_id text NOT NULL,
  path platform.area_path NOT NULL,
  manager_id uuid NOT NULL,
  PRIMARY KEY (street_id, path),
  FOREIGN KEY (street_id, manager_id) REFERENCES enterprise.property_manager ON DELETE CASCADE
);
CREATE INDEX looked_after_by_manager ON enterprise.looked_after (street_id, manager_id);
CALL platform.guard('enterprise.looked_after', '{officer,leader,grid-worker,superior}', '{officer,leader}', true);
GRANT SELECT, INSERT, UPDATE, DELETE ON enterprise.looked_after TO shouwang_app;

-- ── Lists brought in: staged as the register's are (0002, 0007), each accepted row as it would be kept within its draft ──
CREATE TABLE enterprise.import (LIKE register.import INCLUDING DEFAULTS INCLUDING CONSTRAINTS, PRIMARY KEY (street_id, id));
CREATE TABLE enterprise.import_row (
  LIKE register.import_row INCLUDING DEFAULTS INCLUDING CONSTRAINTS,
  PRIMARY KEY (street_id, import_id, row_no),
  FOREIGN KEY (street_id, import_id) REFERENCES enterprise.import ON DELETE CASCADE
);
ALTER TABLE enterprise.import_row RENAME COLUMN resident_id TO enterprise_id;
CREATE INDEX import_row_by_verdict ON enterprise.import_row (street_id, import_id, verdict, row_no);
CALL platform.guard('enterprise.import', '{officer,leader,grid-worker}', '{officer,leader,grid-worker}');
CALL platform.guard('enterprise.import_row', '{officer,leader,grid-worker}', '{officer,leader,grid-worker}');
GRANT SELECT, INSERT, UPDATE, DELETE ON enterprise.import, enterprise.import_row TO shouwang_app;

-- Of the given codes, those that stand in the sub-district outside the asker's area: the row is then refused with that
-- reason instead of failing on the unique index. Tells nothing that the asker did not bring along.
CREATE FUNCTION enterprise.codes_elsewhere(of_street text, codes text[])
RETURNS TABLE (code text) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT e.code FROM unnest(codes) c JOIN enterprise.enterprise e ON e.street_id = of_street AND e.code = c COLLATE "C"
  WHERE e.state <> 'closed' AND NOT platform.may_see(e.path)
    AND platform.role() IN ('officer', 'leader', 'grid-worker')
    AND EXISTS (SELECT FROM register.area a WHERE a.street_id = of_street AND a.path = platform.area())
$$;

-- Imports that a killed process left half-way, to be taken up at the next start, each in the name of whoever brought the list.
CREATE FUNCTION enterprise.unfinished_imports()
RETURNS TABLE (id uuid, street_id text, path text, account_id uuid, role text, area text, state text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT DISTINCT ON (i.id) i.id, i.street_id, i.path::text, i.account_id, g.role, g.path::text, i.state
  FROM enterprise.import i JOIN platform.grant_of_role g ON g.account_id = i.account_id AND g.ended_at IS NULL
    AND g.role IN ('officer', 'leader', 'grid-worker') AND starts_with(i.path, g.path)
  WHERE i.state IN ('reading', 'judging', 'applying') ORDER BY i.id, length(g.path)
$$;

-- Lists hold whole phones: what is left of one goes when the register's own do.
CREATE FUNCTION enterprise.forget_old_imports() RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog AS $$
  DELETE FROM enterprise.import_row r USING enterprise.import i
  WHERE i.street_id = r.street_id AND i.id = r.import_id
    AND (i.applied_at < now() - interval '7 days' OR (i.made_at < now() - interval '30 days' AND i.state IN ('ready', 'failed')));
  UPDATE enterprise.import SET state = 'discarded' WHERE made_at < now() - interval '30 days' AND state IN ('ready', 'failed');
$$;

-- What neighbours may join: those that are not closed, without keys that only this room needs.
CREATE VIEW enterprise.public_enterprise WITH (security_invoker = true) AS
  SELECT street_id, id, path, name, short_name, kind, code_type, code, industry, staff, size, rooms, floor_area, address,
    contact_name, contact_masked, state, state_since, updated_at
  FROM enterprise.enterprise WHERE state <> 'closed';
GRANT SELECT ON enterprise.public_enterprise TO shouwang_app;

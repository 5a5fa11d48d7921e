-- Plumbing that knows no room: roles, who may see what, accounts, sessions, devices, ledger, files.
-- The app connects as a login that is a member of shouwang_app: it owns nothing and cannot bypass row security.

CREATE SCHEMA IF NOT EXISTS platform;
CREATE EXTENSION IF NOT EXISTS pgcrypto;

DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'shouwang_app') THEN
    CREATE ROLE shouwang_app NOLOGIN NOBYPASSRLS;
  END IF;
END $$;
GRANT USAGE ON SCHEMA platform TO shouwang_app;

-- Area paths: [a-z0-9]+ segments, each followed by a dot, compared bytewise so that "below" is a range.
CREATE DOMAIN platform.area_path AS text COLLATE "C" CHECK (VALUE ~ '^([a-z0-9]+\.)+$' AND length(VALUE) <= 120);

-- Who is asking is set per transaction: shouwang.role, shouwang.area (a path with its dot), shouwang.account.
-- Unset settings match nothing.
CREATE FUNCTION platform.role() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT current_setting('shouwang.role', true) $$;
CREATE FUNCTION platform.account() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('shouwang.account', true), '')::uuid $$;
CREATE FUNCTION platform.area() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT current_setting('shouwang.area', true) COLLATE "C" $$;
-- For security-definer functions, which filter by area themselves.
CREATE FUNCTION platform.may_see(path text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT coalesce(length(platform.area()) > 1 AND starts_with(path, platform.area()), false) $$;

-- One way to guard a table: readers and writers by role, both only at or below the asker's area.
-- `shared_above` also opens rows that lie above the asker (an area's ancestors, an operation of the whole street).
-- Role and area are folded into the two bounds of one range: the planner works such bounds out beforehand and then knows how much
-- it will read. Conditions beside the range count as "one row in two hundred" each and lead to plans for two rows that meet 50,000.
CREATE FUNCTION platform.guard_condition(roles text[], shared_above boolean) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT format(
    CASE WHEN shared_above THEN '((%1$s) OR starts_with(%2$s, path))' ELSE '%1$s' END,
    -- 'd01.s01.' becomes the range >= 'd01.s01.' and < 'd01.s01/' ; a bare prefix would leak siblings. '~' is above every path,
    -- and an empty area gives the empty range below '/'.
    format($q$path >= (CASE WHEN current_setting('shouwang.role', true) = ANY (%1$L::text[]) THEN current_setting('shouwang.area', true) ELSE '~' END) COLLATE "C"
      AND path < (rtrim(current_setting('shouwang.area', true), '.') || '/') COLLATE "C"$q$, roles),
    format($q$(CASE WHEN current_setting('shouwang.role', true) = ANY (%1$L::text[]) THEN current_setting('shouwang.area', true) ELSE '' END)$q$, roles))
$$;
CREATE PROCEDURE platform.guard(target regclass, readers text[], writers text[], shared_above boolean DEFAULT false)
LANGUAGE plpgsql AS $$
DECLARE
  read text := platform.guard_condition(readers, shared_above);
  write text := platform.guard_condition(writers, false);
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
  EXECUTE format('CREATE POLICY read_in_area ON %s FOR SELECT TO shouwang_app USING (%s)', target, read);
  EXECUTE format('CREATE POLICY insert_in_area ON %s FOR INSERT TO shouwang_app WITH CHECK (%s)', target, write);
  EXECUTE format('CREATE POLICY update_in_area ON %s FOR UPDATE TO shouwang_app USING (%s)', target, write);
  EXECUTE format('CREATE POLICY delete_in_area ON %s FOR DELETE TO shouwang_app USING (%s)', target, write);
END $$;

-- Refuses UPDATE and DELETE for everybody, the owner too: append-only tables.
CREATE FUNCTION platform.refuse_change() RETURNS trigger LANGUAGE plpgsql
  AS $$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END $$;

CREATE TABLE platform.setting (
  key text PRIMARY KEY,
  value jsonb NOT NULL
);
GRANT SELECT ON platform.setting TO shouwang_app;

-- ── Accounts ────────────────────────────────────────────────────────────────────────────────────────────────
CREATE TABLE platform.account (
  id uuid PRIMARY KEY,
  street_id text NOT NULL,
  path platform.area_path NOT NULL,
  login text NOT NULL UNIQUE CHECK (login ~ '^[a-z0-9._-]{2,40}$'),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
  password_hash text NOT NULL,
  must_change boolean NOT NULL DEFAULT false,
  demo boolean NOT NULL DEFAULT false,
  disabled_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now()
);
-- A grant: one role in one area. A session acts under exactly one.
CREATE TABLE platform.grant_of_role (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES platform.account ON DELETE CASCADE,
  street_id text NOT NULL,
  path platform.area_path NOT NULL,
  role text NOT NULL CHECK (role IN ('officer', 'leader', 'grid-worker', 'lane-crew', 'superior', 'administrator')),
  ended_at timestamptz,
  UNIQUE (account_id, role, path)
);
CREATE TABLE platform.device (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES platform.account ON DELETE CASCADE,
  street_id text NOT NULL,
  path platform.area_path NOT NULL,
  label text NOT NULL CHECK (length(label) <= 200),
  first_seen_at timestamptz NOT NULL DEFAULT now(),
  last_seen_at timestamptz NOT NULL DEFAULT now(),
  -- what the phone said it still held, at its last contact
  waiting integer,
  lost_at timestamptz,
  lost_by uuid,
  wiped_at timestamptz
);
CREATE TABLE platform.session (
  digest bytea PRIMARY KEY,
  id uuid NOT NULL UNIQUE,
  account_id uuid NOT NULL REFERENCES platform.account ON DELETE CASCADE,
  grant_id uuid NOT NULL REFERENCES platform.grant_of_role ON DELETE CASCADE,
  device_id uuid REFERENCES platform.device ON DELETE CASCADE,
  street_id text NOT NULL,
  path platform.area_path NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  last_seen_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  revoked_at timestamptz
);
CREATE INDEX session_by_account ON platform.session (account_id);
CREATE TABLE platform.login_try (
  key text NOT NULL,
  at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX login_try_by_key ON platform.login_try (key, at);

-- Everybody may read their own account, administrators those of their area; leaders and officers see devices and sessions of their area.
ALTER TABLE platform.account ENABLE ROW LEVEL SECURITY;
ALTER TABLE platform.grant_of_role ENABLE ROW LEVEL SECURITY;
ALTER TABLE platform.device ENABLE ROW LEVEL SECURITY;
ALTER TABLE platform.session ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON platform.account FOR SELECT TO shouwang_app USING (id = platform.account());
CREATE POLICY administered ON platform.account TO shouwang_app
  USING (platform.role() = 'administrator' AND platform.may_see(path))
  WITH CHECK (platform.role() = 'administrator' AND platform.may_see(path));
CREATE POLICY own ON platform.grant_of_role FOR SELECT TO shouwang_app USING (account_id = platform.account());
CREATE POLICY administered ON platform.grant_of_role TO shouwang_app
  USING (platform.role() = 'administrator' AND platform.may_see(path))
  WITH CHECK (platform.role() = 'administrator' AND platform.may_see(path));
CREATE POLICY own ON platform.device TO shouwang_app USING (account_id = platform.account()) WITH CHECK (account_id = platform.account());
CREATE POLICY overseen ON platform.device TO shouwang_app
  USING (platform.role() IN ('administrator', 'officer', 'leader') AND platform.may_see(path))
  WITH CHECK (platform.role() IN ('administrator', 'officer', 'leader') AND platform.may_see(path));
CREATE POLICY own ON platform.session TO shouwang_app USING (account_id = platform.account()) WITH CHECK (account_id = platform.account());
CREATE POLICY overseen ON platform.session TO shouwang_app
  USING (platform.role() IN ('administrator', 'officer', 'leader') AND platform.may_see(path))
  WITH CHECK (platform.role() IN ('administrator', 'officer', 'leader') AND platform.may_see(path));
GRANT SELECT (id, street_id, path, login, name, must_change, demo, disabled_at, created_at),
  INSERT, UPDATE (name, password_hash, must_change, disabled_at) ON platform.account TO shouwang_app;
GRANT SELECT, INSERT, UPDATE (ended_at) ON platform.grant_of_role TO shouwang_app;
GRANT SELECT, INSERT, UPDATE (label, last_seen_at, waiting, lost_at, lost_by, wiped_at) ON platform.device TO shouwang_app;
GRANT SELECT (id, account_id, grant_id, device_id, street_id, path, created_at, last_seen_at, expires_at, revoked_at),
  UPDATE (last_seen_at, revoked_at) ON platform.session TO shouwang_app;

-- Before a session is known there is no area to guard by: these few doors are security definers and give only what signing in needs.
CREATE FUNCTION platform.account_for_login(wanted text)
RETURNS TABLE (id uuid, password_hash text, disabled boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog
AS $$ SELECT a.id, a.password_hash, a.disabled_at IS NOT NULL FROM platform.account a WHERE a.login = wanted $$;

CREATE FUNCTION platform.open_session(new_digest bytea, new_id uuid, for_account uuid, wanted_grant uuid, on_device uuid, device_label text, lasts interval)
RETURNS TABLE (grant_id uuid) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE g platform.grant_of_role;
BEGIN
  SELECT * INTO g FROM platform.grant_of_role r
    WHERE r.account_id = for_account AND r.ended_at IS NULL AND (wanted_grant IS NULL OR r.id = wanted_grant)
    ORDER BY length(r.path), r.id LIMIT 1;
  IF g.id IS NULL THEN RETURN; END IF;
  IF on_device IS NOT NULL THEN
    INSERT INTO platform.device (id, account_id, street_id, path, label) VALUES (on_device, for_account, g.street_id, g.path, device_label)
      ON CONFLICT (id) DO UPDATE SET account_id = excluded.account_id, street_id = excluded.street_id, path = excluded.path, last_seen_at = now(), lost_at = NULL, wiped_at = NULL;
  END IF;
  INSERT INTO platform.session (digest, id, account_id, grant_id, device_id, street_id, path, expires_at)
    VALUES (new_digest, new_id, for_account, g.id, on_device, g.street_id, g.path, now() + lasts);
  RETURN QUERY SELECT g.id;
END $$;

CREATE FUNCTION platform.session_by_digest(wanted bytea)
RETURNS TABLE (id uuid, account_id uuid, account_name text, demo boolean, must_change boolean, grant_id uuid, role text, street_id text, path text,
  device_id uuid, device_lost boolean, ended boolean, last_seen_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT s.id, s.account_id, a.name, a.demo, a.must_change, g.id, g.role, g.street_id, g.path::text, s.device_id, d.lost_at IS NOT NULL,
    s.revoked_at IS NOT NULL OR s.expires_at <= now() OR a.disabled_at IS NOT NULL OR g.ended_at IS NOT NULL, s.last_seen_at
  FROM platform.session s JOIN platform.account a ON a.id = s.account_id JOIN platform.grant_of_role g ON g.id = s.grant_id
  LEFT JOIN platform.device d ON d.id = s.device_id WHERE s.digest = wanted
$$;
CREATE FUNCTION platform.touch_session(wanted bytea) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog AS $$
  WITH s AS (UPDATE platform.session SET last_seen_at = now() WHERE digest = wanted RETURNING device_id)
  UPDATE platform.device SET last_seen_at = now() WHERE id = (SELECT device_id FROM s)
$$;
CREATE FUNCTION platform.note_wiped(wanted bytea) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog AS $$
  UPDATE platform.device SET wiped_at = coalesce(wiped_at, now()) WHERE id = (SELECT device_id FROM platform.session WHERE digest = wanted)
$$;
CREATE FUNCTION platform.note_login_try(wanted text, spare interval) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE n integer;
BEGIN
  DELETE FROM platform.login_try WHERE at < now() - spare;
  INSERT INTO platform.login_try (key) VALUES (wanted);
  SELECT count(*) INTO n FROM platform.login_try WHERE key = wanted;
  RETURN n;
END $$;
CREATE FUNCTION platform.login_tries(wanted text, spare interval) RETURNS integer LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog
  AS $$ SELECT count(*)::integer FROM platform.login_try WHERE key = wanted AND at >= now() - spare $$;
CREATE FUNCTION platform.forget_login_tries(wanted text) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog
  AS $$ DELETE FROM platform.login_try WHERE key = wanted $$;
-- Demo logins are shown on the sign-in page, and only there where the demo data was loaded.
CREATE FUNCTION platform.demo_logins() RETURNS TABLE (login text, name text, role text, path text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT a.login, a.name, g.role, g.path::text FROM platform.account a JOIN platform.grant_of_role g ON g.account_id = a.id
  WHERE a.demo AND a.disabled_at IS NULL AND g.ended_at IS NULL ORDER BY length(g.path), g.role
$$;
CREATE FUNCTION platform.change_own_password(new_hash text) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog
  AS $$ UPDATE platform.account SET password_hash = new_hash, must_change = false WHERE id = platform.account() $$;
CREATE FUNCTION platform.own_password_hash() RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog
  AS $$ SELECT password_hash FROM platform.account WHERE id = platform.account() $$;

-- ── Ledger ──────────────────────────────────────────────────────────────────────────────────────────────────
-- Append-only. A reader follows (txid, seq) and stops below the oldest running transaction: it can never pass an uncommitted line.
CREATE TABLE platform.ledger (
  seq bigint GENERATED ALWAYS AS IDENTITY,
  txid xid8 NOT NULL DEFAULT pg_current_xact_id(),
  at timestamptz NOT NULL DEFAULT now(),
  street_id text NOT NULL,
  operation_id uuid,
  path platform.area_path NOT NULL,
  type text NOT NULL CHECK (type ~ '^[a-z]+\.[a-z-]+$'),
  account_id uuid,
  role text,
  data jsonb NOT NULL DEFAULT '{}',
  PRIMARY KEY (street_id, seq)
);
CREATE INDEX ledger_in_order ON platform.ledger (txid, seq);
CREATE INDEX ledger_by_area ON platform.ledger (street_id, path, at);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON platform.ledger FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON platform.ledger FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
ALTER TABLE platform.ledger ENABLE ROW LEVEL SECURITY;
-- Audit is read by officers, leaders and administrators of the area; lines are written by whoever acts in the area, in their own name.
CREATE POLICY audited ON platform.ledger FOR SELECT TO shouwang_app
  USING (platform.role() IN ('officer', 'leader', 'administrator') AND platform.may_see(path));
CREATE POLICY written ON platform.ledger FOR INSERT TO shouwang_app
  WITH CHECK (account_id IS NOT DISTINCT FROM platform.account() AND role IS NOT DISTINCT FROM platform.role() AND platform.may_see(path));
GRANT SELECT, INSERT ON platform.ledger TO shouwang_app;

-- The live feed and the reactions read every line by this door; it gives ids and codes only, and the server filters by each listener's area.
CREATE FUNCTION platform.ledger_after(after_txid xid8, after_seq bigint, most integer)
RETURNS TABLE (seq bigint, txid text, at timestamptz, street_id text, operation_id uuid, path text, type text, account_id uuid, data jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT l.seq, l.txid::text, l.at, l.street_id, l.operation_id, l.path::text, l.type, l.account_id, l.data FROM platform.ledger l
  WHERE (l.txid, l.seq) > (after_txid, after_seq) AND l.txid < pg_snapshot_xmin(pg_current_snapshot())
  ORDER BY l.txid, l.seq LIMIT most
$$;
-- For the live feed, which must not wait behind a long import: what has become visible since `watermark` (the oldest transaction that
-- was running at the last look), without the transactions already seen. A transaction's lines become visible together, so none is missed.
CREATE FUNCTION platform.ledger_since(watermark xid8, seen xid8[], most integer)
RETURNS TABLE (txid text, street_id text, path text, type text, data jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT l.txid::text, l.street_id, l.path::text, l.type, l.data FROM platform.ledger l
  WHERE l.txid >= watermark AND l.txid <> ALL (seen) ORDER BY l.txid, l.seq LIMIT most
$$;
CREATE TABLE platform.reader (
  name text PRIMARY KEY,
  txid xid8 NOT NULL,
  seq bigint NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON platform.reader TO shouwang_app;

-- ── Files: exports, counted and watermarked ─────────────────────────────────────────────────────────────────
CREATE TABLE platform.file (
  street_id text NOT NULL,
  id uuid NOT NULL,
  path platform.area_path NOT NULL,
  operation_id uuid,
  account_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind ~ '^[a-z]+\.[a-z-]+$'),
  title text NOT NULL,
  purpose text NOT NULL CHECK (length(purpose) BETWEEN 2 AND 200),
  state text NOT NULL DEFAULT 'making' CHECK (state IN ('making', 'ready', 'failed', 'gone')),
  rows_done integer NOT NULL DEFAULT 0,
  rows_total integer,
  bytes bigint,
  fetched integer NOT NULL DEFAULT 0,
  made_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL DEFAULT now() + interval '1 day',
  PRIMARY KEY (street_id, id)
);
ALTER TABLE platform.file ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON platform.file TO shouwang_app
  USING (account_id = platform.account()) WITH CHECK (account_id = platform.account() AND platform.may_see(path));
CREATE POLICY counted ON platform.file FOR SELECT TO shouwang_app
  USING (platform.role() IN ('officer', 'leader', 'administrator') AND platform.may_see(path));
GRANT SELECT, INSERT, UPDATE ON platform.file TO shouwang_app;
-- Once at start and then hourly: half-made exports of a killed process are failed, expired ones are gone. Gives the ids whose files go.
CREATE FUNCTION platform.expire_files(at_start boolean) RETURNS SETOF uuid LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog AS $$
  UPDATE platform.file SET state = CASE WHEN state = 'making' THEN 'failed' ELSE 'gone' END
  WHERE (state = 'making' AND (at_start OR made_at < now() - interval '6 hours')) OR (state = 'ready' AND expires_at <= now())
  RETURNING id
$$;
-- A colleague's name for the audit page; the page itself is guarded by the ledger's policy.
CREATE FUNCTION platform.account_name(wanted uuid) RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT a.name FROM platform.account a
  WHERE a.id = wanted AND platform.role() IN ('officer', 'leader', 'administrator')
    AND (starts_with(a.path, platform.area()) OR starts_with(platform.area(), a.path))
$$;

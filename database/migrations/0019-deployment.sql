-- Deployment: places, posts at them, who was put on which post, who came and left, groups, briefings, and certificates of service.
-- A draft (deployment.draft, draft_seat) may be changed at will; what was published are facts: a placement, a coming, a leaving stay as
-- they are, and a further line takes one back. Placements are written by deployment.put_on() alone, which lets nobody stand in two places.

CREATE SCHEMA deployment;
GRANT USAGE ON SCHEMA deployment TO shouwang_app;

CREATE TABLE deployment.place (
  street_id text NOT NULL,
  operation_id uuid NOT NULL,
  id uuid NOT NULL,
  path platform.area_path NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
  address text NOT NULL DEFAULT '' CHECK (length(address) <= 200),
  -- whom people report to there, and a phone of the office: told to everybody placed, so never a private number
  contact_name text NOT NULL DEFAULT '' CHECK (length(contact_name) <= 60),
  contact_phone text NOT NULL DEFAULT '' CHECK (contact_phone ~ '^[0-9+ -]{0,20}$'),
  version integer NOT NULL DEFAULT 1,
  closed_at timestamptz,
  PRIMARY KEY (id, street_id),
  FOREIGN KEY (street_id, operation_id) REFERENCES operation.operation
);
CREATE INDEX place_of_operation ON deployment.place (street_id, operation_id);

-- One post is one shift: what is done at a place from when to when.
CREATE TABLE deployment.post (
  street_id text NOT NULL,
  operation_id uuid NOT NULL,
  id uuid NOT NULL,
  path platform.area_path NOT NULL,
  place_id uuid NOT NULL,
  task text NOT NULL CHECK (length(task) BETWEEN 1 AND 120),
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  needed integer NOT NULL CHECK (needed BETWEEN 1 AND 500),
  -- [{"skill": "nurse", "least": 2}]
  skills jsonb NOT NULL DEFAULT '[]',
  night boolean NOT NULL,
  risky boolean NOT NULL DEFAULT false,
  bring text NOT NULL DEFAULT '' CHECK (length(bring) <= 300),
  -- instead of the place's contact
  reports_to text NOT NULL DEFAULT '' CHECK (length(reports_to) <= 60),
  version integer NOT NULL DEFAULT 1,
  closed_at timestamptz,
  PRIMARY KEY (id, street_id),
  FOREIGN KEY (place_id, street_id) REFERENCES deployment.place,
  CHECK (ends_at > starts_at AND ends_at <= starts_at + interval '24 hours')
);
CREATE INDEX post_in_order ON deployment.post (street_id, operation_id, starts_at);
CREATE INDEX post_of_place ON deployment.post (street_id, place_id);

-- Who is at hand for an operation, as an officer noted it; the latest line of a person holds.
CREATE TABLE deployment.at_hand (
  street_id text NOT NULL,
  operation_id uuid NOT NULL,
  id uuid NOT NULL,
  path platform.area_path NOT NULL,
  person_id uuid NOT NULL,
  here boolean NOT NULL,
  account_id uuid NOT NULL,
  seq bigint GENERATED ALWAYS AS IDENTITY,
  at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (street_id, operation_id, id)
);
CREATE INDEX at_hand_of_person ON deployment.at_hand (street_id, operation_id, person_id, seq DESC);

-- ── The draft: one for an operation at a time ───────────────────────────────────────────────────────────────
CREATE TABLE deployment.draft (
  street_id text NOT NULL,
  operation_id uuid NOT NULL,
  id uuid NOT NULL,
  path platform.area_path NOT NULL,
  -- Shanghai days of the posts it is about
  from_day date NOT NULL,
  to_day date NOT NULL CHECK (to_day BETWEEN from_day AND from_day + 13),
  state text NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'published', 'discarded')),
  -- how it came about and what could not be met: codes, counts and ids (modules/deployment/model.ts)
  outcome jsonb NOT NULL,
  version integer NOT NULL DEFAULT 1,
  made_by uuid NOT NULL,
  made_at timestamptz NOT NULL DEFAULT now(),
  settled_by uuid,
  settled_at timestamptz,
  PRIMARY KEY (id, street_id),
  FOREIGN KEY (street_id, operation_id) REFERENCES operation.operation,
  CHECK ((state = 'draft') = (settled_at IS NULL))
);
CREATE UNIQUE INDEX draft_of_operation ON deployment.draft (street_id, operation_id) WHERE state = 'draft';
CREATE TABLE deployment.draft_seat (
  street_id text NOT NULL,
  operation_id uuid NOT NULL,
  draft_id uuid NOT NULL,
  post_id uuid NOT NULL,
  person_id uuid NOT NULL,
  path platform.area_path NOT NULL,
  pinned boolean NOT NULL,
  because jsonb NOT NULL,
  PRIMARY KEY (street_id, draft_id, person_id, post_id),
  FOREIGN KEY (draft_id, street_id) REFERENCES deployment.draft
);

-- ── Placements ──────────────────────────────────────────────────────────────────────────────────────────────
-- A line with `cancels` takes an earlier one back and places nobody.
CREATE TABLE deployment.placement (
  street_id text NOT NULL,
  operation_id uuid NOT NULL,
  id uuid NOT NULL,
  path platform.area_path NOT NULL,
  post_id uuid NOT NULL,
  person_id uuid NOT NULL,
  how text NOT NULL CHECK (how IN ('proposed', 'pinned', 'by-hand', 'taken-off')),
  reason text CHECK (reason IN ('moved', 'ill', 'not-needed', 'stood-in', 'mistake')),
  cancels uuid,
  account_id uuid NOT NULL,
  at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (id, street_id),
  FOREIGN KEY (post_id, street_id) REFERENCES deployment.post,
  CHECK ((how = 'taken-off') = (cancels IS NOT NULL) AND (cancels IS NOT NULL) = (reason IS NOT NULL))
);
CREATE UNIQUE INDEX placement_cancelled ON deployment.placement (street_id, cancels) WHERE cancels IS NOT NULL;
CREATE INDEX placement_of_post ON deployment.placement (street_id, post_id);
CREATE INDEX placement_of_person ON deployment.placement (street_id, person_id);
CREATE VIEW deployment.standing WITH (security_invoker = true) AS
  SELECT p.street_id, p.operation_id, p.id, p.path, p.post_id, p.person_id, p.how, p.at FROM deployment.placement p
  WHERE p.cancels IS NULL AND NOT EXISTS (SELECT FROM deployment.placement c WHERE c.street_id = p.street_id AND c.cancels = p.id);

-- Came and left, as told; a line with `cancels` takes one back. What a leaving is worth as service stands in the roster under its id.
CREATE TABLE deployment.presence (
  street_id text NOT NULL,
  operation_id uuid NOT NULL,
  id uuid NOT NULL,
  path platform.area_path NOT NULL,
  placement_id uuid NOT NULL,
  person_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('came', 'left', 'taken-back')),
  happened_at timestamptz NOT NULL,
  cancels uuid,
  account_id uuid NOT NULL,
  noted_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (id, street_id),
  FOREIGN KEY (placement_id, street_id) REFERENCES deployment.placement,
  CHECK ((kind = 'taken-back') = (cancels IS NOT NULL))
);
CREATE UNIQUE INDEX presence_cancelled ON deployment.presence (street_id, cancels) WHERE cancels IS NOT NULL;
CREATE INDEX presence_of_placement ON deployment.presence (street_id, placement_id);
CREATE VIEW deployment.present WITH (security_invoker = true) AS
  SELECT p.street_id, p.operation_id, p.id, p.path, p.placement_id, p.person_id, p.kind, p.happened_at FROM deployment.presence p
  WHERE p.cancels IS NULL AND NOT EXISTS (SELECT FROM deployment.presence c WHERE c.street_id = p.street_id AND c.cancels = p.id);

-- ── Groups ──────────────────────────────────────────────────────────────────────────────────────────────────
CREATE TABLE deployment.party (
  street_id text NOT NULL,
  operation_id uuid NOT NULL,
  id uuid NOT NULL,
  path platform.area_path NOT NULL,
  place_id uuid,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
  kind text NOT NULL CHECK (kind IN ('branch', 'work-group')),
  leader_id uuid NOT NULL,
  secretary_id uuid,
  version integer NOT NULL DEFAULT 1,
  formed_by uuid NOT NULL,
  formed_at timestamptz NOT NULL DEFAULT now(),
  ended_at timestamptz,
  PRIMARY KEY (id, street_id),
  FOREIGN KEY (street_id, operation_id) REFERENCES operation.operation,
  FOREIGN KEY (place_id, street_id) REFERENCES deployment.place,
  CHECK (kind = 'branch' OR secretary_id IS NULL)
);
CREATE INDEX party_of_operation ON deployment.party (street_id, operation_id);
CREATE TABLE deployment.party_member (
  street_id text NOT NULL,
  operation_id uuid NOT NULL,
  party_id uuid NOT NULL,
  person_id uuid NOT NULL,
  path platform.area_path NOT NULL,
  since timestamptz NOT NULL DEFAULT now(),
  left_at timestamptz,
  PRIMARY KEY (street_id, party_id, person_id, since),
  FOREIGN KEY (party_id, street_id) REFERENCES deployment.party
);
CREATE UNIQUE INDEX party_member_now ON deployment.party_member (street_id, party_id, person_id) WHERE left_at IS NULL;
CREATE INDEX party_member_of_person ON deployment.party_member (street_id, person_id);

-- ── Briefings ───────────────────────────────────────────────────────────────────────────────────────────────
CREATE TABLE deployment.briefing (
  street_id text NOT NULL,
  operation_id uuid NOT NULL,
  id uuid NOT NULL,
  path platform.area_path NOT NULL,
  post_id uuid,
  party_id uuid,
  version integer NOT NULL CHECK (version >= 1),
  body text NOT NULL CHECK (length(body) BETWEEN 1 AND 4000),
  account_id uuid NOT NULL,
  at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (id, street_id),
  FOREIGN KEY (post_id, street_id) REFERENCES deployment.post,
  FOREIGN KEY (party_id, street_id) REFERENCES deployment.party,
  CHECK ((post_id IS NULL) <> (party_id IS NULL))
);
CREATE UNIQUE INDEX briefing_of_post ON deployment.briefing (street_id, post_id, version) WHERE post_id IS NOT NULL;
CREATE UNIQUE INDEX briefing_of_party ON deployment.briefing (street_id, party_id, version) WHERE party_id IS NOT NULL;
-- `link_id`: by the person's own page; `account_id`: read out to them by whoever noted it.
CREATE TABLE deployment.briefing_read (
  street_id text NOT NULL,
  operation_id uuid NOT NULL,
  briefing_id uuid NOT NULL,
  person_id uuid NOT NULL,
  path platform.area_path NOT NULL,
  link_id uuid,
  account_id uuid,
  at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (street_id, briefing_id, person_id),
  FOREIGN KEY (briefing_id, street_id) REFERENCES deployment.briefing,
  CHECK ((link_id IS NULL) <> (account_id IS NULL))
);

-- ── A person's own link: kept as a keyed digest only; it ends with the operation ────────────────────────────
CREATE TABLE deployment.link (
  street_id text NOT NULL,
  operation_id uuid NOT NULL,
  id uuid NOT NULL,
  path platform.area_path NOT NULL,
  person_id uuid NOT NULL,
  token_digest bytea NOT NULL,
  issued_by uuid NOT NULL,
  issued_at timestamptz NOT NULL DEFAULT now(),
  revoked_at timestamptz,
  PRIMARY KEY (id, street_id),
  FOREIGN KEY (street_id, operation_id) REFERENCES operation.operation
);
CREATE UNIQUE INDEX link_of_person ON deployment.link (street_id, operation_id, person_id) WHERE revoked_at IS NULL;
CREATE INDEX link_by_token ON deployment.link (token_digest);

-- ── Certificates: what stood in the roster when it was issued; whoever holds the number may ask whether it holds ──
CREATE TABLE deployment.certificate (
  street_id text NOT NULL,
  -- of one operation; nothing: of all
  operation_id uuid,
  id uuid NOT NULL,
  path platform.area_path NOT NULL,
  person_id uuid NOT NULL,
  number text COLLATE "C" NOT NULL CHECK (number ~ '^[0-9A-HJKMNP-TV-Z]{16}$'),
  from_day date NOT NULL,
  to_day date NOT NULL,
  days integer NOT NULL CHECK (days > 0),
  hours numeric(9, 2) NOT NULL,
  nights integer NOT NULL,
  tasks text[] NOT NULL,
  issued_by uuid NOT NULL,
  issued_at timestamptz NOT NULL DEFAULT now(),
  revoked_at timestamptz,
  PRIMARY KEY (id, street_id)
);
CREATE UNIQUE INDEX certificate_by_number ON deployment.certificate (number, street_id);
CREATE INDEX certificate_of_person ON deployment.certificate (street_id, person_id);

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['place', 'post', 'at_hand', 'draft', 'draft_seat', 'placement', 'presence', 'party', 'party_member', 'briefing', 'briefing_read', 'link', 'certificate'] LOOP
    EXECUTE format('CALL platform.guard(%L, ''{officer,leader}'', ''{officer,leader}'')', 'deployment.' || t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['at_hand', 'placement', 'presence', 'briefing', 'briefing_read'] LOOP
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE ON deployment.%I FOR EACH ROW EXECUTE FUNCTION platform.refuse_change()', t);
  END LOOP;
END $$;
GRANT SELECT, INSERT, UPDATE (name, address, contact_name, contact_phone, version, closed_at) ON deployment.place TO shouwang_app;
GRANT SELECT, INSERT, UPDATE (task, starts_at, ends_at, needed, skills, night, risky, bring, reports_to, version, closed_at) ON deployment.post TO shouwang_app;
GRANT SELECT, INSERT ON deployment.at_hand, deployment.presence, deployment.briefing, deployment.briefing_read TO shouwang_app;
GRANT SELECT, INSERT, UPDATE (from_day, to_day, state, outcome, version, settled_by, settled_at) ON deployment.draft TO shouwang_app;
GRANT SELECT, INSERT, UPDATE (pinned, because), DELETE ON deployment.draft_seat TO shouwang_app;
GRANT SELECT ON deployment.placement, deployment.standing, deployment.present TO shouwang_app;
GRANT SELECT, INSERT, UPDATE (name, leader_id, secretary_id, place_id, version, ended_at) ON deployment.party TO shouwang_app;
GRANT SELECT, INSERT, UPDATE (left_at) ON deployment.party_member TO shouwang_app;
GRANT SELECT (street_id, operation_id, id, path, person_id, issued_by, issued_at, revoked_at), INSERT, UPDATE (revoked_at) ON deployment.link TO shouwang_app;
GRANT SELECT, INSERT, UPDATE (revoked_at) ON deployment.certificate TO shouwang_app;

-- ── Writing placements ──────────────────────────────────────────────────────────────────────────────────────
-- One lock for the sub-district: somebody may be wanted by two operations, or by a leader and an officer, in the same second.
CREATE FUNCTION deployment.lock(of_street text) RETURNS void LANGUAGE sql SET search_path = pg_catalog
  AS $$ SELECT pg_advisory_xact_lock(hashtextextended('deployment:' || of_street, 0)) $$;

-- Items: id, personId, postId, how ('taken-off' with reason and cancels). In their order, taken off first. Outcomes: new, known,
-- no-post, no-person, no-placement, twice (stands elsewhere at that time), started (has come already: a leaving is noted instead).
-- The caller rolls back unless all are new or known.
CREATE FUNCTION deployment.put_on(of_street text, items jsonb) RETURNS TABLE (n integer, outcome text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  i record;
  t deployment.post;
  old deployment.placement;
BEGIN
  IF platform.role() NOT IN ('officer', 'leader') OR platform.account() IS NULL THEN
    RAISE EXCEPTION 'not allowed' USING ERRCODE = 'insufficient_privilege';
  END IF;
  PERFORM deployment.lock(of_street);
  FOR i IN SELECT e.ordinality::integer AS at, x.* FROM jsonb_array_elements(items) WITH ORDINALITY e,
      jsonb_to_record(e.value) AS x (id uuid, "personId" uuid, "postId" uuid, how text, reason text, cancels uuid)
    ORDER BY x.how <> 'taken-off', e.ordinality
  LOOP
    n := i.at;
    outcome := 'new';
    IF EXISTS (SELECT FROM deployment.placement p WHERE p.street_id = of_street AND p.id = i.id) THEN outcome := 'known';
    ELSIF i.how = 'taken-off' THEN
      SELECT * INTO old FROM deployment.placement p WHERE p.street_id = of_street AND p.id = i.cancels AND p.cancels IS NULL AND platform.may_see(p.path);
      IF old.id IS NULL OR EXISTS (SELECT FROM deployment.placement c WHERE c.street_id = of_street AND c.cancels = old.id) THEN outcome := 'no-placement';
      ELSIF EXISTS (SELECT FROM deployment.present w WHERE w.street_id = of_street AND w.placement_id = old.id) THEN outcome := 'started';
      ELSE
        INSERT INTO deployment.placement (street_id, operation_id, id, path, post_id, person_id, how, reason, cancels, account_id)
          VALUES (of_street, old.operation_id, i.id, old.path, old.post_id, old.person_id, 'taken-off', i.reason, old.id, platform.account());
      END IF;
    ELSE
      SELECT * INTO t FROM deployment.post p WHERE p.street_id = of_street AND p.id = i."postId" AND p.closed_at IS NULL AND platform.may_see(p.path);
      IF t.id IS NULL THEN outcome := 'no-post';
      ELSIF NOT EXISTS (SELECT FROM staff.person w WHERE w.street_id = of_street AND w.id = i."personId" AND w.state = 'in-service' AND (platform.may_see(w.path)
          OR EXISTS (SELECT FROM deployment.placement b WHERE b.street_id = of_street AND b.person_id = w.id AND b.operation_id = t.operation_id AND platform.may_see(b.path)))) THEN
        outcome := 'no-person';
      ELSIF EXISTS (SELECT FROM deployment.standing b JOIN deployment.post o ON o.street_id = b.street_id AND o.id = b.post_id
          WHERE b.street_id = of_street AND b.person_id = i."personId" AND o.starts_at < t.ends_at AND o.ends_at > t.starts_at) THEN outcome := 'twice';
      ELSE
        INSERT INTO deployment.placement (street_id, operation_id, id, path, post_id, person_id, how, account_id)
          VALUES (of_street, t.operation_id, i.id, t.path, t.id, i."personId", i.how, platform.account());
      END IF;
    END IF;
    RETURN NEXT;
  END LOOP;
END $$;

-- When these people stand anywhere in the sub-district; of people the asker may see. Where is told by the post's id alone, which
-- opens nothing beyond the asker's area.
CREATE FUNCTION deployment.busy(of_street text, people uuid[], since timestamptz, until timestamptz)
RETURNS TABLE (person_id uuid, post_id uuid, starts_at timestamptz, ends_at timestamptz, night boolean, done boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT b.person_id, b.post_id, t.starts_at, t.ends_at, t.night,
    EXISTS (SELECT FROM deployment.present w WHERE w.street_id = b.street_id AND w.placement_id = b.id AND w.kind = 'left')
  FROM deployment.standing b JOIN deployment.post t ON t.street_id = b.street_id AND t.id = b.post_id
  WHERE b.street_id = of_street AND b.person_id = ANY (people) AND t.starts_at < until AND t.ends_at > since AND platform.role() IN ('officer', 'leader')
    AND EXISTS (SELECT FROM staff.person w WHERE w.street_id = b.street_id AND w.id = b.person_id AND (platform.may_see(w.path) OR platform.may_see(b.path)))
  ORDER BY b.person_id, t.starts_at, b.id
$$;

-- Names of people whom the asker sees on the roster, or who were placed, grouped or noted at hand in the asker's area.
CREATE FUNCTION deployment.people(of_street text, wanted uuid[])
RETURNS TABLE (id uuid, name text, department text, phone_masked text, skills text[], party_member boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT w.id, w.name, d.name, w.phone_masked, w.skills, w.party_member
  FROM staff.person w JOIN staff.department d ON d.street_id = w.street_id AND d.id = w.department_id
  WHERE w.street_id = of_street AND w.id = ANY (wanted) AND platform.role() IN ('officer', 'leader') AND (platform.may_see(w.path)
    OR EXISTS (SELECT FROM deployment.placement b WHERE b.street_id = of_street AND b.person_id = w.id AND platform.may_see(b.path))
    OR EXISTS (SELECT FROM deployment.party_member m WHERE m.street_id = of_street AND m.person_id = w.id AND platform.may_see(m.path)))
$$;

-- The phone of somebody placed in the asker's area, as staff.reveal() gives it: for a purpose, one at a time, on the ledger.
CREATE FUNCTION deployment.reveal(of_street text, of_placement uuid, purpose text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE b deployment.standing;
BEGIN
  IF platform.role() NOT IN ('officer', 'leader') OR purpose NOT IN ('call', 'door', 'verify', 'correct', 'emergency') THEN RETURN NULL; END IF;
  SELECT * INTO b FROM deployment.standing s WHERE s.street_id = of_street AND s.id = of_placement;
  IF b.id IS NULL OR NOT platform.may_see(b.path) THEN RETURN NULL; END IF;
  INSERT INTO platform.ledger (street_id, operation_id, path, type, account_id, role, data)
    VALUES (of_street, b.operation_id, b.path, 'staff.number-revealed', platform.account(), platform.role(), jsonb_build_object('personId', b.person_id, 'purpose', purpose));
  RETURN (SELECT s.phone FROM staff.person_secret s WHERE s.street_id = of_street AND s.id = b.person_id);
END $$;

-- ── The person's own door ───────────────────────────────────────────────────────────────────────────────────
CREATE FUNCTION deployment.link_of(wanted bytea) RETURNS deployment.link LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
  SELECT l FROM deployment.link l JOIN operation.operation o ON o.street_id = l.street_id AND o.id = l.operation_id AND o.state = 'open'
    JOIN staff.person w ON w.street_id = l.street_id AND w.id = l.person_id AND w.state = 'in-service'
  WHERE l.token_digest = wanted AND l.revoked_at IS NULL
$$;

-- The briefings that hold for a person: the latest of each of their posts still to come or under way, and of their groups.
CREATE FUNCTION deployment.briefings_of(l deployment.link) RETURNS SETOF deployment.briefing LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
  SELECT b FROM deployment.briefing b
  WHERE b.street_id = l.street_id AND b.operation_id = l.operation_id
    AND NOT EXISTS (SELECT FROM deployment.briefing n WHERE n.street_id = b.street_id AND n.version > b.version AND (n.post_id = b.post_id OR n.party_id = b.party_id))
    AND (EXISTS (SELECT FROM deployment.standing s JOIN deployment.post t ON t.street_id = s.street_id AND t.id = s.post_id
        WHERE s.street_id = b.street_id AND s.post_id = b.post_id AND s.person_id = l.person_id AND t.ends_at > now() - interval '6 hours')
      OR EXISTS (SELECT FROM deployment.party g JOIN deployment.party_member m ON m.street_id = g.street_id AND m.party_id = g.id
        WHERE g.street_id = b.street_id AND g.id = b.party_id AND g.ended_at IS NULL AND m.person_id = l.person_id AND m.left_at IS NULL))
$$;

-- What a person's page shows: their posts of this operation from yesterday on, the names beside them, their groups, their briefings.
CREATE FUNCTION deployment.open_duty(wanted bytea) RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE l deployment.link := deployment.link_of(wanted);
BEGIN
  IF l.id IS NULL THEN RETURN NULL; END IF;
  RETURN jsonb_build_object(
    'name', (SELECT w.name FROM staff.person w WHERE w.street_id = l.street_id AND w.id = l.person_id),
    'posts', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'place', c.name, 'address', c.address, 'task', t.task, 'startsAt', t.starts_at, 'endsAt', t.ends_at,
        'night', t.night, 'risky', t.risky, 'bring', t.bring, 'reportsTo', CASE WHEN t.reports_to <> '' THEN t.reports_to ELSE c.contact_name END, 'phone', c.contact_phone,
        'came', EXISTS (SELECT FROM deployment.present v WHERE v.street_id = s.street_id AND v.placement_id = s.id AND v.kind = 'came'),
        'with', (SELECT coalesce(jsonb_agg(w.name ORDER BY w.pinyin, w.id), '[]') FROM deployment.standing o JOIN staff.person w ON w.street_id = o.street_id AND w.id = o.person_id
          WHERE o.street_id = s.street_id AND o.post_id = s.post_id AND o.person_id <> l.person_id)) ORDER BY t.starts_at, t.id), '[]')
      FROM deployment.standing s JOIN deployment.post t ON t.street_id = s.street_id AND t.id = s.post_id JOIN deployment.place c ON c.street_id = t.street_id AND c.id = t.place_id
      WHERE s.street_id = l.street_id AND s.operation_id = l.operation_id AND s.person_id = l.person_id AND t.ends_at > now() - interval '24 hours'),
    'groups', (SELECT coalesce(jsonb_agg(jsonb_build_object('name', g.name, 'kind', g.kind, 'leader', w.name) ORDER BY g.formed_at, g.id), '[]')
      FROM deployment.party g JOIN deployment.party_member m ON m.street_id = g.street_id AND m.party_id = g.id AND m.person_id = l.person_id AND m.left_at IS NULL
        JOIN staff.person w ON w.street_id = g.street_id AND w.id = g.leader_id
      WHERE g.street_id = l.street_id AND g.operation_id = l.operation_id AND g.ended_at IS NULL),
    'briefings', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', b.id, 'of', coalesce(t.task, g.name), 'body', b.body, 'version', b.version, 'readAt',
        (SELECT r.at FROM deployment.briefing_read r WHERE r.street_id = b.street_id AND r.briefing_id = b.id AND r.person_id = l.person_id)) ORDER BY b.at, b.id), '[]')
      FROM deployment.briefings_of(l) b LEFT JOIN deployment.post t ON t.street_id = b.street_id AND t.id = b.post_id
        LEFT JOIN deployment.party g ON g.street_id = b.street_id AND g.id = b.party_id));
END $$;

-- Read and confirmed. null: the key opens nothing; false: that briefing is not theirs, or a newer one stands.
CREATE FUNCTION deployment.confirm_duty(wanted bytea, of_briefing uuid) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  l deployment.link := deployment.link_of(wanted);
  b deployment.briefing;
BEGIN
  IF l.id IS NULL THEN RETURN NULL; END IF;
  SELECT * INTO b FROM deployment.briefings_of(l) x WHERE x.id = of_briefing;
  IF b.id IS NULL THEN RETURN false; END IF;
  INSERT INTO deployment.briefing_read (street_id, operation_id, briefing_id, person_id, path, link_id)
    VALUES (b.street_id, b.operation_id, b.id, l.person_id, b.path, l.id) ON CONFLICT DO NOTHING;
  IF FOUND THEN
    INSERT INTO platform.ledger (street_id, operation_id, path, type, data)
      VALUES (b.street_id, b.operation_id, b.path, 'deployment.briefing-confirmed', jsonb_build_object('briefingId', b.id, 'personId', l.person_id));
  END IF;
  RETURN true;
END $$;

-- The figures of a certificate by its number, and whether it holds; nothing of whom.
CREATE FUNCTION deployment.check_certificate(wanted text)
RETURNS TABLE (valid boolean, from_day date, to_day date, days integer, hours numeric, nights integer, issued_on date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT c.revoked_at IS NULL, c.from_day, c.to_day, c.days, c.hours, c.nights, (c.issued_at AT TIME ZONE 'Asia/Shanghai')::date
  FROM deployment.certificate c WHERE c.number = wanted COLLATE "C"
$$;
REVOKE ALL ON FUNCTION deployment.link_of, deployment.briefings_of FROM PUBLIC;

-- Coming forward: calls for volunteers, who came forward, and what insures them. Whoever signs up has no account: two doors open by a
-- secret, the poster's and one's own. Whole phones lie apart in volunteer.coming_secret, which the app cannot read.

CREATE SCHEMA volunteer;
GRANT USAGE ON SCHEMA volunteer TO shouwang_app;

CREATE TABLE volunteer.call (
  street_id text NOT NULL,
  operation_id uuid NOT NULL,
  id uuid NOT NULL,
  -- the sub-district, or one community
  path platform.area_path NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 2 AND 80),
  needs text NOT NULL CHECK (length(needs) BETWEEN 2 AND 500),
  skills text[] NOT NULL DEFAULT '{}' CHECK (cardinality(skills) <= 20),
  starts_on date NOT NULL,
  -- the last day
  ends_on date NOT NULL,
  hours text NOT NULL CHECK (length(hours) BETWEEN 1 AND 80),
  risky boolean NOT NULL,
  place text NOT NULL CHECK (length(place) BETWEEN 1 AND 120),
  -- of the place's own office, printed on the poster
  contact text CHECK (length(contact) <= 80),
  -- of the public link; the link follows from the installation's secret and the id
  token_digest bytea NOT NULL,
  opened_by uuid NOT NULL,
  opened_at timestamptz NOT NULL DEFAULT now(),
  closed_at timestamptz,
  closed_by uuid,
  PRIMARY KEY (id, street_id),
  FOREIGN KEY (street_id, operation_id) REFERENCES operation.operation,
  CHECK (ends_on BETWEEN starts_on AND starts_on + 60)
);
CREATE INDEX call_by_operation ON volunteer.call (street_id, operation_id);
-- Whoever enters by a link says no sub-district: looked up by digest alone.
CREATE INDEX call_by_token ON volunteer.call (token_digest);

CREATE TABLE volunteer.coming (
  street_id text NOT NULL,
  operation_id uuid NOT NULL,
  call_id uuid NOT NULL,
  id uuid NOT NULL,
  path platform.area_path NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
  name_key text COLLATE "C" NOT NULL,
  phone_masked text,
  phone_tail text COLLATE "C",
  phone_digest bytea,
  party_member boolean NOT NULL,
  party_branch text CHECK (length(party_branch) <= 80),
  skills text[] NOT NULL CHECK (cardinality(skills) <= 20),
  -- none: any
  days date[] NOT NULL CHECK (cardinality(days) <= 61),
  shifts text[] NOT NULL CHECK (shifts <@ '{morning,afternoon,evening,night}'),
  offer text CHECK (length(offer) <= 200),
  home text CHECK (length(home) <= 80),
  minor boolean NOT NULL,
  guardian text CHECK (length(guardian) BETWEEN 1 AND 80),
  -- came: stood there without having signed up
  via text NOT NULL CHECK (via IN ('page', 'desk', 'came')),
  signed_at timestamptz NOT NULL DEFAULT now(),
  entered_by uuid,
  token_digest bytea,
  came_at timestamptz,
  person_id uuid,
  -- was on the roster before they came forward
  linked boolean,
  placement text CHECK (length(placement) BETWEEN 1 AND 200),
  welcomed_at timestamptz,
  welcomed_by uuid,
  fit_at timestamptz,
  fit_by uuid,
  withdrawn_at timestamptz,
  PRIMARY KEY (id, street_id),
  FOREIGN KEY (call_id, street_id) REFERENCES volunteer.call,
  CHECK (minor = (guardian IS NOT NULL)),
  CHECK ((person_id IS NULL) = (welcomed_at IS NULL) AND (linked IS NULL) = (person_id IS NULL)),
  -- nobody under age is ever marked fit for risky posts, nor anybody who is on no roster
  CHECK (fit_at IS NULL OR (NOT minor AND person_id IS NOT NULL))
);
CREATE UNIQUE INDEX coming_once ON volunteer.coming (street_id, call_id, phone_digest, name_key) WHERE phone_digest IS NOT NULL AND withdrawn_at IS NULL;
CREATE INDEX coming_in_order ON volunteer.coming (street_id, call_id, signed_at, id);
CREATE INDEX coming_by_person ON volunteer.coming (street_id, person_id) WHERE person_id IS NOT NULL;
CREATE INDEX coming_by_token ON volunteer.coming (token_digest) WHERE token_digest IS NOT NULL;

CREATE TABLE volunteer.coming_secret (
  street_id text NOT NULL,
  id uuid NOT NULL,
  path platform.area_path NOT NULL,
  phone text NOT NULL,
  PRIMARY KEY (id, street_id),
  FOREIGN KEY (id, street_id) REFERENCES volunteer.coming
);

-- The latest line of a person counts; a wrong one is put right by one more, of kind 'none' where there is no insurance after all.
CREATE TABLE volunteer.insurance (
  street_id text NOT NULL,
  operation_id uuid NOT NULL,
  id uuid NOT NULL,
  path platform.area_path NOT NULL,
  coming_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('policy', 'street', 'none')),
  policy text CHECK (length(policy) BETWEEN 1 AND 60),
  -- the last day
  until date,
  noted_by uuid NOT NULL,
  noted_at timestamptz NOT NULL DEFAULT now(),
  seq bigint GENERATED ALWAYS AS IDENTITY,
  PRIMARY KEY (id, street_id),
  FOREIGN KEY (coming_id, street_id) REFERENCES volunteer.coming,
  CHECK ((kind = 'policy') = (policy IS NOT NULL) AND (kind = 'none') = (until IS NULL))
);
CREATE INDEX insurance_of ON volunteer.insurance (street_id, coming_id, seq);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON volunteer.insurance FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();

CALL platform.guard('volunteer.call', '{officer,leader,grid-worker,superior}', '{officer,leader}', true);
CALL platform.guard('volunteer.coming', '{officer,leader}', '{officer,leader}');
CALL platform.guard('volunteer.coming_secret', '{}', '{}');
CALL platform.guard('volunteer.insurance', '{officer,leader}', '{officer,leader}');
GRANT SELECT, INSERT, UPDATE (closed_at, closed_by) ON volunteer.call TO shouwang_app;
GRANT SELECT, UPDATE (token_digest, came_at, person_id, linked, placement, welcomed_at, welcomed_by, fit_at, fit_by, withdrawn_at) ON volunteer.coming TO shouwang_app;
GRANT SELECT, INSERT ON volunteer.insurance TO shouwang_app;

-- ── Coming forward ──────────────────────────────────────────────────────────────────────────────────────────
-- One sign-up, by whichever door. Outcomes: new, known (arrived before), twice (this person stands in the call already), refused.
CREATE FUNCTION volunteer.take(c volunteer.call, item jsonb, via text, by_account uuid) RETURNS text LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE
  i record;
  earlier uuid;
BEGIN
  SELECT * INTO i FROM jsonb_to_record(item) AS x (id uuid, name text, "nameKey" text, phone text, "phoneMasked" text, "phoneTail" text, "phoneDigest" bytea,
    "partyMember" boolean, "partyBranch" text, skills text[], days date[], shifts text[], offer text, home text, minor boolean, guardian text,
    "tokenDigest" bytea, at timestamptz);
  SELECT x.call_id INTO earlier FROM volunteer.coming x WHERE x.street_id = c.street_id AND x.id = i.id;
  IF FOUND THEN RETURN CASE WHEN earlier = c.id THEN 'known' ELSE 'refused' END; END IF;
  INSERT INTO volunteer.coming (street_id, operation_id, call_id, id, path, name, name_key, phone_masked, phone_tail, phone_digest, party_member, party_branch,
      skills, days, shifts, offer, home, minor, guardian, via, entered_by, token_digest, came_at)
    VALUES (c.street_id, c.operation_id, c.id, i.id, c.path, i.name, i."nameKey", i."phoneMasked", i."phoneTail", i."phoneDigest", i."partyMember", i."partyBranch",
      i.skills, i.days, i.shifts, i.offer, i.home, i.minor, i.guardian, via, by_account, i."tokenDigest", CASE WHEN via = 'came' THEN i.at END)
    ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN
    RETURN CASE WHEN EXISTS (SELECT FROM volunteer.coming x WHERE x.street_id = c.street_id AND x.id = i.id AND x.call_id = c.id) THEN 'known' ELSE 'twice' END;
  END IF;
  IF i.phone IS NOT NULL THEN
    INSERT INTO volunteer.coming_secret (street_id, id, path, phone) VALUES (c.street_id, i.id, c.path, i.phone);
  END IF;
  INSERT INTO platform.ledger (street_id, operation_id, path, type, account_id, role, data)
    VALUES (c.street_id, c.operation_id, c.path, 'volunteer.signed-up', by_account, CASE WHEN by_account IS NULL THEN NULL ELSE nullif(platform.role(), '') END,
      jsonb_build_object('callId', c.id, 'comingId', i.id, 'via', via));
  RETURN 'new';
END $$;

CREATE FUNCTION volunteer.call_of(wanted bytea) RETURNS volunteer.call LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
  SELECT c FROM volunteer.call c JOIN operation.operation o ON o.street_id = c.street_id AND o.id = c.operation_id AND o.state = 'open'
  WHERE c.token_digest = wanted LIMIT 1
$$;
-- What the poster's link shows: the call, nobody who answered it.
CREATE FUNCTION volunteer.open_poster(wanted bytea) RETURNS jsonb LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT jsonb_build_object('name', c.name, 'needs', c.needs, 'skills', to_jsonb(c.skills), 'startsOn', c.starts_on, 'endsOn', c.ends_on, 'hours', c.hours,
    'risky', c.risky, 'place', c.place, 'contact', c.contact, 'open', c.closed_at IS NULL)
  FROM volunteer.call_of(wanted) c WHERE c.id IS NOT NULL
$$;
-- Outcomes as of take, and: closed, too-many (600 by this poster within the hour); null: the key opens nothing.
CREATE FUNCTION volunteer.sign_up(wanted bytea, item jsonb) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE c volunteer.call := volunteer.call_of(wanted);
BEGIN
  IF c.id IS NULL THEN RETURN NULL; END IF;
  IF EXISTS (SELECT FROM volunteer.coming x WHERE x.street_id = c.street_id AND x.id = (item ->> 'id')::uuid AND x.call_id = c.id) THEN RETURN 'known'; END IF;
  IF c.closed_at IS NOT NULL THEN RETURN 'closed'; END IF;
  IF (SELECT count(*) FROM volunteer.coming x WHERE x.street_id = c.street_id AND x.call_id = c.id AND x.via = 'page' AND x.signed_at > now() - interval '1 hour') >= 600
    THEN RETURN 'too-many'; END IF;
  RETURN volunteer.take(c, item, 'page', NULL);
END $$;
-- Entered by people at work: a paper form, somebody without a phone, somebody who simply came. A grid worker enters into calls of the areas above theirs.
CREATE FUNCTION volunteer.enter(of_street text, of_call uuid, item jsonb, via text) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE c volunteer.call;
BEGIN
  IF platform.role() NOT IN ('officer', 'leader', 'grid-worker') OR platform.account() IS NULL OR via NOT IN ('desk', 'came')
    THEN RAISE EXCEPTION 'not allowed' USING ERRCODE = 'insufficient_privilege'; END IF;
  SELECT * INTO c FROM volunteer.call x WHERE x.street_id = of_street AND x.id = of_call AND (platform.may_see(x.path) OR starts_with(platform.area(), x.path));
  IF c.id IS NULL OR NOT EXISTS (SELECT FROM operation.operation o WHERE o.street_id = c.street_id AND o.id = c.operation_id AND o.state = 'open') THEN RETURN NULL; END IF;
  RETURN volunteer.take(c, item, via, platform.account());
END $$;

-- ── One's own door ──────────────────────────────────────────────────────────────────────────────────────────
CREATE FUNCTION volunteer.coming_of(wanted bytea) RETURNS volunteer.coming LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
  SELECT x FROM volunteer.coming x JOIN operation.operation o ON o.street_id = x.street_id AND o.id = x.operation_id AND o.state = 'open'
  WHERE x.token_digest = wanted LIMIT 1
$$;
CREATE FUNCTION volunteer.open_own(wanted bytea) RETURNS jsonb LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT jsonb_build_object('name', x.name, 'call', c.name, 'place', c.place, 'contact', c.contact, 'signedAt', x.signed_at, 'welcomedAt', x.welcomed_at,
    'placement', x.placement, 'cameAt', x.came_at, 'withdrawnAt', x.withdrawn_at, 'minor', x.minor, 'risky', c.risky)
  FROM volunteer.coming_of(wanted) x JOIN volunteer.call c ON c.street_id = x.street_id AND c.id = x.call_id
$$;
-- False: the key opens nothing. Withdrawing twice is withdrawing once.
CREATE FUNCTION volunteer.withdraw(wanted bytea) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE x volunteer.coming := volunteer.coming_of(wanted);
BEGIN
  IF x.id IS NULL THEN RETURN false; END IF;
  UPDATE volunteer.coming y SET withdrawn_at = now() WHERE y.street_id = x.street_id AND y.id = x.id AND y.withdrawn_at IS NULL;
  IF FOUND THEN
    INSERT INTO platform.ledger (street_id, operation_id, path, type, data)
      VALUES (x.street_id, x.operation_id, x.path, 'volunteer.withdrawn', jsonb_build_object('callId', x.call_id, 'comingId', x.id));
  END IF;
  RETURN true;
END $$;

-- ── For those who welcome ───────────────────────────────────────────────────────────────────────────────────
-- The one way to a whole phone, as staff.reveal.
CREATE FUNCTION volunteer.reveal(of_street text, of_coming uuid, purpose text) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  x volunteer.coming;
  s volunteer.coming_secret;
BEGIN
  IF platform.role() NOT IN ('officer', 'leader') OR purpose NOT IN ('call', 'door', 'verify', 'correct', 'emergency') THEN RETURN NULL; END IF;
  SELECT * INTO x FROM volunteer.coming y WHERE y.street_id = of_street AND y.id = of_coming AND platform.may_see(y.path);
  SELECT * INTO s FROM volunteer.coming_secret y WHERE y.street_id = of_street AND y.id = x.id;
  IF s.id IS NULL THEN RETURN NULL; END IF;
  INSERT INTO platform.ledger (street_id, operation_id, path, type, account_id, role, data)
    VALUES (of_street, x.operation_id, x.path, 'volunteer.number-revealed', platform.account(), platform.role(), jsonb_build_object('comingId', x.id, 'purpose', purpose));
  RETURN s.phone;
END $$;
-- The phone goes along to the roster without passing through the app.
CREATE FUNCTION volunteer.hand_over(of_street text, of_coming uuid) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog AS $$
  UPDATE staff.person_secret t SET phone = s.phone
  FROM volunteer.coming x JOIN volunteer.coming_secret s ON s.street_id = x.street_id AND s.id = x.id
  WHERE x.street_id = of_street AND x.id = of_coming AND x.linked = false AND t.street_id = x.street_id AND t.id = x.person_id AND t.phone IS NULL
    AND platform.role() IN ('officer', 'leader') AND platform.may_see(x.path) AND platform.may_see(t.path)
$$;
-- Who of the roster has this phone, in the whole sub-district: a volunteer may work in a bureau that a community's leader does not see.
-- Tells nothing that the asker did not bring along, but whether it is somebody of that name.
CREATE FUNCTION staff.by_phone(of_street text, digest bytea, key text) RETURNS TABLE (id uuid, same_name boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT p.id, p.name_key = key COLLATE "C" FROM staff.person p
  WHERE p.street_id = of_street AND p.phone_digest = digest AND p.state = 'in-service' AND platform.role() IN ('officer', 'leader')
    AND EXISTS (SELECT FROM register.area a WHERE a.street_id = of_street AND a.path = platform.area())
  ORDER BY 2 DESC, p.id LIMIT 1
$$;

-- What decides about risky posts, of those among `people` who came forward, wherever in the sub-district: all their sign-ups together.
CREATE FUNCTION volunteer.risk_facts(of_street text, people uuid[])
RETURNS TABLE (person_id uuid, minor boolean, withdrawn boolean, insured_until date, noted boolean, marked boolean, enrolled boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT x.person_id, bool_or(x.minor), bool_and(x.withdrawn_at IS NOT NULL), i.until, i.id IS NOT NULL, bool_or(x.fit_at IS NOT NULL AND x.withdrawn_at IS NULL),
    bool_or(NOT x.linked)
  FROM volunteer.coming x
  LEFT JOIN LATERAL (
    SELECT n.id, n.until FROM volunteer.insurance n JOIN volunteer.coming y ON y.street_id = n.street_id AND y.id = n.coming_id
    WHERE y.street_id = x.street_id AND y.person_id = x.person_id ORDER BY n.seq DESC LIMIT 1) i ON true
  WHERE x.street_id = of_street AND x.person_id = ANY (people) AND platform.role() IN ('officer', 'leader')
    AND EXISTS (SELECT FROM register.area a WHERE a.street_id = of_street AND a.path = platform.area())
  GROUP BY x.person_id, i.id, i.until
$$;

-- Figures by call, also for those who read no names.
CREATE FUNCTION volunteer.figures(of_operation uuid)
RETURNS TABLE (call_id uuid, signed_up integer, waiting integer, placed integer, came integer, unasked integer, withdrawn integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT x.call_id, (count(*) FILTER (WHERE x.withdrawn_at IS NULL AND x.via <> 'came'))::integer,
    (count(*) FILTER (WHERE x.withdrawn_at IS NULL AND x.welcomed_at IS NULL))::integer,
    (count(*) FILTER (WHERE x.withdrawn_at IS NULL AND x.welcomed_at IS NOT NULL))::integer,
    (count(*) FILTER (WHERE x.came_at IS NOT NULL))::integer, (count(*) FILTER (WHERE x.via = 'came'))::integer,
    (count(*) FILTER (WHERE x.withdrawn_at IS NOT NULL))::integer
  FROM volunteer.coming x
  WHERE x.operation_id = of_operation AND platform.role() IN ('officer', 'leader', 'grid-worker', 'superior')
    AND (platform.may_see(x.path) OR starts_with(platform.area(), x.path)) GROUP BY x.call_id
$$;

-- Volunteers on the roster who came and did not withdraw.
CREATE VIEW volunteer.public_came WITH (security_invoker = true) AS
  SELECT c.street_id, c.operation_id, c.path, c.person_id, c.came_at FROM volunteer.coming c
  WHERE c.person_id IS NOT NULL AND c.came_at IS NOT NULL AND c.withdrawn_at IS NULL;
GRANT SELECT ON volunteer.public_came TO shouwang_app;

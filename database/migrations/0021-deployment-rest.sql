-- Deployment, what was left of it: places and posts that come by list; a volunteer's own link that opens their posts too; who withdrew is at
-- hand no more; and what reports may ask of deployment and of those who came forward.

-- ── Lists of places and posts: each of one operation, said before its file is sent (as matching.list) ───────────
CREATE TABLE deployment.list (
  street_id text NOT NULL,
  operation_id uuid NOT NULL,
  id uuid NOT NULL,
  -- where places lie whose row names no community
  path platform.area_path NOT NULL,
  account_id uuid NOT NULL,
  made_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (street_id, id),
  FOREIGN KEY (street_id, operation_id) REFERENCES operation.operation
);
CREATE INDEX list_of_operation ON deployment.list (street_id, operation_id);
CREATE TABLE deployment.import (LIKE register.import INCLUDING DEFAULTS INCLUDING CONSTRAINTS, operation_id uuid NOT NULL, PRIMARY KEY (street_id, id));
CREATE TABLE deployment.import_row (
  LIKE register.import_row INCLUDING DEFAULTS INCLUDING CONSTRAINTS,
  operation_id uuid NOT NULL,
  PRIMARY KEY (street_id, import_id, row_no),
  FOREIGN KEY (street_id, import_id) REFERENCES deployment.import ON DELETE CASCADE
);
-- the post, or of a row without one the place
ALTER TABLE deployment.import_row RENAME COLUMN resident_id TO subject_id;
CREATE INDEX import_row_by_verdict ON deployment.import_row (street_id, import_id, verdict, row_no);
CALL platform.guard('deployment.list', '{officer,leader}', '{officer,leader}');
CALL platform.guard('deployment.import', '{officer,leader}', '{officer,leader}');
CALL platform.guard('deployment.import_row', '{officer,leader}', '{officer,leader}');
GRANT SELECT, INSERT ON deployment.list TO shouwang_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON deployment.import, deployment.import_row TO shouwang_app;

-- The platform's lists know no operation: theirs is that of the list of the same id.
CREATE FUNCTION deployment.take_operation() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  SELECT l.operation_id INTO NEW.operation_id FROM deployment.list l
  WHERE l.street_id = NEW.street_id AND l.id = (to_jsonb(NEW) ->> CASE WHEN TG_TABLE_NAME = 'import' THEN 'id' ELSE 'import_id' END)::uuid;
  RETURN NEW;
END $$;
CREATE TRIGGER take_operation BEFORE INSERT ON deployment.import FOR EACH ROW EXECUTE FUNCTION deployment.take_operation();
CREATE TRIGGER take_operation BEFORE INSERT ON deployment.import_row FOR EACH ROW EXECUTE FUNCTION deployment.take_operation();

CREATE FUNCTION deployment.unfinished_imports()
RETURNS TABLE (id uuid, street_id text, path text, account_id uuid, role text, area text, state text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT DISTINCT ON (i.id) i.id, i.street_id, i.path::text, i.account_id, g.role, g.path::text, i.state
  FROM deployment.import i JOIN platform.grant_of_role g ON g.account_id = i.account_id AND g.ended_at IS NULL
    AND g.role IN ('officer', 'leader') AND starts_with(i.path, g.path)
  WHERE i.state IN ('reading', 'judging', 'applying') ORDER BY i.id, length(g.path)
$$;
CREATE FUNCTION deployment.forget_old_imports() RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog AS $$
  DELETE FROM deployment.import_row r USING deployment.import i
  WHERE i.street_id = r.street_id AND i.id = r.import_id
    AND (i.applied_at < now() - interval '7 days' OR (i.made_at < now() - interval '30 days' AND i.state IN ('ready', 'failed')));
  UPDATE deployment.import SET state = 'discarded' WHERE made_at < now() - interval '30 days' AND state IN ('ready', 'failed');
$$;

-- ── Who withdrew ────────────────────────────────────────────────────────────────────────────────────────────────
-- Of these people those all of whose sign-ups for an operation were withdrawn, wherever in the sub-district, and since when.
CREATE FUNCTION volunteer.withdrawn_among(of_street text, of_operation uuid, people uuid[])
RETURNS TABLE (person_id uuid, withdrawn_at timestamptz) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT c.person_id, max(c.withdrawn_at) FROM volunteer.coming c
  WHERE c.street_id = of_street AND c.operation_id = of_operation AND c.person_id = ANY (people) AND platform.role() IN ('officer', 'leader')
    AND EXISTS (SELECT FROM register.area a WHERE a.street_id = of_street AND a.path = platform.area())
  GROUP BY c.person_id HAVING bool_and(c.withdrawn_at IS NOT NULL)
$$;

-- ── A volunteer's own link opens their posts, too ───────────────────────────────────────────────────────────────
-- Whom a key opens: a link handed out here, or what somebody who came forward holds already, as long as they did not withdraw. The two
-- kinds of digests are made with different prefixes, so that neither key is ever taken for the other.
CREATE OR REPLACE FUNCTION deployment.link_of(wanted bytea) RETURNS deployment.link LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
  SELECT l FROM (
    SELECT k.* FROM deployment.link k WHERE k.token_digest = wanted AND k.revoked_at IS NULL
    UNION ALL
    SELECT c.street_id, c.operation_id, c.id, c.path, c.person_id, c.token_digest, c.welcomed_by, c.welcomed_at, c.withdrawn_at
    FROM volunteer.coming c WHERE c.token_digest = wanted AND c.person_id IS NOT NULL AND c.withdrawn_at IS NULL
  ) k JOIN operation.operation o ON o.street_id = k.street_id AND o.id = k.operation_id AND o.state = 'open'
    JOIN staff.person w ON w.street_id = k.street_id AND w.id = k.person_id AND w.state = 'in-service',
  LATERAL (SELECT ROW (k.street_id, k.operation_id, k.id, k.path, k.person_id, k.token_digest, k.issued_by, k.issued_at, k.revoked_at)::deployment.link AS l) x
  LIMIT 1
$$;

-- ── Published for reports (modules/deployment/sources.ts, modules/volunteer/sources.ts): nobody by name ─────────
CREATE VIEW deployment.source_posts WITH (security_invoker = true) AS
  SELECT t.street_id, t.path, c.name AS place, t.task, (t.starts_at AT TIME ZONE 'Asia/Shanghai')::date AS on_day, t.starts_at, t.ends_at, t.night, t.risky, t.needed,
    s.placed, s.came, s.here, greatest(t.needed - s.placed, 0) AS short, round(s.hours, 2) AS hours
  FROM deployment.post t JOIN deployment.place c ON c.street_id = t.street_id AND c.id = t.place_id,
  LATERAL (
    SELECT count(*)::integer AS placed, count(a.id)::integer AS came, (count(a.id) - count(l.id))::integer AS here,
      coalesce(sum(extract(epoch FROM l.happened_at - a.happened_at)) / 3600, 0) AS hours
    FROM deployment.standing b
    LEFT JOIN deployment.present a ON a.street_id = b.street_id AND a.placement_id = b.id AND a.kind = 'came'
    LEFT JOIN deployment.present l ON l.street_id = b.street_id AND l.placement_id = b.id AND l.kind = 'left' AND a.id IS NOT NULL
    WHERE b.street_id = t.street_id AND b.post_id = t.id) s
  WHERE t.closed_at IS NULL OR s.came > 0;
-- One row a turn of service that is over, without the person.
CREATE VIEW deployment.source_service WITH (security_invoker = true) AS
  SELECT t.street_id, t.path, c.name AS place, t.task, (a.happened_at AT TIME ZONE 'Asia/Shanghai')::date AS on_day, a.happened_at AS came_at,
    round((extract(epoch FROM l.happened_at - a.happened_at) / 3600)::numeric, 2) AS hours, t.night, t.risky
  FROM deployment.present l
  JOIN deployment.present a ON a.street_id = l.street_id AND a.placement_id = l.placement_id AND a.kind = 'came'
  JOIN deployment.placement p ON p.street_id = l.street_id AND p.id = l.placement_id
  JOIN deployment.post t ON t.street_id = p.street_id AND t.id = p.post_id
  JOIN deployment.place c ON c.street_id = t.street_id AND c.id = t.place_id
  WHERE l.kind = 'left';
CREATE VIEW volunteer.source_comings WITH (security_invoker = true) AS
  SELECT x.street_id, x.path, c.name AS call, x.via, x.signed_at, x.came_at, x.party_member, x.minor,
    CASE WHEN x.withdrawn_at IS NOT NULL THEN 'withdrawn' WHEN x.welcomed_at IS NULL THEN 'waiting' WHEN x.came_at IS NULL THEN 'placed' ELSE 'came' END AS standing
  FROM volunteer.coming x JOIN volunteer.call c ON c.street_id = x.street_id AND c.id = x.call_id;
GRANT SELECT ON deployment.source_posts, deployment.source_service, volunteer.source_comings TO shouwang_app;

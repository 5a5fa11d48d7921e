-- A verifier's list: which findings were looked into before an application was decided; and who decided it, told to whoever stands at the same door.
ALTER TABLE pass.application
  ADD COLUMN looked text[] COLLATE "C" NOT NULL DEFAULT '{}' CHECK (looked <@ '{in-register,named-in-register,elsewhere,not-in-register,no-dwelling,away,has-pass,objected,partnered,minor,no-document,foreign-document,many-by-phone}'),
  ADD CONSTRAINT looked_by_somebody CHECK (cardinality(looked) = 0 OR verified_by IS NOT NULL OR declined_by IS NOT NULL);
GRANT SELECT (looked), UPDATE (looked) ON pass.application TO shouwang_app;

-- A name, for those who may see the application: a grid worker reads no account else, and must know whom to ask when somebody was quicker.
CREATE FUNCTION pass.decided_by(wanted uuid) RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT a.name FROM pass.application x
  LEFT JOIN LATERAL (SELECT p.issued_by FROM pass.pass p WHERE p.street_id = x.street_id AND p.application_id = x.id ORDER BY p.issued_at LIMIT 1) p ON x.state = 'issued'
  JOIN platform.account a ON a.id = coalesce(x.declined_by, p.issued_by, x.verified_by)
  WHERE x.id = wanted AND platform.may_see(x.path) AND platform.role() IN ('officer', 'leader', 'grid-worker')
$$;

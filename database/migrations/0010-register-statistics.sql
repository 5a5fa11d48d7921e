-- After a long list the planner still believes the register to be as small as it was, and reads a whole area where an index of numbers
-- would do; statistics come by themselves only a minute later. The app owns no table, so this door takes them.
CREATE FUNCTION register.take_statistics() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  IF platform.role() IN ('officer', 'leader', 'grid-worker') THEN ANALYZE register.resident, register.resident_secret; END IF;
END $$;

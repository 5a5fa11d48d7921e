-- Whoever stands at a gate is a role of their own: they check, and see no more of anybody than the check needs.
ALTER TABLE platform.grant_of_role DROP CONSTRAINT grant_of_role_role_check;
ALTER TABLE platform.grant_of_role ADD CONSTRAINT grant_of_role_role_check
  CHECK (role IN ('officer', 'leader', 'grid-worker', 'lane-crew', 'gate-keeper', 'superior', 'administrator'));

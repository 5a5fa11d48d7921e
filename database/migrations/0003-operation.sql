-- Operations: the purpose, basis, area and time that everything personal a response creates belongs to, so that it can end with it.

CREATE SCHEMA operation;
GRANT USAGE ON SCHEMA operation TO shouwang_app;

CREATE TABLE operation.operation (
  street_id text NOT NULL,
  id uuid NOT NULL,
  path platform.area_path NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 2 AND 80),
  hazard text NOT NULL CHECK (hazard IN ('epidemic', 'mosquito-borne', 'typhoon', 'flood', 'other')),
  purpose text NOT NULL CHECK (length(purpose) BETWEEN 4 AND 500),
  -- the document it stands on: issuer, title, number, date
  basis jsonb NOT NULL CHECK (basis ? 'issuer' AND basis ? 'title' AND basis ? 'date'),
  starts_at timestamptz NOT NULL,
  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'ended')),
  opened_by uuid NOT NULL,
  opened_at timestamptz NOT NULL DEFAULT now(),
  ended_at timestamptz,
  ended_by uuid,
  PRIMARY KEY (street_id, id),
  CHECK ((state = 'ended') = (ended_at IS NOT NULL))
);
CREATE INDEX operation_by_path ON operation.operation (path);
CALL platform.guard('operation.operation', '{officer,leader,grid-worker,lane-crew,superior,administrator}', '{officer,leader}', true);
GRANT SELECT, INSERT, UPDATE ON operation.operation TO shouwang_app;

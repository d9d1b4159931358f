-- Roll-ups that are gathered for all records by a job: where it is, and what came of it. The latest of each roll-up stays.
CREATE TABLE rollup_build (
  tenant_id int NOT NULL,
  object_id int NOT NULL,
  field_id int NOT NULL,
  -- the last record that was gathered
  last uuid NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000',
  -- records when it began; those done; those whose value was not right
  total bigint NOT NULL,
  done bigint NOT NULL DEFAULT 0,
  corrected bigint NOT NULL DEFAULT 0,
  started_at timestamptz NOT NULL,
  finished_at timestamptz,
  PRIMARY KEY (tenant_id, object_id, field_id)
);
ALTER TABLE rollup_build ENABLE ROW LEVEL SECURITY;
ALTER TABLE rollup_build FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON rollup_build
  USING (tenant_id = (SELECT nullif(current_setting('app.tenant', true), '')::int))
  WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::int);
GRANT SELECT, INSERT, UPDATE, DELETE ON rollup_build TO ${app_role};

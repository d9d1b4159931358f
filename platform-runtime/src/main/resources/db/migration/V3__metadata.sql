-- Metadata of tenants: components as documents, where values live, and the history of both.

CREATE TABLE component (
  tenant_id int NOT NULL,
  kind text COLLATE "C" NOT NULL,
  name text COLLATE "C" NOT NULL,
  -- json, not jsonb: as it was written, with its order of members
  document json NOT NULL,
  revision bigint NOT NULL,
  PRIMARY KEY (tenant_id, kind, name)
);

CREATE TABLE object_storage (
  tenant_id int NOT NULL,
  object_id int NOT NULL,
  name text COLLATE "C" NOT NULL,
  promoted text,
  deleted_at timestamptz,
  is_wiped boolean NOT NULL DEFAULT false,
  PRIMARY KEY (tenant_id, object_id)
);

CREATE TABLE field_storage (
  tenant_id int NOT NULL,
  object_id int NOT NULL,
  field_id int NOT NULL,
  name text COLLATE "C" NOT NULL,
  -- the slot, or the member of overflow
  place text NOT NULL,
  is_overflow boolean NOT NULL,
  column_type text NOT NULL,
  index_column text,
  is_index_ready boolean NOT NULL DEFAULT false,
  scale int NOT NULL DEFAULT 0,
  deleted_at timestamptz,
  is_wiped boolean NOT NULL DEFAULT false,
  PRIMARY KEY (tenant_id, object_id, field_id)
);

CREATE TABLE record_type_storage (
  tenant_id int NOT NULL,
  object_id int NOT NULL,
  record_type_id int NOT NULL,
  name text COLLATE "C" NOT NULL,
  deleted_at timestamptz,
  PRIMARY KEY (tenant_id, object_id, record_type_id)
);

CREATE TABLE revision (
  tenant_id int NOT NULL,
  number bigint NOT NULL,
  author uuid,
  at timestamptz NOT NULL,
  summary text,
  -- [{kind, name, action, before, after}]
  changes json NOT NULL,
  PRIMARY KEY (tenant_id, number)
);

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['component', 'object_storage', 'field_storage', 'record_type_storage', 'revision'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format($p$CREATE POLICY tenant_isolation ON %I
        USING (tenant_id = nullif(current_setting('app.tenant', true), '')::int)
        WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::int)$p$, name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO ${app_role}', name);
  END LOOP;
END
$$;
-- History is written once.
REVOKE UPDATE, DELETE ON revision FROM ${app_role};

-- Tenants, records and what belongs to a record. Run by the owner role; ${app_role} only reads and writes rows.
-- Every table with tenant_id forces row-level security. The tenant is set per transaction: set_config('app.tenant', …, true).

-- Which tenants there are. Without a policy on purpose: sign-in has to find a tenant before it can be one.
CREATE TABLE tenant (
  id int PRIMARY KEY CHECK (id > 0),
  address text NOT NULL UNIQUE,
  company text NOT NULL,
  locale text NOT NULL,
  time_zone text NOT NULL,
  currency text NOT NULL,
  partition int NOT NULL,
  status text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'suspended')),
  revision bigint NOT NULL DEFAULT 0,
  security_epoch bigint NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON COLUMN tenant.revision IS 'Rises with every change of metadata; each transaction reads it before it trusts a compiled model.';
COMMENT ON COLUMN tenant.security_epoch IS 'Rises with every change of users, sessions or assignments; each transaction reads it before it trusts a cached caller.';
GRANT SELECT, INSERT, UPDATE ON tenant TO ${app_role};

-- Records of all tenants and objects in typed slots. The layout is dev.trellis.metadata.storage.SlotLayout; a test compares the two.
CREATE TABLE record (
  tenant_id int NOT NULL,
  object_id int NOT NULL,
  id uuid NOT NULL,
  owner_id uuid,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  created_by uuid,
  updated_by uuid,
  version int NOT NULL DEFAULT 1,
  record_type text COLLATE "C",
  deleted_at timestamptz,
  name text COLLATE "C",
  name_key text COLLATE "C"
) PARTITION BY HASH (tenant_id);

DO $$
DECLARE
  blocks CONSTANT int := 6;
  -- prefix, type, slots in all, slots in each block; hot fields take the first slots, and far columns cost time to reach
  plain CONSTANT text[][] := ARRAY[
    ['t', 'text COLLATE "C"', '40', '8'], ['n', 'bigint', '30', '6'], ['d', 'timestamptz', '16', '4'],
    ['b', 'boolean', '24', '6'], ['r', 'uuid', '8', '2'], ['q', 'numeric', '8', '2']];
  indexed CONSTANT text[][] := ARRAY[
    ['xt', 'text COLLATE "C"', '6'], ['xn', 'bigint', '6'], ['xd', 'timestamptz', '4'], ['xr', 'uuid', '12']];
  part int;
  slot text[];
  from_slot int;
  to_slot int;
  columns text := '';
BEGIN
  FOREACH slot SLICE 1 IN ARRAY indexed LOOP
    FOR i IN 1 .. slot[3]::int LOOP
      columns := columns || format(', ADD COLUMN %s%s %s', slot[1], i, slot[2]);
    END LOOP;
  END LOOP;
  FOR block IN 0 .. blocks - 1 LOOP
    FOREACH slot SLICE 1 IN ARRAY plain LOOP
      from_slot := block * slot[4]::int + 1;
      to_slot := least((block + 1) * slot[4]::int, slot[3]::int);
      FOR i IN from_slot .. to_slot LOOP
        columns := columns || format(', ADD COLUMN %s%s %s', slot[1], i, slot[2]);
      END LOOP;
    END LOOP;
  END LOOP;
  EXECUTE 'ALTER TABLE record ' || substr(columns, 3);
  ALTER TABLE record
    ADD COLUMN keys jsonb,
    ADD COLUMN overflow jsonb,
    ADD COLUMN deleted_by uuid,
    ADD COLUMN deletion_id uuid;
  ALTER TABLE record ADD PRIMARY KEY (tenant_id, object_id, id);

  CREATE INDEX record_name ON record (tenant_id, object_id, name_key) WHERE name_key IS NOT NULL;
  CREATE INDEX record_owner ON record (tenant_id, object_id, owner_id) WHERE owner_id IS NOT NULL;
  CREATE INDEX record_bin ON record (tenant_id, deleted_at) WHERE deleted_at IS NOT NULL;
  CREATE INDEX record_deletion ON record (tenant_id, deletion_id) WHERE deletion_id IS NOT NULL;
  FOREACH slot SLICE 1 IN ARRAY indexed LOOP
    FOR i IN 1 .. slot[3]::int LOOP
      -- Without id: equal keys then share one posting list, which keeps these indexes small.
      EXECUTE format('CREATE INDEX record_%1$s%2$s ON record (tenant_id, object_id, %1$s%2$s) WHERE %1$s%2$s IS NOT NULL', slot[1], i);
    END LOOP;
  END LOOP;

  FOR part IN 0 .. 7 LOOP
    EXECUTE format('CREATE TABLE record_p%s PARTITION OF record FOR VALUES WITH (MODULUS 8, REMAINDER %s) WITH (fillfactor = 90)', part, part);
  END LOOP;
END
$$;

-- Values that must not occur twice among the live records of an object, normalised.
CREATE TABLE unique_value (
  tenant_id int NOT NULL,
  object_id int NOT NULL,
  field_id int NOT NULL,
  value text COLLATE "C" NOT NULL,
  record_id uuid NOT NULL,
  PRIMARY KEY (tenant_id, object_id, field_id, value)
);

-- What happened to a record, one row a save; creations are told by the record itself.
CREATE TABLE history (
  tenant_id int NOT NULL,
  object_id int NOT NULL,
  record_id uuid NOT NULL,
  id uuid NOT NULL,
  at timestamptz NOT NULL,
  actor uuid,
  action text NOT NULL,
  version int NOT NULL,
  changes jsonb,
  PRIMARY KEY (tenant_id, object_id, record_id, id)
);

-- The change feed, one row a transaction, object and action. Readers order by (xact, position) and stop before the oldest
-- transaction that still runs, so nothing can appear behind a position that was handed out.
CREATE TABLE change_log (
  tenant_id int NOT NULL,
  object_id int NOT NULL,
  xact bigint NOT NULL DEFAULT (pg_current_xact_id()::text)::bigint,
  position bigint GENERATED ALWAYS AS IDENTITY,
  at timestamptz NOT NULL,
  actor uuid,
  action text NOT NULL,
  ids uuid[] NOT NULL,
  versions int[] NOT NULL,
  PRIMARY KEY (tenant_id, object_id, xact, position)
);
CREATE INDEX change_log_tail ON change_log (tenant_id, xact, position);

CREATE TABLE auto_number (
  tenant_id int NOT NULL,
  object_id int NOT NULL,
  field_id int NOT NULL,
  next bigint NOT NULL,
  PRIMARY KEY (tenant_id, object_id, field_id)
);

CREATE TABLE file (
  tenant_id int NOT NULL,
  id uuid NOT NULL,
  name text NOT NULL,
  media_type text NOT NULL,
  size bigint NOT NULL,
  sha256 bytea NOT NULL,
  location text NOT NULL,
  object_id int,
  record_id uuid,
  field_id int,
  created_at timestamptz NOT NULL,
  created_by uuid NOT NULL,
  deleted_at timestamptz,
  PRIMARY KEY (tenant_id, id)
);
CREATE INDEX file_record ON file (tenant_id, object_id, record_id) WHERE record_id IS NOT NULL;

-- First answers of requests that came with an Idempotency-Key.
CREATE TABLE idempotency (
  tenant_id int NOT NULL,
  user_id uuid NOT NULL,
  key text NOT NULL,
  request_hash bytea NOT NULL,
  -- Set by the transaction that does the work: a retry after a crash must not do it again.
  is_committed boolean NOT NULL DEFAULT false,
  status int,
  headers jsonb,
  body bytea,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, user_id, key)
);
CREATE INDEX idempotency_age ON idempotency (tenant_id, created_at);

-- What the planner's own statistics cannot know, because tenants share columns: kept by a background job.
CREATE TABLE field_statistics (
  tenant_id int NOT NULL,
  object_id int NOT NULL,
  field_id int NOT NULL,
  row_count bigint NOT NULL,
  distinct_count bigint NOT NULL,
  null_count bigint NOT NULL,
  common jsonb NOT NULL,
  analysed_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, object_id, field_id)
);

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['record', 'record_p0', 'record_p1', 'record_p2', 'record_p3', 'record_p4', 'record_p5',
      'record_p6', 'record_p7', 'unique_value', 'history', 'change_log', 'auto_number', 'file', 'idempotency',
      'field_statistics'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format($p$CREATE POLICY tenant_isolation ON %I
        USING (tenant_id = nullif(current_setting('app.tenant', true), '')::int)
        WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::int)$p$, name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO ${app_role}', name);
  END LOOP;
END
$$;

-- Imports: the job, the rows it refused, and what it did, so that it can be undone.

CREATE TABLE import_job (
  tenant_id int NOT NULL,
  id uuid NOT NULL,
  object text NOT NULL,
  operation text NOT NULL CHECK (operation IN ('insert', 'update', 'upsert')),
  status text NOT NULL CHECK (status IN ('queued', 'running', 'completed', 'failed', 'cancelled', 'undone')),
  file_name text NOT NULL,
  file_size bigint NOT NULL,
  -- The folder that holds the file: only nodes that see it can do the import.
  folder uuid NOT NULL,
  -- Options, shape of the file, header and formats: found once, so that a row means the same on every node.
  plan jsonb NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid NOT NULL,
  -- The API key it was asked for with; the import keeps to the key's rights.
  api_key uuid,
  started_at timestamptz,
  finished_at timestamptz,
  total bigint,
  -- Number of the last row that was dealt with; moves in the transaction that deals with the rows.
  position bigint NOT NULL DEFAULT 0,
  batches int NOT NULL DEFAULT 0,
  created bigint NOT NULL DEFAULT 0,
  updated bigint NOT NULL DEFAULT 0,
  failed bigint NOT NULL DEFAULT 0,
  -- Rows that refer to rows further down; they are tried again in rounds when the file has been read.
  waiting bigint NOT NULL DEFAULT 0,
  round_position bigint NOT NULL DEFAULT 0,
  round_progress bigint NOT NULL DEFAULT 0,
  cancel_requested boolean NOT NULL DEFAULT false,
  -- Why it failed as a whole.
  problem jsonb,
  undo jsonb,
  -- Who works on it. Every write names the token, so a node that lost its lease can write no more.
  lease_owner text,
  lease_token bigint NOT NULL DEFAULT 0,
  lease_until timestamptz,
  PRIMARY KEY (tenant_id, id)
);
CREATE INDEX import_job_open ON import_job (created_at, id) WHERE status IN ('queued', 'running');
CREATE INDEX import_job_tenant ON import_job (tenant_id, created_at);

-- Refused rows as they came, and rows that wait.
CREATE TABLE import_error (
  tenant_id int NOT NULL,
  import_id uuid NOT NULL,
  row_number bigint NOT NULL,
  line bigint NOT NULL,
  cells jsonb NOT NULL,
  violations jsonb NOT NULL,
  waits boolean NOT NULL DEFAULT false,
  PRIMARY KEY (tenant_id, import_id, row_number),
  FOREIGN KEY (tenant_id, import_id) REFERENCES import_job ON DELETE CASCADE
);
CREATE INDEX import_error_waits ON import_error (tenant_id, import_id, row_number) WHERE waits;

-- What one batch did: records, the versions it left them with, and what the changed ones were before (null: created).
-- Undoing takes entries out again; what stays could not be undone.
CREATE TABLE import_effect (
  tenant_id int NOT NULL,
  import_id uuid NOT NULL,
  batch int NOT NULL,
  ids uuid[] NOT NULL,
  versions int[] NOT NULL,
  befores jsonb NOT NULL,
  PRIMARY KEY (tenant_id, import_id, batch),
  FOREIGN KEY (tenant_id, import_id) REFERENCES import_job ON DELETE CASCADE
);

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['import_job', 'import_error', 'import_effect'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format($p$CREATE POLICY tenant_isolation ON %I
        USING (tenant_id = nullif(current_setting('app.tenant', true), '')::int)
        WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::int)$p$, name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO ${app_role}', name);
  END LOOP;
END
$$;

-- A node looks for work in all tenants. It may only through this function, which runs as the owner and tells no more than
-- which import is next. One import of a tenant at a time, in the order in which they came.
CREATE POLICY import_claim ON import_job TO CURRENT_USER USING (true) WITH CHECK (true);

CREATE FUNCTION claim_import(node text, node_folder uuid, lease interval)
RETURNS TABLE (tenant_id int, id uuid, token bigint)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  UPDATE public.import_job AS j
  SET status = 'running', lease_owner = node, lease_token = j.lease_token + 1, lease_until = now() + lease,
      started_at = coalesce(j.started_at, now())
  FROM (
    SELECT q.tenant_id, q.id
    FROM public.import_job AS q
    WHERE q.status IN ('queued', 'running') AND q.folder = node_folder
      AND (q.lease_until IS NULL OR q.lease_until < now())
      AND NOT EXISTS (
        SELECT FROM public.import_job AS earlier
        WHERE earlier.tenant_id = q.tenant_id AND earlier.status IN ('queued', 'running')
          AND (earlier.created_at, earlier.id) < (q.created_at, q.id))
    ORDER BY q.created_at, q.id
    LIMIT 1
    FOR UPDATE SKIP LOCKED) AS next
  WHERE j.tenant_id = next.tenant_id AND j.id = next.id
  RETURNING j.tenant_id, j.id, j.lease_token
$$;
REVOKE ALL ON FUNCTION claim_import(text, uuid, interval) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION claim_import(text, uuid, interval) TO ${app_role};

-- Who did what to a tenant, from where, and what was before and after: one chain of hashes a tenant (docs/adr/0025).

CREATE TABLE audit_entry (
  tenant_id int NOT NULL,
  -- without gaps: writers of one tenant take turns
  seq bigint NOT NULL,
  at timestamptz NOT NULL,
  actor_kind text COLLATE "C" NOT NULL CHECK (actor_kind IN ('user', 'api_key', 'platform', 'unknown')),
  actor_id uuid,
  -- as it was then
  actor_name text,
  -- the session or the API key
  credential_id uuid,
  address text,
  agent text,
  action text COLLATE "C" NOT NULL,
  subject_kind text COLLATE "C" NOT NULL,
  subject_id text COLLATE "C",
  subject_name text,
  -- json, not jsonb: the hash is of the text as it was written
  before json,
  after json,
  previous bytea NOT NULL,
  hash bytea NOT NULL,
  PRIMARY KEY (tenant_id, seq)
);
CREATE INDEX audit_entry_time ON audit_entry (tenant_id, at);
CREATE INDEX audit_entry_actor ON audit_entry (tenant_id, actor_id, seq);

-- Where a tenant's chain begins since old entries were removed: the last that went, vouched for with a key that is not in the database.
CREATE TABLE audit_trim (
  tenant_id int PRIMARY KEY,
  seq bigint NOT NULL,
  hash bytea NOT NULL,
  mac bytea NOT NULL,
  at timestamptz NOT NULL
);

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['audit_entry', 'audit_trim'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format($p$CREATE POLICY tenant_isolation ON %I
        USING (tenant_id = (SELECT nullif(current_setting('app.tenant', true), '')::int))
        WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::int)$p$, name);
  END LOOP;
END
$$;
-- Append-only: the application can neither change nor remove what it wrote.
GRANT SELECT, INSERT ON audit_entry TO ${app_role};
GRANT SELECT ON audit_trim TO ${app_role};

-- The lower limit is what nobody can shorten, whatever else they got hold of.
ALTER TABLE tenant ADD COLUMN audit_retention_days int NOT NULL DEFAULT 730
  CHECK (audit_retention_days BETWEEN 90 AND 3650);

-- The last entry that is old enough to go, if any; by whole days, so that there is one removal a day at most. The newest stays in
-- any case: the next one refers to it.
CREATE FUNCTION expired_audit(OUT seq bigint, OUT hash bytea) RETURNS SETOF record
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  WITH mine AS (
    SELECT t.id, date_trunc('day', now(), 'UTC') - t.audit_retention_days * interval '1 day' AS until
    FROM public.tenant t WHERE t.id = nullif(current_setting('app.tenant', true), '')::int)
  SELECT e.seq, e.hash FROM public.audit_entry e, mine
  WHERE e.tenant_id = mine.id
    AND e.seq = coalesce(
      (SELECT min(young.seq) FROM public.audit_entry young WHERE young.tenant_id = mine.id AND young.at >= mine.until),
      (SELECT max(newest.seq) FROM public.audit_entry newest WHERE newest.tenant_id = mine.id)) - 1
$$;

-- Removes what is old, never more, always from the beginning, and leaves where the chain goes on.
CREATE FUNCTION trim_audit(through bigint, signature bytea) RETURNS bigint
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  tenant CONSTANT int := nullif(current_setting('app.tenant', true), '')::int;
  expired record;
  removed bigint;
BEGIN
  SELECT * INTO expired FROM public.expired_audit();
  IF expired.seq IS NULL OR through <> expired.seq THEN
    RAISE EXCEPTION 'entry % is not the last that may go', through;
  END IF;
  DELETE FROM public.audit_entry e WHERE e.tenant_id = tenant AND e.seq <= through;
  GET DIAGNOSTICS removed = ROW_COUNT;
  INSERT INTO public.audit_trim (tenant_id, seq, hash, mac, at) VALUES (tenant, through, expired.hash, signature, now())
  ON CONFLICT (tenant_id) DO UPDATE SET seq = excluded.seq, hash = excluded.hash, mac = excluded.mac, at = excluded.at;
  RETURN removed;
END
$$;
REVOKE ALL ON FUNCTION expired_audit(), trim_audit(bigint, bytea) FROM public;
GRANT EXECUTE ON FUNCTION expired_audit(), trim_audit(bigint, bytea) TO ${app_role};

-- Promotion: the records of one very large object move to a table of their own (docs/adr/0006). The only DDL after installation. It
-- stands in two functions of the owner, so that the application role needs no right to create anything; both act for the tenant that
-- the transaction is set to, and take nothing but the object's number.

CREATE FUNCTION promoted_table(tenant int, object int) RETURNS text
  LANGUAGE sql IMMUTABLE AS $$ SELECT format('record_t%s_o%s', tenant, object) $$;

-- Mirrors one object's rows of a shared partition into its table to be, while that is filled.
CREATE FUNCTION mirror_promoted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    EXECUTE format('DELETE FROM %I WHERE id = $1', TG_ARGV[0]) USING OLD.id;
  END IF;
  IF TG_OP <> 'DELETE' THEN
    EXECUTE format('INSERT INTO %I SELECT ($1).*', TG_ARGV[0]) USING NEW;
  END IF;
  RETURN NULL;
END
$$;

CREATE FUNCTION begin_promotion(object int) RETURNS text
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  tenant CONSTANT int := nullif(current_setting('app.tenant', true), '')::int;
  target CONSTANT text := public.promoted_table(tenant, object);
  part text;
  slot text;
BEGIN
  IF tenant IS NULL THEN
    RAISE EXCEPTION 'no tenant is set';
  END IF;
  SELECT 'record_p' || t.partition INTO STRICT part FROM public.tenant t WHERE t.id = tenant;
  EXECUTE format('CREATE TABLE public.%I (LIKE public.record INCLUDING DEFAULTS,
      PRIMARY KEY (id), CHECK (tenant_id = %s AND object_id = %s)) WITH (fillfactor = 90)', target, tenant, object);
  -- The setting is read once for a statement (as a sub-select), not once for each row; no column is needed for it, so that
  -- index-only scans stay possible.
  EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY', target);
  EXECUTE format('ALTER TABLE public.%I FORCE ROW LEVEL SECURITY', target);
  EXECUTE format($p$CREATE POLICY tenant_isolation ON public.%I
      USING ((SELECT nullif(current_setting('app.tenant', true), '')::int = %s))
      WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::int)$p$, target, tenant);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON public.%I TO ${app_role}', target);
  FOR slot IN
    SELECT a.attname FROM pg_attribute a
    WHERE a.attrelid = 'public.record'::regclass AND a.attnum > 0 AND NOT a.attisdropped
      AND (a.attname ~ '^x[tndr][0-9]+$' OR a.attname IN ('name_key', 'owner_id', 'deletion_id'))
  LOOP
    EXECUTE format('CREATE INDEX ON public.%1$I (%2$I) WHERE %2$I IS NOT NULL', target, slot);
  END LOOP;
  EXECUTE format('CREATE INDEX ON public.%I (deleted_at, id) WHERE deleted_at IS NOT NULL', target);
  EXECUTE format('CREATE TRIGGER mirror_%s_insert AFTER INSERT ON public.%I FOR EACH ROW
      WHEN (NEW.tenant_id = %s AND NEW.object_id = %s) EXECUTE FUNCTION public.mirror_promoted(%L)', target, part, tenant, object, target);
  EXECUTE format('CREATE TRIGGER mirror_%s_change AFTER UPDATE OR DELETE ON public.%I FOR EACH ROW
      WHEN (OLD.tenant_id = %s AND OLD.object_id = %s) EXECUTE FUNCTION public.mirror_promoted(%L)', target, part, tenant, object, target);
  RETURN target;
END
$$;

-- Ends the mirroring; the table stays if the object uses it and goes if the promotion was given up.
CREATE FUNCTION end_promotion(object int) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  tenant CONSTANT int := nullif(current_setting('app.tenant', true), '')::int;
  target CONSTANT text := public.promoted_table(tenant, object);
  part text;
BEGIN
  IF tenant IS NULL THEN
    RAISE EXCEPTION 'no tenant is set';
  END IF;
  SELECT 'record_p' || t.partition INTO STRICT part FROM public.tenant t WHERE t.id = tenant;
  EXECUTE format('DROP TRIGGER IF EXISTS mirror_%s_insert ON public.%I', target, part);
  EXECUTE format('DROP TRIGGER IF EXISTS mirror_%s_change ON public.%I', target, part);
  IF EXISTS (SELECT FROM public.object_storage s WHERE s.tenant_id = tenant AND s.object_id = object AND s.promoted = target) THEN
    EXECUTE format('ANALYZE public.%I', target);
  ELSE
    EXECUTE format('DROP TABLE IF EXISTS public.%I', target);
  END IF;
END
$$;

REVOKE ALL ON FUNCTION begin_promotion(int), end_promotion(int) FROM public;
GRANT EXECUTE ON FUNCTION begin_promotion(int), end_promotion(int) TO ${app_role};

-- Which objects are on their way, and which wait for their old rows to be removed.
CREATE TABLE promotion (
  tenant_id int NOT NULL,
  object_id int NOT NULL,
  state text NOT NULL CHECK (state IN ('copying', 'cleaning', 'done')),
  copied bigint NOT NULL DEFAULT 0,
  last_id uuid,
  started_at timestamptz NOT NULL DEFAULT now(),
  changed_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, object_id)
);
ALTER TABLE promotion ENABLE ROW LEVEL SECURITY;
ALTER TABLE promotion FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON promotion
  USING (tenant_id = nullif(current_setting('app.tenant', true), '')::int)
  WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::int);
GRANT SELECT, INSERT, UPDATE, DELETE ON promotion TO ${app_role};

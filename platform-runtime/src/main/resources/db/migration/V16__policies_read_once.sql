-- The policies of the tables that requests read and write by many rows: as a sub-select the tenant is read once for a statement, and
-- not for each row that it looks at. A list that passes over 400 rows spends a quarter of its time on that otherwise.
DO $$
DECLARE
  name text;
BEGIN
  FOR name IN
    SELECT c.relname FROM pg_class c JOIN pg_policy p ON p.polrelid = c.oid AND p.polname = 'tenant_isolation'
    WHERE c.relnamespace = 'public'::regnamespace
      AND (c.relname ~ '^record(_p[0-9]+)?$' OR c.relname ~ '^(unique_value|search_text|match_key|change_log|history)(_p[0-9]+)?$')
  LOOP
    EXECUTE format($p$ALTER POLICY tenant_isolation ON public.%I
        USING (tenant_id = (SELECT nullif(current_setting('app.tenant', true), '')::int))
        WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::int)$p$, name);
  END LOOP;
END
$$;

-- The revision that last changed what words and keys are made of a field's values: they are then made anew, also where the
-- field's definition is again what it once was.
ALTER TABLE field_storage ADD COLUMN values_revision bigint NOT NULL DEFAULT 0;

-- The application may write down who signed in, not take it back: only what is old is forgotten, and of one tenant.
CREATE FUNCTION forget_sign_ins() RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DELETE FROM public.login_history
  WHERE tenant_id = nullif(current_setting('app.tenant', true), '')::int AND at < now() - interval '180 days'
$$;
REVOKE ALL ON FUNCTION forget_sign_ins FROM PUBLIC;
GRANT EXECUTE ON FUNCTION forget_sign_ins TO ${app_role};

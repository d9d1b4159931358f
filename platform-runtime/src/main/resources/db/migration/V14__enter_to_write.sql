-- How a transaction that writes records begins, in one statement: sets the tenant, holds off its change sets, and reads what the
-- transaction's model and rights are compared with. Volatile, so that the last statement sees what was committed while the lock was
-- waited for.
CREATE FUNCTION enter_to_write(tenant int, lock int, OUT revision bigint, OUT security_epoch bigint) RETURNS SETOF record
  LANGUAGE plpgsql VOLATILE ROWS 1 AS $$
BEGIN
  PERFORM set_config('app.tenant', tenant::text, true), pg_advisory_xact_lock_shared(lock, tenant);
  RETURN QUERY SELECT t.revision, t.security_epoch FROM public.tenant t WHERE t.id = tenant;
END
$$;
GRANT EXECUTE ON FUNCTION enter_to_write(int, int) TO ${app_role};

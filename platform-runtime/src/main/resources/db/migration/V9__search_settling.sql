-- New words of the search index wait in a list that every search reads to its end; merging it makes searches some hundred
-- times faster. Left alone, the save that finds the list full would do it. Only the index's owner may: hence the function.
CREATE FUNCTION settle_search() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
  -- One at a time is enough, whatever the number of nodes.
  IF pg_try_advisory_xact_lock(8389399) THEN
    PERFORM gin_clean_pending_list('public.search_text_tokens');
  END IF;
END
$$;
REVOKE ALL ON FUNCTION settle_search FROM PUBLIC;
GRANT EXECUTE ON FUNCTION settle_search TO ${app_role};

-- Search and duplicates: what the platform knows of records beside the records. Run by the owner role.

-- Distance of words for typing errors; a trusted extension, so the owner of the database may add it.
CREATE EXTENSION IF NOT EXISTS fuzzystrmatch;

-- One row for each record that can be found. The words are made by dev.trellis.metadata.search; each begins with its tenant.
CREATE TABLE search_text (
  tenant_id int NOT NULL,
  object_id int NOT NULL,
  record_id uuid NOT NULL,
  title text COLLATE "C" NOT NULL,
  tokens tsvector NOT NULL,
  PRIMARY KEY (tenant_id, object_id, record_id)
);
COMMENT ON COLUMN search_text.tokens IS 'The position of a word is the number of its field.';
COMMENT ON COLUMN search_text.title IS 'The name, folded: exact names and beginnings of names come first.';
-- New words wait in a list that every search reads too; merging is background work.
CREATE INDEX search_text_tokens ON search_text USING gin (tokens) WITH (gin_pending_list_limit = 32768);

-- Words that were written in some record, to correct typing errors. May know words that are no longer used.
CREATE TABLE search_word (
  tenant_id int NOT NULL,
  length smallint NOT NULL,
  word text COLLATE "C" NOT NULL,
  PRIMARY KEY (tenant_id, length, word)
);

-- By what records are compared for duplicates: equal keys make a pair worth a look.
CREATE TABLE match_key (
  tenant_id int NOT NULL,
  object_id int NOT NULL,
  rule text COLLATE "C" NOT NULL,
  key text COLLATE "C" NOT NULL,
  record_id uuid NOT NULL,
  PRIMARY KEY (tenant_id, object_id, rule, key, record_id)
);
CREATE INDEX match_key_record ON match_key (tenant_id, object_id, record_id);

-- Which form of search words and match keys the records of an object have; another form than the metadata asks for is made anew.
CREATE TABLE index_form (
  tenant_id int NOT NULL,
  object_id int NOT NULL,
  name text COLLATE "C" NOT NULL,
  form text NOT NULL,
  PRIMARY KEY (tenant_id, object_id, name)
);

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['search_text', 'search_word', 'match_key', 'index_form'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format($p$CREATE POLICY tenant_isolation ON %I
        USING (tenant_id = nullif(current_setting('app.tenant', true), '')::int)
        WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::int)$p$, name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO ${app_role}', name);
  END LOOP;
END
$$;

-- "@@" is not leakproof: under a policy no index would serve it. The function runs as a role that may read this one table,
-- cannot sign in, and is bound to the tenant of the transaction by the condition inside.
CREATE POLICY search ON search_text FOR SELECT TO ${search_role} USING (true);
GRANT SELECT ON search_text TO ${search_role};

-- Exact titles first, then those that begin with it, then the youngest. Of very many matches some 20,000 are ranked.
-- readable: numbers of the fields whose words count; NULL for all.
CREATE FUNCTION search_candidates(query tsquery, objects int[], exact text, max int, readable smallint[])
RETURNS TABLE (object_id int, record_id uuid, title text)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
SET plan_cache_mode = force_custom_plan
ROWS 100
AS $$
DECLARE
  tenant CONSTANT int := nullif(current_setting('app.tenant', true), '')::int;
BEGIN
  IF readable IS NULL THEN
    RETURN QUERY
      SELECT f.object_id, f.record_id, f.title
      FROM (SELECT s.object_id, s.record_id, s.title
            FROM search_text s
            WHERE s.tenant_id = tenant AND s.object_id = ANY (objects) AND s.tokens @@ query
            LIMIT 20000) f
      ORDER BY f.title = exact DESC, starts_with(f.title, exact) DESC, f.record_id DESC
      LIMIT max;
  ELSE
    -- Not by title: the caller may not be allowed to read it.
    RETURN QUERY
      SELECT f.object_id, f.record_id, NULL
      FROM (SELECT s.object_id, s.record_id, s.tokens
            FROM search_text s
            WHERE s.tenant_id = tenant AND s.object_id = ANY (objects) AND s.tokens @@ query
            LIMIT 20000) f
      WHERE (SELECT array_to_tsvector(array_agg(word.lexeme))
             FROM unnest(f.tokens) AS word
             WHERE word.positions && readable) @@ query
      ORDER BY f.record_id DESC
      LIMIT max;
  END IF;
END
$$;
REVOKE ALL ON FUNCTION search_candidates FROM PUBLIC;
GRANT EXECUTE ON FUNCTION search_candidates TO ${app_role};
GRANT CREATE ON SCHEMA public TO ${search_role};
ALTER FUNCTION search_candidates OWNER TO ${search_role};
REVOKE CREATE ON SCHEMA public FROM ${search_role};

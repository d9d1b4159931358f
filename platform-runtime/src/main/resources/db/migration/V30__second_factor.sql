-- Second factors, recovery codes, and what is good for one step only: the challenge between the two steps of a sign-in, and the
-- links of invitations and password resets.

-- Tells a node that was given another key than the others before it writes what they cannot read (runtime.secret).
ALTER TABLE installation ADD COLUMN key_check bytea;
GRANT UPDATE (key_check) ON installation TO ${app_role};

CREATE TABLE second_factor (
  tenant_id int NOT NULL,
  user_id uuid NOT NULL,
  -- Encrypted with a key that is not in the database.
  sealed_secret bytea NOT NULL,
  -- Null: begun, and not asked for yet.
  confirmed_at timestamptz,
  -- The step of time whose code was taken last: no code of it or of an earlier one is taken again.
  last_step bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (tenant_id, user_id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES app_user
);

-- Those that are left; a used one is gone.
CREATE TABLE recovery_code (
  tenant_id int NOT NULL,
  user_id uuid NOT NULL,
  hash bytea NOT NULL,
  PRIMARY KEY (tenant_id, user_id, hash),
  FOREIGN KEY (tenant_id, user_id) REFERENCES second_factor ON DELETE CASCADE
);

CREATE TABLE one_time_token (
  tenant_id int NOT NULL,
  hash bytea NOT NULL,
  kind text NOT NULL CHECK (kind IN ('sign_in', 'invitation', 'password_reset')),
  user_id uuid NOT NULL,
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, hash),
  FOREIGN KEY (tenant_id, user_id) REFERENCES app_user
);
CREATE INDEX one_time_token_user ON one_time_token (tenant_id, user_id);

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['second_factor', 'recovery_code', 'one_time_token'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format($p$CREATE POLICY tenant_isolation ON %I
        USING (tenant_id = (SELECT nullif(current_setting('app.tenant', true), '')::int))
        WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::int)$p$, name);
  END LOOP;
END
$$;

GRANT SELECT, INSERT, UPDATE, DELETE ON second_factor TO ${app_role};
GRANT SELECT, INSERT, DELETE ON recovery_code, one_time_token TO ${app_role};

-- Users, sessions, API keys, sign-in. Run by the owner role; ${app_role} gets only what it needs of each table.
-- Tokens, keys and passwords are never stored, only hashes of them.

CREATE TABLE app_user (
  tenant_id int NOT NULL,
  id uuid NOT NULL,
  username text NOT NULL,
  -- The username as it is compared: case and compatibility forms folded by the platform, because lower() is not leakproof.
  username_key text COLLATE "C" NOT NULL,
  email text NOT NULL,
  name text NOT NULL,
  -- Null: this user cannot sign in with a password (yet).
  password_hash text,
  locale text,
  time_zone text,
  active boolean NOT NULL DEFAULT true,
  role text,
  created_at timestamptz NOT NULL,
  created_by uuid,
  updated_at timestamptz NOT NULL,
  updated_by uuid,
  version int NOT NULL DEFAULT 1,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, username_key)
);

CREATE TABLE user_permission_set (
  tenant_id int NOT NULL,
  user_id uuid NOT NULL,
  permission_set text COLLATE "C" NOT NULL,
  PRIMARY KEY (tenant_id, user_id, permission_set),
  FOREIGN KEY (tenant_id, user_id) REFERENCES app_user
);
CREATE INDEX user_permission_set_holders ON user_permission_set (tenant_id, permission_set);

-- One sign-in, and the family of all tokens that came of it.
CREATE TABLE session (
  tenant_id int NOT NULL,
  id uuid NOT NULL,
  user_id uuid NOT NULL,
  -- Browsers send it back in a header with every change; on its own it opens nothing.
  csrf_token text,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  revoked_at timestamptz,
  address text,
  agent text,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES app_user
);
CREATE INDEX session_of_user ON session (tenant_id, user_id);
CREATE INDEX session_expiry ON session (tenant_id, expires_at);

CREATE TABLE session_token (
  tenant_id int NOT NULL,
  hash bytea NOT NULL,
  session_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('access', 'refresh')),
  expires_at timestamptz NOT NULL,
  -- Of a refresh token: when it was exchanged, and the salt from which its successors follow. Whoever holds the token
  -- and asks again at once gets the same successors; neither the token nor this row alone gives them.
  used_at timestamptz,
  salt bytea,
  PRIMARY KEY (tenant_id, hash),
  FOREIGN KEY (tenant_id, session_id) REFERENCES session ON DELETE CASCADE
);
CREATE INDEX session_token_session ON session_token (tenant_id, session_id);
CREATE INDEX session_token_expiry ON session_token (tenant_id, expires_at);

CREATE TABLE api_key (
  tenant_id int NOT NULL,
  id uuid NOT NULL,
  name text NOT NULL,
  hash bytea NOT NULL,
  -- The key acts as this user, and no longer when the user is switched off.
  user_id uuid NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz,
  revoked_at timestamptz,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, hash),
  FOREIGN KEY (tenant_id, user_id) REFERENCES app_user
);

CREATE TABLE api_key_permission_set (
  tenant_id int NOT NULL,
  api_key_id uuid NOT NULL,
  permission_set text COLLATE "C" NOT NULL,
  PRIMARY KEY (tenant_id, api_key_id, permission_set),
  FOREIGN KEY (tenant_id, api_key_id) REFERENCES api_key
);

-- Append-only: the application can neither change nor delete what it wrote.
CREATE TABLE login_history (
  tenant_id int NOT NULL,
  id uuid NOT NULL,
  at timestamptz NOT NULL,
  user_id uuid,
  username text NOT NULL,
  outcome text NOT NULL,
  address text,
  agent text,
  PRIMARY KEY (tenant_id, id)
);

-- Failed sign-ins, counted for all nodes and over restarts. Has no tenant on purpose: attempts at tenants that do not
-- exist count as well, or they would tell which ones do. Keys are hashes and say nothing.
CREATE TABLE sign_in_throttle (
  key bytea PRIMARY KEY,
  failures int NOT NULL,
  blocked_until timestamptz,
  updated_at timestamptz NOT NULL
);
CREATE INDEX sign_in_throttle_age ON sign_in_throttle (updated_at);

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['app_user', 'user_permission_set', 'session', 'session_token', 'api_key',
      'api_key_permission_set', 'login_history'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format($p$CREATE POLICY tenant_isolation ON %I
        USING (tenant_id = nullif(current_setting('app.tenant', true), '')::int)
        WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::int)$p$, name);
  END LOOP;
END
$$;

GRANT SELECT, INSERT, UPDATE ON app_user, api_key TO ${app_role};
GRANT SELECT, INSERT, DELETE ON user_permission_set, api_key_permission_set TO ${app_role};
GRANT SELECT, INSERT, UPDATE, DELETE ON session, session_token, sign_in_throttle TO ${app_role};
GRANT SELECT, INSERT ON login_history TO ${app_role};

-- When a session was last renewed; null: not since before this column was.
ALTER TABLE session ADD COLUMN last_used_at timestamptz;

-- What a tenant wants of those who sign in. No row: the platform's own limits alone.
CREATE TABLE sign_in_policy (
  tenant_id int PRIMARY KEY,
  session_idle_minutes int CHECK (session_idle_minutes > 0),
  session_hours int CHECK (session_hours > 0)
);
ALTER TABLE sign_in_policy ENABLE ROW LEVEL SECURITY;
ALTER TABLE sign_in_policy FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON sign_in_policy
  USING (tenant_id = (SELECT nullif(current_setting('app.tenant', true), '')::int))
  WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::int);
GRANT SELECT, INSERT, UPDATE ON sign_in_policy TO ${app_role};

-- Who stands above whom, who works together, and which records were opened to whom one by one.

CREATE TABLE role (
  tenant_id int NOT NULL,
  id uuid NOT NULL,
  name text COLLATE "C" NOT NULL,
  -- The role above; null at the top. Whoever has a role sees what holders of the roles below own.
  parent_id uuid,
  created_at timestamptz NOT NULL,
  created_by uuid,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, name),
  FOREIGN KEY (tenant_id, parent_id) REFERENCES role
);

-- Roles were words beside a user's name before. Policies bind the owner as well, unless they are told not to.
ALTER TABLE app_user NO FORCE ROW LEVEL SECURITY;
INSERT INTO role (tenant_id, id, name, created_at)
  SELECT tenant_id, gen_random_uuid(), role, now() FROM app_user WHERE role IS NOT NULL GROUP BY tenant_id, role;
ALTER TABLE app_user ALTER COLUMN role TYPE text COLLATE "C";
ALTER TABLE app_user ADD FOREIGN KEY (tenant_id, role) REFERENCES role (tenant_id, name) ON UPDATE CASCADE;
ALTER TABLE app_user FORCE ROW LEVEL SECURITY;
CREATE INDEX app_user_role ON app_user (tenant_id, role) WHERE role IS NOT NULL;

CREATE TABLE team (
  tenant_id int NOT NULL,
  id uuid NOT NULL,
  name text COLLATE "C" NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, name)
);

CREATE TABLE team_member (
  tenant_id int NOT NULL,
  team_id uuid NOT NULL,
  user_id uuid NOT NULL,
  PRIMARY KEY (tenant_id, team_id, user_id),
  FOREIGN KEY (tenant_id, team_id) REFERENCES team ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, user_id) REFERENCES app_user
);
CREATE INDEX team_member_user ON team_member (tenant_id, user_id);

-- One record opened to a user, to the holders of a role, to a team, or (the zero id) to everyone.
CREATE TABLE record_share (
  tenant_id int NOT NULL,
  object_id int NOT NULL,
  record_id uuid NOT NULL,
  grantee_id uuid NOT NULL,
  grantee_type text COLLATE "C" NOT NULL CHECK (grantee_type IN ('user', 'role', 'team', 'everyone')),
  may_edit boolean NOT NULL,
  -- What the grantee does on the record, in words of the tenant's: sales engineer, executive sponsor.
  duty text,
  expires_at timestamptz,
  created_at timestamptz NOT NULL,
  created_by uuid,
  PRIMARY KEY (tenant_id, object_id, record_id, grantee_id)
);
CREATE INDEX record_share_grantee ON record_share (tenant_id, object_id, grantee_id);

-- Objects of which a record was ever shared: for all others nobody looks for shares.
CREATE TABLE shared_object (
  tenant_id int NOT NULL,
  object_id int NOT NULL,
  PRIMARY KEY (tenant_id, object_id)
);

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['role', 'team', 'team_member', 'record_share', 'shared_object'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format($p$CREATE POLICY tenant_isolation ON %I
        USING (tenant_id = (SELECT nullif(current_setting('app.tenant', true), '')::int))
        WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::int)$p$, name);
  END LOOP;
END
$$;

GRANT SELECT, INSERT, UPDATE, DELETE ON role, team, record_share TO ${app_role};
GRANT SELECT, INSERT, DELETE ON team_member TO ${app_role};
GRANT SELECT, INSERT ON shared_object TO ${app_role};

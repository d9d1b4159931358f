-- A field whose values moved (another type, another scale, an index) has left a place behind that is wiped later.
ALTER TABLE field_storage DROP CONSTRAINT field_storage_pkey, ADD PRIMARY KEY (tenant_id, object_id, field_id, place);

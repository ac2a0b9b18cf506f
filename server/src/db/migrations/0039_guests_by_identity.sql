-- Found by the person who was verified lately, over all projects.
create index project_guests_by_identity on project_guests (identity_hash)
  where volunteer_id is null and withdrawn_at is null and identity_hash is not null;

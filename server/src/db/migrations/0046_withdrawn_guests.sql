-- An invitation to a project that was withdrawn says no more whom it meant.
alter table project_guests drop constraint project_guests_named;
update project_guests set identity_hash = null, name_enc = null, id_number_enc = null, volunteer_number = null, volunteer_id = null
  where withdrawn_at is not null;
alter table project_guests add constraint project_guests_named
  check (num_nonnulls(identity_hash, volunteer_number) = case when withdrawn_at is null then 1 else 0 end);

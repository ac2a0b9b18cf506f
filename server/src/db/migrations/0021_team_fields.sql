-- What the notices ask of a registration besides: the older code, the application form, a point on the map, what a team offers and needs.
alter table teams
  add column organisation_code text collate "C",
  add column application_file_id uuid,
  -- WGS 84, as the places of projects.
  add column longitude double precision,
  add column latitude double precision,
  add column offers text not null default '',
  add column needs text not null default '',
  -- What is to be mended, point by point: [{"field": …, "text": …}].
  add column refusal_points jsonb not null default '[]',
  add constraint teams_point check ((longitude is null) = (latitude is null)
    and longitude between -180 and 180 and latitude between -90 and 90),
  add constraint teams_offers check (length(offers) <= 500),
  add constraint teams_needs check (length(needs) <= 500),
  drop constraint teams_legal_person,
  add constraint teams_legal_person check ((kind = 'legal_person') = (num_nonnulls(credit_code, organisation_code) > 0));
create unique index teams_organisation_code on teams (organisation_code) where status in ('under_review', 'active', 'suspended');

-- A registration that was begun, to go on with on another device. Sealed: it names a person and a phone.
create table team_drafts (
  volunteer_id uuid not null,
  kind text not null constraint team_drafts_kind check (kind in ('legal_person', 'unregistered')),
  form_enc bytea not null,
  -- Pictures uploaded for it are kept as long as it is.
  certificate_file_id uuid,
  application_file_id uuid,
  saved_at timestamptz not null,
  primary key (volunteer_id, kind)
);
create index team_drafts_saved on team_drafts (saved_at);
comment on table team_drafts is 'distribution: volunteer_id';

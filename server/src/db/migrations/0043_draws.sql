-- Places given by a draw that anybody can check afterwards.
alter table projects
  -- When the places are drawn; null where they are given in another way.
  add column draw_at timestamptz,
  add column drawn_at timestamptz,
  add constraint projects_drawn_is_due check (drawn_at is null or drawn_at >= draw_at),
  -- After the draw what becomes free goes down the drawn list, and to whoever comes then.
  add constraint projects_draw_gives_at_once check (draw_at is null or (auto_admit and keeps_waiting_list));
create index projects_draw_due on projects (draw_at, project_id) where drawn_at is null and draw_at is not null;

-- Under the lock of the shift it says whether its places are still to be drawn.
alter table shifts add column awaits_draw boolean not null default false,
  add constraint shifts_draw_comes_first check (not awaits_draw or (admitted_count = 0 and held_count = 0 and waiting_count = 0));

create table draws (
  project_id uuid primary key,
  secret_enc bytea not null,
  -- SHA-256 of the secret, published with the project.
  commitment bytea not null constraint draws_commitment check (octet_length(commitment) = 32),
  committed_at timestamptz not null,
  drawn_at timestamptz,
  -- What everybody needs to compute the result again; there after the draw only.
  digest bytea constraint draws_digest check (octet_length(digest) = 32),
  seed bytea constraint draws_seed check (octet_length(seed) = 32),
  secret bytea,
  -- How many places were drawn for, by shift.
  places jsonb,
  constraint draws_revealed check (num_nonnulls(drawn_at, digest, seed, secret, places) in (0, 5)),
  constraint draws_kept_word check (secret is null or sha256(secret) = commitment)
);
comment on table draws is 'distribution: project_id';

-- The result as it was drawn, whatever becomes of the sign-ups. A ticket leads to nobody.
create table draw_entries (
  project_id uuid not null,
  ticket text collate "C" not null,
  shift_id uuid not null,
  outcome text not null constraint draw_entries_outcome check (outcome in ('in', 'waiting', 'out')),
  place integer,
  primary key (project_id, ticket),
  constraint draw_entries_place check ((outcome = 'out') = (place is null)),
  constraint draw_entries_in_order unique (project_id, shift_id, place)
);
comment on table draw_entries is 'distribution: project_id';

alter table signups
  add column ticket text collate "C",
  -- Why the person could not take part when it was drawn.
  add column draw_reason text;
-- One state more, beside whichever there are by now.
do $$
begin
  execute (
    select format('alter table signups drop constraint signups_status, add constraint signups_status %s',
      replace(pg_get_constraintdef(oid), $k$'applied'::text$k$, $k$'applied'::text, 'entered'::text$k$))
    from pg_constraint where conrelid = 'signups'::regclass and conname = 'signups_status');
end $$;
alter table signups add constraint signups_entry_has_ticket check (status <> 'entered' or ticket is not null);
create unique index signups_ticket on signups (project_id, ticket) where ticket is not null;
create unique index signups_entered on signups (project_id, shift_id, volunteer_id) where status = 'entered';
create index signups_entries on signups (project_id, signup_id) where status = 'entered';

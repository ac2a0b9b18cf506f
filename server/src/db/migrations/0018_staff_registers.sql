-- 工作人员登记表: whom a unit names as answerable for its volunteering. Not a grant: it opens nothing.
create table staff_registers (
  team_id uuid not null references teams (team_id),
  place integer not null,
  duty text not null constraint staff_registers_duty check (duty in ('supervising_leader', 'person_in_charge', 'liaison_officer')),
  name text not null,
  gender text constraint staff_registers_gender check (gender in ('male', 'female')),
  title text not null,
  volunteer_number text collate "C",
  phone_enc bytea not null,
  email_enc bytea,
  wechat_enc bytea,
  kept_at timestamptz not null,
  primary key (team_id, place)
);
comment on table staff_registers is 'distribution: reference';

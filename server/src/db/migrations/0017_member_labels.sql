-- What a team calls its members among themselves: groups (班级, 支部) and tags.
create table member_labels (
  volunteer_id uuid not null,
  membership_id uuid not null,
  kind text not null constraint member_labels_kind check (kind in ('group', 'tag')),
  label text not null constraint member_labels_label check (char_length(label) between 1 and 20),
  team_id uuid not null,
  labelled_at timestamptz not null,
  primary key (volunteer_id, membership_id, kind, label)
);
create index member_labels_team on member_labels (team_id, kind, label, membership_id);
comment on table member_labels is 'distribution: volunteer_id';

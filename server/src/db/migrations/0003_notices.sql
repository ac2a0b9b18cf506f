create table notices (
  account_id uuid not null,
  notice_id uuid not null,
  notice_kind text not null,
  facts jsonb not null default '{}',
  link text not null default '',
  created_at timestamptz not null,
  read_at timestamptz,
  primary key (account_id, notice_id)
);
create index notices_unread on notices (account_id) where read_at is null;
comment on table notices is 'distribution: account_id';

-- Messages leave after the deed's transaction. Recipient and text are encrypted: they hold phones and codes.
create table outbox_messages (
  message_id uuid primary key,
  channel text not null constraint outbox_channel check (channel in ('sms')),
  recipient_enc bytea not null,
  body_enc bytea not null,
  created_at timestamptz not null,
  sent_at timestamptz,
  attempts integer not null default 0,
  next_attempt_at timestamptz not null,
  failure text
);
create index outbox_due on outbox_messages (next_attempt_at) where sent_at is null;
comment on table outbox_messages is 'distribution: local';

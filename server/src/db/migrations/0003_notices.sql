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
  -- Emptied once a gateway has taken it: nobody needs to read a code that has left.
  body_enc bytea,
  created_at timestamptz not null,
  -- A message that says nothing any more after this moment, as one with a code.
  expires_at timestamptz,
  sent_at timestamptz,
  attempts integer not null default 0,
  next_attempt_at timestamptz not null,
  failure text,
  given_up_at timestamptz
);
create index outbox_due on outbox_messages (next_attempt_at) where sent_at is null and given_up_at is null;
comment on table outbox_messages is 'distribution: local';

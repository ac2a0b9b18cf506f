/** The audit trail's two writes. Called by perform() and observe() only, in the deed's own transaction. */
import { sql } from 'kysely'
import type { Actor } from '../kernel/actor.ts'
import type { VolunteerId } from '../kernel/ids.ts'
import { uuidv7 } from '../kernel/uuid.ts'
import type { Tx } from './handles.ts'

/** What a deed touched. With a volunteer, that person sees the access in their own trail. */
export interface Mark {
  kind: string
  id: string
  volunteerId?: VolunteerId
  facts?: Readonly<Record<string, unknown>>
  /** Who did it, where one transaction carries the same deed of several people. */
  actor?: Actor
}

export async function writeAuditLines(
  tx: Tx,
  line: { deed: string; actor: Actor; now: Date },
  marks: readonly Mark[],
): Promise<void> {
  const rows: readonly (Mark | null)[] = marks.length === 0 ? [null] : marks
  const actorOf = (mark: Mark | null): Actor => mark?.actor ?? line.actor
  const at = line.now.toISOString()
  await sql`
    insert into audit_entries (audit_id, deed, actor_account_id, actor_label, subject_kind, subject_id, facts, happened_at)
    select id, ${line.deed}, account, label, kind, subject, facts::jsonb, ${at}::timestamptz
    from unnest(
      ${rows.map(() => uuidv7(line.now))}::uuid[], ${rows.map((m) => actorOf(m).accountId)}::uuid[],
      ${rows.map((m) => actorOf(m).label)}::text[], ${rows.map((m) => m?.kind ?? null)}::text[],
      ${rows.map((m) => m?.id ?? null)}::uuid[], ${rows.map((m) => JSON.stringify(m?.facts ?? {}))}::text[]
    ) as row (id, account, label, kind, subject, facts)`.execute(tx)
  const others = marks.filter((m) => m.volunteerId !== undefined && m.volunteerId !== actorOf(m).volunteerId)
  if (others.length === 0) return
  await sql`
    insert into record_accesses (volunteer_id, access_id, deed, actor_account_id, actor_label, happened_at)
    select volunteer, id, ${line.deed}, account, label, ${at}::timestamptz
    from unnest(${others.map((m) => m.volunteerId)}::uuid[], ${others.map(() => uuidv7(line.now))}::uuid[],
      ${others.map((m) => actorOf(m).accountId)}::uuid[], ${others.map((m) => actorOf(m).label)}::text[]
    ) as row (volunteer, id, account, label)`.execute(tx)
}

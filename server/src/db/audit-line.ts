/** The audit trail's two writes. Called by perform() and observe() only, in the deed's own transaction. */
import { sql } from 'kysely'
import type { Actor } from '../kernel/actor.ts'
import type { VolunteerId } from '../kernel/ids.ts'
import { uuidv7 } from '../kernel/uuid.ts'
import { plainArray } from './arrays.ts'
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
  const actors = new Map<Actor, number>()
  /** The place of an actor among those of this transaction, from one on, as SQL counts. */
  const placeOf = (mark: Mark | null): number => {
    const actor = mark?.actor ?? line.actor
    const place = actors.get(actor) ?? actors.size + 1
    actors.set(actor, place)
    return place
  }
  const rows: readonly (Mark | null)[] = marks.length === 0 ? [null] : marks
  const places = rows.map(placeOf)
  const others = marks.filter(
    (m) => m.volunteerId !== undefined && m.volunteerId !== (m.actor ?? line.actor).volunteerId,
  )
  const at = line.now.toISOString()
  await sql`
    with actors as (select ${[...actors.keys()].map((a) => a.accountId)}::uuid[] as accounts, ${[...actors.keys()].map((a) => a.label)}::text[] as labels),
    trail as (
      insert into audit_entries (audit_id, deed, actor_account_id, actor_label, subject_kind, subject_id, facts, happened_at)
      select id, ${line.deed}, accounts[actor], labels[actor], kind, subject, facts, ${at}::timestamptz
      from actors, rows from (
        unnest(${plainArray(rows.map(() => uuidv7(line.now)))}::uuid[], ${plainArray(places)}::int[],
          ${rows.map((m) => m?.kind ?? null)}::text[], ${plainArray(rows.map((m) => m?.id ?? null))}::uuid[]),
        jsonb_array_elements(${JSON.stringify(rows.map((m) => m?.facts ?? {}))}::jsonb)
      ) as row (id, actor, kind, subject, facts))
    insert into record_accesses (volunteer_id, access_id, deed, actor_account_id, actor_label, happened_at)
    select volunteer, id, ${line.deed}, accounts[actor], labels[actor], ${at}::timestamptz
    from actors, unnest(${plainArray(others.map((m) => m.volunteerId ?? null))}::uuid[],
      ${plainArray(others.map(() => uuidv7(line.now)))}::uuid[], ${plainArray(others.map(placeOf))}::int[]
    ) as row (volunteer, id, actor)`.execute(tx)
}

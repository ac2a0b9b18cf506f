/** Deeds about the trail itself. */
import type { Act } from '../../act.ts'
import { volunteerOf } from '../../kernel/actor.ts'
import type { HourEntryId } from '../../kernel/ids.ts'
import { Refusal, refuseIf } from '../../kernel/refusal.ts'
import { staffOf } from '../accounts/index.ts'
import { supersedeProofs } from '../certificates/index.ts'
import { whyNotDisownHours } from '../hours/index.ts'
import { notify } from '../notices/index.ts'
import { getTeam, listDeciders } from '../teams/index.ts'
import { lockVolunteer } from '../volunteers/index.ts'
import { DISOWNED_CAUSE, type RecordKind } from './disowning.rules.ts'
import { findOwnRecord, insertDisowned } from './disowning.store.ts'

export interface DisownRecord {
  recordKind: RecordKind
  recordId: string
  note?: string | undefined
}

/** H11. The record stays as it is, so that it can be looked into; the team and whoever stands above it are told. */
export async function disownRecord(
  act: Act,
  { recordKind, recordId, note = '' }: DisownRecord,
): Promise<void> {
  const { tx, now } = act
  const { volunteerId, accountId, name } = await lockVolunteer(tx, volunteerOf(act.actor))
  const record = await findOwnRecord(tx, volunteerId, { recordKind, recordId })
  if (record === undefined) throw new Refusal('record_not_found')
  if (record.grade !== null) refuseIf(whyNotDisownHours({ grade: record.grade }, false))
  if (!(await insertDisowned(tx, { volunteerId, recordKind, recordId, note: note.trim() }, now)))
    throw new Refusal('already_disowned')
  if (recordKind === 'hour_entry')
    await supersedeProofs(
      act,
      { volunteerId, accountId, hourEntryId: recordId as HourEntryId },
      DISOWNED_CAUSE,
    )
  const team = await getTeam(tx, record.teamId)
  const own = await listDeciders(tx, team.teamId)
  const above =
    team.parent === null
      ? await staffOf(tx, { duty: 'decide', regionPath: team.regionPath })
      : await listDeciders(tx, team.parent.teamId)
  const facts = { name, recordKind, recordId, teamName: team.name }
  await notify(
    tx,
    [...new Set([...own, ...above])].map((accountId) => ({
      accountId,
      kind: 'record_disowned' as const,
      facts,
    })),
    now,
  )
  act.mark({ kind: recordKind, id: recordId, facts: { teamId: team.teamId } })
}

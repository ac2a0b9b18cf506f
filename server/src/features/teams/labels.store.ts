/** Labels of members. Whoever writes here has locked the team. */
import { sql } from 'kysely'
import type { Reader, Tx } from '../../db/handles.ts'
import type { MembershipId, TeamId } from '../../kernel/ids.ts'
import type { LabelKind } from './labels.rules.ts'
import type { TeamScope } from './teams.rules.ts'

export interface Label {
  kind: LabelKind
  label: string
}

/** The labels in use with the number of members that have each. */
export async function listMemberLabels(
  reader: Reader,
  { teamId }: TeamScope,
): Promise<(Label & { members: number })[]> {
  const { rows } = await sql<Label & { members: number }>`
    select l.kind, l.label, count(*)::int as members from member_labels l
    join memberships m on m.volunteer_id = l.volunteer_id and m.membership_id = l.membership_id
    where l.team_id = ${teamId} and m.status = 'member' group by l.kind, l.label order by l.kind, l.label`.execute(
    reader,
  )
  return rows
}

export async function findLabelFacts(
  reader: Reader,
  teamId: TeamId,
  { kind, label }: Label,
): Promise<{ isKnown: boolean; labels: number }> {
  const { rows } = await sql<{ isKnown: boolean; labels: number }>`
    select coalesce(bool_or(kind = ${kind} and label = ${label}), false) as is_known,
      count(distinct (kind, label))::int as labels
    from member_labels where team_id = ${teamId}`.execute(reader)
  return rows[0]!
}

/** Those of the given who are members of the team get the label; answers how many had it not. */
export async function insertLabels(
  tx: Tx,
  teamId: TeamId,
  { kind, label }: Label,
  { membershipIds, now }: { membershipIds: readonly MembershipId[]; now: Date },
): Promise<number> {
  const { rows } = await sql`
    insert into member_labels (volunteer_id, membership_id, kind, label, team_id, labelled_at)
    select volunteer_id, membership_id, ${kind}, ${label}, team_id, ${now} from memberships
    where team_id = ${teamId} and status = 'member' and membership_id = any(${[...membershipIds]}::uuid[])
    on conflict do nothing returning membership_id`.execute(tx)
  return rows.length
}

export async function deleteLabels(
  tx: Tx,
  teamId: TeamId,
  { kind, label }: Label,
  membershipIds: readonly MembershipId[],
): Promise<number> {
  const rows = await tx
    .deleteFrom('memberLabels')
    .where('teamId', '=', teamId)
    .where('kind', '=', kind)
    .where('label', '=', label)
    .where('membershipId', 'in', membershipIds)
    .returning('membershipId')
    .execute()
  return rows.length
}

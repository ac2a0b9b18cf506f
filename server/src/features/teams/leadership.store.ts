/** Proposals of a new leader, and who leads now. */
import { sql } from 'kysely'
import type { Reader, Tx } from '../../db/handles.ts'
import type { AccountId, ProposalId, TeamId, VolunteerId } from '../../kernel/ids.ts'
import { localDate, type LocalDate } from '../../kernel/local-date.ts'
import { uuidv7 } from '../../kernel/uuid.ts'
import type { ProposalStatus } from './leadership.rules.ts'

export interface Proposal {
  proposalId: ProposalId
  teamId: TeamId
  teamName: string
  volunteerId: VolunteerId
  name: string
  appointed: boolean
  cause: string
  byName: string
  status: ProposalStatus
  proposedBy: AccountId
  proposedAt: Date
}
const proposals = (reader: Reader) =>
  reader
    .selectFrom('leaderProposals')
    .innerJoin('teams', 'teams.teamId', 'leaderProposals.teamId')
    .innerJoin('volunteers', 'volunteers.volunteerId', 'leaderProposals.volunteerId')
    .select([
      'proposalId',
      'leaderProposals.teamId',
      'teams.name as teamName',
      'leaderProposals.volunteerId',
      'volunteers.name',
      'appointed',
      'cause',
      'byName',
      'leaderProposals.status',
      'proposedBy',
      'proposedAt',
    ])

export const findProposal = (reader: Reader, proposalId: ProposalId): Promise<Proposal | undefined> =>
  proposals(reader).where('proposalId', '=', proposalId).executeTakeFirst()

export const findOpenProposal = (reader: Reader, teamId: TeamId): Promise<Proposal | undefined> =>
  proposals(reader)
    .where('leaderProposals.teamId', '=', teamId)
    .where('leaderProposals.status', '=', 'open')
    .executeTakeFirst()

/** What waits for a person's answer. */
export const listProposalsFor = (reader: Reader, volunteerId: VolunteerId): Promise<Proposal[]> =>
  proposals(reader)
    .where('leaderProposals.volunteerId', '=', volunteerId)
    .where('leaderProposals.status', '=', 'open')
    .orderBy('proposalId')
    .execute()

export async function insertProposal(
  tx: Tx,
  proposal: Omit<Proposal, 'proposalId' | 'teamName' | 'name' | 'status'>,
): Promise<ProposalId> {
  const proposalId = uuidv7<ProposalId>(proposal.proposedAt)
  await tx
    .insertInto('leaderProposals')
    .values({ ...proposal, proposalId, status: 'open' })
    .execute()
  return proposalId
}

export async function markProposalEnded(
  tx: Tx,
  proposalId: ProposalId,
  ended: { status: ProposalStatus; endedAt: Date; endReason: string | null },
): Promise<void> {
  await tx.updateTable('leaderProposals').set(ended).where('proposalId', '=', proposalId).execute()
}

export interface Person {
  volunteerId: VolunteerId
  accountId: AccountId
  name: string
  birthDate: LocalDate
  isVerified: boolean
  isMember: boolean
  isLeader: boolean
}
/** Somebody as one who may lead a team. */
export async function findPerson(
  reader: Reader,
  teamId: TeamId,
  volunteerId: VolunteerId,
): Promise<Person | undefined> {
  const { rows } = await sql<Omit<Person, 'birthDate'> & { birthDate: string }>`
    select volunteer_id, account_id, name, birth_date, status = 'verified' as is_verified,
      exists (select from memberships m where m.volunteer_id = v.volunteer_id and m.team_id = ${teamId} and m.status = 'member') as is_member,
      exists (select from grants g where g.account_id = v.account_id and g.team_id = ${teamId}
        and g.role = 'team_leader' and g.ended_at is null) as is_leader
    from volunteers v where v.volunteer_id = ${volunteerId}`.execute(reader)
  const row = rows[0]
  return row === undefined ? undefined : { ...row, birthDate: localDate(row.birthDate) }
}

/** Who leads the team now; normally one, none when the leader is gone. */
export async function listLeaders(
  reader: Reader,
  teamId: TeamId,
): Promise<{ grantId: string; accountId: AccountId; name: string }[]> {
  return reader
    .selectFrom('grants')
    .innerJoin('accounts', 'accounts.accountId', 'grants.accountId')
    .select(['grants.grantId', 'grants.accountId', 'accounts.displayName as name'])
    .where('grants.teamId', '=', teamId)
    .where('grants.role', '=', 'team_leader')
    .where('grants.endedAt', 'is', null)
    .orderBy('grants.grantId')
    .execute()
}

/** Whether the page names them is for the new leader to say. */
export async function updateLeader(tx: Tx, teamId: TeamId, leaderVolunteerId: VolunteerId): Promise<void> {
  await tx
    .updateTable('teams')
    .set({ leaderVolunteerId, leaderPublic: false })
    .where('teamId', '=', teamId)
    .execute()
}

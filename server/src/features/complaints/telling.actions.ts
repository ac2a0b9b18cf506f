/** Who hears what of a case. Nobody with a role in the team hears that a case about it exists, until the authority asks. */
import type { Act } from '../../act.ts'
import type { Reader } from '../../db/handles.ts'
import type { AccountId } from '../../kernel/ids.ts'
import { notify, type NewNotice } from '../notices/index.ts'
import { listPlatformAdmins, listRegionReach, nearestOf, superiorsOf } from '../reviews/index.ts'
import { listDeciders } from '../teams/index.ts'
import { listInvolved } from './clocks.store.ts'
import type { Complaint } from './complaints.rules.ts'

async function reachOf(reader: Reader, complaint: Complaint) {
  const reaches = await listRegionReach(reader, complaint.regionPath)
  const involved = await listInvolved(
    reader,
    reaches.map(({ accountId }) => accountId),
    complaint,
  )
  const besides = new Set<AccountId | null>([...involved, complaint.reporterAccountId])
  return reaches.filter(({ accountId }) => !besides.has(accountId))
}
const orPlatform = async (reader: Reader, accounts: AccountId[]): Promise<AccountId[]> =>
  accounts.length > 0 ? accounts : listPlatformAdmins(reader)

/** The nearest authority that has nothing to do with the team. */
export const listHandlers = async (reader: Reader, complaint: Complaint): Promise<AccountId[]> =>
  orPlatform(reader, nearestOf(await reachOf(reader, complaint)))
export const listAbove = async (reader: Reader, complaint: Complaint): Promise<AccountId[]> =>
  orPlatform(reader, superiorsOf(await reachOf(reader, complaint)))

type HandlerNotice =
  | 'complaint_submitted'
  | 'complaint_more_told'
  | 'complaint_statement_given'
  | 'complaint_reopened'
  | 'complaint_overdue'
const link = ({ complaintId }: Complaint) => `/admin/complaints?complaint=${complaintId}` as const

export async function tellOffice(
  act: Act,
  complaint: Complaint,
  kind: HandlerNotice,
  accounts: readonly AccountId[],
): Promise<void> {
  const facts = {
    subjectName: complaint.subjectName,
    number: complaint.complaintNumber,
    dueOn: complaint.dueOn,
  }
  const told = accounts.filter((accountId) => accountId !== act.actor.accountId)
  await notify(
    act.tx,
    told.map((accountId) => ({ accountId, kind, facts, link: link(complaint) })),
    act.now,
  )
}

export async function tellReporter(
  act: Act,
  complaint: Complaint,
  kind: 'complaint_accepted' | 'complaint_more_asked' | 'complaint_settled',
): Promise<void> {
  const { reporterAccountId: accountId, subjectName, complaintNumber: number } = complaint
  if (accountId === null) return
  const notice: NewNotice = { accountId, kind, facts: { subjectName, number }, link: '/my/complaints' }
  await notify(act.tx, [notice], act.now)
}

/** Leader and administrators. Neither who reported nor the words of the report are in it. */
export async function tellTeam(
  act: Act,
  { teamId, teamName }: Complaint,
  kind: 'complaint_statement_asked' | 'complaint_measure',
  facts: Readonly<Record<string, string>>,
): Promise<void> {
  const deciders = await listDeciders(act.tx, teamId)
  await notify(
    act.tx,
    deciders.map((accountId) => ({
      accountId,
      kind,
      facts: { teamName, ...facts },
      link: `/team/${teamId}/complaints` as const,
    })),
    act.now,
  )
}

/** The second person's look at hours that are much or late. */
import type { Act } from '../../act.ts'
import { accountOf } from '../../kernel/actor.ts'
import type { HourDraftId, TeamId, VolunteerId } from '../../kernel/ids.ts'
import { refuseIf } from '../../kernel/refusal.ts'
import { policiesOf, type Policies } from '../catalog/index.ts'
import { markCame } from '../absences/index.ts'
import { getTeam, whyNotKeepTime } from '../teams/index.ts'
import {
  findDraftPeople,
  lockDrafts,
  markDraftsDecided,
  type DecidedDraft,
  type LockedDraft,
} from './drafts.store.ts'
import { entryGrade, whyNotApproveHours, type ApprovingReason } from './entering.rules.ts'
import { daysWith, later, minutesOf, piecesOf, whyNotCredit, type Credited } from './hours.rules.ts'
import { findCredited, type EntryLine } from './ledger.store.ts'
import { linesOf, tellPosted } from './lines.actions.ts'
import { findActivities, lockPeople, type Activity } from './people.store.ts'
import { postEntries } from './posting.actions.ts'

export interface Approval {
  hourDraftId: HourDraftId
  decision: 'approve' | 'refuse'
  reason: string
}
export interface Approved {
  hourDraftId: HourDraftId
  outcome: 'approved' | 'refused' | 'failed'
  reason: ApprovingReason | 'draft_not_found' | 'hours_overlap' | 'day_limit' | 'reason_missing' | null
  minutes: number | null
}

interface Desk {
  drafts: Map<HourDraftId, LockedDraft>
  activities: Map<string, Activity>
  credited: Map<VolunteerId, Credited>
  policy: Policies
  decided: Map<HourDraftId, DecidedDraft>
  lines: EntryLine[]
}

export async function approveHours(
  act: Act,
  input: { teamId: TeamId; approvals: readonly Approval[] },
): Promise<Approved[]> {
  const team = await getTeam(act.tx, input.teamId)
  refuseIf(whyNotKeepTime(act.actor, team))
  const ids = input.approvals.map(({ hourDraftId }) => hourDraftId)
  const volunteerIds = await findDraftPeople(act.tx, team.teamId, ids)
  const people = await lockPeople(act.tx, volunteerIds)
  const drafts = await lockDrafts(act.tx, team.teamId, ids)
  const rows = [...drafts.values()]
  const desk: Desk = {
    drafts,
    activities: await findActivities(act.tx, [...new Set(rows.map((row) => row.shiftId))]),
    credited:
      rows.length === 0
        ? new Map<VolunteerId, Credited>()
        : await findCredited(act.tx, volunteerIds, spanOf(rows)),
    policy: await policiesOf(act.tx, team.regionPath),
    decided: new Map(),
    lines: [],
  }
  const results = input.approvals.map((approval) => decide(act, desk, approval))
  const decided = [...desk.decided.values()]
  await markCame(
    act,
    decided.filter(({ status }) => status === 'approved').map(({ hourDraftId }) => drafts.get(hourDraftId)!),
  )
  await markDraftsDecided(act.tx, decided, { decidedBy: accountOf(act.actor), decidedAt: act.now })
  const posted = await postEntries(act, desk.lines)
  await tellPosted(act, posted, people)
  for (const { hourDraftId } of decided)
    act.mark({ kind: 'hour_draft', id: hourDraftId, volunteerId: drafts.get(hourDraftId)!.volunteerId })
  return results
}

const spanOf = (rows: readonly LockedDraft[]) => ({
  startsAt: new Date(Math.min(...rows.map(({ startsAt }) => startsAt.getTime()))),
  endsAt: later(new Date(Math.max(...rows.map(({ endsAt }) => endsAt.getTime()))), 1),
})

function decide(act: Act, desk: Desk, approval: Approval): Approved {
  const { hourDraftId } = approval
  const failed = (reason: Approved['reason']): Approved => ({
    hourDraftId,
    outcome: 'failed',
    reason,
    minutes: null,
  })
  const draft = desk.drafts.get(hourDraftId)
  if (draft === undefined) return failed('draft_not_found')
  const status = desk.decided.get(hourDraftId)?.status ?? draft.status
  const why = whyNotApproveHours({ ...draft, status }, act.actor)
  if (why !== null) return failed(why)
  const { projectId, volunteerId, enteredBy, isLate } = draft
  if (approval.decision === 'refuse') {
    const reason = approval.reason.trim()
    if (reason === '') return failed('reason_missing')
    desk.decided.set(hourDraftId, { projectId, hourDraftId, status: 'refused', reason })
    return { hourDraftId, outcome: 'refused', reason: null, minutes: null }
  }
  const pieces = piecesOf(draft, draft)
  const credited = desk.credited.get(volunteerId)!
  const against = whyNotCredit(pieces, credited, desk.policy)
  if (against !== null) return failed(against)
  const how = {
    method: 'team_entry',
    grade: entryGrade(isLate),
    enteredBy,
    approvedBy: accountOf(act.actor),
  } as const
  desk.lines.push(
    ...linesOf(desk.activities.get(draft.shiftId), {
      volunteerId,
      pieces,
      source: `draft:${hourDraftId}`,
      ...how,
    }),
  )
  desk.decided.set(hourDraftId, { projectId, hourDraftId, status: 'approved', reason: null })
  desk.credited.set(volunteerId, {
    spans: [...credited.spans, ...pieces],
    days: daysWith(credited.days, pieces),
  })
  return { hourDraftId, outcome: 'approved', reason: null, minutes: minutesOf(pieces) }
}

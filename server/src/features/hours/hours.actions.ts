/** Hours entered by a team for those who were admitted, and the second look at what is much or late. */
import type { Act } from '../../act.ts'
import { accountOf } from '../../kernel/actor.ts'
import type { ProjectId, SignupId, VolunteerId } from '../../kernel/ids.ts'
import { dateIn, ZONE } from '../../kernel/local-date.ts'
import { refuseIf } from '../../kernel/refusal.ts'
import type { Span } from '../../kernel/span.ts'
import { staffOf } from '../accounts/index.ts'
import { findDueDay, policiesOf, type Policies } from '../catalog/index.ts'
import { notify } from '../notices/index.ts'
import { markCame } from '../absences/index.ts'
import { holdProject } from '../projects/index.ts'
import { insertDrafts, listPendingSpans, type NewDraft } from './drafts.store.ts'
import {
  entryGrade,
  needsSecondPerson,
  whyNotEnterHours,
  whyNotEnterAt,
  type EntryReason,
  type EntrySpan,
} from './entering.rules.ts'
import { daysWith, later, minutesOf, piecesOf, type Credited } from './hours.rules.ts'
import { findCredited, type EntryLine } from './ledger.store.ts'
import { linesOf, tellPosted } from './lines.actions.ts'
import {
  findActivities,
  findProjectsAtDoor,
  findSignups,
  lockPeople,
  type Activity,
  type ProjectAtDoor,
  type SignupAtProject,
} from './people.store.ts'
import { postEntries } from './posting.actions.ts'

export interface HoursEntry extends EntrySpan {
  signupId: SignupId
  note: string
}
export interface Entered {
  signupId: SignupId
  outcome: 'posted' | 'awaiting_second_person' | 'refused'
  reason: EntryReason | null
  minutes: number | null
}

interface Book {
  project: ProjectAtDoor
  policy: Policies
  signups: Map<SignupId, SignupAtProject>
  activities: Map<string, Activity>
  credited: Map<VolunteerId, Credited>
  isLate: (shift: Span) => boolean
  lines: EntryLine[]
  drafts: NewDraft[]
  served: { projectId: ProjectId; signupId: SignupId }[]
}

/** Each entry gets its own answer; what one of them lacks does not hold up the others. */
export async function enterHours(
  act: Act,
  input: { projectId: ProjectId; entries: readonly HoursEntry[] },
): Promise<Entered[]> {
  const project = (await findProjectsAtDoor(act.tx, [input.projectId])).get(input.projectId)
  refuseIf(whyNotEnterAt(act.actor, project))
  const signups = await findSignups(
    act.tx,
    input.projectId,
    input.entries.map((entry) => entry.signupId),
  )
  const people = await lockPeople(
    act.tx,
    [...new Set([...signups.values()].map((row) => row.volunteerId))].sort(),
  )
  // Held until the end, so that it is not closed while hours come in.
  const { status } = await holdProject(act.tx, input.projectId)
  refuseIf(whyNotEnterAt(act.actor, { ...project!, status }))
  const book = await openBook(act, project!, signups, input.entries)
  const results = input.entries.map((entry) => enter(act, book, entry))
  await markCame(act, book.served)
  const posted = await postEntries(act, book.lines)
  await insertDrafts(act.tx, book.drafts, act.now)
  await tellPosted(act, posted, people)
  if (book.drafts.length > 0) await tellSecondPersons(act, book)
  for (const { hourEntryId, volunteerId } of posted)
    act.mark({ kind: 'hour_entry', id: hourEntryId, volunteerId })
  for (const { signupId, volunteerId } of book.drafts) act.mark({ kind: 'signup', id: signupId, volunteerId })
  return results
}

async function openBook(
  act: Act,
  project: ProjectAtDoor,
  signups: Map<SignupId, SignupAtProject>,
  entries: readonly HoursEntry[],
): Promise<Book> {
  const policy = await policiesOf(act.tx, project.regionPath)
  const rows = [...signups.values()]
  const volunteerIds = [...new Set(rows.map((row) => row.volunteerId))]
  const activities = await findActivities(act.tx, [...new Set(rows.map((row) => row.shiftId))])
  const credited = await findCredited(act.tx, volunteerIds, {
    startsAt: new Date(Math.min(...entries.map(({ startsAt }) => startsAt.getTime()))),
    endsAt: later(new Date(Math.max(...entries.map(({ endsAt }) => endsAt.getTime()))), 1),
  })
  for (const { volunteerId, ...span } of await listPendingSpans(act.tx, project.projectId, volunteerIds)) {
    const known = credited.get(volunteerId)!
    credited.set(volunteerId, { ...known, spans: [...known.spans, span] })
  }
  const today = dateIn(ZONE, act.now)
  const dueDays = new Map<string, string>()
  for (const { endsAt } of activities.values()) {
    const end = dateIn(ZONE, endsAt)
    if (!dueDays.has(end)) dueDays.set(end, await findDueDay(act.tx, end, policy.recordDueDays))
  }
  const isLate = ({ endsAt }: Span) => today > dueDays.get(dateIn(ZONE, endsAt))!
  return { project, policy, signups, activities, credited, isLate, lines: [], drafts: [], served: [] }
}

function enter(act: Act, book: Book, entry: HoursEntry): Entered {
  const signup = book.signups.get(entry.signupId)
  const credited =
    signup === undefined ? { spans: [], days: new Map() } : book.credited.get(signup.volunteerId)!
  const { project, policy } = book
  const reason = whyNotEnterHours(entry, signup, {
    actor: act.actor,
    project,
    credited,
    policy,
    now: act.now,
  })
  if (reason !== null || signup === undefined)
    return { signupId: entry.signupId, outcome: 'refused', reason, minutes: null }
  const { volunteerId, shiftId, signupId } = signup
  const { projectId } = project
  const activity = book.activities.get(shiftId)!
  const pieces = piecesOf(entry, entry)
  const isLate = book.isLate(activity)
  const enteredBy = accountOf(act.actor)
  const waits = needsSecondPerson(pieces, credited, policy, isLate)
  if (waits) {
    const { note, startsAt, endsAt, breakMinutes } = entry
    const minutes = minutesOf(pieces)
    const ids = { projectId, volunteerId, signupId, shiftId, teamId: project.teamId }
    book.drafts.push({ ...ids, startsAt, endsAt, breakMinutes, minutes, isLate, note, enteredBy })
  } else {
    const source = `entry:${signupId}:${act.now.getTime()}:${entry.startsAt.getTime()}`
    const how = { method: 'team_entry', grade: entryGrade(isLate), approvedBy: null } as const
    book.lines.push(...linesOf(activity, { volunteerId, pieces, enteredBy, source, ...how }))
    book.served.push({ projectId, signupId })
  }
  // What this entry takes is taken for the ones after it in the list, posted or waiting.
  book.credited.set(volunteerId, {
    spans: [...credited.spans, entry],
    days: waits ? credited.days : daysWith(credited.days, pieces),
  })
  return {
    signupId,
    outcome: waits ? 'awaiting_second_person' : 'posted',
    reason: null,
    minutes: minutesOf(pieces),
  }
}

/** All of the team's staff but the one who entered them; any other of them can be the second. */
async function tellSecondPersons(act: Act, { project, drafts }: Book): Promise<void> {
  const staff = await staffOf(act.tx, { duty: 'keep_time', teamId: project.teamId })
  const facts = { count: drafts.length, title: project.title }
  const link = `/team/${project.teamId}/hours` as const
  await notify(
    act.tx,
    staff
      .filter((accountId) => accountId !== act.actor.accountId)
      .map((accountId) => ({ accountId, kind: 'hours_draft_waiting' as const, facts, link })),
    act.now,
  )
}

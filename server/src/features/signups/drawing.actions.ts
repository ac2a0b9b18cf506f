/** The draw of a project: once, by the clock, for all its shifts together. Nobody begins it and nobody repeats it. */
import type { Act } from '../../act.ts'
import { digestOf, drawTickets, listText, seedOf, type Drawn, type Lot } from '../../kernel/fair-draw.ts'
import type { ProjectId, ShiftId } from '../../kernel/ids.ts'
import { notify, type NewNotice } from '../notices/index.ts'
import {
  changePlaces,
  getSecret,
  isDue,
  listPositions,
  lockProject,
  lockShifts,
  markDrawn,
  pairKey,
  type LockedShift,
} from '../projects/index.ts'
import { lockVolunteers, type Volunteer } from '../volunteers/index.ts'
import { listGivenUp } from './drawing.rules.ts'
import {
  insertDrawEntries,
  listEntries,
  lockEntries,
  markDrawnSignUps,
  type Entry,
  type Settled,
} from './drawing.store.ts'
import { openDesk } from './facts.store.ts'
import { offerFreePlaces } from './offering.actions.ts'
import { whyNotDrawn, type SignUpReason } from './signups.rules.ts'
import { NO_STANDING } from './terms.rules.ts'
import { freePlaces } from './waiting.rules.ts'

/** V3–V6. Locks the people, the project, its shifts, the sign-ups. What was drawn is found no more. */
export async function drawPlaces(
  act: Act,
  { projectId }: { projectId: ProjectId },
): Promise<{ drawn: number }> {
  const people = await lockVolunteers(act.tx, idsOf(await listEntries(act.tx, projectId)))
  const project = await lockProject(act.tx, projectId)
  if (!(await isDue(act.tx, projectId, act.now))) return { drawn: 0 }
  const shifts = await lockAllShifts(act, projectId)
  const entries = await lockEntries(act.tx, projectId)
  // Those who came in between; they hold no lock of these shifts, since we have them.
  const known = new Set(people.map(({ volunteerId }) => volunteerId))
  people.push(
    ...(await lockVolunteers(
      act.tx,
      idsOf(entries).filter((id) => !known.has(id)),
    )),
  )
  const reasons = await findUnfit(act, people, entries)
  const lots = shifts.map((shift): Lot => ({ lotId: shift.shiftId, places: Math.max(0, freePlaces(shift)) }))
  const tickets = entries.map(({ ticket, shiftId }) => ({
    ...{ ticket, lotId: shiftId },
    isFit: !reasons.has(ticket),
  }))
  const secret = await getSecret(act.tx, act.vault, projectId)
  const digest = digestOf(listText(projectId, lots, tickets))
  const seed = seedOf(secret, digest)
  const drawn = drawTickets(seed, lots, tickets)
  await insertDrawEntries(act.tx, projectId, drawn)
  const places = Object.fromEntries(lots.map((lot) => [lot.lotId, lot.places]))
  await markDrawn(act.tx, projectId, { drawnAt: act.now, digest, seed, secret, places })
  await settle(act, { projectId, shifts, entries, drawn, reasons, title: project.title })
  act.mark({ kind: 'project', id: projectId, facts: { entries: entries.length } })
  await offerFreePlaces(act, shifts)
  return { drawn: 1 }
}

const idsOf = (entries: readonly Entry[]) => [...new Set(entries.map(({ volunteerId }) => volunteerId))]

async function lockAllShifts(act: Act, projectId: ProjectId): Promise<LockedShift[]> {
  const positions = await listPositions(act.tx, projectId)
  const keys = positions.flatMap(({ shifts }) => shifts.map(({ shiftId }) => ({ projectId, shiftId })))
  return lockShifts(act.tx, keys)
}

/** V6. By ticket, why somebody may not take the place any more. */
async function findUnfit(
  act: Act,
  people: readonly Volunteer[],
  entries: readonly Entry[],
): Promise<Map<string, SignUpReason>> {
  if (entries.length === 0) return new Map()
  const desk = await openDesk(act, people, entries, { isHeld: true })
  return new Map(
    entries.flatMap(({ ticket, projectId, shiftId, volunteerId }): [string, SignUpReason][] => {
      const project = desk.projects.get(projectId)!
      const shift = desk.shifts.get(shiftId)!
      const candidate = desk.candidates.get(volunteerId) ?? null
      const standing = desk.standings.get(pairKey({ volunteerId, projectId })) ?? NO_STANDING
      const facts = { project, shift, candidate, standing, policies: project.policies }
      const reason = whyNotDrawn(facts, act.now)
      return reason === null ? [] : [[ticket, reason]]
    }),
  )
}

interface Result {
  projectId: ProjectId
  shifts: readonly LockedShift[]
  entries: readonly Entry[]
  drawn: readonly Drawn[]
  reasons: ReadonlyMap<string, SignUpReason>
  title: string
}
const STATUS = { in: 'admitted', waiting: 'waiting', out: 'refused' } as const
const NOTICES = { in: 'draw_won', waiting: 'draw_waiting', out: 'draw_unfit' } as const

/**
 * The first have their places, the others wait behind each other in the order in which they were drawn (W3). Whoever
 * cannot be at both of two shifts gives the one up (V8): what was drawn stands, its place goes down the list.
 */
async function settle(
  act: Act,
  { projectId, shifts, entries, drawn, reasons, title }: Result,
): Promise<void> {
  const byTicket = new Map(entries.map((entry) => [entry.ticket, entry]))
  const givenUp = listGivenUp(
    drawn.map(({ ticket, outcome }) => ({ ...byTicket.get(ticket)!, ticket, outcome })),
  )
  const standing = drawn.map((one) => (givenUp.has(one.ticket) ? { ...one, outcome: 'out' as const } : one))
  const lastNo = new Map<string, number>(shifts.map((shift) => [shift.shiftId, shift.lastWaitingNo]))
  const settled: Settled[] = []
  const notices: NewNotice[] = []
  for (const { ticket, outcome, lotId } of standing) {
    const { signupId, volunteerId, accountId, startsAt, endsAt } = byTicket.get(ticket)!
    const waitingNo = outcome === 'waiting' ? lastNo.get(lotId)! + 1 : null
    if (waitingNo !== null) lastNo.set(lotId, waitingNo)
    const status = STATUS[outcome]
    const drawReason = givenUp.has(ticket) ? 'shift_clashes' : (reasons.get(ticket) ?? null)
    settled.push({ signupId, status, waitingNo, drawReason })
    act.mark({ kind: 'signup', id: signupId, volunteerId, facts: { status } })
    const facts = { title, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() }
    notices.push({ accountId, kind: NOTICES[outcome], facts, link: '/my/projects' })
  }
  await markDrawnSignUps(act.tx, projectId, settled, act.now)
  await changePlaces(
    act.tx,
    shifts.map(({ shiftId }) => ({
      projectId,
      shiftId,
      admitted: countOf(standing, shiftId, 'in'),
      waiting: countOf(standing, shiftId, 'waiting'),
      lastWaitingNo: lastNo.get(shiftId)!,
    })),
  )
  await notify(act.tx, notices, act.now)
}
const countOf = (drawn: readonly Drawn[], shiftId: ShiftId, outcome: Drawn['outcome']): number =>
  drawn.filter((one) => one.lotId === shiftId && one.outcome === outcome).length

/**
 * Which shifts stand in a calendar, and how. Pure. J-numbers are those of docs/rules/series.md.
 */
import type { PositionId, ProjectId, ShiftId, SignupId } from '../../kernel/ids.ts'
import { daysThatCome, parseRecurrence } from '../../kernel/recurrence.ts'
import type { Span } from '../../kernel/span.ts'
import { PLANNED_MAX, spanOn, type ShiftPlan } from '../projects/planning.rules.ts'
import type { ProjectStatus } from '../projects/projects.rules.ts'
import { PLACED_STATUSES, type SignUpStatus } from '../signups/statuses.rules.ts'
import type { CalendarEvent } from './ics.rules.ts'
import type { Words } from './words.rules.ts'

/** 256 bits, as the address has them. */
export const SECRET_BYTES = 32
export const SECRET_FORM = '^[A-Za-z0-9_-]{43}\\.ics$'
/** What is over stays in the calendar for so long. */
export const KEPT_DAYS = 30
const DAY_BEFORE_MINUTES = 24 * 60
const TWO_HOURS_MINUTES = 2 * 60

export interface OwnShift extends Span {
  signupId: SignupId
  projectId: ProjectId
  title: string
  teamName: string
  positionName: string
  placeName: string
  placeAddress: string
  longitude: number | null
  latitude: number | null
  status: SignUpStatus
  projectStatus: ProjectStatus
  appliedAt: Date
  decidedAt: Date | null
  /** When its project last changed: a time, a place, a name. */
  alteredAt: Date | null
}

const PLACED: readonly SignUpStatus[] = PLACED_STATUSES
/** J14. */
function statusOf({
  status,
  projectStatus,
}: Pick<OwnShift, 'status' | 'projectStatus'>): CalendarEvent['status'] {
  if (projectStatus === 'cancelled') return 'CANCELLED'
  if (PLACED.includes(status)) return 'CONFIRMED'
  return ['refused', 'withdrawn', 'cancelled', 'lapsed'].includes(status) ? 'CANCELLED' : 'TENTATIVE'
}

/** Where the calendar leads, and in whose words it speaks. */
export interface Told {
  origin: string
  words: Words
}

const addressOf = (
  { placeName, placeAddress }: Pick<OwnShift, 'placeName' | 'placeAddress'>,
  { place }: Words,
): string => place([placeName, placeAddress].filter((part) => part !== ''))

/** What has changed last, so that a program that has the event takes it again. */
const latestOf = (first: Date, ...others: readonly (Date | null)[]): Date =>
  others.reduce<Date>((latest, at) => (at !== null && at > latest ? at : latest), first)

/** J14. Of others it tells nothing: no leader, no phone. */
export function ownEvent(shift: OwnShift, { origin, words }: Told): CalendarEvent {
  const status = statusOf(shift)
  return {
    uid: `signup-${shift.signupId}@zhiyuan`,
    startsAt: shift.startsAt,
    endsAt: shift.endsAt,
    title: shift.title,
    description: [words.status[status], words.position([shift.positionName]), words.team(shift.teamName)],
    place: addressOf(shift, words),
    longitude: shift.longitude,
    latitude: shift.latitude,
    url: `${origin}/projects/${shift.projectId}`,
    status,
    madeAt: shift.appliedAt,
    changedAt: latestOf(shift.appliedAt, shift.decidedAt, shift.alteredAt),
    alarms: status === 'CONFIRMED' ? [DAY_BEFORE_MINUTES, TWO_HOURS_MINUTES] : [],
  }
}

/** Of projects that everybody may see. What is called off stays until its day, so that those who follow are told. */
export interface PublicShift extends Span {
  shiftId: ShiftId
  positionId: PositionId
  positionName: string
  plan: ShiftPlan | null
  projectId: ProjectId
  title: string
  teamName: string
  placeName: string
  placeAddress: string
  longitude: number | null
  latitude: number | null
  publishedAt: Date
  calledOffAt: Date | null
  alteredAt: Date | null
}

const byTime = (a: Span, b: Span): number => a.startsAt.getTime() - b.startsAt.getTime()

const stands = ({ calledOffAt }: PublicShift): boolean => calledOffAt === null

/** Called off when all of its shifts are; changed when the last of them was, or the project itself. */
function standingOf(shifts: readonly PublicShift[]): Pick<CalendarEvent, 'status' | 'changedAt'> {
  const times = shifts.map(({ publishedAt, calledOffAt, alteredAt }) =>
    latestOf(calledOffAt ?? publishedAt, alteredAt).getTime(),
  )
  return { status: shifts.some(stands) ? 'CONFIRMED' : 'CANCELLED', changedAt: new Date(Math.max(...times)) }
}

function eventOf(
  [shift, ...others]: readonly [PublicShift, ...PublicShift[]],
  { origin, words }: Told,
  change: Partial<CalendarEvent>,
): CalendarEvent {
  return {
    uid: `shift-${shift.shiftId}@zhiyuan`,
    startsAt: shift.startsAt,
    endsAt: shift.endsAt,
    title: shift.title,
    description: [words.team(shift.teamName)],
    place: addressOf(shift, words),
    longitude: shift.longitude,
    latitude: shift.latitude,
    url: `${origin}/projects/${shift.projectId}`,
    madeAt: shift.publishedAt,
    alarms: [],
    ...standingOf([shift, ...others]),
    ...change,
  }
}

/** J15. The shifts of a position that stand where its rule puts them are one event; days without one, or whose is called off, are left out of it. */
function repeated(
  shifts: readonly PublicShift[],
  told: Told,
): { event: CalendarEvent | null; rest: PublicShift[] } {
  const [first] = shifts
  const plan = first?.plan ?? null
  const rule = plan === null ? null : parseRecurrence(plan.rule)
  if (first === undefined || plan === null || rule === null) return { event: null, rest: [...shifts] }
  const spans = daysThatCome(rule, plan.from, PLANNED_MAX).map((date) => spanOn(date, plan))
  const onRule = new Map(spans.map((span) => [span.startsAt.getTime(), span]))
  const fits = (shift: PublicShift) =>
    onRule.get(shift.startsAt.getTime())?.endsAt.getTime() === shift.endsAt.getTime()
  const [one, ...more] = shifts.filter(fits)
  const [begin] = spans
  if (one === undefined || more.length === 0 || begin === undefined) return { event: null, rest: [...shifts] }
  const held = [one, ...more]
  const heldAt = new Set(
    (held.some(stands) ? held.filter(stands) : held).map((shift) => shift.startsAt.getTime()),
  )
  const except = spans.map(({ startsAt }) => startsAt).filter((at) => !heldAt.has(at.getTime()))
  const event = eventOf([one, ...more], told, {
    uid: `position-${first.positionId}@zhiyuan`,
    ...begin,
    rule: { rrule: plan.rule, except },
  })
  return { event, rest: shifts.filter((shift) => !fits(shift)) }
}

/** Positions at the same time are one date of the project, named together. */
function merged(shifts: readonly PublicShift[], told: Told): CalendarEvent[] {
  const groups = Map.groupBy(shifts, ({ startsAt, endsAt }) => `${startsAt.getTime()}-${endsAt.getTime()}`)
  return [...groups.values()].flatMap((group) => {
    const ordered = group.toSorted((a, b) => (a.shiftId < b.shiftId ? -1 : 1))
    const [first, ...others] = ordered
    if (first === undefined) return []
    const named = ordered.some(stands) ? ordered.filter(stands) : ordered
    const positions = [...new Set(named.map(({ positionName }) => positionName))]
    return [
      eventOf([first, ...others], told, {
        description: [told.words.position(positions), told.words.team(first.teamName)],
      }),
    ]
  })
}

/** The public shifts of projects, in the order of their beginning. */
export function publicEvents(shifts: readonly PublicShift[], told: Told): CalendarEvent[] {
  const projects = Map.groupBy(shifts, ({ projectId }) => projectId)
  return [...projects.values()]
    .flatMap((own) => {
      const positions = [...Map.groupBy(own, ({ positionId }) => positionId).values()]
      const parts = positions.map((position) => ({ position, ...repeated(position, told) }))
      const events = parts.flatMap(({ event, position }) =>
        event === null
          ? []
          : [
              {
                ...event,
                description: [told.words.position([position[0]?.positionName ?? '']), ...event.description],
              },
            ],
      )
      return [
        ...events,
        ...merged(
          parts.flatMap(({ rest }) => rest),
          told,
        ),
      ]
    })
    .toSorted((a, b) => byTime(a, b) || (a.uid < b.uid ? -1 : 1))
}

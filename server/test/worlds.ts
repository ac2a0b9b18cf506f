/**
 * Small worlds for the laws of the ledger: three people, two projects whose shifts overlap, and commands
 * that are given to the deeds themselves. What a deed refuses by name is part of the world; a fault is not.
 */
import { randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { issueProof, reverseHours } from '../src/features/certificates/index.ts'
import {
  approveHours,
  closeForgotten,
  enterHours,
  recordScans,
  undoScan,
  type CheckedScan,
  type ScanAnswers,
} from '../src/features/hours/index.ts'
import { GUEST, SYSTEM, type Actor } from '../src/kernel/actor.ts'
import type {
  AccountId,
  HourDraftId,
  HourEntryId,
  ProjectId,
  ScanId,
  SignupId,
  VolunteerId,
} from '../src/kernel/ids.ts'
import { localDate } from '../src/kernel/local-date.ts'
import { Refusal } from '../src/kernel/refusal.ts'
import { makeCrew, type CrewTeam } from './crews.ts'
import { admit, openProject } from './door.ts'
import type { TestServer } from './harness.ts'

const MORNING = Date.parse('2026-11-24T00:00:00Z')
const PEOPLE = 3
const at = (minute: number): Date => new Date(MORNING + minute * 60_000)

export interface World {
  server: TestServer
  staff: readonly [Actor, Actor]
  people: VolunteerId[]
  accounts: AccountId[]
  projects: { projectId: ProjectId; signups: SignupId[] }[]
  scans: { project: number; scan: CheckedScan; answer: ScanAnswers[number] }[]
  minute: number
}

export const staffActor = (team: CrewTeam, accountId: AccountId): Actor => ({
  ...GUEST,
  accountId,
  label: 'staff',
  grants: [
    { role: 'team_leader', bodyName: team.name, regionPath: null, teamId: team.teamId, teamPath: team.path },
  ],
})

export async function makeWorld(server: TestServer, team: CrewTeam, staff: World['staff']): Promise<World> {
  server.setNow(at(0))
  const crew = await makeCrew(server, PEOPLE, { team })
  const shifts = [
    { startsAt: at(60).toISOString(), endsAt: at(900).toISOString(), breakMinutes: 60 },
    { startsAt: at(480).toISOString(), endsAt: at(1500).toISOString() },
  ]
  const projects: World['projects'] = []
  for (const shift of shifts) {
    const { projectId, shiftIds } = await openProject(server, team, [shift])
    projects.push({ projectId, signups: await admit(server, { projectId, shiftId: shiftIds[0]! }, crew) })
  }
  const people = crew.map(({ volunteerId }) => volunteerId)
  const accounts = crew.map(({ accountId }) => accountId)
  return { server, staff, people, accounts, projects, scans: [], minute: 120 }
}

/** One thing somebody does; numbers are taken modulo what there is. */
export type Command =
  | { kind: 'scan'; after: number; project: number; people: number[]; direction: 'auto' | 'in' | 'out' }
  | { kind: 'replay'; which: number }
  | { kind: 'undo'; which: number }
  | {
      kind: 'enter'
      after: number
      by: number
      project: number
      person: number
      ago: number
      length: number
      pause: number
    }
  | { kind: 'approve'; by: number; which: number; decision: 'approve' | 'refuse' }
  | { kind: 'reverse'; by: number; which: number }
  | { kind: 'forget'; after: number }
  | { kind: 'prove'; person: number }

const n = fc.nat({ max: 20 })
const after = fc.oneof(fc.constant(0), fc.nat({ max: 5 }), fc.integer({ min: 30, max: 240 }))
export const commands: fc.Arbitrary<Command[]> = fc.array(
  fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({
        kind: fc.constant('scan' as const),
        after,
        project: n,
        people: fc.array(n, { minLength: 1, maxLength: 4 }),
        direction: fc.constantFrom('auto', 'in', 'out'),
      }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('replay' as const), which: n }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('undo' as const), which: n }) },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant('enter' as const),
        after,
        by: n,
        project: n,
        person: n,
        ago: fc.nat({ max: 60 }),
        length: fc.nat({ max: 600 }),
        pause: fc.nat({ max: 90 }),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('approve' as const),
        by: n,
        which: n,
        decision: fc.constantFrom('approve', 'refuse'),
      }),
    },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('reverse' as const), by: n, which: n }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('forget' as const), after }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('prove' as const), person: n }) },
  ),
  { minLength: 4, maxLength: 12, size: 'max' },
)

const pick = <T>(list: readonly T[], index: number): T | undefined => list[index % list.length]

async function refusable(deed: Promise<unknown>): Promise<void> {
  try {
    await deed
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
  }
}

function scan(world: World, project: number, scans: readonly CheckedScan[]): Promise<ScanAnswers[]> {
  const { projectId } = world.projects[project]!
  const actor = world.staff[0]
  return world.server.engine.perform(
    { actor, deed: 'recordScans' },
    async (act) => {
      const row = await act.tx
        .selectFrom('projects')
        .innerJoin('teams', 'teams.teamId', 'projects.teamId')
        .select([
          'projects.projectId',
          'projects.teamId',
          'teamPath',
          'title',
          'projects.status',
          'startsAt',
          'endsAt',
          'teams.regionPath',
        ])
        .where('projectId', '=', projectId)
        .executeTakeFirstOrThrow()
      return recordScans(act, [{ actor, project: row, maxDayMinutes: 1440, scans }])
    },
    null,
  )
}

const runs: {
  [Kind in Command['kind']]: (world: World, command: Extract<Command, { kind: Kind }>) => Promise<void>
} = {
  async scan(world, { project, people, direction }) {
    const index = project % world.projects.length
    const scannedAt = at(world.minute)
    const scans = people.map((person) => ({
      scanId: randomUUID() as ScanId,
      way: 'code' as const,
      scannedAt,
      direction,
      found: { volunteerId: pick(world.people, person)! },
    }))
    const [recorded] = await scan(world, index, scans)
    scans.forEach((one, i) => world.scans.push({ project: index, scan: one, answer: recorded![i]! }))
  },
  async replay(world, { which }) {
    const known = pick(world.scans, which)
    if (known === undefined) return
    const [again] = await scan(world, known.project, [known.scan])
    const answer = again![0]!
    if (answer.reason !== 'undone' && !isDeepStrictEqual(answer, known.answer))
      throw new Error(`told ${JSON.stringify(known.answer)}, then ${JSON.stringify(answer)}`)
  },
  async undo(world, { which }) {
    const known = pick(world.scans, which)
    if (known === undefined) return
    const input = { projectId: world.projects[known.project]!.projectId, scanId: known.scan.scanId }
    await refusable(world.server.engine.perform({ actor: world.staff[0], deed: 'undoScan' }, undoScan, input))
  },
  async enter(world, { by, project, person, ago, length, pause }) {
    const { projectId, signups } = pick(world.projects, project)!
    const entry = {
      signupId: pick(signups, person)!,
      startsAt: at(world.minute - ago - length),
      endsAt: at(world.minute - ago),
      breakMinutes: pause,
      note: '',
    }
    const caller = { actor: pick(world.staff, by)!, deed: 'enterHours' }
    await world.server.engine.perform(caller, enterHours, {
      projectId,
      entries: [entry, { ...entry, startsAt: at(world.minute - ago - 5) }],
    })
  },
  async approve(world, { by, which, decision }) {
    const { teamId } = world.staff[0].grants[0]!
    const drafts = await world.server.reader
      .selectFrom('hourDrafts')
      .select('hourDraftId')
      .where('volunteerId', 'in', world.people)
      .orderBy('hourDraftId')
      .execute()
    const hourDraftId: HourDraftId | undefined = pick(drafts, which)?.hourDraftId
    if (hourDraftId === undefined) return
    const approvals = [{ hourDraftId, decision, reason: '理由' }]
    await world.server.engine.perform({ actor: pick(world.staff, by)!, deed: 'approveHours' }, approveHours, {
      teamId: teamId!,
      approvals,
    })
  },
  async reverse(world, { by, which }) {
    const entries = await world.server.reader
      .selectFrom('hourEntries')
      .select(['volunteerId', 'hourEntryId'])
      .where('volunteerId', 'in', world.people)
      .orderBy('hourEntryId')
      .execute()
    const entry: { volunteerId: VolunteerId; hourEntryId: HourEntryId } | undefined = pick(entries, which)
    if (entry === undefined) return
    const caller = { actor: pick(world.staff, by)!, deed: 'reverseHours' }
    await refusable(world.server.engine.perform(caller, reverseHours, { ...entry, cause: '更正' }))
  },
  async forget(world) {
    await world.server.engine.perform({ actor: SYSTEM, deed: 'closeForgotten' }, closeForgotten, undefined)
  },
  async prove(world, { person }) {
    const index = person % PEOPLE
    const actor = {
      ...GUEST,
      accountId: world.accounts[index]!,
      volunteerId: world.people[index]!,
      volunteerVerified: true,
    }
    const period = { from: localDate('2026-01-01'), to: localDate('2026-12-31') }
    await refusable(world.server.engine.perform({ actor, deed: 'issueProof' }, issueProof, period))
  },
}

/** Time passes, then the command is given. */
export async function run(world: World, command: Command): Promise<void> {
  if ('after' in command) world.minute += command.after
  world.server.setNow(at(world.minute))
  const deed = runs[command.kind] as (world: World, command: Command) => Promise<void>
  await deed(world, command)
}

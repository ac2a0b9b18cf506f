/** The program and its database are killed in the midst of a crowd: what was acknowledged is there, once. */
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeAccount } from './accounts.ts'
import { makeCrew, makeCrewTeam, type CrewTeam } from './crews.ts'
import { admit, enrolDevice, openProject } from './door.ts'
import type { Client } from './harness.ts'
import { killPostgres, stageOf, startProgram, type Program } from './program.ts'
import { contradictions, replay, storm, type Walker } from './storm.ts'

const PEOPLE = 240
const ACKNOWLEDGED = 250
const HOUR_MS = 3_600_000

let folder: string
let program: Program
let stage: ReturnType<typeof stageOf>
let team: CrewTeam
let keeper: Client
let people: Walker[]

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'zhiyuan-killed-'))
  program = await startProgram({ dataDir: folder, env: { LOG_LEVEL: 'warn' } })
  stage = stageOf(() => program, folder)
  team = await makeCrewTeam(stage)
  const grant = {
    role: 'team_timekeeper' as const,
    bodyName: team.name,
    teamId: team.teamId,
    teamPath: team.path,
  }
  keeper = (await makeAccount(stage, { displayName: '何思远', grants: [grant] })).client
  const crew = await makeCrew(stage, PEOPLE, { team })
  people = await Promise.all(
    crew.map(async (member) => ({ volunteerId: member.volunteerId, device: await enrolDevice(member) })),
  )
}, 60_000)
afterAll(async () => {
  await stage.close()
  await program.end()
  rmSync(folder, { recursive: true, force: true })
}, 30_000)

async function openDoor() {
  const now = Date.now()
  const shift = {
    startsAt: new Date(now - HOUR_MS).toISOString(),
    endsAt: new Date(now + HOUR_MS).toISOString(),
  }
  const { projectId, shiftIds } = await openProject(stage, team, [shift])
  await admit(stage, { projectId, shiftId: shiftIds[0]! }, people)
  return projectId
}

async function expectWhole(
  projectId: Awaited<ReturnType<typeof openDoor>>,
  tries: Parameters<typeof replay>[2],
) {
  expect(await contradictions(stage, projectId, tries)).toEqual([])
  expect(await replay(keeper, projectId, tries)).toEqual([])
  expect(await contradictions(stage, projectId, tries)).toEqual([])
  // The control: one scan that was told and never kept is noticed.
  const [known] = tries
  const ghost = { ...known!, told: { ...known!.told!, scanId: randomUUID() } }
  expect(await contradictions(stage, projectId, [...tries, ghost])).toHaveLength(1)
  const kept = await stage.reader
    .selectFrom('scans')
    .select('scanId')
    .where('projectId', '=', projectId)
    .execute()
  expect(kept).toHaveLength(tries.length)
}

test('the program is killed while people sign in and out', async () => {
  const projectId = await openDoor()
  const { acknowledged, over, tries, failures } = storm(keeper, projectId, people)
  await acknowledged(ACKNOWLEDGED)
  await program.end('SIGKILL')
  await over
  expect(failures.length).toBeGreaterThanOrEqual(10)
  expect(new Set(failures)).toEqual(new Set(['cut off']))
  program = await startProgram({ dataDir: folder, env: { LOG_LEVEL: 'warn' } })
  await expectWhole(projectId, tries)
}, 60_000)

test('PostgreSQL is killed while people sign in and out, and the program brings it back by itself', async () => {
  const projectId = await openDoor()
  const { pid } = program.process
  const { acknowledged, over, tries, failures } = storm(keeper, projectId, people)
  await acknowledged(ACKNOWLEDGED)
  await killPostgres(folder)
  await over
  expect(failures.length).toBeGreaterThanOrEqual(10)
  expect(new Set(failures)).toEqual(new Set(['503 busy']))
  await expect
    .poll(async () => (await fetch(`${program.url}/readyz`)).status, { timeout: 20_000, interval: 100 })
    .toBe(200)
  expect([program.process.pid, program.process.exitCode]).toEqual([pid, null])
  await expectWhole(projectId, tries)
}, 60_000)

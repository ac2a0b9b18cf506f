/** The people of the demo city, in the order in which they come: leaders first, then everybody else over a year. */
import { dateIn, fullYears, ZONE, type LocalDate } from '../../kernel/local-date.ts'
import type { Actor } from '../../kernel/actor.ts'
import type { Offices } from './offices.ts'
import { demoAge, demoPerson, type DemoPerson } from './people.ts'
import type { ProjectOfCity } from './projecting.ts'
import type { Random } from './random.ts'
import { answerRequests, askToJoin, register, verifyCitizen, type Citizen } from './registering.ts'
import type { Stage } from './stage.ts'
import { openTeam, type TeamOfCity } from './teaming.ts'
import { DEMO_TEAMS } from './teams.data.ts'

const CROWD = 300
/** The one whom the operator meets first is grown up. */
const FIRST = 200
const CORE = 24
const AT_ONCE = 8
const DAY_MS = 86_400_000
/** Below it nobody registers, not even with a guardian. */
const CHILD_AGE = 10
const COUNTIES = ['441302', '441302', '441302', '441303', '441303', '441322', '441323', '441324'] as const

export interface Member {
  citizen: Citizen
  team: TeamOfCity
  joinedAt: Date
  isCore: boolean
}
export interface Population {
  teams: Map<string, TeamOfCity>
  members: Member[]
  /** Who is still to come, and when. */
  coming: { index: number; at: Date }[]
  running: Map<string, ProjectOfCity>
  passwordHash: string
}

interface Beginning {
  stage: Stage
  random: Random
  offices: Offices
  today: LocalDate
  passwordHash: string
}

const reviewerOf = (offices: Offices): Actor => offices.get('civilisation')!

/** Every team has a leader, and every leader is a verified volunteer. */
export async function playLeaders(beginning: Beginning): Promise<Population> {
  const { stage, random, offices, today, passwordHash } = beginning
  const teams = new Map<string, TeamOfCity>()
  const start = stage.now()
  for (const [i, team] of DEMO_TEAMS.entries()) {
    const age = random.between(34, 58)
    const regionCode = team.regionCode === '441300' ? '441302' : team.regionCode
    const person = demoPerson(random, { index: 100 + i, age, regionCode, today })
    const leader = await register(stage, random, { person, index: 100 + i, age, passwordHash })
    stage.moveTo(new Date(stage.now().getTime() + DAY_MS / 24))
    await verifyCitizen(stage, reviewerOf(offices), leader)
    const parent = team.parent === null ? null : (teams.get(team.parent) ?? null)
    teams.set(team.key, await openTeam(stage, offices, { team, leader, parent }))
  }
  const coming = Array.from({ length: CROWD }, (_, i) => ({
    index: FIRST + i,
    // Many at the beginning, then fewer and fewer, as after a call by the city.
    at: new Date(start.getTime() + (2 + 400 * (i / CROWD) ** 1.7) * DAY_MS),
  }))
  return { teams, members: [], coming, running: new Map(), passwordHash }
}

interface Town {
  stage: Stage
  random: Random
  offices: Offices
  today: LocalDate
  people: Population
}

/** Lets everybody register, be verified and join who was due by that moment; some come at the same time. */
export async function playCrowd(town: Town, until: Date): Promise<void> {
  const { stage, people } = town
  const asked = new Set<TeamOfCity>()
  for (;;) {
    const together = people.coming.slice(0, AT_ONCE).filter(({ at }) => at < until)
    if (together.length === 0) break
    people.coming.splice(0, together.length)
    stage.moveTo(together.at(-1)!.at)
    await comeIn(
      town,
      together.map(({ index }) => index),
      asked,
    )
  }
  await Promise.all(
    [...asked].map(async (team) => {
      while (team.requests.length > 0) await answerRequests(stage, team)
    }),
  )
}

interface Newcomer {
  index: number
  person: DemoPerson
  team: TeamOfCity
}

function newcomer({ random, today, people }: Town, index: number): Newcomer {
  const regionCode = random.pick(COUNTIES)
  const age = index === FIRST ? 52 : demoAge(random)
  const person = demoPerson(random, { index, age, regionCode, today })
  const open = [...people.teams.values()].filter((team) => team.joinMode !== 'closed')
  const near = open.filter((team) => team.regionCode === regionCode)
  return {
    index,
    person,
    team: near.length > 0 && random.chance(0.6) ? random.pick(near) : random.pick(open),
  }
}

async function comeIn(town: Town, indexes: readonly number[], asked: Set<TeamOfCity>): Promise<void> {
  const { stage, random, offices, people } = town
  const { passwordHash } = people
  const ageOf = (person: DemoPerson): number => fullYears(person.birthDate, dateIn(ZONE, stage.now()))
  const coming = indexes
    .map((index) => newcomer(town, index))
    .filter(({ person }) => ageOf(person) >= CHILD_AGE)
  const citizens = await Promise.all(
    coming.map(({ person, index }) =>
      register(stage, random, { person, index, age: ageOf(person), passwordHash }),
    ),
  )
  stage.moveTo(new Date(stage.now().getTime() + DAY_MS / 4))
  await Promise.all(citizens.map((citizen) => verifyCitizen(stage, reviewerOf(offices), citizen)))
  await Promise.all(citizens.map((citizen, i) => askToJoin(stage, citizen, coming[i]!.team, '')))
  for (const [i, citizen] of citizens.entries()) {
    asked.add(coming[i]!.team)
    people.members.push({
      citizen,
      team: coming[i]!.team,
      joinedAt: stage.now(),
      isCore: people.members.length < CORE,
    })
  }
}

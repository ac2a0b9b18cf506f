/** What waits for an answer on the day of the visit: people, teams, requests, projects and hours. */
import { enterHours } from '../../features/hours/hours.actions.ts'
import { registerTeam } from '../../features/teams/registration.actions.ts'
import { addDays } from '../../kernel/local-date.ts'
import { crowdSignsUp, decide, draftProject, submit } from './projecting.ts'
import { DEMO_PROJECTS } from './projects.data.ts'
import { demoPerson } from './people.ts'
import { askToJoin, register, verifyCitizen, type Citizen } from './registering.ts'
import type { City } from './city.ts'
import { momentOf } from './stage.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

async function newcomers(city: City, now: Date): Promise<Citizen[]> {
  const { stage, random, today, people } = city
  const citizens: Citizen[] = []
  for (let i = 0; i < 16; i++) {
    stage.moveTo(new Date(now.getTime() - (9 - i * 0.5) * DAY_MS))
    const age = i % 5 === 4 ? 15 : random.between(19, 66)
    const regionCode = random.pick(['441302', '441303', '441322'])
    const person = demoPerson(random, { index: 700 + i, age, regionCode, today })
    citizens.push(
      await register(stage, random, { person, index: 700 + i, age, passwordHash: people.passwordHash }),
    )
  }
  return citizens
}

async function joinRequests(city: City, citizens: readonly Citizen[], now: Date): Promise<void> {
  const { stage, offices, people } = city
  const team = people.teams.get('donghu')!
  const words = ['我住东湖花园，周末有空。', '想和女儿一起参加。', '退休了，会拉二胡。', '']
  for (const [i, citizen] of citizens.entries()) {
    stage.moveTo(new Date(now.getTime() - (40 - i * 5) * HOUR_MS))
    await verifyCitizen(stage, offices.get('civilisation')!, citizen)
    await askToJoin(stage, citizen, team, words[i % words.length]!)
  }
  team.requests.length = 0
}

async function projectsOnTheirWay(city: City, now: Date): Promise<void> {
  const { stage, offices, people, today } = city
  const plans = DEMO_PROJECTS.slice(0, 6)
  for (const [i, plan] of plans.entries()) {
    const team = people.teams.get(plan.team)!
    stage.moveTo(new Date(now.getTime() - (3 - i * 0.4) * DAY_MS))
    const startsAt = momentOf(addDays(today, 18 + i), plan.hour)
    const project = await draftProject(stage, team, { ...plan, title: `${plan.title}（加场）` }, startsAt)
    if (i === 5) continue
    await submit(stage, project)
    if (i === 4) await decide(stage, offices, project, '请补充恶劣天气时的安排')
  }
}

async function teamsOnTheirWay(city: City, now: Date, citizens: readonly Citizen[]): Promise<void> {
  const { stage, people } = city
  const names = ['惠城区桥东街道更楼下社区志愿服务队', '惠城区桥东街道惠新社区志愿服务队']
  for (const [i, name] of names.entries()) {
    const leader = citizens[i]!
    stage.moveTo(new Date(now.getTime() - (4 - i) * DAY_MS))
    await verifyCitizen(stage, city.offices.get('civilisation')!, leader)
    await stage.play(leader.actor, registerTeam, {
      name,
      kind: 'unregistered',
      level: 'team',
      regionCode: '441302',
      parentId: people.teams.get('huicheng')!.teamId,
      registrationDepartment: null,
      creditCode: null,
      organisationCode: null,
      certificateFileId: null,
      applicationFileId: null,
      unitKind: 'residents_committee',
      categories: ['community'],
      campaigns: ['neighbours'],
      intro: '社区居民自己的志愿服务队。',
      offers: '',
      needs: '',
      address: '惠城区桥东街道',
      longitude: null,
      latitude: null,
      foundedOn: null,
      contactName: leader.name,
      contactPhone: leader.phone,
      contactPublic: false,
      leaderPublic: false,
    })
  }
}

/** A long day that the team enters by hand needs a second person before it counts. */
async function longDay(city: City): Promise<void> {
  const { stage, people, random } = city
  const team = people.teams.get('donghu')!
  const plan = {
    ...DEMO_PROJECTS[0]!,
    title: '社区敬老宴全天服务',
    hour: 8,
    minutes: 600,
    positions: [['全天服务岗', 6]] as const,
  }
  const startsAt = momentOf(addDays(city.today, -2), plan.hour)
  stage.moveTo(new Date(startsAt.getTime() - 3 * DAY_MS))
  const project = await draftProject(stage, team, plan, startsAt)
  await submit(stage, project)
  await decide(stage, city.offices, project)
  const wishes = random.sample(
    people.members.filter((one) => one.citizen.age >= 18),
    8,
  )
  await crowdSignsUp(
    stage,
    project,
    wishes.map(({ citizen }) => ({ citizen, shift: project.shifts[0]! })),
    true,
  )
  stage.moveTo(new Date(startsAt.getTime() + 12 * HOUR_MS))
  await stage.play(team.leader, enterHours, {
    projectId: project.projectId,
    entries: project.admitted.map(({ signupId, shift }) => ({
      signupId,
      startsAt: shift.startsAt,
      endsAt: shift.endsAt,
      breakMinutes: 45,
      note: '按签到表补记',
    })),
  })
}

export async function lateThings(city: City, now: Date): Promise<void> {
  await longDay(city)
  const citizens = await newcomers(city, now)
  await teamsOnTheirWay(city, now, citizens.slice(0, 2))
  await projectsOnTheirWay(city, now)
  await joinRequests(city, citizens.slice(2, 7), now)
  city.stage.moveTo(now)
}

/** What a journey finds ready: the teams of the demo, people who belong to them, and a project that recruits. */
import { now } from './clock.ts'
import { apiAs, CORPS_LEADER, decideReview, DONGHU_LEADER, type Api, type Volunteer } from './people.ts'

const MINUTE_MS = 60_000
const DAY_MS = 1440 * MINUTE_MS

interface Hats {
  hats: { hat: string; teamId?: string }[]
}
export async function teamOf(api: Api): Promise<string> {
  const { hats } = await api.read<Hats>('/me')
  const teamId = hats.find(({ hat }) => hat === 'team')?.teamId
  if (teamId === undefined) throw new Error('whoever asks has no team')
  return teamId
}

/** The next whole minute, that many minutes from now. */
export const inMinutes = (minutes: number): Date =>
  new Date(Math.ceil(now() / MINUTE_MS + minutes) * MINUTE_MS)
/** That hour of the site's clock, on a day to come. */
export const onDay = (days: number, hour: number): Date =>
  new Date(Math.floor((now() + 480 * MINUTE_MS) / DAY_MS + days) * DAY_MS + (hour - 8) * 60 * MINUTE_MS)

/** A policy for the day of a shift and the one after it. */
const insuredOn = (startsAt: Date) => {
  const day = (at: Date) => at.toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' })
  return {
    insurer: '中国人寿惠州分公司',
    policyNumber: 'E2E-0001',
    from: day(startsAt),
    to: day(new Date(startsAt.getTime() + DAY_MS)),
  }
}

export interface Wanted {
  title: string
  startsAt: Date
  minutes: number
  headcount?: number
  acceptsMinors?: boolean
  autoAdmit?: boolean
  isDangerous?: boolean
  /** When the same shift comes again. */
  again?: Date
  /** Whatever else the project says of itself. */
  terms?: object
}
export interface Opened {
  projectId: string
  shiftId: string
}

export const draftOf = ({
  title,
  startsAt,
  minutes,
  headcount = 5,
  acceptsMinors = false,
  autoAdmit = false,
  isDangerous = false,
  again,
  terms = {},
}: Wanted) => {
  const endOf = (start: Date) => new Date(start.getTime() + minutes * MINUTE_MS).toISOString()
  const endsAt = endOf(again ?? startsAt)
  return {
    title,
    categories: ['community'],
    description: '整理社区书屋，把捐来的书登记上架。',
    riskStatement: '搬书请量力而行，注意脚下台阶。',
    safeguards: [],
    insurance: isDangerous ? '志愿者意外险，每人 50 万元' : '',
    isDangerous,
    acceptsMinors,
    minAge: isDangerous ? 18 : 10,
    autoAdmit,
    leaderName: '温玉明',
    contactPhone: DONGHU_LEADER,
    contactPublic: false,
    recruitUntil: endsAt,
    exclusionsConfirmed: true,
    ...(isDangerous ? { insured: insuredOn(startsAt) } : {}),
    ...terms,
    place: { name: '东湖社区书屋', address: '惠城区桥东街道东湖西路' },
    positions: [
      {
        name: '上架岗',
        description: '',
        requirements: '',
        shifts: [startsAt, ...(again === undefined ? [] : [again])].map((start) => ({
          startsAt: start.toISOString(),
          endsAt: endOf(start),
          breakMinutes: 0,
          headcount,
        })),
      },
    ],
  }
}

/** Drafted and handed in by the leader of a team. */
export async function handInProject(leaderLogin: string, wanted: Wanted): Promise<string> {
  const leader = await apiAs(leaderLogin)
  const at = `/teams/${await teamOf(leader)}/projects`
  const { projectId } = await leader.send<{ projectId: string }>('post', at, draftOf(wanted))
  await leader.send('post', `/projects/${projectId}/submit`)
  await leader.dispose()
  return projectId
}

/** The Donghu team hands it in, and the corps above lets it recruit. */
export async function openProject(wanted: Wanted): Promise<Opened> {
  const projectId = await handInProject(DONGHU_LEADER, wanted)
  const corps = await apiAs(CORPS_LEADER)
  await decideReview(CORPS_LEADER, 'project', (title) => title === wanted.title, await teamOf(corps))
  type Page = { positions: { shifts: { shiftId: string }[] }[] }
  const { positions } = await corps.read<Page>(`/projects/${projectId}`)
  await corps.dispose()
  return { projectId, shiftId: positions[0]!.shifts[0]!.shiftId }
}

/** Asks to join the Donghu team and is taken in. */
export async function joinDonghu({ api }: Volunteer): Promise<void> {
  const leader = await apiAs(DONGHU_LEADER)
  const teamId = await teamOf(leader)
  const { membershipId } = await api.send<{ membershipId: string }>('post', `/teams/${teamId}/memberships`)
  await leader.send('post', `/teams/${teamId}/membership-decisions`, {
    decisions: [{ membershipId, decision: 'approve' }],
  })
  await leader.dispose()
}

/** A team below the corps, led by that person and open to everybody; its pledge is not taken yet. */
export async function foundTeam({
  api,
  name: contactName,
  phone,
}: Volunteer): Promise<{ teamId: string; name: string; corpsId: string }> {
  const corps = await apiAs(CORPS_LEADER)
  const corpsId = await teamOf(corps)
  await corps.dispose()
  const name = `惠城区桥东街道${contactName}社区志愿服务队`
  const { teamId } = await api.send<{ teamId: string }>('post', '/teams', {
    ...{ name, kind: 'unregistered', level: 'team', regionCode: '441302001', parentId: corpsId },
    ...{ unitKind: 'residents_committee', categories: ['community'], campaigns: [], intro: '邻里互助' },
    ...{ address: '水门桥 1 号', contactName, contactPhone: phone, contactPublic: false },
  })
  await decideReview(CORPS_LEADER, 'team', (title) => title === name, corpsId)
  await api.send('put', `/teams/${teamId}/join-mode`, { joinMode: 'open' })
  return { teamId, name, corpsId }
}

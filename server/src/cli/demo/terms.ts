/** Projects of the demo city that are not for everybody, and one that is dangerous and insured. */
import {
  deliverProjectInvitations,
  inviteToProject,
  listDueGuests,
  uploadProjectPicture,
} from '../../features/projects/index.ts'
import { SYSTEM } from '../../kernel/actor.ts'
import { addDays, type LocalDate } from '../../kernel/local-date.ts'
import type { City } from './city.ts'
import { drawnPicture } from './drawing.ts'
import { decide, draftProject, submit, type ProjectOfCity } from './projecting.ts'
import { DEMO_PROJECTS, type DemoProject } from './projects.data.ts'
import type { Random } from './random.ts'
import type { Citizen } from './registering.ts'
import { momentOf, type Stage } from './stage.ts'
import type { DemoTerms } from './terms.data.ts'
import type { TeamOfCity } from './teaming.ts'

const DAY_MS = 86_400_000
const GUESTS = 4
const GUESTS_AT_A_TIME = 50

/** The same plan with a cover and a picture more. */
export async function withPictures(
  stage: Stage,
  { teamId, leader }: TeamOfCity,
  plan: DemoProject,
  random: Random,
): Promise<DemoProject> {
  const upload = async () =>
    stage.play(leader, uploadProjectPicture, { teamId, picture: await drawnPicture(random) })
  const { fileId: coverFileId } = await upload()
  const { fileId } = await upload()
  return { ...plan, terms: { ...plan.terms, coverFileId, pictureFileIds: [fileId] } }
}

interface Evening {
  team: string
  title: string
  description: string
  daysAhead: number
  hour: number
  /** Where it is not the team's usual place and work. */
  plan?: Partial<Pick<DemoProject, 'place' | 'at' | 'positions'>>
  terms: DemoTerms
}

async function publish(city: City, now: Date, one: Evening): Promise<ProjectOfCity> {
  const { stage, offices, people, today } = city
  const { team, title, description, terms } = one
  const model = DEMO_PROJECTS.find((plan) => plan.team === team)!
  const plan = {
    ...model,
    ...one.plan,
    title,
    description,
    minors: false,
    minutes: 120,
    terms: { ...model.terms, ...terms },
  }
  stage.moveTo(new Date(now.getTime() - 2 * DAY_MS))
  const startsAt = momentOf(addDays(today, one.daysAhead), one.hour)
  const project = await draftProject(stage, people.teams.get(team)!, plan, startsAt)
  await submit(stage, project)
  await decide(stage, offices, project)
  return project
}

const byCode: Evening = {
  team: 'donghu',
  title: '东湖花园楼栋互助夜巡',
  description: '楼栋志愿者晚上两人一组走一圈，看看楼道灯、消防通道和独居老人家的灯。口令在楼栋群里。',
  daysAhead: 11,
  hour: 19,
  plan: { positions: [['夜巡岗', 6]] },
  terms: { visibility: 'code', signUpCode: 'DHXB26', morePlaces: [] },
}
const insuredFor = (day: LocalDate): Evening => ({
  team: 'bluesky',
  title: '红花湖水域巡护与救援值守',
  description: '分组在湖岸巡护，劝阻下水，发现险情按预案处置。',
  daysAhead: 12,
  hour: 9,
  plan: { place: '红花湖景区西门', at: [114.3902, 23.0716], positions: [['岸线巡护岗', 6]] },
  terms: {
    isDangerous: true,
    riskStatement: '临水作业，全程穿救生衣、系安全绳，两人一组；不具备资格的人不下水。',
    insurance: '意外伤害每人 50 万元，医疗 5 万元，含临水作业。',
    insured: {
      insurer: '中国人民财产保险惠州市分公司',
      policyNumber: 'PEAC202644130001',
      from: day,
      to: addDays(day, 1),
    },
    maxAge: 55,
    training: '参加过本队水域救援初级训练',
    qualification: '救生员证（有效期内）',
    safeguards: ['insurance', 'shared_transport', 'food', 'clothing', 'tools'],
  },
})

async function invited(city: City, now: Date, guests: readonly Citizen[]): Promise<void> {
  const { stage } = city
  const project = await publish(city, now, {
    team: 'women',
    title: '亲子阅读角带读人夜谈',
    description: '请长期带读的几位志愿者一起备下个月的书单，现场给孩子们录睡前故事。',
    daysAhead: 13,
    hour: 19,
    terms: { visibility: 'invitation', guardianPresent: false, skills: ['teaching', 'music'] },
  })
  const rows = await stage.opened.db
    .selectFrom('volunteers')
    .select('volunteerNumber')
    .where(
      'volunteerId',
      'in',
      guests.map(({ volunteerId }) => volunteerId),
    )
    .orderBy('volunteerNumber')
    .execute()
  await stage.play(project.team.leader, inviteToProject, {
    projectId: project.projectId,
    people: rows.flatMap(({ volunteerNumber }) => (volunteerNumber === null ? [] : [{ volunteerNumber }])),
  })
  const guestIds = await listDueGuests(stage.opened.db, stage.now(), GUESTS_AT_A_TIME)
  await stage.play(SYSTEM, deliverProjectInvitations, { guestIds })
}

export async function playTerms(city: City, now: Date): Promise<void> {
  const { people, today, stage } = city
  await publish(city, now, byCode)
  await publish(city, now, {
    team: 'qiaodong',
    title: '水东街讲解员串场演练接待',
    description: '给首次带团的讲解员做观众，也向过路的游客讲一段。',
    daysAhead: 10,
    hour: 15,
    terms: {
      visibility: 'teams',
      teamIds: [people.teams.get('qiaodong')!.teamId, people.teams.get('donghu')!.teamId],
    },
  })
  await publish(city, now, insuredFor(addDays(today, 12)))
  const guests = people.members.filter(({ citizen }) => citizen.age >= 18).slice(0, GUESTS)
  await invited(
    city,
    now,
    guests.map(({ citizen }) => citizen),
  )
  stage.moveTo(now)
}

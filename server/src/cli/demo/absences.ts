/** People of the demo city who did not come: what teams said of them, one mark, one appeal that waits, one that went up. */
import { decideAbsences } from '../../features/absences/absences.actions.ts'
import {
  answerNoShowAppeal,
  appealNoShow,
  raiseNoShowAppeal,
} from '../../features/absences/appeals.actions.ts'
import { enterHours } from '../../features/hours/hours.actions.ts'
import { addDays } from '../../kernel/local-date.ts'
import type { City } from './city.ts'
import {
  advance,
  crowdSignsUp,
  dayOf,
  decide,
  draftProject,
  submit,
  type ProjectOfCity,
} from './projecting.ts'
import { DEMO_PROJECTS } from './projects.data.ts'
import { seeded } from './random.ts'
import { momentOf } from './stage.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** Of its own, so that the rest of the city stays as it is. */
const SEED = 41_041
/** What is younger is left for whoever looks at the city to settle. */
const SETTLED_AFTER_DAYS = 10

/** A day after each shift the team enters the hours of whoever forgot to sign out, and says of the rest why they were not there. */
export async function settlePast(city: City, past: readonly ProjectOfCity[], now: Date): Promise<void> {
  const { stage } = city
  const random = seeded(SEED)
  for (const project of past) {
    const { endsAt } = project.shifts[0]!
    if (endsAt.getTime() > now.getTime() - SETTLED_AFTER_DAYS * DAY_MS) continue
    const { projectId, team } = project
    const left = await stage.opened.reader
      .selectFrom('signups')
      .leftJoin('attendances', (join) =>
        join
          .onRef('attendances.projectId', '=', 'signups.projectId')
          .onRef('attendances.signupId', '=', 'signups.signupId'),
      )
      .select(['signups.signupId', 'attendances.signedInAt', 'attendances.signedOutAt'])
      .where('signups.projectId', '=', projectId)
      .where('signups.status', '=', 'admitted')
      .orderBy('signups.signupId')
      .execute()
    stage.moveTo(new Date(endsAt.getTime() + DAY_MS))
    const entries = left.flatMap(({ signupId, signedInAt, signedOutAt }) =>
      signedInAt === null || signedOutAt === null
        ? []
        : [
            {
              signupId,
              startsAt: signedInAt,
              endsAt: signedOutAt,
              breakMinutes: 0,
              note: '忘记签退，按计划结束时间',
            },
          ],
    )
    if (entries.length > 0) await stage.play(team.leader, enterHours, { projectId, entries })
    const decisions = left
      .filter(({ signedInAt }) => signedInAt === null)
      .map(({ signupId }) =>
        random.chance(0.3)
          ? { signupId, verdict: 'no_show' as const, note: '当天没有到，也没有说明' }
          : { signupId, verdict: 'excused' as const, note: '提前说过来不了' },
      )
    if (decisions.length > 0) await stage.play(team.leader, decideAbsences, { projectId, decisions })
  }
  stage.moveTo(now)
}

const WORDS = {
  waiting: '我八点二十就到了，签到的时候队伍太长，志愿者小组长让我先去搬书，后来忘了补签。',
  raised: '前一天晚上我在群里跟领队请过假，孩子发烧，有聊天记录。',
}
const PEOPLE = 6

/** A shift of Donghu some days ago, on one on which the first volunteer had time. */
async function lastWeekend({ stage, offices, people, today, busy }: City): Promise<ProjectOfCity> {
  const first = people.members[0]!.citizen
  const isFree = (volunteerId: typeof first.volunteerId, startsAt: Date) =>
    busy.get(volunteerId)?.has(dayOf(startsAt)) !== true
  const plan = {
    ...DEMO_PROJECTS.find((one) => one.team === 'donghu')!,
    title: '社区图书角整理',
    minutes: 180,
    positions: [['整理岗', PEOPLE]] as const,
  }
  const ago = [4, 5, 6, 7, 8, 9].find((days) => isFree(first.volunteerId, momentOf(addDays(today, -days), 9)))
  const startsAt = momentOf(addDays(today, -(ago ?? 4)), 9)
  stage.moveTo(new Date(startsAt.getTime() - 3 * DAY_MS))
  const project = await draftProject(stage, people.teams.get('donghu')!, plan, startsAt)
  await submit(stage, project)
  await decide(stage, offices, project)
  const others = people.members
    .slice(1)
    .filter(
      ({ citizen, joinedAt }) =>
        citizen.age >= 18 && joinedAt < stage.now() && isFree(citizen.volunteerId, startsAt),
    )
    .slice(0, PEOPLE - 1)
  const shift = project.shifts[0]!
  const wishes = [first, ...others.map(({ citizen }) => citizen)].map((citizen) => ({ citizen, shift }))
  await crowdSignsUp(stage, project, wishes, true)
  return project
}

/** The first volunteer did not come, one appeals, one has gone up, two wait for a word. */
export async function playAbsences(city: City, now: Date): Promise<void> {
  const { stage } = city
  const project = await lastWeekend(city)
  const { team } = project
  const shift = project.shifts[0]!
  const { projectId } = project
  const at = (hours: number) => stage.moveTo(new Date(shift.endsAt.getTime() + hours * HOUR_MS))
  at(5)
  await advance(stage)
  const [own, waiting, raised, served] = project.admitted
  if (own === undefined || waiting === undefined || raised === undefined || served === undefined) return
  await stage.play(team.leader, enterHours, {
    projectId,
    entries: [
      {
        ...{ signupId: served.signupId, startsAt: shift.startsAt, endsAt: shift.endsAt },
        ...{ breakMinutes: 0, note: '按签到表补记' },
      },
    ],
  })
  await stage.play(team.leader, decideAbsences, {
    projectId,
    decisions: [own, waiting, raised].map(({ signupId }) => ({
      ...{ signupId, verdict: 'no_show' as const },
      note: '点名时不在，电话没有接',
    })),
  })
  at(8)
  const appeal = (one: typeof own, words: string) =>
    stage.play(one.citizen.actor, appealNoShow, { signupId: one.signupId, words })
  await appeal(raised, WORDS.raised)
  at(24)
  await stage.play(team.leader, answerNoShowAppeal, {
    ...{ projectId, signupId: raised.signupId, accepts: false },
    reason: '群里没有看到请假，当天也联系不上。',
  })
  at(48)
  await stage.play(raised.citizen.actor, raiseNoShowAppeal, { signupId: raised.signupId })
  stage.moveTo(new Date(now.getTime() - DAY_MS))
  await appeal(waiting, WORDS.waiting)
  stage.moveTo(now)
}

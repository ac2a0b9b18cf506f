/** Complaints of the demo city, each in another state: one waits, one is late, one asks back, one asks the team, two are settled. */
import {
  acceptComplaint,
  askComplainant,
  askForStatement,
  recordMeasure,
} from '../../features/complaints/handling.actions.ts'
import { submitComplaint, type SubmitComplaint } from '../../features/complaints/reporting.actions.ts'
import { settleComplaint } from '../../features/complaints/settling.actions.ts'
import { GUEST, type Actor } from '../../kernel/actor.ts'
import type { ComplaintId } from '../../kernel/ids.ts'
import type { City } from './city.ts'

const DAY_MS = 86_400_000

interface Told {
  team: string
  kind: SubmitComplaint['kind']
  daysAgo: number
  words: string
  place?: string
  contact?: string
}
const TOLD: Readonly<Record<'waiting' | 'late' | 'asking' | 'stated' | 'answered' | 'redirected', Told>> = {
  waiting: {
    ...{ team: 'donghu', kind: 'fees', daysAgo: 1, place: '东湖花园社区中心' },
    words: '昨天参加东湖的活动，领队向每个人收了 50 元服装费，没有开收据，不交就不给签到。',
  },
  late: {
    ...{ team: 'rivers', kind: 'danger', daysAgo: 16, place: '西枝江边' },
    words: '上个月的护河活动，水边没有救生设备，也没有讲安全事项，有位阿姨差点滑下去。',
  },
  asking: {
    ...{ team: 'hospital', kind: 'behaviour', daysAgo: 9 },
    words: '门诊楼的带队老师对新来的志愿者大声训斥，好几个人都哭了。',
  },
  stated: {
    ...{ team: 'donghu', kind: 'untrue_hours', daysAgo: 12 },
    words: '有的人只来拍了照片就走了，最后登记的时长和做满半天的人一样。',
  },
  answered: {
    ...{ team: 'women', kind: 'wrong_information', daysAgo: 30 },
    words: '报名页写的是在社区活动室，到了才说改在三公里外的学校，没有人通知。',
  },
  redirected: {
    ...{ team: 'rivers', kind: 'profit', daysAgo: 24, contact: '微信 huizhou-lin' },
    words: '护河活动现场有人借志愿者的名义推销净水器，让大家扫码登记电话。',
  },
}

async function told(city: City, now: Date, one: Told, actor: Actor): Promise<ComplaintId> {
  const { stage, people } = city
  stage.moveTo(new Date(now.getTime() - one.daysAgo * DAY_MS))
  const { number } = await stage.play(actor, submitComplaint, {
    reader: actor,
    ...{
      subjectKind: 'team',
      subjectId: people.teams.get(one.team)!.teamId,
      kind: one.kind,
      words: one.words,
    },
    ...{ happenedOn: null, place: one.place ?? '', contact: one.contact ?? '', mayName: false, fileIds: [] },
  })
  const { complaintId } = await stage.opened.reader
    .selectFrom('complaints')
    .select('complaintId')
    .where('complaintNumber', '=', number)
    .executeTakeFirstOrThrow()
  return complaintId
}

export async function playComplaints(city: City, now: Date): Promise<void> {
  const { stage, people, offices } = city
  const cityOffice = offices.get('civilisation')!
  /** Donghu lies in Huicheng; the others are of the city. */
  const officeOf = ({ team }: Told): Actor => (team === 'donghu' ? offices.get('huicheng')! : cityOffice)
  const reporter = people.members[0]!.citizen.actor
  const later = (days: number) => stage.moveTo(new Date(stage.now().getTime() + days * DAY_MS))
  const accepted = async (one: Told, actor: Actor = GUEST): Promise<ComplaintId> => {
    const complaintId = await told(city, now, one, actor)
    later(1)
    await stage.play(officeOf(one), acceptComplaint, { complaintId })
    later(1)
    return complaintId
  }
  const answered = await accepted(TOLD.answered, reporter)
  await stage.play(cityOffice, recordMeasure, {
    ...{ complaintId: answered, measure: 'warning', article: 'none', mendBy: null, passedTo: '' },
    words: '改变地点未及时通知，予以提醒，今后变更须提前一天通知全部报名人员。',
  })
  later(2)
  await stage.play(cityOffice, settleComplaint, {
    ...{ complaintId: answered, outcome: 'answered', redirectedTo: '', dismissal: null },
    words: '经核实，您反映的情况属实。已要求团体变更地点时提前一天短信通知每位报名人员。感谢您的监督。',
  })
  const redirected = await told(city, now, TOLD.redirected, GUEST)
  later(1)
  await stage.play(cityOffice, settleComplaint, {
    ...{ complaintId: redirected, outcome: 'redirected', dismissal: null },
    redirectedTo: '惠城区市场监督管理局',
    words: '推销行为由市场监督管理部门处理，请拨打 12315。我们已提醒团体清退推销人员。',
  })
  await told(city, now, TOLD.late, GUEST)
  const stated = await accepted(TOLD.stated, reporter)
  await stage.play(officeOf(TOLD.stated), askForStatement, {
    complaintId: stated,
    matter: '有人反映个别人员实际服务时间与登记时长不符。请说明最近一次活动的签到、签退和时长核定情况。',
  })
  const asking = await accepted(TOLD.asking)
  await stage.play(cityOffice, askComplainant, {
    complaintId: asking,
    words: '请补充是哪一天、哪一层楼的活动。',
  })
  await told(city, now, TOLD.waiting, GUEST)
  stage.moveTo(now)
}

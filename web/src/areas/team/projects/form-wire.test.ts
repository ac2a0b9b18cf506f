import { expect, it } from 'vitest'
import type { Output } from '../../../api/types'
import { bodyOf, formOf } from './form-wire'

type Project = Output<'getTeamProject'>
const id = (last: number) => `00000000-0000-4000-8000-${String(last).padStart(12, '0')}`
const place = {
  name: '丰渚园南门',
  address: '下角东路 1 号',
  longitude: 114.4168,
  latitude: 23.1115,
  radiusMetres: 300,
}

/** Every field with a value that is not the one of an empty form. */
const terms = {
  title: '西湖晨间文明游园引导',
  campaign: 'civility',
  categories: ['environment', 'culture'],
  description: '引导游客文明游园。',
  recipients: ['elderly', 'children'],
  coverFileId: id(1),
  pictureFileIds: [id(2), id(3)],
  place,
  morePlaces: [{ ...place, name: '平湖门', radiusMetres: 200 }],
  recruitFrom: '2026-11-25T01:00:00.000Z',
  drawAt: '2026-11-27T10:00:00.000Z',
  recruitUntil: '2026-11-27T10:00:00.000Z',
  visibility: 'code' as const,
  signUpCode: 'XH2026',
  acceptsMinors: true,
  guardianPresent: true,
  minAge: 14,
  maxAge: 60,
  minMinutes: 90,
  training: '先参加培训',
  qualification: '持救护员证',
  autoAdmit: true,
  keepsWaitingList: false,
  offerHours: 6,
  withdrawHoursBefore: 12,
  riskStatement: '湖边路滑。',
  isDangerous: true,
  insurance: '团体意外险',
  insured: { insurer: '惠民保险', policyNumber: 'A-1', from: '2026-11-28', to: '2026-11-30' },
  safeguards: ['water'],
  leaderName: '陈国富',
  leaderPublic: false,
  contactPhone: '13800000000',
  contactPublic: true,
  exclusionsConfirmed: true,
}
const position = {
  name: '入口引导岗',
  description: '站在入口',
  requirements: '自带水杯',
  skills: ['first_aid'],
  plan: {
    rule: 'FREQ=WEEKLY;BYDAY=SA;UNTIL=20261128T155959Z',
    from: '2026-11-28',
    startTime: '22:00',
    endTime: '01:30',
    holidays: 'skip' as const,
    makeupDays: 'hold' as const,
    breakMinutes: 15,
    headcount: 20,
  },
}
const shift = {
  startsAt: '2026-11-28T14:00:00.000Z',
  endsAt: '2026-11-28T17:30:00.000Z',
  breakMinutes: 15,
  headcount: 20,
}
const body = {
  ...terms,
  teamIds: [id(4)],
  excludes: [id(5)],
  positions: [{ ...position, shifts: [shift] }],
}
const project: Project = {
  ...terms,
  teams: [{ teamId: id(4), name: '东湖社区志愿服务队' }],
  excludes: [{ projectId: id(5), projectNumber: 'P1', title: '另一个项目' }],
  positions: [
    {
      ...position,
      positionId: id(6),
      shifts: [
        { ...shift, shiftId: id(7), admitted: 0, held: 0, waiting: 0, awaitsDraw: false, cancelReason: null },
      ],
    },
  ],
  projectId: id(8),
  projectNumber: null,
  status: 'draft',
  teamId: id(9),
  teamName: '东湖社区志愿服务队',
  regionName: '惠城区',
  placeName: place.name,
  startsAt: shift.startsAt,
  endsAt: shift.endsAt,
  nextShift: null,
  headcount: 20,
  admitted: 0,
  hasInsurance: true,
  servedMinutes: null,
  doubts: [],
  refusalReason: null,
  pauseReason: null,
  cancelledAt: null,
  cancelReason: null,
  review: null,
  history: [],
  drawnAt: null,
  checkState: null,
  checkNote: '',
  formVersion: 0,
  whyNot: {
    updateProject: null,
    submitProject: null,
    withdrawSubmission: null,
    discardProject: null,
    resubmitProject: null,
  },
}

it('C1: a project that is opened and saved is sent as it was, in every field', () =>
  expect(bodyOf(formOf(project))).toEqual(body))

it('C1: what is left empty is sent as nothing, not as an empty word', () => {
  const bare = {
    ...project,
    insured: null,
    maxAge: null,
    recruitFrom: null,
    drawAt: null,
    coverFileId: null,
    campaign: null,
  }
  expect(bodyOf(formOf({ ...bare, minMinutes: 0, signUpCode: null }))).toMatchObject({
    ...{ insured: null, maxAge: null, recruitFrom: null, coverFileId: null, campaign: null },
    ...{ minMinutes: 0, signUpCode: null },
  })
})

it('C1: a guardian is asked for only where minors are taken', () =>
  expect(bodyOf({ ...formOf(project), acceptsMinors: false }).guardianPresent).toBe(false))

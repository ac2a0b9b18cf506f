/** What people ask the directory, each by name: fixed, so that every run asks alike. */
import { asking, type Question } from '../asking.ts'

const PLACE = { longitude: '114.412', latitude: '23.11' }
const LAST = Buffer.from(JSON.stringify(['01900000-0000-7000-8006-000000000bb8'])).toString('base64url')

export const QUESTIONS: readonly Question[] = [
  ['all', asking({})],
  ['the next page', asking({ after: LAST })],
  ...[
    '桥东街道',
    '东湖社区',
    '东湖',
    '图书馆',
    '中心医院',
    '湖',
    '志愿服务',
    '服务队',
    'qiaodong',
    'donghushequ',
    'tushuguan',
    'qdjd',
    'dhsq',
    'tsg',
    'zyfwd',
    '惠城 图书馆',
    '淡水 医院',
    'huicheng tsg',
    '没有这个团体',
    'xyzxyz',
  ].map((q) => [q, asking({ q })] as const),
  ['in a county', asking({ region: '441302' })],
  ['in a county: 图书馆', asking({ region: '441302', q: '图书馆' })],
  ['in a county: dhsq', asking({ region: '441302', q: 'dhsq' })],
  ['in a province: 东湖', asking({ region: '440000', q: '东湖' })],
  ['of a category', asking({ category: 'legal' })],
  ['of a category: 东湖', asking({ category: 'legal', q: '东湖' })],
  ['in a county, of a category', asking({ region: '441302', category: 'legal' })],
  ['near', asking({ ...PLACE, km: '5' })],
  ['far', asking({ ...PLACE, km: '20' })],
  ['near: 图书馆', asking({ ...PLACE, km: '10', q: '图书馆' })],
  ['near: tsg', asking({ ...PLACE, km: '20', q: 'tsg' })],
  ['near, of a category', asking({ ...PLACE, km: '20', category: 'legal' })],
]

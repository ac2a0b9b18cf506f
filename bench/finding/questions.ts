/** What people ask the list of projects, each by name: fixed, so that every run asks alike. */
import { asking, type Question } from '../asking.ts'

const PLACE = { longitude: '114.412', latitude: '23.11' }

/** P5, and the orders that are not about a place. */
export const LISTS: readonly Question[] = [
  ['all', asking({})],
  ...[
    '图书整理',
    '护学',
    '桥东街道',
    '东湖',
    '湖',
    '敬老陪伴',
    'hulu',
    'tushuzhengli',
    'tszl',
    'hx',
    'dhql',
    '惠城 护学',
    '淡水 义诊',
    'huicheng tszl',
    '没有这个项目',
    'xyzxyz',
  ].map((q) => [q, asking({ q })] as const),
  ['in a county', asking({ region: '441302' })],
  ['in a county: 护学', asking({ region: '441302', q: '护学' })],
  ['in a province', asking({ region: '440000' })],
  ['in a province: 花市引导', asking({ region: '440000', q: '花市引导' })],
  ['of a category', asking({ category: 'legal' })],
  ['of a category in a county', asking({ region: '441302', category: 'legal' })],
  ['of a campaign', asking({ campaign: 'public_health' })],
  ['open, for minors', asking({ open: 'true', minors: 'true' })],
  ['most needed', asking({ sort: 'need' })],
  ['most needed in a county', asking({ sort: 'need', region: '441302' })],
  ['most needed: 清滩', asking({ sort: 'need', q: '清滩' })],
]

/** P6. */
export const NEARBY: readonly Question[] = [
  ...['1', '3', '5', '10', '20'].map((km) => [`within ${km} km`, asking({ ...PLACE, km })] as const),
  ['at any distance', asking(PLACE)],
  ['with a piece', asking({ ...PLACE, km: '10', q: '护学' })],
  ['with initials', asking({ ...PLACE, km: '20', q: 'tszl' })],
  ['of a category', asking({ ...PLACE, km: '20', category: 'legal' })],
  ['open', asking({ ...PLACE, km: '20', open: 'true' })],
  ['at any distance: 图书整理', asking({ ...PLACE, q: '图书整理' })],
  ['nearby in the order of days', asking({ ...PLACE, km: '5', sort: 'date' })],
  ['nearby, most needed', asking({ ...PLACE, km: '5', sort: 'need' })],
]

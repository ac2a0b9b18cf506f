/** C1, X1–X10: what a title may not name, and what only makes one look twice. */
import { expect, test } from 'vitest'
import { doubtsOf, excludedByTitle, type ExcludedKind } from './exclusions.rules.ts'

test.each<[string, ExcludedKind]>([
  ['X1 国庆办公室值班', 'work_duty'],
  ['X1 周末代班登记', 'work_duty'],
  ['X2 本单位大扫除活动', 'internal_management'],
  ['X3 周末日结工作', 'paid'],
  ['X3 带薪引导员招募', 'paid'],
  ['X4 部门团建爬山', 'outing'],
  ['X4 素质拓展训练', 'outing'],
  ['X5 业委会换届投票', 'own_interest'],
  ['X6 集体观影活动', 'social_practice'],
  ['X6 暑期研学营', 'social_practice'],
  ['X7 班级大扫除', 'school_duty'],
  ['X7 教 室 卫生', 'school_duty'],
  ['X8 捐款50元兑换1小时', 'hours_for_sale'],
  ['X8 捐赠图书送志愿时长，现场引导', 'hours_for_sale'],
  ['X8 转发朋友圈集赞', 'hours_for_sale'],
  ['X9 每月例会', 'gathering'],
  ['X9 志愿者聚·餐', 'gathering'],
  ['X9 合唱团排练', 'gathering'],
  ['X10 新人岗前培训', 'training'],
])('%s stops', (title, kind) => expect(excludedByTitle(title.replace(/^X\d+ /, ''))?.kind).toBe(kind))

test.each([
  '西湖花市秩序引导',
  '共青团建设年集中服务',
  '社团建交流服务点',
  '无偿献血车引导',
  '农民工工资维权法律咨询',
  '防诈骗宣传：不转发不轻信',
  '为上班族健康义诊',
  '急救培训进社区',
  '为劳动者点赞·送清凉',
  '公开会客厅导览',
  '年会接待引导',
  '长者饭堂聚餐照护',
  '视障人士观影陪伴',
  '文明旅游劝导',
  '敬老院理发',
  '图书馆值班服务',
])('%s goes through', (title) => expect(excludedByTitle(title)).toBeNull())

test('what may be it is only pointed out, from the title and from the text, each kind once', () => {
  expect(doubtsOf({ title: '急救培训进社区', description: '先开会，再发放补贴，培训两小时。' })).toEqual([
    { kind: 'paid', word: '补贴' },
    { kind: 'gathering', word: '开会' },
    { kind: 'training', word: '培训' },
  ])
  expect(doubtsOf({ title: '西湖花市秩序引导', description: '引导市民有序进出。' })).toEqual([])
})

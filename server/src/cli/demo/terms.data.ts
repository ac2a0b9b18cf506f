/** What the demo city's projects say of themselves besides time, place and number: for whom, with what, on which terms. */
import type { draftOf } from '../../features/projects/index.ts'

type Draft = Parameters<typeof draftOf>[0]
type Told =
  | 'recipients'
  | 'safeguards'
  | 'leaderPublic'
  | 'maxAge'
  | 'guardianPresent'
  | 'training'
  | 'qualification'
  | 'minMinutes'
  | 'morePlaces'
  | 'coverFileId'
  | 'pictureFileIds'
  | 'visibility'
  | 'signUpCode'
  | 'teamIds'
  | 'isDangerous'
  | 'insured'
  | 'insurance'
  | 'riskStatement'
  | 'acceptsMinors'
  | 'minAge'
  | 'drawAt'
export type DemoTerms = Partial<Pick<Draft, Told>> & { skills?: string[] }

const OUTDOOR = ['insurance', 'water', 'clothing', 'tools']
const INDOOR = ['insurance', 'water', 'clothing']

/** By title. Those without a line say nothing more. */
export const DEMO_TERMS: Readonly<Record<string, DemoTerms>> = {
  东湖社区独居老人家庭清洁与慰问: {
    recipients: ['elderly'],
    safeguards: ['insurance', 'water', 'tools'],
    skills: ['nursing', 'appliance_repair'],
    morePlaces: [
      {
        name: '东湖花园三号小区居民活动室',
        address: '东湖西路 86 号',
        longitude: 114.4203,
        latitude: 23.0921,
        radiusMetres: 200,
      },
    ],
  },
  '周末故事会：给孩子们读一本书': {
    recipients: ['children'],
    safeguards: INDOOR,
    skills: ['teaching', 'handicraft'],
  },
  水东街老城导览: { recipients: ['public'], safeguards: INDOOR, skills: ['languages'], leaderPublic: false },
  '送教下乡：留守儿童周末课堂': {
    recipients: ['children', 'rural_residents'],
    safeguards: ['insurance', 'shared_transport', 'food'],
    skills: ['teaching', 'music'],
    training: '出发前看完《和孩子相处的十条约定》',
  },
  图书馆读者引导与整架: { recipients: ['public'], safeguards: INDOOR, skills: ['reception'] },
  门诊引导与助老就医: {
    recipients: ['patients', 'elderly'],
    safeguards: ['insurance', 'water', 'clothing', 'training'],
    skills: ['nursing', 'reception'],
    training: '参加过医院组织的门诊导诊培训（半天）',
  },
  西枝江沿岸清滩与水质观察: {
    recipients: ['public'],
    safeguards: OUTDOOR,
    guardianPresent: true,
    morePlaces: [
      { name: '西枝江桥头', address: '下角南路', longitude: 114.4141, latitude: 23.0803, radiusMetres: 300 },
    ],
  },
  红花湖绿道净山: { recipients: ['public'], safeguards: [...OUTDOOR, 'shared_transport'], maxAge: 65 },
  早高峰路口文明劝导: {
    recipients: ['public'],
    safeguards: OUTDOOR,
    morePlaces: [
      {
        name: '演达大道与三环南路口',
        address: '',
        longitude: 114.4011,
        latitude: 23.0706,
        radiusMetres: 200,
      },
      {
        name: '惠州大道与环城西路口',
        address: '',
        longitude: 114.4087,
        latitude: 23.0932,
        radiusMetres: 200,
      },
    ],
  },
  '护学岗：送孩子平安进校门': { recipients: ['children'], safeguards: OUTDOOR },
  家庭亲子阅读角: { recipients: ['children', 'women'], safeguards: INDOOR, guardianPresent: true },
  '科普进社区：小小实验课': {
    recipients: ['children'],
    safeguards: ['insurance', 'tools'],
    skills: ['teaching'],
  },
  西湖晨间文明游园引导: { recipients: ['public'], safeguards: OUTDOOR, skills: ['photography', 'languages'] },
  淡水老街邻里集市: { recipients: ['urban_residents'], safeguards: ['insurance', 'water', 'food'] },
  敬老院午后陪伴: { recipients: ['elderly'], safeguards: INDOOR, skills: ['nursing', 'music'] },
  巽寮湾净滩: {
    recipients: ['public'],
    safeguards: [...OUTDOOR, 'shared_transport', 'food'],
    guardianPresent: true,
  },
  农民画下乡课堂: {
    recipients: ['children', 'rural_residents'],
    safeguards: INDOOR,
    skills: ['arts', 'handicraft'],
  },
  '陪伴出行：和视障朋友逛公园': {
    recipients: ['disabled'],
    safeguards: [...INDOOR, 'training'],
    training: '现场先听半小时的引导方法',
  },
  社区法律咨询日: {
    recipients: ['urban_residents'],
    safeguards: ['water'],
    skills: ['law'],
    qualification: '法律职业资格证书，或法学专业在读',
  },
  '人人会急救：心肺复苏公开课': {
    recipients: ['public'],
    safeguards: ['water', 'tools', 'training'],
    skills: ['first_aid'],
    qualification: '红十字救护员证（有效期内）',
  },
}

/** Teams of the demo city, named by the conventions of the notice of 2018 (惠文明办〔2018〕92号, annex 1). */
export interface DemoTeam {
  key: string
  name: string
  level: 'federation' | 'corps' | 'team'
  kind: 'legal_person' | 'unregistered'
  parent: string | null
  regionCode: string
  unitKind: string
  campaigns: readonly string[]
  categories: readonly string[]
  intro: string
  address: string
  creditCode?: string
  joinMode: 'closed' | 'by_approval' | 'open'
}

const federation: DemoTeam = {
  key: 'federation',
  name: '惠州市志愿服务联合会',
  level: 'federation',
  kind: 'unregistered',
  parent: null,
  regionCode: '441300',
  unitKind: 'mass_organisation',
  campaigns: [],
  categories: ['community'],
  intro: '联系和指导全市志愿服务组织，审核直属队伍和项目。',
  address: '惠州市惠城区江北',
  joinMode: 'closed',
}

const counties = [
  ['441302', '惠城区', 'huicheng'],
  ['441303', '惠阳区', 'huiyang'],
  ['441322', '博罗县', 'boluo'],
  ['441323', '惠东县', 'huidong'],
  ['441324', '龙门县', 'longmen'],
] as const

const countyCorps: DemoTeam[] = counties.map(([regionCode, name, key]) => ({
  ...federation,
  key,
  name: `${name}志愿服务总队`,
  level: 'corps',
  parent: 'federation',
  regionCode,
  intro: `联系${name}各镇街和社区的志愿服务队，审核队伍和项目。`,
  address: name,
}))

interface Line {
  key: string
  name: string
  parent: string
  region: string
  unit: string
  campaigns: string[]
  categories: string[]
  intro: string
  mode?: DemoTeam['joinMode']
}

const lines: Line[] = [
  {
    key: 'donghu',
    name: '惠城区桥东街道东湖社区志愿服务队',
    parent: 'huicheng',
    region: '441302',
    unit: 'residents_committee',
    campaigns: ['neighbours'],
    categories: ['community', 'special_care'],
    intro: '社区里的邻居互相照应：探望独居老人，清洁楼道，周末带孩子们读书。',
    mode: 'by_approval',
  },
  {
    key: 'qiaodong',
    name: '惠城区桥东街道志愿服务队',
    parent: 'huicheng',
    region: '441302',
    unit: 'government',
    campaigns: ['neighbours'],
    categories: ['community', 'civility'],
    intro: '桥东街道的文明劝导、老城导览和便民服务。',
    mode: 'by_approval',
  },
  {
    key: 'education',
    name: '惠州市教育局党员志愿服务队',
    parent: 'federation',
    region: '441300',
    unit: 'government',
    campaigns: ['party_members', 'students'],
    categories: ['education'],
    intro: '党员活动日送教下乡，为留守儿童补课。',
  },
  {
    key: 'library',
    name: '惠州市图书馆文化志愿服务队',
    parent: 'federation',
    region: '441300',
    unit: 'culture',
    campaigns: ['cultural'],
    categories: ['culture', 'education'],
    intro: '整理书架、读者引导、周末故事会。',
    mode: 'by_approval',
  },
  {
    key: 'hospital',
    name: '惠州市中心医院健康志愿服务队',
    parent: 'federation',
    region: '441300',
    unit: 'health',
    campaigns: ['public_health'],
    categories: ['health'],
    intro: '门诊引导、义诊进社区、急救知识普及。',
    mode: 'by_approval',
  },
  {
    key: 'rivers',
    name: '惠州市环境保护局关爱山川河流志愿服务队',
    parent: 'federation',
    region: '441300',
    unit: 'government',
    campaigns: ['rivers_mountains'],
    categories: ['environment'],
    intro: '东江、西枝江沿岸清滩和水质观察。',
    mode: 'open',
  },
  {
    key: 'traffic',
    name: '惠州市公安局文明交通志愿服务队',
    parent: 'federation',
    region: '441300',
    unit: 'government',
    campaigns: ['civil_traffic'],
    categories: ['traffic', 'civility'],
    intro: '早晚高峰路口劝导，护送学生过马路。',
    mode: 'by_approval',
  },
  {
    key: 'women',
    name: '惠州市妇女联合会巾帼志愿服务队',
    parent: 'federation',
    region: '441300',
    unit: 'mass_organisation',
    campaigns: ['women'],
    categories: ['special_care', 'community'],
    intro: '家庭教育、妇女儿童关爱，欢迎一家人一起来。',
    mode: 'by_approval',
  },
  {
    key: 'college',
    name: '惠州学院青年志愿服务队',
    parent: 'federation',
    region: '441300',
    unit: 'education',
    campaigns: ['youth', 'students'],
    categories: ['education', 'large_event'],
    intro: '大学生支教、赛会服务和科普。',
    mode: 'by_approval',
  },
  {
    key: 'tourism',
    name: '惠州市旅游局文明旅游志愿服务队',
    parent: 'federation',
    region: '441300',
    unit: 'government',
    campaigns: ['civil_tourism'],
    categories: ['tourism', 'civility'],
    intro: '西湖景区引导、文明游园劝导。',
    mode: 'by_approval',
  },
  {
    key: 'danshui',
    name: '惠阳区淡水街道志愿服务队',
    parent: 'huiyang',
    region: '441303',
    unit: 'government',
    campaigns: ['neighbours'],
    categories: ['community'],
    intro: '淡水街道的邻里守望和节日慰问。',
    mode: 'by_approval',
  },
  {
    key: 'luoyang',
    name: '博罗县罗阳街道志愿服务队',
    parent: 'boluo',
    region: '441322',
    unit: 'government',
    campaigns: ['neighbours', 'targeted_relief'],
    categories: ['community', 'poverty_relief'],
    intro: '敬老院陪伴、驻村帮扶。',
    mode: 'by_approval',
  },
  {
    key: 'pingshan',
    name: '惠东县平山街道志愿服务队',
    parent: 'huidong',
    region: '441323',
    unit: 'government',
    campaigns: ['neighbours'],
    categories: ['community', 'environment'],
    intro: '海滩清洁和社区服务。',
    mode: 'open',
  },
  {
    key: 'longcheng',
    name: '龙门县龙城街道志愿服务队',
    parent: 'longmen',
    region: '441324',
    unit: 'government',
    campaigns: ['cultural'],
    categories: ['culture', 'tourism'],
    intro: '农民画教学和乡村旅游引导。',
    mode: 'by_approval',
  },
  {
    key: 'disabled',
    name: '惠州市残疾人联合会助残志愿服务队',
    parent: 'federation',
    region: '441300',
    unit: 'mass_organisation',
    campaigns: ['disability'],
    categories: ['special_care'],
    intro: '陪伴出行、上门服务和手语交流。',
    mode: 'by_approval',
  },
  {
    key: 'law',
    name: '惠州市司法局普法志愿服务队',
    parent: 'federation',
    region: '441300',
    unit: 'government',
    campaigns: ['law_education'],
    categories: ['legal'],
    intro: '法律咨询进社区，青少年普法课。',
  },
]

const legalPersons: DemoTeam[] = [
  {
    key: 'bluesky',
    name: '惠州市蓝湾应急志愿服务中心',
    level: 'team',
    kind: 'legal_person',
    parent: null,
    regionCode: '441300',
    unitKind: 'social_service',
    campaigns: ['safe_city'],
    categories: ['emergency', 'health'],
    intro: '在民政部门登记的社会服务机构，做急救培训和防灾宣传。',
    address: '惠州市惠城区江北',
    creditCode: '52441300MJ0000001J',
    joinMode: 'by_approval',
  },
]

export const DEMO_TEAMS: readonly DemoTeam[] = [
  federation,
  ...countyCorps,
  ...lines.map((line): DemoTeam => ({
    key: line.key,
    name: line.name,
    level: 'team',
    kind: 'unregistered',
    parent: line.parent,
    regionCode: line.region,
    unitKind: line.unit,
    campaigns: line.campaigns,
    categories: line.categories,
    intro: line.intro,
    address: '',
    joinMode: line.mode ?? 'closed',
  })),
  ...legalPersons,
]

/** Where they are found, about right. */
export const DEMO_POINTS: Readonly<Record<string, readonly [longitude: number, latitude: number]>> = {
  donghu: [114.4188, 23.0912],
  qiaodong: [114.4162, 23.0846],
  education: [114.4091, 23.0967],
  library: [114.4217, 23.1155],
  hospital: [114.4045, 23.0858],
  rivers: [114.4103, 23.1082],
  traffic: [114.4124, 23.1121],
  women: [114.4165, 23.1119],
  college: [114.4168, 23.0412],
  tourism: [114.4015, 23.0893],
  danshui: [114.4623, 22.8004],
  luoyang: [114.2891, 23.1723],
  pingshan: [114.7225, 22.9843],
  longcheng: [114.2542, 23.7271],
  disabled: [114.4083, 23.1012],
  law: [114.4201, 23.1168],
  bluesky: [114.4152, 23.1194],
}

/**
 * What is no volunteer service and must not be counted, told by its words. Pure. The kinds are X1 to X10 of
 * docs/rules/projects.md; a machine sees the plain ones alone, the rest is for the team's word and the reviewer's eye.
 */

/** X1 to X10, in their order. */
export const EXCLUDED_KINDS = [
  'work_duty',
  'internal_management',
  'paid',
  'outing',
  'own_interest',
  'social_practice',
  'school_duty',
  'hours_for_sale',
  'gathering',
  'training',
] as const
export type ExcludedKind = (typeof EXCLUDED_KINDS)[number]

/** A word that points at something that must not be counted. */
export interface Finding {
  kind: ExcludedKind
  word: string
}

/** These name the thing itself. They are read without spaces and signs, in small letters. */
const PLAIN: Readonly<Record<ExcludedKind, RegExp>> = {
  work_duty: /办公室值班|行政值班|单位值班|值夜班|代班|顶班|坐班|上班(?!族|高峰|路)/u,
  internal_management: /内部管理|内务整理|(?:本单位|办公室|本公司)(?:大扫除|打扫|搞卫生|保洁)/u,
  paid: /带薪|日结|兼职招|招兼职|有偿服务/u,
  outing: /(?<![社集党青])团建(?!设|立|交)|拓展训练|素质拓展|轰趴/u,
  own_interest: /业委会(?:选举|换届)|业主委员会(?:选举|换届)|拉票|竞选|班级互助/u,
  social_practice: /观影|看电影|观看(?:电影|影片)|专业实习|实习报告|研学|游学/u,
  school_duty:
    /班级(?:大扫除|打扫|卫生|值日)|教室(?:大扫除|打扫|卫生)|(?:宿舍|寝室)(?:大扫除|打扫|卫生)|值日|主题班会|班会|晚自习/u,
  hours_for_sale:
    /(?:捐[款赠物]|转账|付款).{0,6}(?:换|兑|抵|得|送).{0,6}(?:时长|工时|学时|小时)|(?:时长|工时|学时).{0,4}(?:兑换|换购|买卖|购买|代刷)|[买卖]时长|集赞|刷赞|(?<![不勿])转发(?!服务)|朋友圈打卡|关注公众号|砍一刀|助力砍价/u,
  gathering:
    /(?<![公展召])开会|例会|部署会|动员会|总结会|座谈会|聚餐|会餐|团圆饭局|彩排|排练|祈福|诵经|法会|做礼拜|促销|地推|带货/u,
  training: /岗前培训|志愿者培训|业务培训|岗位培训|参加培训|培训学习|集训|轮训|训练营/u,
}
/** Who serves those who meet, rehearse or watch a film does serve; then the plain word is a doubtful one. */
const SERVING =
  /引导|接待|保障|秩序|讲解|翻译|协助|后勤|会务|陪伴|陪护|助老|助残|助学|义诊|劝导|宣传|救援|照护|长者|老人|视障/u
/** With these the serving of others is no excuse. */
const NEVER_SERVING: readonly ExcludedKind[] = ['hours_for_sale', 'paid']

/** These may be it or not. */
const DOUBTFUL: Readonly<Record<ExcludedKind, RegExp>> = {
  work_duty: /值班|值守|加班|本职/u,
  internal_management: /大扫除|本单位|内务/u,
  paid: /兼职|有偿|补贴|报酬|工资|劳务费/u,
  outing: /团建(?!设|立|交)|春游|秋游|郊游|联谊|旅行团/u,
  own_interest: /业委会|业主委员会|选举|互助小组/u,
  social_practice: /实习|见习|调研|社会实践|社会调查|参观|问卷/u,
  school_duty: /班级|升旗|早读|校规/u,
  hours_for_sale: /点赞|答题|投票|捐款|捐赠|打卡|转发/u,
  gathering: /会议|年会|讲座|仪式|晚会|聚会|典礼|庆典/u,
  training: /培训|学习班|听课|上课|研修/u,
}

/** Without spaces and signs, so that a dot between two characters hides nothing. */
export const bare = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')

const wordsOf = (text: string, patterns: Readonly<Record<ExcludedKind, RegExp>>): Finding[] =>
  EXCLUDED_KINDS.flatMap((kind) => {
    const word = patterns[kind].exec(text)?.[0]
    return word === undefined ? [] : [{ kind, word }]
  })

/** X1–X10. What stops a title: it names something that must not be counted. */
export function excludedByTitle(title: string): Finding | null {
  const text = bare(title)
  const serves = SERVING.test(text)
  return wordsOf(text, PLAIN).find(({ kind }) => !serves || NEVER_SERVING.includes(kind)) ?? null
}

/** X1–X10. What the team and the reviewer are asked to look at: nothing here stops anything. */
export function doubtsOf({ title, description }: { title: string; description: string }): Finding[] {
  const found = new Map<ExcludedKind, Finding>()
  for (const text of [bare(title), bare(description)])
    for (const patterns of [PLAIN, DOUBTFUL])
      for (const finding of wordsOf(text, patterns))
        if (!found.has(finding.kind)) found.set(finding.kind, finding)
  return EXCLUDED_KINDS.flatMap((kind) => found.get(kind) ?? [])
}

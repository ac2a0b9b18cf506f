/** What people of the demo city say of a service, and what its teams tell of what was done. */
export const VOLUNTEERS_SAID = [
  '分工清楚，第一次来也不慌。',
  '培训短了点，希望提前发一份岗位说明。',
  '队长很照顾新人，下次还来。',
  '开始晚了十分钟，别的都好。',
  '和大家一起做，不觉得累。',
  '休息区离得有点远，天热的时候最好多备点水。',
] as const

export const TEAMS_SAID = [
  '守时，做事细心，还主动帮新人。',
  '对老人很有耐心。',
  '现场忙的时候主动补位，辛苦了。',
  '第一次参加，上手很快。',
  '指引清楚，声音再大一点就更好。',
] as const

export const RECIPIENTS_SAID = [
  '谢谢你们，老人家很高兴。',
  '讲得清楚，问什么都耐心回答。',
  '希望每个月都能来一次。',
  '小朋友们都很喜欢。',
] as const

interface Told {
  words: string
  served: number
  captions: readonly string[]
}
/** By the title of the project. */
export const REPORTS: Readonly<Record<string, Told>> = {
  东湖社区独居老人家庭清洁与慰问: {
    words:
      '早上 8 点在党群服务中心集合，两人一组分到户。上午走了 11 户，擦窗、拖地、清冰箱，重点看了用电和煤气软管，3 户的旧插排当场换了。\n\n聊天时记下 5 件要帮忙的事：配老花镜、修水龙头、陪看病各一件，想学视频通话的两位。已交给社区网格员，下周逐件回复。\n\n不足是两组去了同一栋楼，走了冤枉路，下次按楼栋分组。',
    served: 14,
    captions: ['志愿者在党群服务中心集合分组', '两人一组入户打扫'],
  },
  '周末故事会：给孩子们读一本书': {
    words:
      '这次读的是《小石狮》，来了十几个孩子和家长。读完一起用黏土捏石狮子，孩子们把作品带回了家。\n\n签到岗人手紧，开场前排了一会儿队，下次多安排一位志愿者。',
    served: 26,
    captions: ['志愿者给孩子们读绘本'],
  },
  水东街老城导览: {
    words:
      '上午带了 4 批游客，从牌坊走到骑楼，讲老街的由来和修缮。问得最多的是停车和厕所，已整理成一张小卡片放在引导岗。',
    served: 87,
    captions: ['讲解岗在水东街牌坊前', '引导岗给游客指路'],
  },
}
export const OTHER_REPORT: Told = {
  words: '活动按计划做完，没有人受伤。志愿者按岗位到位，大家问得最多的问题已经记下，会补进下次的岗位说明。',
  served: 60,
  captions: ['志愿者在服务点前'],
}

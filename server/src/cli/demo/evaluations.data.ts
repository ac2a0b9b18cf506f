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
  captions: readonly string[]
}
/** By the team's key; `other` stands for the teams that have no text of their own. */
export const REPORTS: Readonly<Record<string, Told>> = {
  donghu: {
    words:
      '上午 8 点半，志愿者在社区长者饭堂集合，先碰头分了三组：洗菜切菜、端菜引座、陪老人聊天。\n\n中午开了 9 桌，行动不便的 6 位老人由志愿者送餐上门。饭后收拾到两点，场地交还社区。\n\n这次的不足是轮椅通道堵了一会儿，下次会留一个人专门看着。',
    captions: ['志愿者在长者饭堂门口集合', '午饭前引导老人入座'],
  },
  rivers: {
    words:
      '沿西枝江步道分四段清理，捡了 23 袋垃圾，多数是饮料瓶和烟头，已按可回收和其他垃圾分开。\n\n路过的钓友也一起动手。下个月再来看看这一段能保持多久。',
    captions: ['志愿者分段清理江边步道', '清理出来的垃圾分类装袋'],
  },
  other: {
    words: '活动按计划做完，没有人受伤。志愿者按岗位到位，群众问得最多的问题已经记下，会补进下次的岗位说明。',
    captions: ['志愿者在服务点前'],
  },
}

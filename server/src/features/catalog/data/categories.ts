/**
 * What volunteers do (service categories) and the campaigns of 学雷锋志愿服务 that teams and projects
 * may belong to. The codes are this program's own; order is the order of the lists people see.
 */
export interface CategoryRow {
  code: string
  zh: string
  en: string
}

const rows = (...lines: [code: string, zh: string, en: string][]): CategoryRow[] =>
  lines.map(([code, zh, en]) => ({ code, zh, en }))

export const SERVICE_CATEGORIES = rows(
  ['community', '社区服务', 'Community service'],
  ['poverty_relief', '扶贫减贫', 'Poverty relief'],
  ['education', '支教助学', 'Teaching and student aid'],
  ['health', '卫生健康', 'Health care'],
  ['legal', '法律服务', 'Legal services'],
  ['environment', '环境保护', 'Environmental protection'],
  ['science', '科技科普', 'Science and technology'],
  ['culture', '文化艺术', 'Culture and arts'],
  ['public_safety', '平安综治', 'Public safety'],
  ['civility', '文明风尚', 'Civility'],
  ['traffic', '交通引导', 'Traffic guidance'],
  ['fire_safety', '志愿消防', 'Volunteer fire service'],
  ['emergency', '应急救援', 'Emergency rescue'],
  ['drug_prevention', '禁毒宣传', 'Drug prevention'],
  ['sports', '体育健身', 'Sports and fitness'],
  ['tourism', '旅游服务', 'Visitor services'],
  ['special_care', '关爱特殊群体', 'Care for people in need'],
  ['large_event', '大型活动', 'Large events'],
  ['overseas', '海外志愿服务', 'Service abroad'],
  ['tax', '税收服务', 'Tax services'],
  ['other', '其他', 'Other'],
)

export const CAMPAIGN_CATEGORIES = rows(
  ['party_members', '党员志愿服务', 'Party members'],
  ['youth', '青年志愿服务', 'Youth'],
  ['elderly', '老年志愿服务', 'Senior volunteers'],
  ['students', '学生志愿服务', 'Students'],
  ['women', '巾帼志愿服务', 'Women and families'],
  ['workers', '职工志愿服务', 'Workers'],
  ['red_cross', '红十字志愿服务', 'Red Cross'],
  ['neighbours', '社区志愿服务', 'Neighbours in the community'],
  ['safe_city', '平安志愿服务', 'Safe city'],
  ['cultural', '文化志愿服务', 'Culture for all'],
  ['popular_science', '科普志愿服务', 'Popular science'],
  ['law_education', '普法志愿服务', 'Knowing the law'],
  ['disability', '志愿助残阳光行动', 'Sunshine action for the disabled'],
  ['targeted_relief', '精准扶贫志愿服务', 'Targeted poverty alleviation'],
  ['public_health', '服务百姓健康志愿服务', 'Public health'],
  ['rivers_mountains', '关爱山川河流志愿服务', 'Rivers and mountains'],
  ['civil_traffic', '文明交通志愿服务', 'Civil traffic'],
  ['civil_tourism', '文明旅游志愿服务', 'Civil tourism'],
)

/**
 * Who leads and who answers for each of the eighteen campaigns in Huizhou, as the city's notice
 * 惠文明办〔2018〕92号 names them. Data of the demo city's site; another site has its own units.
 */
export interface CampaignUnits {
  code: string
  leadUnit: string
  responsibleUnits: string[]
}

const COUNTIES = '各县（区）'

const units = (code: string, leadUnit: string, ...responsibleUnits: string[]): CampaignUnits => ({
  code,
  leadUnit,
  responsibleUnits,
})

export const HUIZHOU_CAMPAIGN_UNITS: CampaignUnits[] = [
  units('party_members', '市委组织部', COUNTIES),
  units('youth', '团市委', COUNTIES),
  units('elderly', '市老龄办', '市老干部局', '市人社局', COUNTIES),
  units('students', '市教育局', '市人社局', COUNTIES),
  units('women', '市妇联', COUNTIES),
  units('workers', '市总工会', COUNTIES),
  units('red_cross', '市红十字会', COUNTIES),
  units('neighbours', '市文明办', '市民政局', '市房管局', '市妇联', '团市委', COUNTIES),
  units('safe_city', '市委政法委', '市公安局', COUNTIES),
  units('cultural', '市文广新局', '市文联', '惠州报业传媒集团', '惠州广电传媒集团', COUNTIES),
  units('popular_science', '市科协', COUNTIES),
  units('law_education', '市司法局', COUNTIES),
  units('disability', '市残联', COUNTIES),
  units('targeted_relief', '市扶贫办', '市直和驻惠各相关单位', COUNTIES),
  units('public_health', '市卫计局', COUNTIES),
  units('rivers_mountains', '市环保局', COUNTIES),
  units('civil_traffic', '市公安局', '市交通局', COUNTIES),
  units('civil_tourism', '市旅游局', '市交通局', '市园林局', COUNTIES),
]

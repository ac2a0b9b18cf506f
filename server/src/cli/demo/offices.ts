/** The authorities of the demo city, and who works there. */
import type { Act } from '../../act.ts'
import { insertAccount, insertGrant, insertSignInKey } from '../../features/accounts/index.ts'
import {
  HUIZHOU_CAMPAIGN_UNITS,
  openSite,
  updateCampaignUnits,
  updateSite,
} from '../../features/catalog/index.ts'
import { SYSTEM, type Actor, type Grant } from '../../kernel/actor.ts'
import type { AccountId } from '../../kernel/ids.ts'
import { uuidv7 } from '../../kernel/uuid.ts'
import { authorityGrant, staffActor, type Stage } from './stage.ts'

export interface Officer {
  key: string
  displayName: string
  phone: string
  grant: Grant
}

const office = (key: string, displayName: string, phone: string, grant: Grant): Officer => ({
  key,
  displayName,
  phone,
  grant,
})

export const OFFICERS: readonly Officer[] = [
  office('platform', '平台管理员', '14000000001', authorityGrant('platform_admin', '惠州志愿服务网', null)),
  office('civilisation', '何晓岚', '14000000002', authorityGrant('site_admin', '惠州市文明办', '4413')),
  office(
    'civil_affairs',
    '曾永宁',
    '14000000003',
    authorityGrant('authority_reviewer', '惠州市民政局', '4413'),
  ),
  office(
    'youth_league',
    '范子晴',
    '14000000004',
    authorityGrant('authority_viewer', '共青团惠州市委', '4413'),
  ),
  office('huicheng', '江海平', '14000000005', authorityGrant('authority_reviewer', '惠城区文明办', '441302')),
]

export type Offices = ReadonlyMap<string, Actor>

async function openOffice(act: Act, input: { officer: Officer; passwordHash: string }): Promise<AccountId> {
  const accountId = uuidv7<AccountId>(act.now)
  const { officer, passwordHash } = input
  await insertSignInKey(act.tx, act.vault, { kind: 'phone', value: officer.phone, accountId })
  await insertAccount(act.tx, { accountId, displayName: officer.displayName, passwordHash }, act.now)
  await insertGrant(act.tx, { ...officer.grant, accountId, grantedBy: null }, act.now)
  act.mark({ kind: 'account', id: accountId })
  return accountId
}

async function furnishSite(act: Act, _input: null): Promise<void> {
  const siteId = await openSite(act, {
    regionCode: '441300',
    isDemo: true,
    nameEn: 'Huizhou Volunteer Service',
  })
  await updateSite(act.tx, siteId, {
    nameZh: '惠州志愿服务网',
    taglineZh: '志愿之城，邻里守望',
    taglineEn: 'A city of volunteers',
  })
  await updateCampaignUnits(act.tx, siteId, HUIZHOU_CAMPAIGN_UNITS)
}

export async function openOffices(stage: Stage, passwordHash: string): Promise<Offices> {
  await stage.play(SYSTEM, furnishSite, null)
  const actors = new Map<string, Actor>()
  for (const officer of OFFICERS) {
    const accountId = await stage.play(SYSTEM, openOffice, { officer, passwordHash })
    actors.set(
      officer.key,
      staffActor(accountId, `${officer.grant.bodyName} ${officer.displayName}`, [officer.grant]),
    )
  }
  return actors
}

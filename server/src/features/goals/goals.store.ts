/** Goals as sites have set them, version after version. Whoever writes has locked the site. */
import { sql } from 'kysely'
import type { Reader, Tx } from '../../db/handles.ts'
import type { AccountId, SiteId } from '../../kernel/ids.ts'
import type { GoalVersion } from './goals.rules.ts'

export async function listGoalVersions(reader: Reader, siteIds: readonly SiteId[]): Promise<GoalVersion[]> {
  const rows = await reader
    .selectFrom('goalVersions')
    .select(['siteId', 'goalKey', 'version', 'personKind', 'measure', 'periodKind', 'amount', 'unitMinutes'])
    .select(['countsLate', 'nameZh', 'nameEn', 'source', 'firstPeriod', 'lastPeriod', 'setByLabel', 'setAt'])
    .where('siteId', '=', sql<SiteId>`any(${[...siteIds]}::uuid[])`)
    .orderBy('goalKey')
    .orderBy('version')
    .execute()
  // In the order of the sites asked for, so that the widest comes first.
  return rows
    .map(({ nameZh, nameEn, ...row }) => ({ ...row, name: { zh: nameZh, en: nameEn } }))
    .sort((a, b) => siteIds.indexOf(a.siteId) - siteIds.indexOf(b.siteId))
}

export async function insertGoalVersion(
  tx: Tx,
  { name, ...version }: GoalVersion,
  setBy: AccountId,
): Promise<void> {
  await tx
    .insertInto('goalVersions')
    .values({ ...version, nameZh: name.zh, nameEn: name.en, setBy })
    .execute()
}

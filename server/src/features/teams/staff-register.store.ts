/** Staff registers. Ways to reach a person are kept sealed. */
import { sql } from 'kysely'
import type { Reader, Tx } from '../../db/handles.ts'
import { PATH_END } from '../../kernel/actor.ts'
import type { TeamId } from '../../kernel/ids.ts'
import { decodeIdKey, limitOf, pageOf, type Page, type PageQuery } from '../../kernel/page.ts'
import type { Vault } from '../../vault.ts'
import type { Register, RegisterEntry, RegistersScope } from './staff-register.rules.ts'

const PURPOSE = 'staff_registers.reach'
const COLUMNS = [
  'place',
  'duty',
  'name',
  'gender',
  'title',
  'volunteerNumber',
  'phoneEnc',
  'emailEnc',
  'wechatEnc',
] as const

interface Row extends Omit<RegisterEntry, 'phone' | 'email' | 'wechat'> {
  place: number
  phoneEnc: Buffer
  emailEnc: Buffer | null
  wechatEnc: Buffer | null
}
function opened(vault: Vault, { place: _place, phoneEnc, emailEnc, wechatEnc, ...row }: Row): RegisterEntry {
  const open = (sealed: Buffer | null): string | null =>
    sealed === null ? null : vault.open(PURPOSE, sealed)
  return { ...row, phone: vault.open(PURPOSE, phoneEnc), email: open(emailEnc), wechat: open(wechatEnc) }
}

/** The whole register takes the place of the last. */
export async function replaceRegister(
  tx: Tx,
  vault: Vault,
  teamId: TeamId,
  { entries, now }: { entries: readonly RegisterEntry[]; now: Date },
): Promise<void> {
  await tx.deleteFrom('staffRegisters').where('teamId', '=', teamId).execute()
  const seal = (text: string | null): Buffer | null => (text === null ? null : vault.seal(PURPOSE, text))
  const rows = entries.map(({ phone, email, wechat, ...entry }, place) => ({
    ...entry,
    teamId,
    place,
    phoneEnc: vault.seal(PURPOSE, phone),
    emailEnc: seal(email),
    wechatEnc: seal(wechat),
    keptAt: now,
  }))
  if (rows.length > 0) await tx.insertInto('staffRegisters').values(rows).execute()
}

export async function findRegister(reader: Reader, vault: Vault, teamId: TeamId): Promise<RegisterEntry[]> {
  const rows = await reader
    .selectFrom('staffRegisters')
    .select(COLUMNS)
    .where('teamId', '=', teamId)
    .orderBy('place')
    .execute()
  return rows.map((row) => opened(vault, row))
}

/** The units of a region that have filled theirs, the suspended too: whom to ask there is wanted most then. */
export async function listStaffRegisters(
  reader: Reader,
  vault: Vault,
  { regionPath }: RegistersScope,
  query: PageQuery,
): Promise<Page<Register>> {
  const limit = limitOf(query)
  const after = decodeIdKey(query.after)
  const { rows } = await sql<Omit<Register, 'entries'>>`
    select t.team_id, t.name as team_name, r.name as region_name from teams t join regions r using (region_code)
    where t.region_path >= ${regionPath} and t.region_path < ${regionPath + PATH_END} and t.status in ('active', 'suspended')
      and (${after}::uuid is null or t.team_id > ${after}::uuid)
      and exists (select from staff_registers s where s.team_id = t.team_id)
    order by t.team_id limit ${limit + 1}`.execute(reader)
  const page = pageOf(rows, limit, (row) => [row.teamId])
  if (page.items.length === 0) return { ...page, items: [] }
  const entries = await reader
    .selectFrom('staffRegisters')
    .select([...COLUMNS, 'teamId'])
    .where(
      'teamId',
      'in',
      page.items.map(({ teamId }) => teamId),
    )
    .orderBy('teamId')
    .orderBy('place')
    .execute()
  const byTeam = Map.groupBy(entries, ({ teamId }) => teamId)
  const items = page.items.map((unit) => ({
    ...unit,
    entries: (byTeam.get(unit.teamId) ?? []).map(({ teamId: _teamId, ...row }) => opened(vault, row)),
  }))
  return { ...page, items }
}

/** What a person sees of themselves: the account, the application or the card, and the hats. */
import { sql } from 'kysely'
import type { Reader } from '../../db/handles.ts'
import type { AccountId, TeamId, VolunteerId } from '../../kernel/ids.ts'
import { localDate, type LocalDate } from '../../kernel/local-date.ts'
import { maskIdNumber, maskPhone } from '../../kernel/masking.ts'
import type { Vault } from '../../vault.ts'
import { openIdNumber, openPhone } from './volunteers.store.ts'
import type { VolunteerStatus } from './verification.rules.ts'

export async function findOwnAccount(reader: Reader, accountId: AccountId) {
  const { rows } = await sql<{ displayName: string; unreadNotices: number }>`
    select display_name, (select count(*) from notices n where n.account_id = a.account_id and n.read_at is null) as unread_notices
    from accounts a where a.account_id = ${accountId}`.execute(reader)
  return rows[0]
}

export interface OwnVolunteer {
  volunteerId: VolunteerId
  status: VolunteerStatus
  name: string
  volunteerNumber: string | null
  birthDate: LocalDate
  regionName: string
  regionPath: string
  phoneMasked: string
  idNumberMasked: string
  refusalReason: string | null
  submittedAt: Date
  dueOn: LocalDate | null
}

export async function findOwnVolunteer(
  reader: Reader,
  vault: Vault,
  volunteerId: VolunteerId,
): Promise<OwnVolunteer | undefined> {
  const row = await reader
    .selectFrom('volunteers')
    .innerJoin('regions', 'regions.regionCode', 'volunteers.regionCode')
    .leftJoin('reviews', (join) =>
      join
        .onRef('reviews.subjectId', '=', 'volunteers.volunteerId')
        .on('reviews.subjectKind', '=', 'volunteer')
        .on('reviews.decidedAt', 'is', null),
    )
    .select([
      'volunteers.volunteerId',
      'volunteers.status',
      'volunteers.name',
      'volunteers.volunteerNumber',
      'volunteers.birthDate',
      'volunteers.regionPath',
      'volunteers.phoneEnc',
      'volunteers.idNumberEnc',
      'volunteers.refusalReason',
      'regions.name as regionName',
      'reviews.dueOn',
    ])
    .select((eb) => eb.fn.coalesce('reviews.submittedAt', 'volunteers.registeredAt').as('submittedAt'))
    .where('volunteers.volunteerId', '=', volunteerId)
    .executeTakeFirst()
  if (row === undefined) return undefined
  const { phoneEnc, idNumberEnc, birthDate, dueOn, ...rest } = row
  return {
    ...rest,
    birthDate: localDate(birthDate),
    dueOn: dueOn === null ? null : localDate(dueOn),
    phoneMasked: maskPhone(openPhone(vault, phoneEnc)),
    idNumberMasked: maskIdNumber(openIdNumber(vault, idNumberEnc)),
  }
}

export interface TeamName {
  teamId: TeamId
  name: string
  level: 'federation' | 'corps' | 'team'
}

/** For naming the hats of team staff. */
export function listTeamNames(reader: Reader, teamIds: readonly TeamId[]): Promise<TeamName[]> {
  return reader
    .selectFrom('teams')
    .select(['teamId', 'name', 'level'])
    .where('teamId', '=', sql<TeamId>`any(${[...teamIds]}::uuid[])`)
    .execute()
}

export function listRegionNames(
  reader: Reader,
  paths: readonly string[],
): Promise<{ path: string; regionCode: string; name: string }[]> {
  return reader
    .selectFrom('regions')
    .select(['path', 'regionCode', 'name'])
    .where('path', '=', sql<string>`any(${[...paths]}::text[])`)
    .where('validTo', 'is', null)
    .execute()
}

export interface Card {
  volunteerNumber: string
  name: string
  regionName: string
  regionPath: string
  verifiedAt: Date
  creditMinutes: number
  teamName: string | null
}

/** Of verified people only. The team is the one joined first: the home team. */
export async function findCard(reader: Reader, volunteerId: VolunteerId): Promise<Card | undefined> {
  const { rows } = await sql<Card>`
    select v.volunteer_number, v.name, r.name as region_name, v.region_path, v.verified_at,
      coalesce(t.credit_minutes, 0) as credit_minutes,
      (select teams.name from memberships m join teams on teams.team_id = m.team_id
       where m.volunteer_id = v.volunteer_id and m.status = 'member'
       order by m.joined_at, m.membership_id limit 1) as team_name
    from volunteers v
      join regions r on r.region_code = v.region_code
      left join volunteer_totals t on t.volunteer_id = v.volunteer_id
    where v.volunteer_id = ${volunteerId} and v.volunteer_number is not null and v.verified_at is not null`.execute(
    reader,
  )
  return rows[0]
}

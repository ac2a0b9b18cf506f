/** Who is whose guardian: the guardian that a minor's consent names, where that person is registered too. */
import { sql } from 'kysely'
import type { Reader } from '../../db/handles.ts'
import type { VolunteerId } from '../../kernel/ids.ts'

/** More than anybody has at home; whoever is named by more people sees the first. */
const WARDS_MAX = 20

/** The verified people whose consent was given by this person, minors or not any more. */
export async function listWardIds(reader: Reader, guardianId: VolunteerId): Promise<VolunteerId[]> {
  const { rows } = await sql<{ volunteerId: VolunteerId }>`
    select distinct g.volunteer_id from identity_keys k
    join guardianships g on g.guardian_hash = k.identity_hash and g.withdrawn_at is null
    join volunteers v on v.volunteer_id = g.volunteer_id and v.status = 'verified'
    where k.volunteer_id = ${guardianId} order by g.volunteer_id limit ${WARDS_MAX}`.execute(reader)
  return rows.map(({ volunteerId }) => volunteerId)
}

export async function findGuardianId(
  reader: Reader,
  volunteerId: VolunteerId,
): Promise<VolunteerId | undefined> {
  const { rows } = await sql<{ volunteerId: VolunteerId }>`
    select k.volunteer_id from guardianships g join identity_keys k on k.identity_hash = g.guardian_hash
    where g.volunteer_id = ${volunteerId} and g.withdrawn_at is null
    order by g.guardianship_id desc limit 1`.execute(reader)
  return rows[0]?.volunteerId
}

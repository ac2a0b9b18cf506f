/** Who holds an identity, the public numbers, and how many people each county counts. */
import { sql } from 'kysely'
import type { Act } from '../../act.ts'
import type { Reader, Tx } from '../../db/handles.ts'
import type { VolunteerId } from '../../kernel/ids.ts'
import { dateIn, ZONE } from '../../kernel/local-date.ts'
import { permutedSerial, publicNumber, type NumberLetter } from '../../kernel/public-number.ts'
import type { Vault } from '../../vault.ts'

const SECRET_BYTES = 6
const COUNTY_LENGTH = 6

/** Under which an identity is found; the number itself lies nowhere in plain. */
export const identityHash = (vault: Vault, idNumber: string): Buffer => vault.blind('identity', idNumber)

export type Claim = 'claimed' | 'held' | 'taken'

/**
 * Takes an identity for a person. `taken` says that another holds it; the row that becomes scarce is
 * the key itself, so two that come at once wait for each other here.
 */
export async function claimIdentity(
  tx: Tx,
  vault: Vault,
  idNumber: string,
  volunteerId: VolunteerId,
): Promise<Claim> {
  const hash = identityHash(vault, idNumber)
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('identityKeys')
    .values({ identityHash: hash, volunteerId })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow()
  if (numInsertedOrUpdatedRows === 1n) return 'claimed'
  return (await findHolder(tx, vault, idNumber)) === volunteerId ? 'held' : 'taken'
}

export async function findHolder(
  reader: Reader,
  vault: Vault,
  idNumber: string,
): Promise<VolunteerId | undefined> {
  const row = await reader
    .selectFrom('identityKeys')
    .select('volunteerId')
    .where('identityHash', '=', identityHash(vault, idNumber))
    .executeTakeFirst()
  return row?.volunteerId
}

/** Gives an identity back; false when another holds it, or nobody. */
export async function releaseIdentity(
  tx: Tx,
  vault: Vault,
  idNumber: string,
  volunteerId: VolunteerId,
): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('identityKeys')
    .where('identityHash', '=', identityHash(vault, idNumber))
    .where('volunteerId', '=', volunteerId)
    .executeTakeFirst()
  return numDeletedRows === 1n
}

/**
 * The next number of a letter and region in this month. Its series is locked until the deed is done,
 * so ask for it last.
 */
export async function nextPublicNumber(act: Act, letter: NumberLetter, regionCode: string): Promise<string> {
  const on = dateIn(ZONE, act.now)
  const six = regionCode.slice(0, COUNTY_LENGTH)
  const series = `${letter}${six}${on.slice(2, 4)}${on.slice(5, 7)}`
  const { lastCount } = await act.tx
    .insertInto('numberSeries')
    .values({ series, lastCount: 0 })
    .onConflict((conflict) =>
      conflict.column('series').doUpdateSet({ lastCount: sql`number_series.last_count + 1` }),
    )
    .returning('lastCount')
    .executeTakeFirstOrThrow()
  const secret = act.vault.derive(`number-series:${series}`).readUIntBE(0, SECRET_BYTES)
  return publicNumber({ letter, regionCode: six, on, serial: permutedSerial(lastCount, secret) })
}

export async function insertVolunteerNumber(
  tx: Tx,
  volunteerNumber: string,
  volunteerId: VolunteerId,
): Promise<void> {
  await tx.insertInto('volunteerNumbers').values({ volunteerNumber, volunteerId }).execute()
}

export interface PeopleChange {
  registered?: number
  claimed?: number
  verified?: number
}

/** Keeps the counts of the county in which a region lies. Locks its row: write it late in a deed. */
export async function updateRegionPeople(tx: Tx, regionPath: string, change: PeopleChange): Promise<void> {
  const { registered = 0, claimed = 0, verified = 0 } = change
  await tx
    .insertInto('regionPeople')
    .values({ regionPath: regionPath.slice(0, COUNTY_LENGTH), registered, claimed, verified })
    .onConflict((conflict) =>
      conflict.column('regionPath').doUpdateSet({
        registered: sql`region_people.registered + ${registered}`,
        claimed: sql`region_people.claimed + ${claimed}`,
        verified: sql`region_people.verified + ${verified}`,
      }),
    )
    .execute()
}

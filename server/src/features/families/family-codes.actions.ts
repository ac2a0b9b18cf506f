/** A family's code: made anew, ended, and taken from people who join with it. The family is locked by every deed. */
import type { Act } from '../../act.ts'
import type { FamilyCodeId, FamilyId } from '../../kernel/ids.ts'
import { Refusal, refuseIf } from '../../kernel/refusal.ts'
import { uuidv7 } from '../../kernel/uuid.ts'
import type { Reader } from '../../db/handles.ts'
import type { Vault } from '../../vault.ts'
import { newJoinCode, normalizeJoinCode, whyNotJoinByCode } from '../teams/index.ts'
import { whyNotHeadFamily } from './families.rules.ts'
import {
  findCodeGiven,
  insertFamilyCode,
  markFamilyCodeEnded,
  markFamilyCodeUsed,
  type FamilyCode,
} from './family-codes.store.ts'
import { lockOwnFamily } from './own-family.ts'

const DAY_MS = 86_400_000

/** The code before it ends at once. */
export async function renewFamilyCode(
  act: Act,
  { validDays, usesMax }: { validDays: number; usesMax: number },
): Promise<FamilyCode> {
  const { family, me } = await lockOwnFamily(act)
  refuseIf(whyNotHeadFamily(family, me))
  await markFamilyCodeEnded(act.tx, family.familyId, act.now)
  const made = {
    familyCodeId: uuidv7<FamilyCodeId>(act.now),
    code: newJoinCode(),
    madeAt: act.now,
    expiresAt: new Date(act.now.getTime() + validDays * DAY_MS),
    usesMax,
  }
  await insertFamilyCode(act.tx, act.vault, { ...made, familyId: family.familyId })
  const { familyCodeId } = made
  act.mark({ kind: 'family', id: family.familyId, facts: { familyCodeId, validDays, usesMax } })
  return { ...made, uses: 0 }
}

export async function endFamilyCode(act: Act): Promise<void> {
  const { family, me } = await lockOwnFamily(act)
  refuseIf(whyNotHeadFamily(family, me))
  if (!(await markFamilyCodeEnded(act.tx, family.familyId, act.now))) throw new Refusal('no_join_code')
  act.mark({ kind: 'family', id: family.familyId })
}

/** F5. Which family a typed code opens; refuses like a team's code, so that trying teaches nothing. */
export async function openFamilyCode(
  reader: Reader,
  vault: Vault,
  typed: string,
  now: Date,
): Promise<{ familyId: FamilyId; familyCodeId: FamilyCodeId }> {
  const given = normalizeJoinCode(typed)
  const code = given === '' ? undefined : await findCodeGiven(reader, vault, given)
  refuseIf(whyNotJoinByCode(given, code === undefined ? null : { ...code, isRight: true }, now))
  if (code === undefined) throw new Refusal('join_code_wrong')
  return code
}

/** One use of it. The caller has locked the family since it was read, so it is read again. */
export async function takeFamilyCode(act: Act, typed: string): Promise<void> {
  const { familyCodeId } = await openFamilyCode(act.tx, act.vault, typed, act.now)
  await markFamilyCodeUsed(act.tx, familyCodeId)
}

/** A team's code: made anew, ended, and taken from people who join with it. The team is locked by every deed. */
import { randomInt, timingSafeEqual } from 'node:crypto'
import type { Act } from '../../act.ts'
import { accountOf } from '../../kernel/actor.ts'
import type { JoinCodeId, TeamId } from '../../kernel/ids.ts'
import { Refusal, refuseIf } from '../../kernel/refusal.ts'
import { uuidv7 } from '../../kernel/uuid.ts'
import { JOIN_CODE_ALPHABET, JOIN_CODE_LENGTH, whyNotJoinByCode } from './join-codes.rules.ts'
import {
  findJoinCode,
  insertJoinCode,
  markJoinCodeEnded,
  markJoinCodeUsed,
  type JoinCode,
} from './join-codes.store.ts'
import { whyNotDecideForTeam, whyNotSetJoinMode } from './teams.rules.ts'
import { lockTeam } from './teams.store.ts'

const DAY_MS = 86_400_000

/** Chance alone makes a code, so that none leads to another. */
export const newJoinCode = (): string =>
  Array.from(
    { length: JOIN_CODE_LENGTH },
    () => JOIN_CODE_ALPHABET[randomInt(JOIN_CODE_ALPHABET.length)],
  ).join('')

export interface RenewJoinCode {
  teamId: TeamId
  validDays: number | null
  usesMax: number | null
}
/** The code before it ends at once. */
export async function renewJoinCode(
  act: Act,
  { teamId, validDays, usesMax }: RenewJoinCode,
): Promise<JoinCode> {
  const team = await lockTeam(act.tx, teamId)
  refuseIf(whyNotSetJoinMode(act.actor, team))
  await markJoinCodeEnded(act.tx, teamId, act.now)
  const made = {
    joinCodeId: uuidv7<JoinCodeId>(act.now),
    code: newJoinCode(),
    madeAt: act.now,
    expiresAt: validDays === null ? null : new Date(act.now.getTime() + validDays * DAY_MS),
    usesMax,
  }
  await insertJoinCode(act.tx, act.vault, { ...made, teamId, madeBy: accountOf(act.actor) })
  act.mark({ kind: 'team', id: teamId, facts: { joinCodeId: made.joinCodeId, validDays, usesMax } })
  return { ...made, uses: 0 }
}

export async function endJoinCode(act: Act, { teamId }: { teamId: TeamId }): Promise<void> {
  const team = await lockTeam(act.tx, teamId)
  refuseIf(whyNotDecideForTeam(act.actor, team))
  if (!(await markJoinCodeEnded(act.tx, teamId, act.now))) throw new Refusal('no_join_code')
  act.mark({ kind: 'team', id: teamId })
}

const isSame = (given: string, code: string): boolean =>
  given.length === code.length && timingSafeEqual(Buffer.from(given), Buffer.from(code))

/** One use of the team's code. The caller has locked the team, so two people do not take the last use. */
export async function takeJoinCode(act: Act, teamId: TeamId, given: string): Promise<JoinCodeId> {
  const code = await findJoinCode(act.tx, act.vault, teamId)
  const facts = code === undefined ? null : { ...code, isRight: isSame(given, code.code) }
  refuseIf(whyNotJoinByCode(given, facts, act.now))
  if (code === undefined) throw new Refusal('join_code_wrong')
  await markJoinCodeUsed(act.tx, code.joinCodeId)
  return code.joinCodeId
}

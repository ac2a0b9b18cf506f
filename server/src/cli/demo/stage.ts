/** Where the demo city is played: the program's own deeds, each at its own moment. */
import { performWith, type Action } from '../../act.ts'
import type { Opened } from '../../db/open.ts'
import { GUEST, type Actor, type Grant, type Role } from '../../kernel/actor.ts'
import type { AccountId, TeamId, VolunteerId } from '../../kernel/ids.ts'
import { startOfDay, ZONE, type LocalDate } from '../../kernel/local-date.ts'
import { maskName } from '../../kernel/masking.ts'
import type { Vault } from '../../vault.ts'

/** An hour of the day on the clocks of the city. */
export const momentOf = (date: LocalDate, hour: number): Date =>
  new Date(startOfDay(ZONE, date).getTime() + hour * 3_600_000)

export interface Stage {
  opened: Opened
  vault: Vault
  now(): Date
  moveTo(at: Date): void
  play<Input, Output>(actor: Actor, action: Action<Input, Output>, input: Input): Promise<Output>
}

/** Between two deeds the play can be stopped. */
export function openStage(opened: Opened, vault: Vault, start: Date, stop: AbortSignal): Stage {
  let now = start
  const { perform } = performWith(opened.db, () => now, vault)
  return {
    opened,
    vault,
    now: () => now,
    moveTo: (at) => void (now = at),
    // An action is named like its deed, so its name is the audit entry.
    async play(actor, action, input) {
      stop.throwIfAborted()
      return perform({ actor, deed: action.name }, action, input)
    },
  }
}

export const staffActor = (accountId: AccountId, label: string, grants: readonly Grant[]): Actor => ({
  ...GUEST,
  accountId,
  label,
  grants,
})

export const authorityGrant = (role: Role, bodyName: string, regionPath: string | null): Grant => ({
  role,
  bodyName,
  regionPath,
  teamId: null,
  teamPath: null,
})

export const teamGrant = (role: Role, team: { teamId: TeamId; path: string; name: string }): Grant => ({
  role,
  bodyName: team.name,
  regionPath: null,
  teamId: team.teamId,
  teamPath: team.path,
})

export const volunteerActor = (
  person: { accountId: AccountId; volunteerId: VolunteerId; name: string },
  grants: readonly Grant[] = [],
): Actor => ({
  accountId: person.accountId,
  sessionId: null,
  volunteerId: person.volunteerId,
  volunteerVerified: true,
  label: maskName(person.name),
  grants,
})

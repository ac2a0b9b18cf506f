/** The integrity pledge (诚信协议) that a team accepts before it first publishes. Pure. L-numbers are those of docs/rules/teams.md. */
import type { Actor } from '../../kernel/actor.ts'
import { whyNotDecideForTeam, type KeepingReason, type TeamStatus } from './teams.rules.ts'

/** A new text gets a new version, and is accepted anew before the next publication. */
export const PLEDGE_VERSION = '2026-11'

export interface AcceptingFacts {
  team: { path: string; status: TeamStatus }
  /** The version that was read. */
  version: string
  isAccepted: boolean
}
export type AcceptingReason = KeepingReason | 'team_not_active' | 'pledge_outdated' | 'already_accepted'

/** L1. Who decides for a team accepts for it, and only the text that holds. */
export function whyNotAcceptPledge(actor: Actor, facts: AcceptingFacts): AcceptingReason | null {
  const foreign = whyNotDecideForTeam(actor, facts.team)
  if (foreign !== null) return foreign
  if (facts.team.status !== 'active') return 'team_not_active'
  if (facts.version !== PLEDGE_VERSION) return 'pledge_outdated'
  return facts.isAccepted ? 'already_accepted' : null
}

/** L2. Nothing is published before the pledge that holds has been accepted. */
export const whyNotPublishUnpledged = (isAccepted: boolean): 'pledge_missing' | null =>
  isAccepted ? null : 'pledge_missing'

import type { Act } from '../../act.ts'
import { volunteerOf } from '../../kernel/actor.ts'
import type { TeamId } from '../../kernel/ids.ts'
import { Refusal, refuseIf } from '../../kernel/refusal.ts'
import { lockVolunteer } from '../volunteers/index.ts'
import {
  findStandingConsent,
  insertStandingConsent,
  markStandingConsentEnded,
  type StandingConsent,
} from './consents.store.ts'
import { whyNotConsent } from './consents.rules.ts'
import { getTeam } from './teams.store.ts'

/** I9. To one team; another takes the place of the first. Given again to the same, it stays as it is. */
export async function setStandingConsent(act: Act, { teamId }: { teamId: TeamId }): Promise<StandingConsent> {
  const { tx, now } = act
  const volunteerId = volunteerOf(act.actor)
  await lockVolunteer(tx, volunteerId)
  const team = await getTeam(tx, teamId)
  refuseIf(whyNotConsent(team))
  act.mark({ kind: 'team', id: teamId, volunteerId })
  const before = await findStandingConsent(tx, volunteerId)
  if (before?.teamId === teamId) return before
  await markStandingConsentEnded(tx, volunteerId, now)
  await insertStandingConsent(tx, volunteerId, teamId, now)
  return { teamId, teamName: team.name, givenAt: now }
}

export async function endStandingConsent(act: Act): Promise<void> {
  const volunteerId = volunteerOf(act.actor)
  await lockVolunteer(act.tx, volunteerId)
  if (!(await markStandingConsentEnded(act.tx, volunteerId, act.now))) throw new Refusal('consent_not_given')
  act.mark({ kind: 'volunteer', id: volunteerId, volunteerId })
}

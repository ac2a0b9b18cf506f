/** Leave that a person gives a team beforehand, decided. Pure. */
import type { TeamStatus } from './teams.rules.ts'

/** I9. A team that exists for joining; being its member already does no harm. */
export const whyNotConsent = (team: { status: TeamStatus }): 'team_not_active' | null =>
  team.status === 'active' ? null : 'team_not_active'

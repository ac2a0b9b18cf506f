/** What changes day by day needs nobody's leave; the trail says which fields. */
import type { Act } from '../../act.ts'
import type { TeamId } from '../../kernel/ids.ts'
import { Refusal, refuseIf } from '../../kernel/refusal.ts'
import { listUnknownCategories } from '../catalog/index.ts'
import { contactFaults } from './form.rules.ts'
import { updateDaily, type DailyFields } from './profile.store.ts'
import { getTeamDetail } from './registration.store.ts'
import { whyNotNameLeader } from './memberships.rules.ts'
import { whyNotWriteProfile } from './teams.rules.ts'
import { lockTeam } from './teams.store.ts'

export async function updateTeamProfile(
  act: Act,
  { teamId, daily }: { teamId: TeamId; daily: DailyFields },
): Promise<void> {
  const team = await lockTeam(act.tx, teamId)
  refuseIf(whyNotWriteProfile(act.actor, team))
  const faults = contactFaults(daily)
  if (faults[0] !== undefined) throw new Refusal(faults[0].reason, { field: faults[0].field, points: faults })
  const codes = await listUnknownCategories(act.tx, 'campaign', daily.campaigns)
  if (codes.length > 0) throw new Refusal('code_unknown', { field: 'campaigns', codes })
  const before = { ...(await getTeamDetail(act.tx, act.vault, teamId)), intro: team.intro }
  const fields = (Object.keys(daily) as (keyof DailyFields)[]).filter(
    (field) => JSON.stringify(before[field]) !== JSON.stringify(daily[field]),
  )
  refuseIf(whyNotNameLeader(act.actor, team, fields), { field: 'leaderPublic' })
  await updateDaily(act.tx, act.vault, teamId, daily)
  act.mark({ kind: 'team', id: teamId, facts: { fields } })
}

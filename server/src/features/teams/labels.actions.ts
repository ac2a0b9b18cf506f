/** Members are put into groups and get tags, many at once. */
import type { Act } from '../../act.ts'
import type { MembershipId, TeamId } from '../../kernel/ids.ts'
import { refuseIf } from '../../kernel/refusal.ts'
import { normalizeLabel, whyNotLabelMembers, type LabelKind } from './labels.rules.ts'
import { deleteLabels, findLabelFacts, insertLabels } from './labels.store.ts'
import { lockTeam } from './teams.store.ts'

export interface LabelMembers {
  teamId: TeamId
  kind: LabelKind
  label: string
  membershipIds: readonly MembershipId[]
  /** Given, or taken away. */
  isOn: boolean
}

/** Answers for how many members something changed. */
export async function labelMembers(act: Act, input: LabelMembers): Promise<{ changed: number }> {
  const team = await lockTeam(act.tx, input.teamId)
  const label = { kind: input.kind, label: normalizeLabel(input.label) }
  const facts = await findLabelFacts(act.tx, team.teamId, label)
  refuseIf(whyNotLabelMembers(act.actor, { team, label: label.label, ...facts }))
  const { membershipIds } = input
  const changed = input.isOn
    ? await insertLabels(act.tx, team.teamId, label, { membershipIds, now: act.now })
    : await deleteLabels(act.tx, team.teamId, label, membershipIds)
  act.mark({ kind: 'team', id: team.teamId, facts: { label: label.label, changed, isOn: input.isOn } })
  return { changed }
}

/** Who hears that a team has been dissolved, and what it means for them. */
import type { Act } from '../../act.ts'
import type { AccountId, TeamId } from '../../kernel/ids.ts'
import { notify, type NewNotice } from '../notices/index.ts'
import type { Expected } from '../signups/index.ts'
import { listDeciders, type Team } from '../teams/index.ts'

export interface Concerned {
  team: Team
  receiver: { teamId: TeamId; name: string } | null
  cause: string
  children: readonly { teamId: TeamId; name: string }[]
  /** Its members, those who asked to be, those invited, and its staff. */
  own: readonly AccountId[]
  /** Who holds or has asked for a place in what goes on elsewhere. */
  expected: readonly Expected[]
}

export async function tellConcerned(act: Act, concerned: Concerned): Promise<void> {
  const { team, receiver, cause, children, own, expected } = concerned
  const toName = receiver?.name ?? null
  const facts = { teamName: team.name, toName, cause }
  const link = `/teams/${team.teamId}` as const
  const notices: NewNotice[] = own.map((accountId) => ({ accountId, kind: 'team_dissolved', facts, link }))
  for (const child of children)
    for (const accountId of await listDeciders(act.tx, child.teamId))
      notices.push({
        accountId,
        kind: 'team_moved',
        facts: { teamName: child.name, fromName: team.name, toName, reason: cause },
        link: `/team/${child.teamId}/standing`,
      })
  for (const { accountId, title } of expected)
    notices.push({ accountId, kind: 'project_handed_over', facts: { title, ...facts }, link: '/my/projects' })
  const { parent } = team
  if (receiver !== null)
    for (const accountId of await listDeciders(act.tx, receiver.teamId))
      notices.push({ accountId, kind: 'work_received', facts, link: `/team/${receiver.teamId}` })
  if (parent !== null && parent.teamId !== receiver?.teamId)
    for (const accountId of await listDeciders(act.tx, parent.teamId))
      notices.push({ accountId, kind: 'team_dissolved', facts, link })
  await notify(
    act.tx,
    notices.filter(({ accountId }) => accountId !== act.actor.accountId),
    act.now,
  )
}

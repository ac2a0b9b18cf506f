/** Those whom a change concerns hear of it, each once. */
import type { Act } from '../../act.ts'
import type { AccountId } from '../../kernel/ids.ts'
import type { Span } from '../../kernel/span.ts'
import { notify, type NoticeKind } from '../notices/index.ts'
import type { Project } from '../projects/index.ts'
import { isTold, type FreeField, type PublishedDraft, type ReviewedField } from './altering.rules.ts'
import { listToldAccounts, type ComingPerson } from './changes.store.ts'
import type { WeighedMove, WeighedPerson } from './moving.actions.ts'

/** R17. Those who cannot come any more are told which of the two it is. */
function kindOf({ effect, reason }: WeighedPerson): NoticeKind {
  if (effect === 'ends') return reason === 'night_for_minors' ? 'move_at_night' : 'move_not_for_age'
  if (effect === 'asked') return 'shift_moved_asked'
  return effect === 'offered' ? 'shift_moved_offered' : 'shift_moved'
}

export async function tellMoved(
  act: Act,
  { projectId, title }: Project,
  { from, to, reason }: { from: Span; to: Span; reason: string },
  { people, answerBy }: WeighedMove,
): Promise<void> {
  const facts = {
    title,
    reason,
    oldStartsAt: from.startsAt.toISOString(),
    startsAt: to.startsAt.toISOString(),
    endsAt: to.endsAt.toISOString(),
  }
  const notices = people.map((person) => {
    const isAsked = person.effect === 'asked' || person.effect === 'offered'
    const clash = person.clash === null ? {} : { clash: person.clash.title }
    return {
      accountId: person.accountId,
      kind: kindOf(person),
      facts: { ...facts, ...(isAsked ? { answerBy: answerBy.toISOString(), ...clash } : {}) },
      link: isAsked ? ('/my/projects' as const) : (`/projects/${projectId}` as const),
    }
  })
  await notify(act.tx, notices, act.now)
}

interface Altered {
  from: PublishedDraft
  to: PublishedDraft
  fields: readonly (FreeField | ReviewedField)[]
  /** Who are told something else. */
  besides?: ReadonlySet<AccountId>
}
/**
 * What is short enough to be read in a notice is told with what it was. Not everybody who is told is admitted, so a
 * name that only those may read is read on the page (S18).
 */
function partOf(field: FreeField | ReviewedField, from: PublishedDraft, to: PublishedDraft) {
  if (field === 'title') return { field, old: from.title, new: to.title }
  if (field === 'place') return { field, old: placesOf(from), new: placesOf(to) }
  if (field === 'contact' && from.leaderPublic && to.leaderPublic && from.leaderName !== to.leaderName)
    return { field, old: from.leaderName, new: to.leaderName }
  return { field }
}
const placesOf = ({ place, morePlaces }: PublishedDraft): string =>
  [place, ...morePlaces].map(({ name, address }) => [name, address].filter(Boolean).join(' ')).join('；')

/** R20. Everybody who wants to come, once for the whole change. Answers how many were told. */
export async function tellAltered(
  act: Act,
  { projectId, title }: Pick<Project, 'projectId' | 'title'>,
  { from, to, fields, besides = new Set() }: Altered,
): Promise<number> {
  const accounts = (await listToldAccounts(act.tx, projectId, act.now)).filter((one) => !besides.has(one))
  const facts = { title, changes: fields.filter(isTold).map((field) => partOf(field, from, to)) }
  const link = `/projects/${projectId}` as const
  await notify(
    act.tx,
    accounts.map((accountId) => ({ accountId, kind: 'project_altered' as const, facts, link })),
    act.now,
  )
  return accounts.length
}

/** R21. */
export async function tellEndedByDanger(
  act: Act,
  { projectId, title }: Project,
  people: readonly ComingPerson[],
): Promise<void> {
  const accounts = [...new Set(people.map(({ accountId }) => accountId))]
  const link = `/projects/${projectId}` as const
  await notify(
    act.tx,
    accounts.map((accountId) => ({
      accountId,
      kind: 'project_dangerous_now' as const,
      facts: { title },
      link,
    })),
    act.now,
  )
}

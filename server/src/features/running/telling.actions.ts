/** Those whom a change concerns hear of it, each once. */
import type { Act } from '../../act.ts'
import type { Span } from '../../kernel/span.ts'
import { notify, type NoticeKind } from '../notices/index.ts'
import type { Project } from '../projects/index.ts'
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

import { expect, test } from 'vitest'
import { GUEST, type Actor } from '../../kernel/actor.ts'
import type { AccountId, VolunteerId } from '../../kernel/ids.ts'
import { whyNotUndoDecision, type DecisionFacts } from './decisions.rules.ts'

const now = new Date('2026-11-24T02:00:00Z')
const ago = (ms: number): Date => new Date(now.getTime() - ms)
const DAY_MS = 86_400_000
const leader: Actor = { ...GUEST, accountId: 'a' as AccountId, volunteerId: 'v' as VolunteerId }
const taken: DecisionFacts = {
  volunteerId: 'w' as VolunteerId,
  status: 'member',
  decidedBy: 'a' as AccountId,
  decidedAt: ago(1000),
  holdsRole: false,
  hasAnother: false,
}
const refused: DecisionFacts = { ...taken, status: 'refused' }

test.each([
  ['who was just let in', taken, null],
  ['who was just refused', refused, null],
  ['whom somebody above has let in', { ...taken, decidedBy: 'b' as AccountId }, null],
  ['one’s own', { ...taken, volunteerId: 'v' as VolunteerId }, 'own_application'],
  ['who waits', { ...taken, status: 'requested' as const, decidedBy: null, decidedAt: null }, 'not_decided'],
  ['who joined without a decision', { ...taken, decidedBy: null, decidedAt: null }, 'not_decided'],
  ['the last moment of the day', { ...taken, decidedAt: ago(DAY_MS - 1) }, null],
  ['a day ago', { ...taken, decidedAt: ago(DAY_MS) }, 'decided_long_ago'],
  ['who has left', { ...taken, status: 'left' as const }, 'has_left'],
  ['who was given a duty', { ...taken, holdsRole: true }, 'holds_role'],
  ['who was refused and keeps a duty', { ...refused, holdsRole: true }, 'holds_role'],
  ['who asked again', { ...refused, hasAnother: true }, 'asked_again'],
])('M19, M20: undoing the decision on %s', (_, decision, reason) =>
  expect(whyNotUndoDecision(leader, decision, now)).toBe(reason),
)

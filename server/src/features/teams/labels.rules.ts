/** What a team calls its members among themselves: groups (班级, 支部) and tags. Pure. */
import type { Actor } from '../../kernel/actor.ts'
import { whyNotDecideForTeam, type KeepingReason } from './teams.rules.ts'

export const LABEL_KINDS = ['group', 'tag'] as const
export type LabelKind = (typeof LABEL_KINDS)[number]

export const LABEL_CHARACTERS_MAX = 20
/** More than a school has classes; a list that long is a mistake. */
export const LABELS_MAX = 300

/** One writing of a label, so that 一 班 and 一班 are one. */
export const normalizeLabel = (text: string): string =>
  text
    .normalize('NFKC')
    .trim()
    .replace(/\s+/gu, ' ')
    .replace(/(?<=\p{Script=Han}) | (?=\p{Script=Han})/gu, '')

export interface LabellingFacts {
  team: { path: string }
  label: string
  /** Whether the team has this label already, and how many labels it has. */
  isKnown: boolean
  labels: number
}
export type LabellingReason = KeepingReason | 'label_malformed' | 'too_many_labels'

/** L3. Labels are for those who keep the team; the members see them in no list of others. */
export function whyNotLabelMembers(actor: Actor, facts: LabellingFacts): LabellingReason | null {
  const foreign = whyNotDecideForTeam(actor, facts.team)
  if (foreign !== null) return foreign
  const length = [...facts.label].length
  if (length === 0 || length > LABEL_CHARACTERS_MAX || !/^[\p{L}\p{M}\p{N} ()·.,&/#+-]+$/u.test(facts.label))
    return 'label_malformed'
  return !facts.isKnown && facts.labels >= LABELS_MAX ? 'too_many_labels' : null
}

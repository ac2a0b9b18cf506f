// What an office may do in a case: each mode of the panel with its deed, its words and its ready phrases.
import type { Output } from '../../../api/types'
import type { I18n, TextKey } from '../../../lib/i18n'
import type { Phrase } from '../../../ui/shapes'

export type Handled = Output<'getComplaint'>
export const MODES = ['settle', 'ask', 'statement', 'measure', 'note', 'reveal'] as const
export type Mode = (typeof MODES)[number]

/** Under which name the case says why a deed cannot be done. */
export const DEED_OF: Readonly<Record<Mode, keyof Handled['whyNot']>> = {
  settle: 'settleComplaint',
  ask: 'askComplainant',
  statement: 'askForStatement',
  measure: 'recordMeasure',
  note: 'noteComplaint',
  reveal: 'revealComplaint',
}

export const WORDS_OF = {
  settle: ['complaints.settle.words', 'complaints.settle.words_help', 'complaints.deed.settled'],
  ask: ['complaints.ask.words', 'complaints.ask.help', 'complaints.deed.asked'],
  statement: ['complaints.statement.matter', 'complaints.statement.help', 'complaints.deed.statement_asked'],
  measure: ['complaints.measure.words', 'complaints.measure.help', 'complaints.deed.measured'],
  note: ['complaints.note.words', 'complaints.note.help', 'complaints.deed.noted'],
  reveal: ['complaints.reveal.reason', 'complaints.reveal.help', 'complaints.deed.send'],
} as const satisfies Readonly<Record<Mode, readonly [TextKey, TextKey, TextKey]>>

const PHRASES = {
  answered: ['verified', 'unfounded'],
  redirected: ['market', 'police'],
  dismissed: ['nofacts'],
  ask: ['when', 'proof'],
  statement: ['fees', 'safety'],
} as const

export const phrasesFor = (of: keyof typeof PHRASES | null, { t }: I18n): Phrase[] =>
  of === null
    ? []
    : PHRASES[of].map((key) => ({
        label: t(`complaints.phrase.${key}`),
        text: t(`complaints.phrase.${key}_text`),
      }))

export const OUTCOMES = ['answered', 'redirected', 'dismissed'] as const
export const DISMISSALS = ['no_facts', 'untrue', 'duplicate', 'withdrawn', 'not_service'] as const
export const MEASURES = ['warning', 'deadline', 'refund', 'suspended', 'published', 'passed_on'] as const
export const ARTICLES = ['tl_36', 'tl_37', 'tl_38', 'tl_39', 'tl_40', 'r67_25', 'none'] as const

export const TOUCHES = ['getComplaint', 'listComplaints', 'getComplaintFigures'] as const

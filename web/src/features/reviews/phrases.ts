// Ready answers for a no. The short word stands on the button; the sentence is what the applicant reads.
import type { I18n } from '../../lib/i18n'
import type { Phrase } from '../../ui/shapes'
import type { ReviewKind } from './reviews'

const KEYS = {
  volunteer: ['name', 'region', 'guardian', 'duplicate'],
  team: ['name', 'certificate', 'parent', 'intro'],
  project: ['risk', 'insurance', 'place', 'time'],
  renaming: ['rule', 'twin', 'unit'],
  change: ['proof', 'wrong'],
  no_show: ['record', 'told'],
  project_change: ['risk', 'announced', 'wrong'],
} as const

export const refusalPhrases = (kind: ReviewKind, { t }: I18n): Phrase[] => {
  switch (kind) {
    case 'volunteer':
      return KEYS.volunteer.map((key) => ({
        label: t(`common.review.no_volunteer_${key}`),
        text: t(`common.review.no_volunteer_${key}_text`),
      }))
    case 'team':
      return KEYS.team.map((key) => ({
        label: t(`common.review.no_team_${key}`),
        text: t(`common.review.no_team_${key}_text`),
      }))
    case 'project':
    case 'project_check':
      return KEYS.project.map((key) => ({
        label: t(`common.review.no_project_${key}`),
        text: t(`common.review.no_project_${key}_text`),
      }))
    case 'change':
      return KEYS.change.map((key) => ({
        label: t(`common.review.no_change_${key}`),
        text: t(`common.review.no_change_${key}_text`),
      }))
    case 'no_show':
      return KEYS.no_show.map((key) => ({
        label: t(`common.review.no_no_show_${key}`),
        text: t(`common.review.no_no_show_${key}_text`),
      }))
    case 'project_change':
      return KEYS.project_change.map((key) => ({
        label: t(`altering.no_${key}`),
        text: t(`altering.no_${key}_text`),
      }))
    case 'renaming':
      return KEYS.renaming.map((key) => ({
        label: t(`common.review.no_renaming_${key}`),
        text: t(`common.review.no_renaming_${key}_text`),
      }))
  }
}

// What the parts of the review inbox share: the queues, the clock of a review, and the deed that decides it.
import { computed, type ComputedRef } from 'vue'
import { useDeed, type Refused } from '../../api/deed'
import { useQuery } from '../../api/query'
import type { Body, Item, Output, Problem } from '../../api/types'
import type { I18n } from '../../lib/i18n'

export type Review = Item<'listReviews'>
export type ReviewKind = Review['subjectKind']
export type FormPoint = NonNullable<Body<'reviewTeam'>['points']>[number]
export type ChangedField = Output<'getProjectChangeReview'>['facts']['fields'][number]['field']
type Due = Pick<Review, 'workingDaysLeft' | 'isLate'>

/** Working days a review may take; the ring beside a deadline is a share of them. */
export const TERM_DAYS: Record<ReviewKind, number> = {
  volunteer: 5,
  team: 5,
  project: 3,
  project_check: 3,
  renaming: 5,
  change: 5,
  no_show: 5,
  project_change: 3,
}

export type Urgency = 'late' | 'today' | 'later'
export const urgencyOf = ({ isLate, workingDaysLeft }: Due): Urgency =>
  isLate ? 'late' : workingDaysLeft === 0 ? 'today' : 'later'

const TONES = { late: 'stop', today: 'amber', later: 'leaf' } as const
export function clockOf(due: Due, kind: ReviewKind, { t }: I18n) {
  const urgency = urgencyOf(due)
  const count = Math.abs(due.workingDaysLeft)
  const words = {
    late: () => (count === 0 ? t('common.late_now') : t('common.late_by', { count })),
    today: () => t('common.due_today'),
    later: () => t('common.working_days_left', { count }),
  }
  return { tone: TONES[urgency], share: due.workingDaysLeft / TERM_DAYS[kind], words: words[urgency]() }
}

/** What the three kinds' answers have in common; only the facts differ. */
export interface ReviewQuery {
  readonly data: Pick<Output<'getTeamReview'>, 'review' | 'history'> | undefined
  readonly loading: boolean
  readonly refreshing: boolean
  readonly problem: Problem | null
  refetch: () => Promise<void>
}

export function useReviewFacts(kind: () => ReviewKind, reviewId: () => string) {
  const params = (wanted: ReviewKind) => () => (kind() === wanted ? { path: { reviewId: reviewId() } } : null)
  const volunteer = useQuery('getVolunteerReview', params('volunteer'))
  const team = useQuery('getTeamReview', params('team'))
  const project = useQuery('getProjectReview', params('project'))
  const check = useQuery('getProjectCheck', params('project_check'))
  const renaming = useQuery('getRenamesReview', params('renaming'))
  const change = useQuery('getTeamChangeReview', params('change'))
  const noShow = useQuery('getNoShowReview', params('no_show'))
  const projectChange = useQuery('getProjectChangeReview', params('project_change'))
  const all = { volunteer, team, project, project_check: check, renaming, change, no_show: noShow }
  const current = computed((): ReviewQuery => ({ ...all, project_change: projectChange })[kind()])
  return { volunteer, team, project, check, renaming, change, noShow, projectChange, current }
}

export interface Decide {
  readonly pending: boolean
  readonly refusal: Refused | null
  /** `rows` of a batch and `fields` of a project are those approved, null for all; `points` of a team's form are what is to be mended. */
  run: (
    reviewId: string,
    decision: 'approve' | 'refuse',
    reason: string,
    more: {
      rows: readonly number[] | null
      points: readonly FormPoint[]
      fields: readonly ChangedField[] | null
    },
  ) => Promise<{ readonly ok: boolean }>
  clear: () => void
}

/** What shows the queue, or follows from a decision in it. */
export const TOUCHED = ['listReviews', 'listEarlierDecisions', 'getTeamOverview', 'listChildTeams'] as const

export function useDecision(kind: () => ReviewKind): ComputedRef<Decide> {
  const touches = TOUCHED
  const deeds = {
    volunteer: useDeed('reviewVolunteer', { touches }),
    team: useDeed('reviewTeam', { touches }),
    project: useDeed('reviewProject', { touches }),
    project_check: useDeed('reviewProjectCheck', { touches }),
    change: useDeed('reviewTeamChange', { touches: [...touches, 'getTeam', 'listTeamChanges'] }),
    no_show: useDeed('reviewNoShowAppeal', { touches }),
    project_change: useDeed('reviewProjectChange', { touches: [...touches, 'getProject', 'getTeamProject'] }),
    renaming: useDeed('reviewRenames', { touches: [...touches, 'listTeams', 'getTeam', 'listRenames'] }),
  }
  return computed(() => {
    const deed = deeds[kind()]
    return {
      pending: deed.pending,
      refusal: deed.refusal,
      clear: () => deed.clear(),
      run: (reviewId, decision, reason, { rows, points, fields }) => {
        const body = { decision, ...(reason === '' ? {} : { reason }) }
        if (rows !== null && kind() === 'renaming')
          return deeds.renaming.run({ path: { reviewId }, body: { ...body, rows: [...rows] } })
        if (fields !== null && kind() === 'project_change')
          return deeds.project_change.run({ path: { reviewId }, body: { ...body, fields: [...fields] } })
        if (points.length > 0 && kind() === 'team')
          return deeds.team.run({ path: { reviewId }, body: { ...body, points: [...points] } })
        return deed.run({ path: { reviewId }, body })
      },
    }
  })
}

// What the law asks of a project's notice, line by line, with its source and what of the project answers it.
import type { Output } from '../../api/types'
import type { useFormat } from '../../lib/format'
import type { I18n, TextKey } from '../../lib/i18n'
import type { Check, CheckState } from './checks'

export type ProjectUnderReview = Output<'getProjectReview'>['facts']['project']
type Format = ReturnType<typeof useFormat>
type Names = (codes: readonly string[]) => string[]

/** X1 to X10, in their order. */
export const EXCLUDED_KINDS = [
  'work_duty',
  'internal_management',
  'paid',
  'outing',
  'own_interest',
  'social_practice',
  'school_duty',
  'hours_for_sale',
  'gathering',
  'training',
] as const

type Line = [what: TextKey, source: TextKey, state: CheckState, text: string]
const NOTICE = 'terms.source_notice'
/** Words where there are some; red and said where there are none. */
const orWrong = (text: string, { t }: I18n, state: CheckState = 'right'): [CheckState, string] =>
  text.trim() === '' ? ['wrong', t('terms.check_empty')] : [state, text]

function conditionsOf(project: ProjectUnderReview, { t }: I18n, f: Format): string {
  const { minAge, maxAge, training, qualification, minMinutes } = project
  const ages =
    maxAge === null
      ? t('terms.ages_from', { from: minAge })
      : t('terms.ages_between', { from: minAge, to: maxAge })
  const hours = minMinutes > 0 ? t('terms.check_hours', { hours: f.hours(minMinutes) }) : ''
  return [ages, training, qualification, hours].filter((text) => text.trim() !== '').join('\n')
}
function wayOf(project: ProjectUnderReview, { t }: I18n, f: Format): [CheckState, string] {
  const { visibility, signUpCode, teams, autoAdmit, drawAt, recruitFrom, recruitUntil } = project
  const who = {
    public: () => t('terms.check_public'),
    teams: () => t('terms.check_teams', { names: f.list(teams.map(({ name }) => name)) }),
    code: () => t('terms.check_code', { code: signUpCode ?? '' }),
    invitation: () => t('terms.who_invitation'),
  }
  const given = autoAdmit ? t('terms.check_auto') : t('terms.check_decided')
  const how = drawAt === null ? given : t('terms.check_draw', { at: f.moment(drawAt) })
  const until =
    recruitFrom === null
      ? t('terms.check_until', { until: f.moment(recruitUntil) })
      : t('terms.recruit_span', { from: f.moment(recruitFrom), until: f.moment(recruitUntil) })
  return [visibility === 'public' ? 'right' : 'heed', f.list([who[visibility](), how, until])]
}
function insuranceOf(project: ProjectUnderReview, { t }: I18n, f: Format): [CheckState, string] {
  const { insured, insurance, isDangerous } = project
  const words = insurance.trim()
  if (insured !== null) {
    const { insurer, policyNumber, from, to } = insured
    const days = { from: f.dayYear(from), to: f.dayYear(to) }
    return [
      'right',
      [t('terms.check_policy', { insurer, policyNumber, ...days }), words].filter(Boolean).join('\n'),
    ]
  }
  if (isDangerous) return ['wrong', t('terms.check_uninsured')]
  return words === '' ? ['heed', t('common.review.insurance_none')] : ['right', words]
}
function minorsOf(
  { acceptsMinors, minAge, guardianPresent }: ProjectUnderReview,
  { t }: I18n,
): [CheckState, string] {
  if (!acceptsMinors) return ['right', t('common.review.minors_none')]
  const text = t('common.review.minors_accepted', { age: minAge })
  return ['heed', guardianPresent ? `${text} ${t('terms.guardian_comes')}` : text]
}

/** GB/T 40143 6.1; Regulations 12, 15, 16, 17; Order 67, article 7. */
export function noticeChecks(
  project: ProjectUnderReview,
  i18n: I18n,
  f: Format,
  safeguardsOf: Names,
): Check[] {
  const { t } = i18n
  const { place, morePlaces, positions, training, qualification } = project
  const shifts = positions.reduce((sum, position) => sum + position.shifts.length, 0)
  const places = [place, ...morePlaces].map(({ name, address }) => [name, address].filter(Boolean).join('　'))
  const skilled = [training, qualification].filter((text) => text.trim() !== '')
  const lines: Line[] = [
    [
      'common.review.when',
      NOTICE,
      shifts === 0 ? 'wrong' : 'right',
      t('terms.check_when', { span: f.dayTimeRange(project.startsAt, project.endsAt), count: shifts }),
    ],
    ['common.review.place_name', NOTICE, ...orWrong(places.filter(Boolean).join('\n'), i18n)],
    ['common.review.description', NOTICE, ...orWrong(project.description, i18n, 'judge')],
    ['terms.check_conditions', NOTICE, ...orWrong(conditionsOf(project, i18n, f), i18n)],
    [
      'terms.check_number',
      NOTICE,
      project.headcount === 0 ? 'wrong' : 'right',
      t('terms.check_people', { count: project.headcount, positions: positions.length }),
    ],
    ['terms.check_way', NOTICE, ...wayOf(project, i18n, f)],
    ['common.review.risk', 'terms.source_risk', ...orWrong(project.riskStatement, i18n, 'judge')],
    ['terms.check_safeguards', NOTICE, ...orWrong(f.list(safeguardsOf(project.safeguards)), i18n)],
    ['common.review.minors', 'terms.source_fit', ...minorsOf(project, i18n)],
    [
      'terms.check_skilled',
      'terms.source_training',
      ...(skilled.length === 0
        ? (['judge', t('terms.check_skilled_none')] as const)
        : (['right', skilled.join('\n')] as const)),
    ],
    [
      'common.review.danger',
      'terms.source_insurance',
      ...(project.isDangerous
        ? (['heed', t('common.review.danger_yes')] as const)
        : (['judge', t('common.review.danger_question')] as const)),
    ],
    ['common.review.insurance', 'terms.source_insurance', ...insuranceOf(project, i18n, f)],
    [
      'common.review.leader',
      'terms.source_record',
      ...orWrong([project.leaderName, project.contactPhone].filter(Boolean).join('　'), i18n),
    ],
  ]
  return lines.map(([what, source, state, text]) => ({ what: t(what), source: t(source), state, text }))
}

/** X1–X10 of Order 67, article 19: the team's word first, then each kind with the words found for it. */
export function excludedChecks({ exclusionsConfirmed, doubts }: ProjectUnderReview, { t }: I18n): Check[] {
  const source = t('terms.source_excluded')
  const word: Check = exclusionsConfirmed
    ? { state: 'right', what: t('terms.check_word'), text: t('terms.check_word_given'), source }
    : { state: 'wrong', what: t('terms.check_word'), text: t('terms.check_word_none'), source }
  const kinds = EXCLUDED_KINDS.map((kind, at): Check => {
    const words = doubts.filter((doubt) => doubt.kind === kind).map((doubt) => doubt.word)
    const text = t(`publishing.excluded.${kind}`)
    return words.length === 0
      ? { state: 'clear', what: `X${at + 1}`, text }
      : { state: 'heed', what: `X${at + 1}`, text: t('terms.check_doubt', { text, word: words[0] ?? '' }) }
  })
  return [word, ...kinds]
}

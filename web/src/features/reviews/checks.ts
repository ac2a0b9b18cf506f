// What is to be checked before a yes, by kind. The system says what it has compared; one question is left to the person.
import type { Output } from '../../api/types'
import type { I18n } from '../../lib/i18n'
import { creditCodeFault } from '../teams/credit-code'
import { oddnessOf } from '../teams/name-findings'

/** `clear`: nothing of the kind was found. */
export type CheckState = 'right' | 'clear' | 'heed' | 'wrong' | 'judge'
export interface Check {
  state: CheckState
  what: string
  text: string
  /** The law or the standard that asks for it. */
  source?: string
}
type VolunteerFacts = Output<'getVolunteerReview'>['facts']['volunteer']
type TeamFacts = Output<'getTeamReview'>['facts']

export function volunteerChecks(facts: VolunteerFacts, { t }: I18n): Check[] {
  const { guardian } = facts
  return [
    { state: 'right', what: t('common.review.id_number'), text: t('common.review.id_number_right') },
    facts.duplicate
      ? { state: 'wrong', what: t('common.review.duplicate'), text: t('common.review.duplicate_found') }
      : { state: 'right', what: t('common.review.duplicate'), text: t('common.review.duplicate_none') },
    ...(guardian === null
      ? []
      : [
          {
            state: 'heed' as const,
            what: t('common.review.guardian'),
            text: t('common.review.guardian_agreed', { name: guardian.name }),
          },
        ]),
    { state: 'judge', what: t('common.review.name'), text: t('common.review.name_question') },
  ]
}

function nameChecks(naming: TeamFacts['naming'], i18n: I18n): Check[] {
  const { t, lang } = i18n
  const [what, near] = [t('common.review.team_name'), t('common.review.near_names')]
  const odd = oddnessOf(i18n, naming)
  const others = naming.near.map(({ name, likeness }) =>
    t('common.review.near_found', { name, likeness: t(`codes.likeness.${likeness}`) }),
  )
  const good = naming.convention === 'exempt' ? 'team_name_exempt' : 'team_name_right'
  return [
    odd === null
      ? { state: 'right', what, text: t(`common.review.${good}`) }
      : { state: 'heed', what, text: odd },
    others.length === 0
      ? { state: 'right', what: near, text: t('common.review.near_none') }
      : { state: 'heed', what: near, text: others.join(lang === 'en' ? '; ' : '；') },
  ]
}

function codeChecks({ creditCode, organisationCode }: TeamFacts, { t }: I18n): Check[] {
  const checks: Check[] = []
  if (creditCode !== null) {
    const isDoubtful = creditCodeFault(creditCode) !== null
    checks.push({
      state: isDoubtful ? 'heed' : 'right',
      what: t('common.review.credit_code'),
      text: t(`common.review.credit_code_${isDoubtful ? 'doubt' : 'right'}`, { code: creditCode }),
    })
  }
  if (organisationCode !== null)
    checks.push({
      state: 'right',
      what: t('common.team_form.organisation_code'),
      text: t('common.review.credit_code_right', { code: organisationCode }),
    })
  return checks
}

export function teamChecks(facts: TeamFacts, i18n: I18n): Check[] {
  const { t } = i18n
  const { leader } = facts
  return [
    ...nameChecks(facts.naming, i18n),
    ...codeChecks(facts, i18n),
    leader.volunteerNumber === null
      ? {
          state: 'wrong',
          what: t('common.review.leader'),
          text: t('common.review.leader_unverified', { name: leader.name }),
        }
      : {
          state: 'right',
          what: t('common.review.leader'),
          text: t('common.review.leader_verified', { name: leader.name, number: leader.volunteerNumber }),
        },
    ...(facts.parent === null
      ? []
      : [{ state: 'right' as const, what: t('common.review.parent'), text: facts.parent.name }]),
    facts.certificateFileId === null
      ? { state: 'judge', what: t('common.review.aim'), text: t('common.review.aim_question') }
      : {
          state: 'judge',
          what: t('common.review.certificate'),
          text: t('common.review.certificate_question'),
        },
  ]
}

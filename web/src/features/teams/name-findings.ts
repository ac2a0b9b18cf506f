// What the rules say of a name, in words.
import type { Output } from '../../api/types'
import type { I18n } from '../../lib/i18n'

type Findings = Pick<Output<'checkTeamName'>, 'convention' | 'missing' | 'suggestions'>

export const partsText = ({ t }: I18n, parts: Findings['missing']): string =>
  parts.map((part) => t(`codes.name_part.${part}`)).join(t('common.between'))

/** Null when nothing is to be said against the name. */
export function oddnessOf(i18n: I18n, findings: Findings | null): string | null {
  if (findings?.convention !== 'departs') return null
  const { t } = i18n
  const what =
    findings.missing.length === 0
      ? t('common.review.team_name_order')
      : t('common.review.team_name_lacks', { parts: partsText(i18n, findings.missing) })
  const [name] = findings.suggestions
  return name === undefined ? what : t('common.review.team_name_better', { what, name })
}

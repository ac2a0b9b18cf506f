import type { I18n } from '../../../lib/i18n'
import { reasonText } from '../../../lib/reasons'

/** Why a row of people to invite was refused; the name in it is a person's, not a team's. */
export const rowReason = (i18n: I18n, reason: string): string =>
  reason === 'name_malformed' ? i18n.t('team.invitations.name_wrong') : reasonText(i18n, reason)

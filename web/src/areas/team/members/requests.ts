import type { Item } from '../../../api/types'
import type { I18n } from '../../../lib/i18n'
import { reasonText } from '../../../lib/reasons'

export type Request = Item<'listMembershipRequests'>

/** The same reason is told to the staff about somebody, not to the person. */
export const requestReason = (i18n: I18n, code: string): string =>
  code === 'home_team_taken' ? i18n.t('team.requests.home_team_taken') : reasonText(i18n, code)

// What is said to somebody who has signed up for the chosen shift.
import type { I18n } from '../../lib/i18n'
import type { Format } from '../../lib/format'
import { ticketText } from '../../lib/draw-check'
import type { Project, Shift } from './sign-up'

export interface Standing {
  tone: 'leaf' | 'amber'
  title: string
  text: string
}
export function standingOf(
  { t }: I18n,
  f: Format,
  { drawAt }: Pick<Project, 'drawAt'>,
  mine: Shift['mine'],
): Standing {
  const status = mine?.status
  if (status === 'entered')
    return {
      tone: 'amber',
      title: t('draw.standing'),
      text: t('draw.standing_text', {
        at: drawAt === null ? '' : f.moment(drawAt),
        ticket: ticketText(mine?.ticket ?? ''),
      }),
    }
  if (status === 'admitted' || status === 'served')
    return {
      tone: 'leaf',
      title: t('portal.project.done_admitted'),
      text: t('portal.project.done_admitted_text'),
    }
  if (status === 'offered')
    return { tone: 'amber', title: t('waiting.offered'), text: t('waiting.offered_text') }
  if (status === 'waiting')
    return {
      tone: 'amber',
      title: t('waiting.done_position', { position: mine?.position ?? 1 }),
      text: t('waiting.done_text'),
    }
  return {
    tone: 'leaf',
    title: t('portal.project.done_applied'),
    text: t('portal.project.done_applied_text'),
  }
}

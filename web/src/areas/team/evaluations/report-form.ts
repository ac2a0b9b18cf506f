// The report as it is typed, and as it is sent.
import type { Body } from '../../../api/types'

type Sent = Body<'publishProjectReport'>
export interface ReportForm {
  words: string
  /** As typed; empty when nobody counted. */
  served: string
  pictures: Sent['pictures']
}
export const PICTURES_MAX = 9

export function reportIn(form: ReportForm): {
  body: Sent | null
  fault: 'words' | 'served' | 'pictures' | null
} {
  const words = form.words.trim()
  const served = form.served.trim()
  if (words === '') return { body: null, fault: 'words' }
  if (!/^\d{0,6}$/.test(served)) return { body: null, fault: 'served' }
  if (form.pictures.some(({ caption }) => caption.trim() === '')) return { body: null, fault: 'pictures' }
  const peopleServed = served === '' ? null : Number(served)
  return { body: { words, peopleServed, pictures: form.pictures }, fault: null }
}

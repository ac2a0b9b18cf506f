// Ready periods for a proof, as days of the site.
import { addDays, siteMoment } from '../../lib/dates'

export interface Period {
  from: string
  to: string
}
export const PRESETS = ['this_year', 'last_year', 'twelve_months', 'all'] as const
export type Preset = (typeof PRESETS)[number]

export function periodOf(preset: Preset, today: string, since: string): Period {
  const { year } = siteMoment(today)
  switch (preset) {
    case 'this_year':
      return { from: `${year}-01-01`, to: today }
    case 'last_year':
      return { from: `${year - 1}-01-01`, to: `${year - 1}-12-31` }
    case 'twelve_months':
      return { from: addDays(today, -364), to: today }
    case 'all':
      return { from: since, to: today }
  }
}

// The ledger by months, newest first. A month's sum is known only when the whole month is on the page.
import type { Item } from '../../api/types'

type Line = Item<'listMyHours'>

export interface Month {
  /** 'YYYY-MM' */
  month: string
  lines: Line[]
  /** Credited minutes; null while more of this month may follow. */
  minutes: number | null
}

export function byMonth(lines: readonly Line[], hasMore: boolean): Month[] {
  const months: Month[] = []
  for (const line of lines) {
    const month = line.servedOn.slice(0, 7)
    const last = months[months.length - 1]
    if (last?.month === month) last.lines.push(line)
    else months.push({ month, lines: [line], minutes: null })
  }
  return months.map((one, at) => ({
    ...one,
    minutes:
      hasMore && at === months.length - 1
        ? null
        : one.lines.filter(({ kind }) => kind === 'credit').reduce((sum, { minutes }) => sum + minutes, 0),
  }))
}

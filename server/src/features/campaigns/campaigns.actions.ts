/** The figures of the campaigns take the place of the ones counted before. */
import type { Act } from '../../act.ts'
import type { Reader } from '../../db/handles.ts'
import { CAMPAIGN_CATEGORIES } from '../catalog/index.ts'
import { spanOfYear, yearOf, type YearSpan } from './campaigns.rules.ts'
import { countFigures, saveFigures, type CampaignFigures } from './campaigns.store.ts'

export interface CountedCampaigns {
  span: YearSpan
  figures: readonly (CampaignFigures & { code: string })[]
}
/** K6. Counted outside any transaction, one campaign after the other. */
export async function countCampaigns(reader: Reader, now: Date): Promise<CountedCampaigns> {
  const span = spanOfYear(yearOf(now))
  const figures: CountedCampaigns['figures'][number][] = []
  for (const { code } of CAMPAIGN_CATEGORIES)
    figures.push({ code, ...(await countFigures(reader, code, span, now)) })
  return { span, figures }
}

/** K6. Of the year that was counted; what is over keeps its last count. */
export async function keepCampaignFigures(act: Act, { span, figures }: CountedCampaigns): Promise<void> {
  for (const { code, ...counted } of figures)
    await saveFigures(act.tx, { code, year: span.year }, counted, act.now)
}

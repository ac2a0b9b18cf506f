/** The figures of the eighteen campaigns, counted again every hour. */
import { countCampaigns, keepCampaignFigures } from '../features/campaigns/index.ts'
import { SYSTEM } from '../kernel/actor.ts'
import type { Job } from './job.ts'

export const countCampaignsJob: Job = {
  name: 'countCampaigns',
  everySeconds: 3600,
  async run({ reader, perform, clock }) {
    const counted = await countCampaigns(reader, clock())
    await perform({ actor: SYSTEM, deed: 'keepCampaignFigures' }, keepCampaignFigures, counted)
  },
}

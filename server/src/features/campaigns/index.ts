/** The door of campaigns: the counting of their figures. */
export { countCampaigns, keepCampaignFigures } from './campaigns.actions.ts'

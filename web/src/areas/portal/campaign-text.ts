// What a campaign does, in the reader's language. A campaign that has no text yet says nothing.
import { useI18n } from '../../lib/i18n'

export function useCampaignText(): (code: string) => string {
  const { find } = useI18n()
  return (code) => find(`campaigns.about.${code}`) ?? ''
}

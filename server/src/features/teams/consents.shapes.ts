import { Type, type Static } from 'typebox'
import type { Refuses } from '../../http/app.ts'
import { Instant, Uuid } from '../../http/shapes.ts'
import type { StandingConsent } from './consents.store.ts'

export const StandingConsentBody = Type.Object({ teamId: Uuid })
export const StandingConsentShape = Type.Object({ teamId: Uuid, teamName: Type.String(), givenAt: Instant })
export const Nothing = Type.Null()

export const showStandingConsent = ({
  givenAt,
  ...consent
}: StandingConsent): Static<typeof StandingConsentShape> => ({ ...consent, givenAt: givenAt.toISOString() })

export const consentRefuses = { team_not_found: 404, team_not_active: 409 } satisfies Refuses<
  'team_not_found' | 'team_not_active'
>
export const endConsentRefuses = { consent_not_given: 409 } satisfies Refuses<'consent_not_given'>

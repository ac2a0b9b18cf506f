import { expect, test } from 'vitest'
import { whyNotConsent } from './consents.rules.ts'

test('I9 leave is given to a team that is active', () => {
  expect([whyNotConsent({ status: 'active' }), whyNotConsent({ status: 'dissolved' })]).toEqual([
    null,
    'team_not_active',
  ])
})

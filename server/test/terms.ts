/** A project that asks nothing of anybody, for tests of the rules. */
import type { WantedTerms } from '../src/features/signups/terms.rules.ts'

export const OPEN_TERMS: WantedTerms = {
  visibility: 'public',
  recruitFrom: null,
  maxAge: null,
  guardianPresent: false,
  training: '',
  qualification: '',
  minMinutes: 0,
}

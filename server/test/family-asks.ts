/** Questions about families, for the table of who may do what. */
import { randomUUID } from 'node:crypto'
import { plain, type Asking } from './asking.ts'
import { COUNTY } from './parties.ts'

export const FAMILY_ASKS: Readonly<Record<string, Asking>> = {
  foundFamily: plain('/me/family', { name: '', regionCode: COUNTY }),
  joinFamily: plain('/family-codes/join', { code: 'x' }),
  lookAtFamily: plain('/family-codes/look', { code: 'x' }),
  offerFamilyHead: plain('/me/family/head', { familyMemberId: randomUUID() }),
  removeFamilyMember: plain(`/me/family/members/${randomUUID()}/remove`, {}),
  renameFamily: plain('/me/family/name', { name: '' }),
  renewFamilyCode: plain('/me/family/code', { validDays: 7, usesMax: 7 }),
  showFamilyHours: plain('/me/family/shown-hours', { shows: true }),
}

// What the answer about my family holds, for the parts of the page.
import type { Output } from '../../../api/types'

export type Family = NonNullable<Output<'getMyFamily'>['family']>
export type Member = Family['members'][number]

/** Which reason against a registration comes out as which status. */
import type { Refuses } from '../../http/app.ts'
import { decisionRefuses } from '../reviews/index.ts'
import type { ParentReason } from './liaison.rules.ts'
import type { FormReason } from './form.rules.ts'
import type { ResubmittingReason } from './teams.rules.ts'

type SharedReason =
  | FormReason
  | ParentReason
  | 'region_not_found'
  | 'name_taken'
  | 'credit_code_taken'
  | 'organisation_code_taken'
  | 'application_missing'
  | 'code_unknown'
export const registerRefuses = {
  name_malformed: 422,
  field_not_for_kind: 422,
  credit_code_missing: 422,
  credit_code_wrong: 422,
  credit_code_taken: 409,
  organisation_code_wrong: 422,
  organisation_code_taken: 409,
  certificate_missing: 422,
  application_missing: 422,
  place_malformed: 422,
  categories_missing: 422,
  too_many_categories: 422,
  intro_missing: 422,
  founded_in_future: 422,
  contact_phone_malformed: 422,
  region_not_found: 422,
  name_taken: 409,
  code_unknown: 422,
  parent_missing: 422,
  parent_not_active: 409,
  parent_not_above: 422,
  skips_level: 422,
} satisfies Refuses<SharedReason>
export const resubmitRefuses = {
  ...registerRefuses,
  team_not_found: 404,
  not_your_team: 403,
  not_refused: 409,
} satisfies Refuses<SharedReason | ResubmittingReason | 'team_not_found'>
export const foundRefuses = {
  name_malformed: 422,
  credit_code_wrong: 422,
  credit_code_taken: 409,
  contact_phone_malformed: 422,
  region_not_found: 422,
  name_taken: 409,
  parent_missing: 422,
  parent_not_active: 409,
  parent_not_above: 422,
  skips_level: 422,
  not_your_region: 403,
  volunteer_not_found: 404,
} satisfies Refuses<Exclude<SharedReason, NotAtFounding> | 'not_your_region' | 'volunteer_not_found'>
type NotAtFounding =
  | 'field_not_for_kind'
  | 'credit_code_missing'
  | 'organisation_code_wrong'
  | 'organisation_code_taken'
  | 'certificate_missing'
  | 'application_missing'
  | 'place_malformed'
  | 'categories_missing'
  | 'too_many_categories'
  | 'intro_missing'
  | 'founded_in_future'
  | 'code_unknown'
export const reviewRefuses = {
  ...decisionRefuses,
  parent_not_active: 409,
  code_note_missing: 422,
} satisfies Refuses<keyof typeof decisionRefuses | 'parent_not_active' | 'code_note_missing'>

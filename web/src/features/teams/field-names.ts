// How the fields of a registration are called, where they are spoken of outside of the form.
import type { TextKey } from '../../lib/i18n'
import type { Point } from './registration'

export const FIELD_NAMES: Readonly<Record<Point['field'], TextKey>> = {
  name: 'common.review.team_name',
  kind: 'common.review.kind',
  level: 'common.team_form.level',
  regionCode: 'common.team_form.region',
  parentId: 'common.team_form.liaison',
  registrationDepartment: 'common.team_form.department',
  creditCode: 'common.team_form.credit_code',
  organisationCode: 'common.team_form.organisation_code',
  certificateFileId: 'common.team_form.certificate',
  applicationFileId: 'common.team_form.application',
  unitKind: 'common.team_form.unit_kind',
  categories: 'common.team_form.categories',
  intro: 'common.review.intro',
  offers: 'common.team_form.offers',
  needs: 'common.team_form.needs',
  address: 'common.review.address',
  longitude: 'common.point.label',
  foundedOn: 'common.review.founded_on',
  contactName: 'common.team_form.contact_name',
  contactPhone: 'common.team_form.contact_phone',
}

/** The form of a team on the wire: as it is sent, as it is kept, and as it is read again. */
import { Type, type Static } from 'typebox'
import { Day, Nullable, OneOf, Uuid } from '../../http/shapes.ts'
import { normalizeCreditCode } from '../../kernel/credit-code.ts'
import type { FileId, TeamId } from '../../kernel/ids.ts'
import { localDate } from '../../kernel/local-date.ts'
import { normalizeOrganisationCode } from '../../kernel/organisation-code.ts'
import type { TeamForm } from './form.rules.ts'
import type { TeamDetail } from './registration.store.ts'
import {
  normalizeContactPhone,
  normalizePersonName,
  normalizeTeamName,
  REGISTRATION_DEPARTMENTS,
  TEAM_KINDS,
  TEAM_LEVELS,
} from './teams.rules.ts'
import { RegionCode } from './teams.shapes.ts'
import type { Team } from './teams.store.ts'

const Code = Type.String({ minLength: 1, maxLength: 40 })
const CODES_MAX = 40
const OFFERS_MAX = 500

export const TeamFormBody = Type.Object({
  name: Type.String({ maxLength: 200 }),
  kind: OneOf(TEAM_KINDS),
  level: OneOf(['team', 'corps']),
  regionCode: RegionCode,
  parentId: Type.Optional(Nullable(Uuid)),
  registrationDepartment: Type.Optional(Nullable(OneOf(REGISTRATION_DEPARTMENTS))),
  creditCode: Type.Optional(Nullable(Type.String({ maxLength: 40 }))),
  organisationCode: Type.Optional(Nullable(Type.String({ maxLength: 40 }))),
  certificateFileId: Type.Optional(Nullable(Uuid)),
  applicationFileId: Type.Optional(Nullable(Uuid)),
  unitKind: Code,
  categories: Type.Array(Code, { maxItems: CODES_MAX }),
  campaigns: Type.Array(Code, { maxItems: CODES_MAX }),
  intro: Type.String({ maxLength: 2000 }),
  offers: Type.Optional(Type.String({ maxLength: OFFERS_MAX })),
  needs: Type.Optional(Type.String({ maxLength: OFFERS_MAX })),
  address: Type.String({ maxLength: 200 }),
  longitude: Type.Optional(Nullable(Type.Number({ minimum: -180, maximum: 180 }))),
  latitude: Type.Optional(Nullable(Type.Number({ minimum: -90, maximum: 90 }))),
  foundedOn: Type.Optional(Nullable(Day)),
  contactName: Type.String({ maxLength: 100 }),
  contactPhone: Type.String({ maxLength: 40 }),
  contactPublic: Type.Boolean(),
  leaderPublic: Type.Optional(Type.Boolean({ description: "that the team's page names its leader" })),
})

/** What was typed, in the form in which it is compared and kept. */
export function formOf(body: Static<typeof TeamFormBody>): TeamForm {
  const unique = (codes: readonly string[]): string[] => [...new Set(codes)]
  return {
    ...body,
    name: normalizeTeamName(body.name),
    parentId: (body.parentId ?? null) as TeamId | null,
    registrationDepartment: body.registrationDepartment ?? null,
    creditCode: creditCodeOf(body.creditCode),
    organisationCode: organisationCodeOf(body.organisationCode),
    certificateFileId: (body.certificateFileId ?? null) as FileId | null,
    applicationFileId: (body.applicationFileId ?? null) as FileId | null,
    categories: unique(body.categories),
    campaigns: unique(body.campaigns),
    intro: body.intro.trim(),
    offers: body.offers?.trim() ?? '',
    needs: body.needs?.trim() ?? '',
    address: body.address.trim(),
    longitude: body.longitude ?? null,
    latitude: body.latitude ?? null,
    foundedOn: body.foundedOn == null ? null : localDate(body.foundedOn),
    contactName: normalizePersonName(body.contactName),
    contactPhone: normalizeContactPhone(body.contactPhone),
    leaderPublic: body.leaderPublic ?? false,
  }
}

export const FoundFederationBody = Type.Object({
  name: Type.String({ maxLength: 200 }),
  regionCode: RegionCode,
  level: OneOf(['federation', 'corps']),
  parentId: Type.Optional(Nullable(Uuid)),
  creditCode: Type.Optional(Nullable(Type.String({ maxLength: 40 }))),
  leaderVolunteerNumber: Type.String({ maxLength: 40 }),
  contactName: Type.String({ maxLength: 100 }),
  contactPhone: Type.String({ maxLength: 40 }),
})

export const FormFields = {
  name: Type.String(),
  kind: OneOf(TEAM_KINDS),
  level: OneOf(TEAM_LEVELS),
  regionCode: Type.String(),
  regionName: Type.String(),
  parent: Nullable(Type.Object({ teamId: Uuid, name: Type.String() })),
  registrationDepartment: Nullable(OneOf(REGISTRATION_DEPARTMENTS)),
  creditCode: Nullable(Type.String()),
  organisationCode: Nullable(Type.String()),
  certificateFileId: Nullable(Uuid),
  applicationFileId: Nullable(Uuid),
  unitKind: Nullable(Type.String()),
  categories: Type.Array(Type.String()),
  campaigns: Type.Array(Type.String()),
  intro: Type.String(),
  offers: Type.String(),
  needs: Type.String(),
  address: Type.String(),
  longitude: Nullable(Type.Number()),
  latitude: Nullable(Type.Number()),
  foundedOn: Nullable(Day),
  contactName: Type.String(),
  contactPhone: Type.String(),
  contactPublic: Type.Boolean(),
  leaderPublic: Type.Boolean(),
}

const creditCodeOf = (text: string | null | undefined): string | null => {
  const creditCode = normalizeCreditCode(text ?? '')
  return creditCode === '' ? null : creditCode
}

const organisationCodeOf = (text: string | null | undefined): string | null => {
  const organisationCode = normalizeOrganisationCode(text ?? '')
  return organisationCode === '' ? null : organisationCode
}

/** What a founder leaves out, the team's own staff may add. */
export function foundingFormOf(body: Static<typeof FoundFederationBody>): TeamForm {
  const creditCode = creditCodeOf(body.creditCode)
  return {
    name: normalizeTeamName(body.name),
    kind: creditCode === null ? 'unregistered' : 'legal_person',
    level: body.level,
    regionCode: body.regionCode,
    parentId: (body.parentId ?? null) as TeamId | null,
    registrationDepartment: null,
    creditCode,
    organisationCode: null,
    certificateFileId: null,
    applicationFileId: null,
    unitKind: null,
    categories: [],
    campaigns: [],
    intro: '',
    offers: '',
    needs: '',
    address: '',
    longitude: null,
    latitude: null,
    foundedOn: null,
    contactName: normalizePersonName(body.contactName),
    contactPhone: normalizeContactPhone(body.contactPhone),
    contactPublic: false,
    leaderPublic: false,
  }
}

export const showForm = (team: Team, detail: TeamDetail) => ({
  name: team.name,
  kind: team.kind,
  level: team.level,
  regionCode: team.regionCode,
  regionName: team.regionName,
  parent: team.parent === null ? null : { teamId: team.parent.teamId, name: team.parent.name },
  registrationDepartment: detail.registrationDepartment,
  creditCode: detail.creditCode,
  organisationCode: detail.organisationCode,
  certificateFileId: detail.certificateFileId,
  applicationFileId: detail.applicationFileId,
  unitKind: detail.unitKind,
  categories: detail.categories,
  campaigns: detail.campaigns,
  intro: team.intro,
  offers: detail.offers,
  needs: detail.needs,
  address: detail.address,
  longitude: detail.longitude,
  latitude: detail.latitude,
  foundedOn: detail.foundedOn,
  contactName: detail.contactName,
  contactPhone: detail.contactPhone,
  contactPublic: detail.contactPublic,
  leaderPublic: detail.leaderPublic,
})

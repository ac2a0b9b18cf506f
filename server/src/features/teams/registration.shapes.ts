/** Registrations on the wire: the form, what became of it, and what a reviewer reads. */
import { Type, type Static } from 'typebox'
import { Day, Instant, Nullable, OneOf, Uuid } from '../../http/shapes.ts'
import type { FileId, TeamId } from '../../kernel/ids.ts'
import { localDate } from '../../kernel/local-date.ts'
import { HistoryShape, ReviewShape } from '../reviews/index.ts'
import type { Volunteer } from '../volunteers/index.ts'
import type { NameFindings } from './names.actions.ts'
import { NameFindingsShape, showNameFindings } from './names.shapes.ts'
import type { Registration, TeamDetail } from './registration.store.ts'
import {
  normalizeContactPhone,
  normalizeCreditCode,
  normalizePersonName,
  normalizeTeamName,
  REGISTRATION_DEPARTMENTS,
  TEAM_KINDS,
  TEAM_LEVELS,
  TEAM_STATUSES,
  type TeamForm,
} from './teams.rules.ts'
import { RegionCode } from './teams.shapes.ts'
import type { Team } from './teams.store.ts'

const Code = Type.String({ minLength: 1, maxLength: 40 })
const CODES_MAX = 40

export const TeamFormBody = Type.Object({
  name: Type.String({ maxLength: 200 }),
  kind: OneOf(TEAM_KINDS),
  level: OneOf(['team', 'corps']),
  regionCode: RegionCode,
  parentId: Type.Optional(Nullable(Uuid)),
  registrationDepartment: Type.Optional(Nullable(OneOf(REGISTRATION_DEPARTMENTS))),
  creditCode: Type.Optional(Nullable(Type.String({ maxLength: 40 }))),
  certificateFileId: Type.Optional(Nullable(Uuid)),
  unitKind: Code,
  categories: Type.Array(Code, { maxItems: CODES_MAX }),
  campaigns: Type.Array(Code, { maxItems: CODES_MAX }),
  intro: Type.String({ maxLength: 2000 }),
  address: Type.String({ maxLength: 200 }),
  foundedOn: Type.Optional(Nullable(Day)),
  contactName: Type.String({ maxLength: 100 }),
  contactPhone: Type.String({ maxLength: 40 }),
  contactPublic: Type.Boolean(),
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
    certificateFileId: (body.certificateFileId ?? null) as FileId | null,
    categories: unique(body.categories),
    campaigns: unique(body.campaigns),
    intro: body.intro.trim(),
    address: body.address.trim(),
    foundedOn: body.foundedOn == null ? null : localDate(body.foundedOn),
    contactName: normalizePersonName(body.contactName),
    contactPhone: normalizeContactPhone(body.contactPhone),
  }
}

export const RegisteredTeam = Type.Object({
  teamId: Uuid,
  reviewId: Uuid,
  dueOn: Day,
  reviewerName: Type.String(),
})
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
export const FoundedTeam = Type.Object({ teamId: Uuid, teamNumber: Type.String() })

const FormFields = {
  name: Type.String(),
  kind: OneOf(TEAM_KINDS),
  level: OneOf(TEAM_LEVELS),
  regionCode: Type.String(),
  regionName: Type.String(),
  parent: Nullable(Type.Object({ teamId: Uuid, name: Type.String() })),
  registrationDepartment: Nullable(OneOf(REGISTRATION_DEPARTMENTS)),
  creditCode: Nullable(Type.String()),
  certificateFileId: Nullable(Uuid),
  unitKind: Nullable(Type.String()),
  categories: Type.Array(Type.String()),
  campaigns: Type.Array(Type.String()),
  intro: Type.String(),
  address: Type.String(),
  foundedOn: Nullable(Day),
  contactName: Type.String(),
  contactPhone: Type.String(),
  contactPublic: Type.Boolean(),
}
const RegistrationState = {
  teamId: Uuid,
  status: OneOf(TEAM_STATUSES),
  submittedAt: Instant,
  dueOn: Nullable(Day),
  refusalReason: Nullable(Type.String()),
  reviewerName: Type.String(),
}
export const TeamRegistration = Type.Object({ ...RegistrationState, ...FormFields })
export const MyTeamRegistrations = Type.Object({
  items: Type.Array(
    Type.Object({
      ...RegistrationState,
      name: Type.String(),
      kind: OneOf(TEAM_KINDS),
      level: OneOf(TEAM_LEVELS),
      regionName: Type.String(),
    }),
  ),
})
export const TeamReview = Type.Object({
  review: ReviewShape,
  history: HistoryShape,
  facts: Type.Object({
    teamId: Uuid,
    ...FormFields,
    leader: Type.Object({ name: Type.String(), volunteerNumber: Nullable(Type.String()) }),
    naming: NameFindingsShape,
  }),
})
export const ReviewedTeam = Type.Object({
  outcome: OneOf(['approved', 'refused']),
  teamNumber: Nullable(Type.String()),
})

const creditCodeOf = (text: string | null | undefined): string | null => {
  const creditCode = normalizeCreditCode(text ?? '')
  return creditCode === '' ? null : creditCode
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
    certificateFileId: null,
    unitKind: null,
    categories: [],
    campaigns: [],
    intro: '',
    address: '',
    foundedOn: null,
    contactName: normalizePersonName(body.contactName),
    contactPhone: normalizeContactPhone(body.contactPhone),
    contactPublic: false,
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
  certificateFileId: detail.certificateFileId,
  unitKind: detail.unitKind,
  categories: detail.categories,
  campaigns: detail.campaigns,
  intro: team.intro,
  address: detail.address,
  foundedOn: detail.foundedOn,
  contactName: detail.contactName,
  contactPhone: detail.contactPhone,
  contactPublic: detail.contactPublic,
})

export const showRegistration = (
  registration: Registration,
  reviewerName: string,
): Static<typeof MyTeamRegistrations>['items'][number] => ({
  teamId: registration.teamId,
  name: registration.name,
  kind: registration.kind,
  level: registration.level,
  regionName: registration.regionName,
  status: registration.status,
  submittedAt: registration.submittedAt.toISOString(),
  dueOn: registration.dueOn,
  refusalReason: registration.refusalReason,
  reviewerName,
})

export const showReviewFacts = (
  team: Team,
  detail: TeamDetail,
  leader: Volunteer | undefined,
  findings: NameFindings,
): Static<typeof TeamReview>['facts'] => ({
  teamId: team.teamId,
  ...showForm(team, detail),
  leader: { name: leader?.name ?? '', volunteerNumber: leader?.volunteerNumber ?? null },
  naming: showNameFindings(findings),
})

/** The terms of a project on the wire. Every field may be left out; what that means stands in `termsOf`. */
import { Type, type Static } from 'typebox'
import { Day, Instant, Nullable, OneOf, Uuid } from '../../http/shapes.ts'
import type { FileId, TeamId } from '../../kernel/ids.ts'
import type { LocalDate } from '../../kernel/local-date.ts'
import { EXCLUDED_KINDS } from './exclusions.rules.ts'
import {
  EXCLUDES_MAX,
  NAMED_TEAMS_MAX,
  normalizeSignUpCode,
  PICTURES_MAX,
  PLACES_MAX,
  RADIUS_METRES_MAX,
  VISIBILITIES,
  type Place,
  type Terms,
} from './terms.rules.ts'

const MINUTES_MAX = 600_000
const Words = (maxLength: number) => Type.String({ minLength: 1, maxLength, pattern: '\\S' })
const Code = Type.String({ minLength: 1, maxLength: 40 })

export const PlaceBody = Type.Object({
  name: Words(100),
  address: Type.String({ maxLength: 200 }),
  longitude: Type.Optional(Nullable(Type.Number({ minimum: -180, maximum: 180 }))),
  latitude: Type.Optional(Nullable(Type.Number({ minimum: -90, maximum: 90 }))),
  radiusMetres: Type.Optional(Type.Integer({ minimum: 0, maximum: RADIUS_METRES_MAX })),
})
export const PlaceShape = Type.Object({
  name: Type.String(),
  address: Type.String(),
  longitude: Nullable(Type.Number()),
  latitude: Nullable(Type.Number()),
  radiusMetres: Type.Integer({ description: '0: anywhere' }),
})
export const InsuranceBody = Type.Object({
  insurer: Words(100),
  policyNumber: Words(60),
  from: Day,
  to: Day,
})

export const TermsBody = {
  recipients: Type.Optional(Type.Array(Code, { maxItems: 40 })),
  leaderPublic: Type.Optional(Type.Boolean()),
  visibility: Type.Optional(OneOf([...VISIBILITIES])),
  signUpCode: Type.Optional(Nullable(Type.String({ maxLength: 40 }))),
  teamIds: Type.Optional(Type.Array(Uuid, { maxItems: NAMED_TEAMS_MAX })),
  recruitFrom: Type.Optional(Nullable(Instant)),
  drawAt: Type.Optional(
    Type.Unsafe<string | null>({ ...Nullable(Instant), description: 'the places are drawn then' }),
  ),
  maxAge: Type.Optional(Nullable(Type.Integer({ minimum: 0, maximum: 120 }))),
  guardianPresent: Type.Optional(Type.Boolean({ description: 'minors come with a guardian who stays' })),
  training: Type.Optional(Type.String({ maxLength: 500 })),
  qualification: Type.Optional(Type.String({ maxLength: 500 })),
  minMinutes: Type.Optional(Type.Integer({ minimum: 0, maximum: MINUTES_MAX })),
  insured: Type.Optional(Nullable(InsuranceBody)),
  excludes: Type.Optional(
    Type.Array(Type.String({ minLength: 1, maxLength: 40, description: 'an id or a number of a project' }), {
      maxItems: EXCLUDES_MAX,
    }),
  ),
  morePlaces: Type.Optional(Type.Array(PlaceBody, { maxItems: PLACES_MAX - 1 })),
  coverFileId: Type.Optional(Nullable(Uuid)),
  pictureFileIds: Type.Optional(Type.Array(Uuid, { maxItems: PICTURES_MAX })),
  exclusionsConfirmed: Type.Optional(
    Type.Boolean({ description: 'that nothing of it is what must not be counted' }),
  ),
}
type Body = Static<ReturnType<typeof Type.Object<typeof TermsBody>>>

export const placeOf = (place: Static<typeof PlaceBody>): Place => ({
  name: place.name.trim(),
  address: place.address.trim(),
  longitude: place.longitude ?? null,
  latitude: place.latitude ?? null,
  radiusMetres: place.radiusMetres ?? 0,
})
const unique = <T>(items: readonly T[]): T[] => [...new Set(items)]

export const insuranceOf = ({ insurer, policyNumber, from, to }: Static<typeof InsuranceBody>) => ({
  insurer: insurer.trim(),
  policyNumber: policyNumber.trim(),
  from: from as LocalDate,
  to: to as LocalDate,
})

/** What does not belong to the chosen visibility is not kept. */
export function termsOf(body: Body): Terms {
  const visibility = body.visibility ?? 'public'
  return {
    recipients: unique(body.recipients ?? []),
    leaderPublic: body.leaderPublic ?? true,
    visibility,
    signUpCode: visibility === 'code' ? normalizeSignUpCode(body.signUpCode ?? '') : null,
    teamIds: visibility === 'teams' ? unique((body.teamIds ?? []) as TeamId[]) : [],
    recruitFrom: body.recruitFrom == null ? null : new Date(body.recruitFrom),
    drawAt: body.drawAt == null ? null : new Date(body.drawAt),
    maxAge: body.maxAge ?? null,
    guardianPresent: body.guardianPresent ?? false,
    training: body.training?.trim() ?? '',
    qualification: body.qualification?.trim() ?? '',
    minMinutes: body.minMinutes ?? 0,
    insured: body.insured == null ? null : insuranceOf(body.insured),
    excludes: unique((body.excludes ?? []).map((one) => one.trim())),
    morePlaces: (body.morePlaces ?? []).map(placeOf),
    coverFileId: (body.coverFileId ?? null) as FileId | null,
    pictureFileIds: unique((body.pictureFileIds ?? []) as FileId[]),
    exclusionsConfirmed: body.exclusionsConfirmed ?? false,
  }
}

const InsuredShape = Type.Object({ insurer: Type.String(), policyNumber: Type.String(), from: Day, to: Day })
export const TermsShape = {
  recipients: Type.Array(Type.String()),
  leaderPublic: Type.Boolean(),
  visibility: OneOf([...VISIBILITIES]),
  teams: Type.Array(Type.Object({ teamId: Uuid, name: Type.String() })),
  recruitFrom: Nullable(Instant),
  drawAt: Nullable(Instant),
  drawnAt: Nullable(Instant),
  maxAge: Nullable(Type.Integer()),
  guardianPresent: Type.Boolean(),
  training: Type.String(),
  qualification: Type.String(),
  minMinutes: Type.Integer(),
  insured: Nullable(InsuredShape),
  excludes: Type.Array(
    Type.Object({ projectId: Uuid, projectNumber: Nullable(Type.String()), title: Type.String() }),
  ),
  morePlaces: Type.Array(PlaceShape),
  coverFileId: Nullable(Uuid),
  pictureFileIds: Type.Array(Uuid),
}
export const FindingShape = Type.Object({ kind: OneOf([...EXCLUDED_KINDS]), word: Type.String() })
/** What the team and the reviewer read besides. */
export const TeamTermsShape = {
  leaderName: Type.String(),
  signUpCode: Nullable(Type.String()),
  exclusionsConfirmed: Type.Boolean(),
  doubts: Type.Array(FindingShape, { description: 'words that may point at what must not be counted' }),
}

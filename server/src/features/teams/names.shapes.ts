/** What is said of a name, on the wire: while it is typed, and to the reviewer. */
import { Type, type Static } from 'typebox'
import type { Refuses } from '../../http/app.ts'
import { Nullable, OneOf, Uuid } from '../../http/shapes.ts'
import type { NameFindings } from './names.actions.ts'
import { CONVENTIONS, LIKENESSES, MISSING_PARTS } from './names.rules.ts'
import { TEAM_KINDS, TEAM_LEVELS } from './teams.rules.ts'

export const CheckTeamNameQuery = Type.Object({
  name: Type.String({ maxLength: 200 }),
  region: Type.String({ pattern: '^[0-9]{6}([0-9]{3})?$' }),
  level: OneOf(TEAM_LEVELS),
  kind: OneOf(TEAM_KINDS),
  unitKind: Type.Optional(Type.String({ maxLength: 40 })),
  teamId: Type.Optional(
    Type.String({ format: 'uuid', description: 'the team whose own name does not count' }),
  ),
})

const Other = {
  teamId: Uuid,
  teamNumber: Nullable(Type.String()),
  name: Type.String(),
  regionName: Type.String(),
}
export const NameFindingsShape = Type.Object({
  name: Type.String({ description: 'as it would be kept' }),
  fault: Nullable(OneOf(['name_malformed'])),
  convention: OneOf(CONVENTIONS),
  missing: Type.Array(OneOf(MISSING_PARTS)),
  suggestions: Type.Array(Type.String()),
  isTaken: Type.Boolean({ description: 'a live team of the county has this very name' }),
  taken: Nullable(Type.Object(Other)),
  near: Type.Array(Type.Object({ ...Other, likeness: OneOf(LIKENESSES) })),
})
export const checkNameRefuses = { region_not_found: 404 } satisfies Refuses<'region_not_found'>

export const showNameFindings = (findings: NameFindings): Static<typeof NameFindingsShape> => ({
  name: findings.name,
  fault: findings.fault,
  convention: findings.convention,
  missing: [...findings.missing],
  suggestions: [...findings.suggestions],
  isTaken: findings.isTaken,
  taken: findings.taken,
  near: findings.near,
})

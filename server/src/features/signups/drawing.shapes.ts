/** A draw on the wire: what was promised, what came of it, and all that is needed to compute it again. */
import { Type, type Static } from 'typebox'
import type { Refuses } from '../../http/app.ts'
import { Instant, Nullable, OneOf, PageOf, Uuid } from '../../http/shapes.ts'
import type { Draw, ProjectDetail } from '../projects/index.ts'
import { ENTRIES_MAX } from './drawing.store.ts'

const Hex = Type.String({ pattern: '^[0-9a-f]{64}$' })
export const DrawShape = Type.Object({
  projectId: Uuid,
  title: Type.String(),
  drawAt: Instant,
  committedAt: Instant,
  commitment: Type.Unsafe<string>({
    ...Hex,
    description: 'SHA-256 of the secret, fixed before the first entry',
  }),
  entries: Type.Integer({ description: 'how many take part, or took part' }),
  drawnAt: Nullable(Instant),
  proof: Nullable(
    Type.Object({
      digest: Type.Unsafe<string>({ ...Hex, description: 'SHA-256 of the list of lots and tickets' }),
      seed: Type.Unsafe<string>({ ...Hex, description: 'HMAC-SHA-256 of the digest, keyed with the secret' }),
      secret: Hex,
    }),
  ),
  shifts: Type.Array(
    Type.Object({
      shiftId: Uuid,
      positionName: Type.String(),
      startsAt: Instant,
      endsAt: Instant,
      places: Type.Integer({ description: 'drawn for, or still to be' }),
    }),
  ),
})
export const DrawEntriesQuery = Type.Object({
  after: Type.Optional(Type.String({ maxLength: 400 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: ENTRIES_MAX })),
})
export const DrawEntryPage = PageOf(
  Type.Object({
    ticket: Type.String(),
    shiftId: Uuid,
    outcome: OneOf(['in', 'waiting', 'out']),
    place: Nullable(Type.Integer({ description: 'in the drawn order of the shift, from one on' })),
  }),
)

export function showDraw(detail: ProjectDetail, draw: Draw, entries: number): Static<typeof DrawShape> {
  const { digest, seed, secret, places, drawnAt } = draw
  const hex = (bytes: Buffer) => bytes.toString('hex')
  return {
    projectId: detail.projectId,
    title: detail.title,
    drawAt: draw.drawAt.toISOString(),
    committedAt: draw.committedAt.toISOString(),
    commitment: hex(draw.commitment),
    entries,
    drawnAt: drawnAt?.toISOString() ?? null,
    proof:
      digest === null || seed === null || secret === null
        ? null
        : { digest: hex(digest), seed: hex(seed), secret: hex(secret) },
    shifts: detail.positions.flatMap(({ name, shifts }) =>
      shifts
        .filter(({ shiftId, cancelReason }) => (places === null ? cancelReason === null : shiftId in places))
        .map(({ shiftId, startsAt, endsAt, headcount }) => ({
          shiftId,
          positionName: name,
          startsAt: startsAt.toISOString(),
          endsAt: endsAt.toISOString(),
          places: places?.[shiftId] ?? headcount,
        })),
    ),
  }
}

export const entriesRefuses = { project_not_found: 404 } satisfies Refuses<'project_not_found'>
export const drawRefuses = { ...entriesRefuses, no_draw: 404 } satisfies Refuses<
  'project_not_found' | 'no_draw'
>

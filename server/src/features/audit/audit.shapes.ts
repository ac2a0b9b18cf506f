import { Type } from 'typebox'
import type { Refuses } from '../../http/app.ts'
import { Instant, Nullable, OneOf, PageOf, Uuid } from '../../http/shapes.ts'
import { RECORD_KINDS, type DisownReason } from './disowning.rules.ts'

export const AuditPage = PageOf(
  Type.Object({
    auditId: Uuid,
    deed: Type.String(),
    actorLabel: Type.String(),
    subjectKind: Nullable(Type.String()),
    subjectId: Nullable(Uuid),
    happenedAt: Instant,
  }),
)

export const AccessPage = PageOf(
  Type.Object({ accessId: Uuid, deed: Type.String(), actorLabel: Type.String(), happenedAt: Instant }),
)

export const DisownBody = Type.Object({
  recordKind: OneOf(RECORD_KINDS),
  recordId: Uuid,
  note: Type.Optional(Type.String({ maxLength: 500 })),
})
export const Disowned = Type.Object({})

export const disownRefuses = {
  record_not_found: 404,
  already_disowned: 409,
  own_act: 409,
} satisfies Refuses<DisownReason>

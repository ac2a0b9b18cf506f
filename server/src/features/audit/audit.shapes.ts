import { Type } from 'typebox'
import { Instant, Nullable, PageOf, Uuid } from '../../http/shapes.ts'

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

/** Registrations that were begun, on the wire: any part of a form, as far as it was typed. */
import { Type, type Static } from 'typebox'
import { Instant, Nullable, OneOf } from '../../http/shapes.ts'
import type { Draft } from './drafts.store.ts'
import { TeamFormBody } from './form.shapes.ts'
import { TEAM_KINDS } from './teams.rules.ts'

/** What a form may not be handed in with, a draft may hold: an empty name of a place or a code not yet chosen. */
const Unfinished = Type.String({ maxLength: 40 })
const { kind: _, ...typed } = TeamFormBody.properties
export const DraftFormBody = Type.Partial(
  Type.Object({ ...typed, regionCode: Unfinished, unitKind: Nullable(Unfinished) }),
)
export const DraftParams = Type.Object({ kind: OneOf(TEAM_KINDS) })
export const SavedDraft = Type.Object({ savedAt: Instant })
export const TeamDraftList = Type.Object({
  items: Type.Array(Type.Object({ kind: OneOf(TEAM_KINDS), savedAt: Instant, form: DraftFormBody })),
})

export const showDrafts = (drafts: readonly Draft[]): Static<typeof TeamDraftList> => ({
  items: drafts.map(({ kind, savedAt, form }) => ({ kind, savedAt: savedAt.toISOString(), form })),
})

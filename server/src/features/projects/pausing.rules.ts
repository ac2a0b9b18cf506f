/** What becomes of a project that stands before the public, as its page says it. Pure. R-numbers: docs/rules/running.md. */
import { isPublic, type ProjectStatus } from './projects.rules.ts'

/** R4: what was called off after its publication still says so on its page. */
export const isPublished = (project: { status: ProjectStatus; cancelledAt: Date | null }): boolean =>
  isPublic(project.status) || project.cancelledAt !== null

/** R8: why recruiting rests, as the public reads it. */
export const PAUSE_REASONS = ['weather', 'enough_people', 'preparing', 'place_not_ready', 'other'] as const
export type PauseReason = (typeof PAUSE_REASONS)[number]

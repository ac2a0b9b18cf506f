/** Who changes a published project and takes back what waits. Pure. R-numbers: docs/rules/running.md. */
import type { Actor } from '../../kernel/actor.ts'
import { whyNotRun } from '../projects/pausing.rules.ts'
import { whyNotKeepProjects, type ProjectStatus } from '../projects/projects.rules.ts'

/** R23, R22. Per deed the reason, or null. A change that waits holds up no other that needs no reviewer. */
export const whyNotChange = (
  actor: Actor,
  project: { teamPath: string; status: ProjectStatus },
  change: 'waiting' | 'approved' | 'refused' | 'withdrawn' | null,
) => ({
  changePublishedProject: whyNotRun(actor, project),
  withdrawProjectChange:
    whyNotKeepProjects(actor, project.teamPath) ??
    (change === 'waiting' ? null : ('no_change_waiting' as const)),
})

/** Templates of a team: who keeps them, who may use them. Pure. J-numbers are those of docs/rules/series.md. */
import { PATH_END, type Actor } from '../../kernel/actor.ts'
import type { ProjectId, TeamId } from '../../kernel/ids.ts'
import { mint, type Minted } from '../../kernel/minted.ts'
import {
  whyNotCreateProject,
  whyNotKeepProjects,
  type CreatingReason,
  type KeepingReason,
} from './projects.rules.ts'

/** J9. */
export const TEMPLATES_MAX = 50
export const TEMPLATE_NAME_MAX = 50

export interface Template {
  /** That of the project that is kept as the template. */
  templateId: ProjectId
  teamId: TeamId
  teamName: string
  teamPath: string
  name: string
  savedAt: Date
}

const isAtOrAbove = (path: string, below: string): boolean => below >= path && below < path + PATH_END

export type SavingReason = KeepingReason | 'team_not_active' | 'too_many_templates' | 'template_name_taken'
export function whyNotSaveTemplate(
  actor: Actor,
  team: { path: string; status: string },
  kept: { count: number; isNameTaken: boolean },
): SavingReason | null {
  const reason = whyNotCreateProject(actor, team)
  if (reason !== null) return reason
  if (kept.count >= TEMPLATES_MAX) return 'too_many_templates'
  return kept.isNameTaken ? 'template_name_taken' : null
}

/** J8. Those of a team above may be used, and are changed by that team alone. */
export type UsingReason = CreatingReason | 'template_not_found'
export function whyNotUseTemplate(
  actor: Actor,
  team: { path: string; status: string },
  template: Pick<Template, 'teamPath'>,
): UsingReason | null {
  return (
    whyNotCreateProject(actor, team) ??
    (isAtOrAbove(template.teamPath, team.path) ? null : 'template_not_found')
  )
}

export const whyNotKeepTemplate = (
  actor: Actor,
  template: Pick<Template, 'teamPath'>,
): KeepingReason | null => whyNotKeepProjects(actor, template.teamPath)

/** A team's own and those of the teams above it. */
export type TemplatesOfTeam = Minted<{ paths: readonly string[] }>
export function templatesVisibleTo(actor: Actor, team: { path: string }): TemplatesOfTeam | null {
  return whyNotKeepProjects(actor, team.path) === null ? mint({ paths: pathsTo(team.path) }) : null
}

/** '/a/b/' → '/a/', '/a/b/'. */
const pathsTo = (path: string): string[] =>
  path
    .split('/')
    .flatMap((label, i, labels) => (label === '' ? [] : [`${labels.slice(0, i + 1).join('/')}/`]))

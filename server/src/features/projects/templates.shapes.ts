/** Templates and copies on the wire. */
import { Type, type Static } from 'typebox'
import type { Refuses } from '../../http/app.ts'
import { Instant, OneOf, PageOf, Reason, Uuid } from '../../http/shapes.ts'
import type { Actor } from '../../kernel/actor.ts'
import { COPIED_SHIFTS } from './copying.rules.ts'
import {
  TEMPLATE_NAME_MAX,
  whyNotKeepTemplate,
  whyNotUseTemplate,
  type SavingReason,
  type UsingReason,
} from './templates.rules.ts'
import type { ListedTemplate } from './templates.store.ts'

export const CopyBody = Type.Object({ shifts: OneOf(COPIED_SHIFTS) })
export const CopiedProjectShape = Type.Object({
  projectId: Uuid,
  weeks: Type.Integer({ description: 'by how many weeks the days were moved' }),
})

export const TemplateBody = Type.Object({
  name: Type.String({ minLength: 1, maxLength: TEMPLATE_NAME_MAX, pattern: '\\S' }),
})
export const nameOf = ({ name }: Static<typeof TemplateBody>): string => name.normalize('NFC').trim()
export const TemplateParams = Type.Object({ templateId: Uuid })
export const UseTemplateParams = Type.Object({ teamId: Uuid, templateId: Uuid })
export const KeptTemplate = Type.Object({ templateId: Uuid })
export const TemplatePage = PageOf(
  Type.Object({
    templateId: Uuid,
    name: Type.String(),
    title: Type.String(),
    teamId: Uuid,
    teamName: Type.String(),
    positions: Type.Integer(),
    savedAt: Instant,
    whyNot: Type.Object({
      createProjectFromTemplate: Reason,
      renameTemplate: Reason,
      deleteTemplate: Reason,
    }),
  }),
)

export function showTemplate(
  actor: Actor,
  team: { path: string; status: string },
  template: ListedTemplate,
): Static<typeof TemplatePage>['items'][number] {
  const { teamPath: _, height: __, savedAt, ...shown } = template
  const keep = whyNotKeepTemplate(actor, template)
  return {
    ...shown,
    savedAt: savedAt.toISOString(),
    whyNot: {
      createProjectFromTemplate: whyNotUseTemplate(actor, team, template),
      renameTemplate: keep,
      deleteTemplate: keep,
    },
  }
}

export const saveRefuses = {
  not_your_team: 403,
  project_not_found: 404,
  team_not_found: 404,
  team_not_active: 409,
  too_many_templates: 409,
  template_name_taken: 409,
} satisfies Refuses<SavingReason | 'project_not_found' | 'team_not_found'>
export const useRefuses = {
  not_your_team: 403,
  project_not_found: 404,
  team_not_found: 404,
  template_not_found: 404,
  team_not_active: 409,
} satisfies Refuses<UsingReason | 'project_not_found' | 'team_not_found'>
export const keepTemplateRefuses = {
  not_your_team: 403,
  team_not_found: 404,
  template_not_found: 404,
} satisfies Refuses<'not_your_team' | 'team_not_found' | 'template_not_found'>
export const renameTemplateRefuses = { ...keepTemplateRefuses, template_name_taken: 409 } satisfies Refuses<
  keyof typeof keepTemplateRefuses | 'template_name_taken'
>

import { Type, type Static } from 'typebox'
import { InTwoLanguages, Instant, Nullable } from '../../http/shapes.ts'
import type { Campaign } from '../catalog/index.ts'
import { NO_FIGURES, type KeptFigures } from './campaigns.store.ts'

export const CampaignList = Type.Object({
  year: Type.Integer(),
  items: Type.Array(
    Type.Object({
      code: Type.String(),
      name: InTwoLanguages,
      leadUnit: Nullable(Type.String()),
      responsibleUnits: Type.Array(Type.String()),
      figures: Type.Object({
        teams: Type.Integer({ description: 'active teams that belong to the campaign' }),
        members: Type.Integer({ description: 'people in those teams, each counted once' }),
        openProjects: Type.Integer({ description: 'public projects that recruit or run now' }),
        projects: Type.Integer({ description: 'public projects that take place this year' }),
        served: Type.Integer({
          description: 'people with hours in its projects this year, each counted once',
        }),
        minutes: Type.Integer({ description: 'credited in its projects this year' }),
      }),
      countedAt: Nullable(Instant),
    }),
  ),
})

export function showCampaign(
  { code, name, leadUnit, responsibleUnits }: Campaign,
  kept: KeptFigures | undefined,
): Static<typeof CampaignList>['items'][number] {
  const { code: _, countedAt, ...figures } = kept ?? { code, countedAt: null, ...NO_FIGURES }
  return {
    code,
    name,
    leadUnit,
    responsibleUnits,
    figures,
    countedAt: countedAt === null ? null : countedAt.toISOString(),
  }
}

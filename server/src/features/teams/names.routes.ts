/** A name is looked at while it is typed. */
import type { App, Doors } from '../../http/app.ts'
import type { TeamId } from '../../kernel/ids.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { findRegion } from '../catalog/index.ts'
import { findNameFindings } from './names.actions.ts'
import * as shape from './names.shapes.ts'
import { normalizeTeamName } from './teams.rules.ts'

const MINUTE_SECONDS = 60
/** Twice a second is faster than a form asks, and far too slow to list a county's names. */
const CHECKS_A_MINUTE = 120

export function namesRoutes(app: App, { reader }: Doors): void {
  app.route({
    method: 'GET',
    url: '/team-names',
    config: {
      audience: 'signed_in',
      refuses: shape.checkNameRefuses,
      limit: { max: CHECKS_A_MINUTE, seconds: MINUTE_SECONDS },
    },
    schema: {
      operationId: 'checkTeamName',
      tags: ['teams'],
      querystring: shape.CheckTeamNameQuery,
      response: { 200: shape.NameFindingsShape },
    },
    handler: async ({ query }) => {
      const region = await findRegion(reader, query.region)
      if (region === undefined) throw new Refusal('region_not_found')
      const findings = await findNameFindings(reader, {
        name: normalizeTeamName(query.name),
        kind: query.kind,
        level: query.level,
        unitKind: query.unitKind ?? null,
        regionPath: region.path,
        teamId: (query.teamId ?? null) as TeamId | null,
      })
      return shape.showNameFindings(findings)
    },
  })
}

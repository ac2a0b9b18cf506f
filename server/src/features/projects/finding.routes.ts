/** Projects found by everybody: the list in its orders, and how many there are on each day. */
import type { App, Doors } from '../../http/app.ts'
import type { TeamId } from '../../kernel/ids.ts'
import { dateIn, ZONE, type LocalDate } from '../../kernel/local-date.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { findRegion } from '../catalog/index.ts'
import { listEndedProjects, listProjectDays } from './cards.store.ts'
import { findProjects } from './finding.store.ts'
import * as shape from './finding.shapes.ts'
import { findFitPerson, listFits } from './fits.store.ts'
import { DayList, ListDaysQuery } from './projects.shapes.ts'
import { showDays } from './shown.shapes.ts'

/** A whole school behind one address stays below; who reads the list out does not. */
const LIMIT = { max: 1200, seconds: 60 }

export function findingRoutes(app: App, { reader, clock }: Doors): void {
  const pathOf = async (regionCode: string | undefined): Promise<string | undefined> => {
    if (regionCode === undefined) return undefined
    const region = await findRegion(reader, regionCode)
    if (region === undefined) throw new Refusal('region_not_found')
    return region.path
  }

  app.route({
    method: 'GET',
    url: '/projects',
    config: { audience: 'public', refuses: shape.findRefuses, limit: LIMIT },
    schema: {
      operationId: 'listProjects',
      tags: ['projects'],
      querystring: shape.ListProjectsQuery,
      response: { 200: shape.FoundProjectPage },
    },
    handler: async ({ query, caller }) => {
      const now = clock()
      if (query.endedOf !== undefined) {
        const ended = await listEndedProjects(reader, query.endedOf as TeamId, query, now)
        const items = ended.items.map((card) =>
          shape.showFound({ ...card, distanceMetres: null, key: 0 }, undefined),
        )
        return { items, next: ended.next }
      }
      const finding = shape.findingOf(query, now)
      const { volunteerId } = caller.actor
      const [regionPath, person] = await Promise.all([
        pathOf(query.region),
        volunteerId === null ? null : findFitPerson(reader, volunteerId),
      ])
      if (query.fits === true && person === null) return { items: [], next: null }
      const fits = query.fits === true ? person : null
      const page = await findProjects(reader, { ...finding, regionPath, fits }, query, now)
      const ids = page.items.map(({ projectId }) => projectId)
      const known = person === null ? new Map<never, never>() : await listFits(reader, ids, person)
      return {
        items: page.items.map((one) => shape.showFound(one, known.get(one.projectId))),
        next: page.next,
      }
    },
  })

  app.route({
    method: 'GET',
    url: '/project-days',
    config: { audience: 'public', refuses: shape.findRefuses },
    schema: {
      operationId: 'listProjectDays',
      tags: ['projects'],
      querystring: ListDaysQuery,
      response: { 200: DayList },
    },
    handler: async (request) => {
      const from = (request.query.from ?? dateIn(ZONE, clock())) as LocalDate
      const regionPath = (await pathOf(request.query.region)) ?? null
      return showDays(await listProjectDays(reader, from, regionPath))
    },
  })
}

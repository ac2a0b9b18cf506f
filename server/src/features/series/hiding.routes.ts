/** Hiding a series and showing it again, over HTTP: deeds of whoever oversees the team. */
import type { App, Doors } from '../../http/app.ts'
import type { SeriesId } from '../../kernel/ids.ts'
import { hideSeries, showSeries } from './hiding.actions.ts'
import * as shape from './series.shapes.ts'

const tags = ['series']

export function seriesHidingRoutes(app: App, { perform }: Doors): void {
  app.route({
    method: 'POST',
    url: '/series/:seriesId/hide',
    config: { audience: 'staff', refuses: shape.hideSeriesRefuses },
    schema: {
      operationId: 'hideSeries',
      tags,
      params: shape.SeriesParams,
      body: shape.HideSeriesBody,
      response: { 200: shape.SeriesDone },
    },
    handler: async (request) => {
      const seriesId = request.params.seriesId as SeriesId
      await perform(request.caller, hideSeries, { seriesId, because: request.body.because })
      return { done: true as const }
    },
  })

  app.route({
    method: 'POST',
    url: '/series/:seriesId/show',
    config: { audience: 'staff', refuses: shape.showSeriesRefuses },
    schema: {
      operationId: 'showSeries',
      tags,
      params: shape.SeriesParams,
      response: { 200: shape.SeriesDone },
    },
    handler: async (request) => {
      await perform(request.caller, showSeries, { seriesId: request.params.seriesId as SeriesId })
      return { done: true as const }
    },
  })
}

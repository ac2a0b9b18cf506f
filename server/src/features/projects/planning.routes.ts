/** Which days a rule gives. Nothing is kept by asking; the shifts come with the form. */
import type { App, Doors } from '../../http/app.ts'
import { addDays, type LocalDate } from '../../kernel/local-date.ts'
import { refuseIf } from '../../kernel/refusal.ts'
import { namedDaysBetween } from '../catalog/index.ts'
import { BREAK_DAYS_MAX, PLAN_DAYS_MAX, plannedDays, whyNotPlan } from './planning.rules.ts'
import { PlannedDays, planRefuses, PlanQuery, showPlanned } from './planning.shapes.ts'

export function planningRoutes(app: App, { reader, clock }: Doors): void {
  app.route({
    method: 'GET',
    url: '/shift-plan',
    config: { audience: 'team', refuses: planRefuses, limit: { max: 600, seconds: 3600 } },
    schema: {
      operationId: 'planShifts',
      tags: ['projects'],
      querystring: PlanQuery,
      response: { 200: PlannedDays },
    },
    handler: async (request) => {
      const plan = { ...request.query, from: request.query.from as LocalDate }
      refuseIf(whyNotPlan(plan))
      const calendar = await namedDaysBetween(
        reader,
        addDays(plan.from, -BREAK_DAYS_MAX),
        addDays(plan.from, PLAN_DAYS_MAX + BREAK_DAYS_MAX),
      )
      return showPlanned(plannedDays(plan, calendar, clock()))
    },
  })
}

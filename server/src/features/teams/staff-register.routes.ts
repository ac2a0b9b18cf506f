/** The staff register over HTTP: for the unit, for those above it, and as the list of a region. */
import type { App, Doors } from '../../http/app.ts'
import type { TeamId } from '../../kernel/ids.ts'
import { Refusal, refuseIf } from '../../kernel/refusal.ts'
import { findRegion } from '../catalog/index.ts'
import { saveStaffRegister } from './staff-register.actions.ts'
import { registersVisibleTo, whyNotReadRegister, whyNotSaveRegister } from './staff-register.rules.ts'
import * as shape from './staff-register.shapes.ts'
import { findRegister, listStaffRegisters } from './staff-register.store.ts'
import { keepRefuses, TeamParams } from './teams.shapes.ts'
import { getTeam } from './teams.store.ts'

function ofUnit(app: App, { reader, vault, perform, observe }: Doors): void {
  app.route({
    method: 'GET',
    url: '/teams/:teamId/staff-register',
    config: { audience: 'staff', refuses: keepRefuses },
    schema: {
      operationId: 'getStaffRegister',
      tags: ['teams'],
      params: TeamParams,
      response: { 200: shape.RegisterShape },
    },
    handler: async (request) => {
      const { actor } = request.caller
      const team = await getTeam(reader, request.params.teamId as TeamId)
      refuseIf(whyNotReadRegister(actor, team))
      const entries = await findRegister(reader, vault, team.teamId)
      if (entries.length > 0) await observe(request.caller, [{ kind: 'team', id: team.teamId }])
      return {
        teamName: team.name,
        entries,
        whyNot: { saveStaffRegister: whyNotSaveRegister(actor, team) },
      }
    },
  })

  app.route({
    method: 'PUT',
    url: '/teams/:teamId/staff-register',
    config: { audience: 'team', refuses: shape.saveRegisterRefuses },
    schema: {
      operationId: 'saveStaffRegister',
      tags: ['teams'],
      params: TeamParams,
      body: shape.RegisterBody,
      response: { 200: shape.RegisterBody },
    },
    handler: async (request) => {
      const entries = request.body.entries.map(shape.entryOf)
      await perform(request.caller, saveStaffRegister, { teamId: request.params.teamId as TeamId, entries })
      return { entries }
    },
  })
}

export function staffRegisterRoutes(app: App, doors: Doors): void {
  ofUnit(app, doors)
  const { reader, vault, observe } = doors
  app.route({
    method: 'GET',
    url: '/staff-registers',
    config: {
      audience: 'authority',
      refuses: shape.listRegistersRefuses,
      limit: { max: 120, seconds: 3600 },
    },
    schema: {
      operationId: 'listStaffRegisters',
      tags: ['teams'],
      querystring: shape.ListRegistersQuery,
      response: { 200: shape.RegisterPage },
    },
    handler: async (request) => {
      const { region: regionCode, ...query } = request.query
      const region = await findRegion(reader, regionCode)
      if (region === undefined) throw new Refusal('region_not_found')
      const scope = registersVisibleTo(request.caller.actor, region.path)
      if (scope === null) throw new Refusal('not_your_region')
      const page = await listStaffRegisters(reader, vault, scope, query)
      await observe(
        request.caller,
        page.items.map(({ teamId }) => ({ kind: 'team', id: teamId })),
      )
      return page
    },
  })
}

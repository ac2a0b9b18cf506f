/** The composition root: the one file that knows every feature. */
import { pino, type Logger } from 'pino'
import { performWith } from './act.ts'
import type { Config } from './config.ts'
import type { Opened } from './db/open.ts'
import { absencesRoutes } from './features/absences/absences.routes.ts'
import { accountsRoutes } from './features/accounts/accounts.routes.ts'
import { createActorOf } from './features/accounts/index.ts'
import { auditRoutes } from './features/audit/audit.routes.ts'
import { campaignsRoutes } from './features/campaigns/campaigns.routes.ts'
import { calendarsRoutes } from './features/calendars/calendars.routes.ts'
import { catalogRoutes } from './features/catalog/catalog.routes.ts'
import { certificatesRoutes } from './features/certificates/certificates.routes.ts'
import { complaintsRoutes } from './features/complaints/complaints.routes.ts'
import { dissolutionsRoutes } from './features/dissolutions/dissolutions.routes.ts'
import { evaluationsRoutes } from './features/evaluations/evaluations.routes.ts'
import { familiesRoutes } from './features/families/families.routes.ts'
import { goalsRoutes } from './features/goals/goals.routes.ts'
import { doorRoutes } from './features/hours/door.routes.ts'
import { hoursRoutes } from './features/hours/hours.routes.ts'
import { invitationsRoutes } from './features/invitations/invitations.routes.ts'
import { noticesRoutes } from './features/notices/notices.routes.ts'
import { projectsRoutes } from './features/projects/projects.routes.ts'
import { changesRoutes } from './features/changes/changes.routes.ts'
import { renamesRoutes } from './features/renames/renames.routes.ts'
import { seriesRoutes } from './features/series/series.routes.ts'
import { reviewsRoutes } from './features/reviews/reviews.routes.ts'
import { statisticsRoutes } from './features/statistics/statistics.routes.ts'
import { teamsRoutes } from './features/teams/teams.routes.ts'
import { runningRoutes } from './features/running/running.routes.ts'
import { signupsRoutes } from './features/signups/signups.routes.ts'
import { subscriptionsRoutes } from './features/subscriptions/subscriptions.routes.ts'
import { volunteersRoutes } from './features/volunteers/volunteers.routes.ts'
import { API, buildApp } from './http/serve.ts'
import { sessionTokenOf } from './http/session-cookie.ts'
import type { App, Engine } from './http/app.ts'
import { operationalRoutes } from './http/operational.ts'
import { registerPages } from './http/pages.ts'
import type { Vault } from './vault.ts'

export interface Parts {
  config: Config
  opened: Opened
  vault: Vault
  clock: () => Date
  logger?: Logger
  /** The web workspace; without it the API stands alone. */
  webRoot?: string
}

export interface RunningServer {
  app: App
  engine: Engine
}

/** Personal fields never reach a log line, wherever they stand in it. */
export const REDACTED = [
  'idNumber',
  'phone',
  'password',
  'phoneCode',
  'totp',
  'name',
  'code',
  'secret',
  'cookie',
  'authorization',
].flatMap((field) => [field, `*.${field}`, `*.*.${field}`])

export const loggerFor = (config: Config): Logger =>
  pino({ level: config.logLevel, redact: { paths: REDACTED, censor: '[redacted]' } })

export async function createServer(parts: Parts): Promise<RunningServer> {
  const { config, opened, vault, clock } = parts
  const engine: Engine = {
    db: opened.db,
    reader: opened.reader,
    ...performWith(opened.db, clock, vault),
    vault,
    clock,
    config,
  }
  const actorOf = createActorOf(engine)
  const app = await buildApp(
    engine,
    (request) => actorOf(sessionTokenOf(request)),
    async (root) => {
      operationalRoutes(root, engine)
      await root.register(
        async (scope) => {
          const api = scope as App
          catalogRoutes(api, engine)
          accountsRoutes(api, engine)
          noticesRoutes(api, engine)
          reviewsRoutes(api, engine)
          volunteersRoutes(api, engine)
          teamsRoutes(api, engine)
          invitationsRoutes(api, engine)
          renamesRoutes(api, engine)
          changesRoutes(api, engine)
          projectsRoutes(api, engine)
          seriesRoutes(api, engine)
          signupsRoutes(api, engine)
          absencesRoutes(api, engine)
          subscriptionsRoutes(api, engine)
          calendarsRoutes(api, engine)
          runningRoutes(api, engine)
          doorRoutes(api, engine)
          hoursRoutes(api, engine)
          evaluationsRoutes(api, engine)
          dissolutionsRoutes(api, engine)
          familiesRoutes(api, engine)
          certificatesRoutes(api, engine)
          complaintsRoutes(api, engine)
          statisticsRoutes(api, engine)
          campaignsRoutes(api, engine)
          goalsRoutes(api, engine)
          auditRoutes(api, engine)
        },
        { prefix: API },
      )
      if (parts.webRoot !== undefined)
        await registerPages(root, {
          dev: config.dev,
          webRoot: parts.webRoot,
          origin: config.publicUrl,
        })
    },
    parts.logger ?? loggerFor(config),
  )
  return { app, engine }
}

/** The whole server on the product's own embedded PostgreSQL, fsync on, with one empty route beside it as a control. */
import { createServer, loggerFor } from '../server/src/app.ts'
import { readConfig } from '../server/src/config.ts'
import { startEmbedded } from '../server/src/db/embedded.ts'
import { migrate } from '../server/src/db/migrate.ts'
import { openDatabase } from '../server/src/db/open.ts'
import { seedCatalog } from '../server/src/features/catalog/index.ts'
import { signUp } from '../server/src/features/signups/index.ts'
import type { ProjectId, ShiftId } from '../server/src/kernel/ids.ts'
import { newKeyFile, openVault } from '../server/src/vault.ts'

const dataDir = process.argv[2] ?? ''
const config = readConfig({ ZHIYUAN_DATA: dataDir, PORT: '0', LOG_LEVEL: 'error' })
const logger = loggerFor(config)
const embedded = await startEmbedded({ dataDir, log: logger })
const opened = openDatabase({ host: embedded.host, user: embedded.user, database: embedded.database })
await migrate(opened.db)
await opened.db.transaction().execute((tx) => seedCatalog(tx))
const { app, engine } = await createServer({
  config,
  opened,
  vault: openVault(newKeyFile()),
  clock: () => new Date(),
  logger,
})
app.post('/bench/empty', { config: { audience: 'public' } }, () => ({}))
// The control of the wanted position: the same deed, each ask in a transaction of its own.
app.post<{ Body: { projectId: ProjectId; shiftId: ShiftId } }>(
  '/api/v1/bench/signups',
  { config: { audience: 'signed_in', refuses: { shift_full: 409 } } },
  async (request, reply) =>
    reply.code(201).send(
      await engine.perform({ ...request.caller, deed: 'signUp' }, signUp, {
        ...request.body,
        riskAccepted: true,
      }),
    ),
)
await app.listen({ host: config.host, port: config.port })

const address = app.server.address()
process.send?.({
  port: typeof address === 'object' ? address?.port : null,
  host: embedded.host,
  user: embedded.user,
  database: embedded.database,
})
async function stop(): Promise<void> {
  await app.close()
  await opened.close()
  await embedded.stop()
}
// The bench has all it needs, or has itself come to an end.
process.once('disconnect', () => void stop())

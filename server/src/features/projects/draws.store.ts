/** Draws: the commitment of before and the proof of after. The lock of the project is held. */
import { sql } from 'kysely'
import type { Reader, Tx } from '../../db/handles.ts'
import type { ProjectId, ShiftId } from '../../kernel/ids.ts'
import type { Vault } from '../../vault.ts'
import { commitmentOf, newSecret } from '../../kernel/fair-draw.ts'

const SECRET = 'draws.secret'

/** V2. With the publication the secret is fixed; everybody reads its hash, nobody the secret. */
export async function insertDraw(
  tx: Tx,
  vault: Vault,
  { projectId, committedAt }: { projectId: ProjectId; committedAt: Date },
): Promise<void> {
  const secret = newSecret()
  const sealed = vault.seal(SECRET, secret.toString('hex'))
  await tx
    .insertInto('draws')
    .values({ projectId, secretEnc: sealed, commitment: commitmentOf(secret), committedAt })
    .execute()
  await tx.updateTable('shifts').set({ awaitsDraw: true }).where('projectId', '=', projectId).execute()
}

const DUE = sql`p.draw_at <= now_at.at and p.drawn_at is null and p.status in ('recruiting', 'running')
  and p.pause_reason is null and t.status = 'active'`
/** V5. While recruiting rests or the team is held nobody is taken on, so nothing is drawn either; it is made up for. */
export async function listDueDraws(reader: Reader, now: Date): Promise<ProjectId[]> {
  const { rows } = await sql<{ projectId: ProjectId }>`
    select p.project_id from projects p join teams t on t.team_id = p.team_id
      cross join (select ${now}::timestamptz as at) now_at
    where p.draw_at is not null and ${DUE} order by p.draw_at, p.project_id`.execute(reader)
  return rows.map(({ projectId }) => projectId)
}
/** Asked again under the lock. */
export async function isDue(tx: Tx, projectId: ProjectId, now: Date): Promise<boolean> {
  const { rows } = await sql`
    select from projects p join teams t on t.team_id = p.team_id cross join (select ${now}::timestamptz as at) now_at
    where p.project_id = ${projectId} and ${DUE}`.execute(tx)
  return rows.length > 0
}

export interface Draw {
  drawAt: Date
  committedAt: Date
  commitment: Buffer
  drawnAt: Date | null
  digest: Buffer | null
  seed: Buffer | null
  secret: Buffer | null
  /** How many places were drawn for, by shift. */
  places: Readonly<Record<ShiftId, number>> | null
}
export function findDraw(reader: Reader, projectId: ProjectId): Promise<Draw | undefined> {
  return reader
    .selectFrom('draws')
    .innerJoin('projects', 'projects.projectId', 'draws.projectId')
    .select(['committedAt', 'commitment', 'draws.drawnAt', 'digest', 'seed', 'secret'])
    .select([
      sql<Date>`projects.draw_at`.as('drawAt'),
      sql<Readonly<Record<ShiftId, number>> | null>`draws.places`.as('places'),
    ])
    .where('draws.projectId', '=', projectId)
    .executeTakeFirst()
}

/** Throws when there is none, which the migration and the publication rule out. */
export async function getSecret(tx: Tx, vault: Vault, projectId: ProjectId): Promise<Buffer> {
  const { secretEnc } = await tx
    .selectFrom('draws')
    .select('secretEnc')
    .where('projectId', '=', projectId)
    .executeTakeFirstOrThrow()
  return Buffer.from(vault.open(SECRET, secretEnc), 'hex')
}

export async function markDrawn(
  tx: Tx,
  projectId: ProjectId,
  drawn: { drawnAt: Date; digest: Buffer; seed: Buffer; secret: Buffer; places: Record<string, number> },
): Promise<void> {
  const { places, ...proof } = drawn
  await tx
    .updateTable('draws')
    .set({ ...proof, places: JSON.stringify(places) })
    .where('projectId', '=', projectId)
    .execute()
  await tx
    .updateTable('projects')
    .set({ drawnAt: drawn.drawnAt })
    .where('projectId', '=', projectId)
    .execute()
  await tx.updateTable('shifts').set({ awaitsDraw: false }).where('projectId', '=', projectId).execute()
}

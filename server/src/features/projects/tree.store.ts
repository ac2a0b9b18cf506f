/** Projects follow the teams that hold them. */
import { sql } from 'kysely'
import type { Tx } from '../../db/handles.ts'
import { PATH_END } from '../../kernel/actor.ts'

export async function rewriteTeamPaths(tx: Tx, from: string, to: string): Promise<void> {
  await sql`update projects set team_path = ${to} || substr(team_path, ${from.length + 1}::integer)
    where team_path >= ${from} and team_path < ${from + PATH_END}`.execute(tx)
}

/** What the types promise. Checked by the compiler, never run. */
import type { Db, Reader, Tx } from '../src/db/handles.ts'
import { writeAuditLines } from '../src/db/audit-line.ts'
import type { Refuses } from '../src/http/app.ts'
import { SYSTEM } from '../src/kernel/actor.ts'
import type { TeamId, VolunteerId } from '../src/kernel/ids.ts'

declare const db: Db, reader: Reader, tx: Tx, teamId: TeamId
declare function wantsVolunteer(id: VolunteerId): void
const line = { deed: 'x', actor: SYSTEM, now: new Date(0) }

// @ts-expect-error the plain database is not a transaction
void writeAuditLines(db, line, [])
// @ts-expect-error a reader cannot write
void reader.insertInto
// @ts-expect-error ids do not mix
wantsVolunteer(teamId)
void writeAuditLines(tx, line, [])

type Reason = 'team_closed' | 'team_full'
// @ts-expect-error a reason without a status does not compile
const missing: Refuses<Reason> = { team_closed: 409 }
// @ts-expect-error a status without a reason does not compile either
const foreign = { team_closed: 409, team_full: 409, nobody: 404 } satisfies Refuses<Reason>
export const promised = [missing, foreign]

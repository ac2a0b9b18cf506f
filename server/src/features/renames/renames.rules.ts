/** Renaming, decided: who may propose it, what is wrong with a row, and what may be approved. Pure. */
import { reachesRegion, reachesTeam, type Actor } from '../../kernel/actor.ts'
import type { TeamId } from '../../kernel/ids.ts'
import { mint, type Minted } from '../../kernel/minted.ts'
import { leads } from '../teams/memberships.rules.ts'
import {
  normalizeTeamName,
  whyNotTeamName,
  type TeamKind,
  type TeamLevel,
  type TeamStatus,
} from '../teams/teams.rules.ts'

export const RENAME_ROWS_MAX = 500
export const BATCH_STATUSES = ['waiting', 'approved', 'partly', 'refused'] as const
export const ROW_STATUSES = ['waiting', 'renamed', 'refused'] as const
export type BatchStatus = (typeof BATCH_STATUSES)[number]

export const ROW_PROBLEMS = [
  'team_not_found',
  'team_not_clear',
  'not_your_region',
  'team_not_active',
  'rename_waiting',
  'name_malformed',
  'name_unchanged',
  'team_twice',
  'named_twice',
  'name_taken',
] as const
export type RowProblem = (typeof ROW_PROBLEMS)[number]

export interface AskedRow {
  /** A team's number or the name it has. */
  team: string
  newName: string
}
export interface RenamedTeam {
  teamId: TeamId
  teamNumber: string | null
  name: string
  kind: TeamKind
  level: TeamLevel
  status: TeamStatus
  unitKind: string | null
  path: string
  regionPath: string
  regionName: string
}
export interface CheckedRow {
  row: number
  asked: string
  team: RenamedTeam | null
  newName: string
  problem: RowProblem | null
}
/** Who may have what is asked for, and who bears the names asked for. */
export interface RowsKnown {
  found: readonly RenamedTeam[]
  holders: readonly { teamId: TeamId; name: string; regionPath: string }[]
  waiting: ReadonlySet<TeamId>
  isOwn: (team: RenamedTeam) => boolean
}

const COUNTY_LENGTH = 6
/** Two live teams of a county do not share a name (T1). */
const keyOf = (team: { regionPath: string }, name: string): string =>
  `${team.regionPath.slice(0, COUNTY_LENGTH)} ${name}`

export const normalizeAsked = (text: string): string => normalizeTeamName(text)

/** Live teams come first: a dissolved one may have had the same name. */
function teamAsked(asked: string, known: RowsKnown): RenamedTeam | RowProblem {
  const named = known.found.filter(
    ({ teamNumber, name }) => teamNumber === asked.toUpperCase() || name === asked,
  )
  if (named.length === 0) return 'team_not_found'
  const own = named.filter(known.isOwn)
  // Of a team that is not public nobody outside its region hears.
  if (own.length === 0)
    return named.some(({ status }) => status === 'active') ? 'not_your_region' : 'team_not_found'
  const active = own.filter(({ status }) => status === 'active')
  if (active.length > 1) return 'team_not_clear'
  return active[0] ?? 'team_not_active'
}

function problemOf(team: RenamedTeam, newName: string, known: RowsKnown): RowProblem | null {
  if (known.waiting.has(team.teamId)) return 'rename_waiting'
  if (whyNotTeamName(newName) !== null) return 'name_malformed'
  return newName === team.name ? 'name_unchanged' : null
}

/** N7. Each row with the first thing that is wrong with it. Names that the same batch frees may be taken. */
export function checkRows(asked: readonly AskedRow[], known: RowsKnown): CheckedRow[] {
  const teams = new Set<TeamId>()
  const names = new Set<string>()
  const checked = asked.map(({ team: text, newName: typed }, index): CheckedRow => {
    const wanted = normalizeAsked(text)
    const newName = normalizeTeamName(typed)
    const row = { row: index + 1, asked: wanted, newName }
    const team = teamAsked(wanted, known)
    if (typeof team === 'string') return { ...row, team: null, problem: team }
    const problem = problemOf(team, newName, known)
    if (problem !== null) return { ...row, team, problem }
    if (teams.has(team.teamId)) return { ...row, team, problem: 'team_twice' }
    teams.add(team.teamId)
    const key = keyOf(team, newName)
    if (names.has(key)) return { ...row, team, problem: 'named_twice' }
    names.add(key)
    return { ...row, team, problem: null }
  })
  return withTaken(checked, known)
}

/** A row that falls frees its name no longer, so the question is asked until nothing changes. */
function withTaken(rows: readonly CheckedRow[], known: Pick<RowsKnown, 'holders'>): CheckedRow[] {
  const leaving = new Set(
    rows.flatMap(({ team, problem }) => (team !== null && problem === null ? [team.teamId] : [])),
  )
  const held = new Set(
    known.holders.filter(({ teamId }) => !leaving.has(teamId)).map((holder) => keyOf(holder, holder.name)),
  )
  let fell = false
  const next = rows.map((row): CheckedRow => {
    if (row.team === null || row.problem !== null || !held.has(keyOf(row.team, row.newName))) return row
    fell = true
    return { ...row, problem: 'name_taken' }
  })
  return fell ? withTaken(next, known) : next
}

export type ProposingReason =
  'not_your_region' | 'not_your_team' | 'leader_only' | 'team_not_active' | 'too_many_rows'
/** N6. An office of the region proposes for all of its teams. */
export const whyNotProposeForRegion = (actor: Actor, regionPath: string): 'not_your_region' | null =>
  reachesRegion(actor, regionPath, 'decide') ? null : 'not_your_region'

/** N6. A leader proposes for the one team they lead. */
export function whyNotProposeForTeam(
  actor: Actor,
  team: { teamId: TeamId; path: string; status: TeamStatus },
  rows: number,
): Exclude<ProposingReason, 'not_your_region'> | null {
  if (!reachesTeam(actor, team.path, 'decide')) return 'not_your_team'
  if (!leads(actor, team.teamId)) return 'leader_only'
  if (team.status !== 'active') return 'team_not_active'
  return rows > 1 ? 'too_many_rows' : null
}

export type ChoosingReason = 'rows_missing' | 'reason_missing'
/** N8. Of a batch some rows may be approved; who sends any back says why. */
export function whyNotChoose(
  chosen: number,
  of: number,
  { decision, reason = '' }: { decision: 'approve' | 'refuse'; reason?: string | undefined },
): ChoosingReason | null {
  if (decision === 'approve' && chosen === 0) return 'rows_missing'
  return chosen < of && reason.trim() === '' ? 'reason_missing' : null
}

/** Whose batches an actor is shown: those of their regions, or those of one team of theirs. */
export type RenameScope = Minted<{ roots: readonly string[]; teamId: TeamId | null }>
export const batchesOfRegions = (actor: Actor): RenameScope =>
  mint({
    roots: actor.grants.flatMap((grant) =>
      grant.role === 'platform_admin' ? [''] : (grant.regionPath ?? []),
    ),
    teamId: null,
  })
export const batchesOfTeam = (actor: Actor, team: { teamId: TeamId; path: string }): RenameScope | null =>
  reachesTeam(actor, team.path, 'decide') ? mint({ roots: [], teamId: team.teamId }) : null

export function whyNotReadBatch(
  actor: Actor,
  batch: { regionPath: string; team: { path: string } | null },
): 'batch_not_found' | null {
  const reads =
    reachesRegion(actor, batch.regionPath, 'read') ||
    (batch.team !== null && reachesTeam(actor, batch.team.path, 'decide'))
  return reads ? null : 'batch_not_found'
}

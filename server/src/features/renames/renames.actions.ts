/** Renaming: an office or a leader proposes, the federation or the team's reviewer decides, and all names change at once. */
import type { Act } from '../../act.ts'
import type { Reader } from '../../db/handles.ts'
import { accountOf, type Actor } from '../../kernel/actor.ts'
import type { AccountId, RenameBatchId, ReviewId, TeamId } from '../../kernel/ids.ts'
import { dateIn, ZONE, type LocalDate } from '../../kernel/local-date.ts'
import { Refusal, refuseIf } from '../../kernel/refusal.ts'
import { uuidv7 } from '../../kernel/uuid.ts'
import { findDueDay, findRegion, listRegionChain, policiesOf, teamNameFormsOf } from '../catalog/index.ts'
import { openReview, tellReviewers } from '../reviews/index.ts'
import {
  adviseOnName,
  findReviewerName,
  getTeam,
  listLiaisons,
  type NameAdvice,
  normalizeTeamName,
} from '../teams/index.ts'
import {
  checkRows,
  normalizeAsked,
  whyNotProposeForRegion,
  whyNotProposeForTeam,
  type AskedRow,
  type CheckedRow,
  type RenamedTeam,
} from './renames.rules.ts'
import * as store from './renames.store.ts'

/** A region with an office that asks for its teams, or the one team whose leader asks. */
export type RenamesFor = { regionCode: string } | { teamId: TeamId }
export interface AskedRenames {
  for: RenamesFor
  rows: readonly AskedRow[]
}
export interface RenameRow extends CheckedRow {
  advice: NameAdvice | null
}
interface Place {
  regionPath: string
  teamId: TeamId | null
  reviewer: { teamId: TeamId; name: string; path: string } | null
  /** The region whose authorities decide where no team does. */
  decidedIn: string
  rows: CheckedRow[]
}

/** What the forms of each region say of a new name. */
export async function adviseOnRows<Row extends { team: RenamedTeam | null; newName: string }>(
  reader: Reader,
  rows: readonly Row[],
): Promise<(Row & { advice: NameAdvice | null })[]> {
  const paths = [...new Set(rows.flatMap(({ team }) => team?.regionPath ?? []))]
  const known = new Map(
    await Promise.all(
      paths.map(async (path) => {
        const [chain, forms] = await Promise.all([
          listRegionChain(reader, path),
          teamNameFormsOf(reader, path),
        ])
        return [path, { chain, forms }] as const
      }),
    ),
  )
  return rows.map((row) => {
    const place = row.team === null ? undefined : known.get(row.team.regionPath)
    if (row.team === null || place === undefined) return { ...row, advice: null }
    return {
      ...row,
      advice: adviseOnName({ ...row.team, name: row.newName, chain: place.chain }, place.forms),
    }
  })
}

async function checked(
  reader: Reader,
  rows: readonly AskedRow[],
  isOwn: (team: RenamedTeam) => boolean,
): Promise<CheckedRow[]> {
  const [found, holders] = await Promise.all([
    store.listTeamsCalled(
      reader,
      rows.map(({ team }) => normalizeAsked(team)),
    ),
    store.listNameHolders(
      reader,
      rows.map(({ newName }) => normalizeTeamName(newName)),
    ),
  ])
  const waiting = await store.listWaiting(
    reader,
    found.map(({ teamId }) => teamId),
  )
  return checkRows(rows, { found, holders, waiting, isOwn })
}

/** N6: the federation nearest above decides what an office proposes, or else the authorities of the region above. */
async function placeOfRegion(
  reader: Reader,
  actor: Actor,
  asked: AskedRenames,
  code: string,
): Promise<Place> {
  const region = await findRegion(reader, code)
  if (region === undefined) throw new Refusal('region_not_found')
  refuseIf(whyNotProposeForRegion(actor, region.path))
  const federations = (await listLiaisons(reader, region.path)).filter(({ level }) => level === 'federation')
  const [reviewer] = federations.sort((a, b) => b.regionPath.length - a.regionPath.length)
  const above = (await listRegionChain(reader, region.path)).at(-2)?.path ?? ''
  const rows = await checked(reader, asked.rows, (team) => team.regionPath.startsWith(region.path))
  return { regionPath: region.path, teamId: null, reviewer: reviewer ?? null, decidedIn: above, rows }
}

/** N6: for a team of its own, whoever would review its registration. */
async function placeOfTeam(
  reader: Reader,
  actor: Actor,
  asked: AskedRenames,
  teamId: TeamId,
): Promise<Place> {
  const team = await getTeam(reader, teamId)
  refuseIf(whyNotProposeForTeam(actor, team, asked.rows.length))
  const own = asked.rows.map((row) => ({ ...row, team: team.teamNumber ?? team.name }))
  const rows = await checked(reader, own, (found) => found.teamId === teamId)
  const { regionPath, parent } = team
  return { regionPath, teamId, reviewer: parent, decidedIn: regionPath, rows }
}

const placeOf = (reader: Reader, actor: Actor, asked: AskedRenames): Promise<Place> =>
  'teamId' in asked.for
    ? placeOfTeam(reader, actor, asked, asked.for.teamId)
    : placeOfRegion(reader, actor, asked, asked.for.regionCode)

export interface CheckedRenames {
  rows: RenameRow[]
  reviewerName: string
}
/** The dry run: what handing in would answer, row by row. Changes nothing. */
export async function checkRenames(
  reader: Reader,
  actor: Actor,
  asked: AskedRenames,
): Promise<CheckedRenames> {
  const { rows, reviewer, decidedIn } = await placeOf(reader, actor, asked)
  return {
    rows: await adviseOnRows(reader, rows),
    reviewerName: await findReviewerName(reader, { regionPath: decidedIn, parent: reviewer }),
  }
}

export interface ProposedRenames {
  renameBatchId: RenameBatchId
  reviewId: ReviewId
  dueOn: LocalDate
  reviewerName: string
  rows: number
}
const titleOf = (rows: readonly store.NewRow[]): string => {
  const [first] = rows
  const head = first === undefined ? '' : `${first.oldName} → ${first.newName}`
  return rows.length > 1 ? `${head} (+${String(rows.length - 1)})` : head
}

export async function proposeRenames(
  act: Act,
  asked: AskedRenames & { note: string },
): Promise<ProposedRenames> {
  const { tx, now } = act
  const place = await placeOf(tx, act.actor, asked)
  const faulty = place.rows.find(({ problem }) => problem !== null)
  if (faulty !== undefined) throw new Refusal('rows_faulty', { row: faulty.row, problem: faulty.problem })
  const rows = place.rows.flatMap(({ row, team, newName }) =>
    team === null ? [] : [{ rowNumber: row, teamId: team.teamId, oldName: team.name, newName }],
  )
  const renameBatchId = uuidv7<RenameBatchId>(now)
  const { regionPath, teamId, reviewer } = place
  const proposedBy = accountOf(act.actor)
  const batch = {
    renameBatchId,
    title: titleOf(rows),
    regionPath,
    teamId,
    proposedBy,
    note: asked.note.trim(),
  }
  await store.insertBatch(tx, { ...batch, submittedAt: now }, rows)
  const { reviewId, dueOn } = await askReviewers(act, place, batch)
  act.mark({ kind: 'renaming', id: renameBatchId, facts: { rows: rows.length } })
  const reviewerName = await findReviewerName(tx, { regionPath: place.decidedIn, parent: reviewer })
  return { renameBatchId, reviewId, dueOn, reviewerName, rows: rows.length }
}

/** Opens the review, and tells those for whom it waits. */
async function askReviewers(
  act: Act,
  { regionPath, reviewer, decidedIn }: Place,
  {
    renameBatchId,
    title,
    proposedBy,
  }: { renameBatchId: RenameBatchId; title: string; proposedBy: AccountId },
): Promise<{ reviewId: ReviewId; dueOn: LocalDate }> {
  const { tx, now } = act
  const { teamReviewDays } = await policiesOf(tx, regionPath)
  const dueOn = await findDueDay(tx, dateIn(ZONE, now), teamReviewDays)
  const reviewerTeam = reviewer === null ? null : { teamId: reviewer.teamId, path: reviewer.path }
  const reviewId = await openReview(tx, {
    subjectKind: 'renaming',
    subjectId: renameBatchId,
    title,
    regionPath: decidedIn,
    reviewerTeam,
    submittedBy: proposedBy,
    submittedAt: now,
    dueOn,
  })
  const opened = { reviewId, subjectKind: 'renaming', regionPath: decidedIn, reviewerTeam } as const
  await tellReviewers(act, opened, { kind: 'renames_submitted', facts: { title, dueOn } })
  return { reviewId, dueOn }
}

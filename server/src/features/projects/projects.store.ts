/** Projects with their positions and shifts: kept here, and read in full. Lists stand in cards.store.ts. */
import { sql } from 'kysely'
import { gramsOf } from '../../db/grams.ts'
import type { Reader, Tx } from '../../db/handles.ts'
import type { AccountId, ProjectId, TeamId } from '../../kernel/ids.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { Span } from '../../kernel/span.ts'
import { uuidv7 } from '../../kernel/uuid.ts'
import type { Vault } from '../../vault.ts'
import { cardOf, cardsAt, type ProjectCard } from './cards.store.ts'
import { deletePositions, insertPositions, listPositions, type Position } from './positions.store.ts'
import { periodOf, type ProjectDraft, type ProjectStatus } from './projects.rules.ts'
import { insertNeed } from './needs.store.ts'

/** What deeds need to know before they decide. */
export interface Project extends Span {
  projectId: ProjectId
  teamId: TeamId
  teamPath: string
  regionCode: string
  regionPath: string
  title: string
  status: ProjectStatus
  createdBy: AccountId
}
export interface ProjectDetail extends ProjectCard, Omit<ProjectDraft, 'positions' | 'contactPhone'> {
  teamStatus: string
  teamPath: string
  regionPath: string
  contactPhoneEnc: Buffer
  refusalReason: string | null
  positions: Position[]
}
/** A draft as it is stored: the contact's phone only encrypted. */
export interface StoredDraft extends Omit<ProjectDraft, 'contactPhone'> {
  contactPhoneEnc: Buffer
}

const CONTACT_PHONE = 'projects.contact_phone'
export const sealContactPhone = (vault: Vault, phone: string): Buffer => vault.seal(CONTACT_PHONE, phone)
export const openContactPhone = (vault: Vault, sealed: Buffer): string => vault.open(CONTACT_PHONE, sealed)

const COLUMNS = [
  'projectId',
  'teamId',
  'teamPath',
  'regionCode',
  'regionPath',
  'title',
  'status',
  'startsAt',
  'endsAt',
  'createdBy',
] as const

/** Throws `project_not_found`. */
export async function getProject(reader: Reader, projectId: ProjectId): Promise<Project> {
  const project = await reader
    .selectFrom('projects')
    .select(COLUMNS)
    .where('projectId', '=', projectId)
    .executeTakeFirst()
  if (project === undefined) throw new Refusal('project_not_found')
  return project
}

export async function lockProject(tx: Tx, projectId: ProjectId): Promise<Project> {
  const project = await tx
    .selectFrom('projects')
    .select(COLUMNS)
    .where('projectId', '=', projectId)
    .forUpdate()
    .executeTakeFirst()
  if (project === undefined) throw new Refusal('project_not_found')
  return project
}

const fieldsOf = ({ place, positions: _, ...draft }: StoredDraft, period: Span) => ({
  ...draft,
  startsAt: period.startsAt,
  endsAt: period.endsAt,
  placeName: place.name,
  placeAddress: place.address,
  longitude: place.longitude,
  latitude: place.latitude,
  grams: gramsOf(draft.title, place.name),
})

export async function insertProject(
  tx: Tx,
  team: { teamId: TeamId; path: string; regionCode: string; regionPath: string },
  draft: StoredDraft,
  made: { createdBy: AccountId; createdAt: Date; status?: 'draft' | 'template'; period?: Span },
): Promise<ProjectId> {
  const { status = 'draft', period = periodOf(draft.positions), createdBy, createdAt } = made
  const projectId = uuidv7<ProjectId>(createdAt)
  await tx
    .insertInto('projects')
    .values({
      projectId,
      teamId: team.teamId,
      teamPath: team.path,
      regionCode: team.regionCode,
      regionPath: team.regionPath,
      status,
      ...fieldsOf(draft, period),
      createdBy,
      createdAt,
    })
    .execute()
  await insertPositions(tx, projectId, draft.positions, createdAt)
  return projectId
}

/** Nobody has signed up yet where this is allowed, so positions and shifts are written anew. */
export async function updateProjectFields(
  tx: Tx,
  projectId: ProjectId,
  draft: StoredDraft,
  at: Date,
): Promise<void> {
  const fields = fieldsOf(draft, periodOf(draft.positions))
  await tx.updateTable('projects').set(fields).where('projectId', '=', projectId).execute()
  await deletePositions(tx, projectId)
  await insertPositions(tx, projectId, draft.positions, at)
}

export async function findProjectDetail(
  reader: Reader,
  projectId: ProjectId,
  now: Date,
): Promise<ProjectDetail | undefined> {
  const row = await cardsAt(reader, now)
    .select([
      'teams.status as teamStatus',
      'projects.teamPath',
      'projects.regionPath',
      'projects.campaign',
      'projects.description',
      'projects.riskStatement',
      'projects.safeguards',
      'projects.insurance',
      'projects.isDangerous',
      'projects.minAge',
      'projects.autoAdmit',
      'projects.keepsWaitingList',
      'projects.offerHours',
      'projects.withdrawHoursBefore',
      'projects.leaderName',
      'projects.contactPhoneEnc',
      'projects.contactPublic',
      'projects.recruitUntil',
      'projects.placeAddress',
      'projects.longitude',
      'projects.latitude',
      'projects.refusalReason',
    ])
    .where('projects.projectId', '=', projectId)
    .executeTakeFirst()
  if (row === undefined) return undefined
  const { placeAddress, longitude, latitude, ...rest } = row
  const place = { name: row.placeName, address: placeAddress, longitude, latitude }
  return { ...cardOf(rest), place, positions: await listPositions(reader, projectId) }
}

export async function markSubmitted(tx: Tx, projectId: ProjectId, at: Date): Promise<void> {
  await tx
    .updateTable('projects')
    .set({ status: 'under_review', submittedAt: at, refusalReason: null })
    .where('projectId', '=', projectId)
    .execute()
}

export async function markRefused(tx: Tx, projectId: ProjectId, reason: string): Promise<void> {
  await tx
    .updateTable('projects')
    .set({ status: 'refused', refusalReason: reason })
    .where('projectId', '=', projectId)
    .execute()
}

/** Puts the project before the public and counts it for its region. */
export async function markPublished(
  tx: Tx,
  project: { projectId: ProjectId; regionPath: string },
  published: { projectNumber: string; status: 'recruiting' | 'running'; publishedAt: Date },
): Promise<void> {
  await tx.updateTable('projects').set(published).where('projectId', '=', project.projectId).execute()
  await insertNeed(tx, project.projectId, published.publishedAt)
  await tx
    .insertInto('regionProjects')
    .values({ regionPath: project.regionPath, published: 1 })
    .onConflict((conflict) =>
      conflict.column('regionPath').doUpdateSet({ published: sql`region_projects.published + 1` }),
    )
    .execute()
}

/** Projects with their positions and shifts: kept here, and read in full. Lists stand in cards.store.ts. */
import { gramsOf } from '../../db/grams.ts'
import type { Reader, Tx } from '../../db/handles.ts'
import type { AccountId, ProjectId, TeamId } from '../../kernel/ids.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { Span } from '../../kernel/span.ts'
import { uuidv7 } from '../../kernel/uuid.ts'
import type { Vault } from '../../vault.ts'
import { cardOf, cardsAt, type ProjectCard } from './cards.store.ts'
import { replacePictures } from './pictures.store.ts'
import { deletePositions, insertPositions, listPositions, type Position } from './positions.store.ts'
import type { CheckState } from './checking.rules.ts'
import type { PauseReason } from './pausing.rules.ts'
import { periodOf, type ProjectDraft, type ProjectStatus } from './projects.rules.ts'
import type { Terms, Visibility } from './terms.rules.ts'
import {
  parts,
  replaceParts,
  termColumnsOf,
  termsDetailOf,
  TERM_COLUMNS,
  type StoredTerms,
  type TermsDetail,
} from './terms.store.ts'

/** What deeds need to know before they decide. */
export interface Project extends Span {
  projectId: ProjectId
  teamId: TeamId
  teamPath: string
  regionCode: string
  regionPath: string
  title: string
  status: ProjectStatus
  visibility: Visibility
  drawAt: Date | null
  createdBy: AccountId
  /** The team that put it before the public, whoever holds it now. */
  publishedTeamId: TeamId | null
  formVersion: number
}
export interface ProjectDetail
  extends ProjectCard, Omit<ProjectDraft, 'positions' | 'contactPhone' | keyof Terms>, TermsDetail {
  teamStatus: string
  teamPath: string
  regionPath: string
  contactPhoneEnc: Buffer
  refusalReason: string | null
  pauseReason: PauseReason | null
  cancelledAt: Date | null
  cancelReason: string | null
  checkState: CheckState | null
  checkNote: string
  formVersion: number
  drawnAt: Date | null
  positions: Position[]
}
/** A draft as it is stored: the contact's phone and the code only encrypted. */
export interface StoredDraft extends Omit<ProjectDraft, 'contactPhone' | keyof Terms>, StoredTerms {
  contactPhoneEnc: Buffer
}

const CONTACT_PHONE = 'projects.contact_phone'
const SIGN_UP_CODE = 'projects.sign_up_code'
export const sealSignUpCode = (vault: Vault, code: string | null): Buffer | null =>
  code === null ? null : vault.seal(SIGN_UP_CODE, code)
export const openSignUpCode = (vault: Vault, sealed: Buffer | null): string | null =>
  sealed === null ? null : vault.open(SIGN_UP_CODE, sealed)
export const sealContactPhone = (vault: Vault, phone: string): Buffer => vault.seal(CONTACT_PHONE, phone)
export const openContactPhone = (vault: Vault, sealed: Buffer): string => vault.open(CONTACT_PHONE, sealed)

export const openSealed = (
  vault: Vault,
  sealed: { contactPhoneEnc: Buffer; signUpCodeEnc: Buffer | null },
): { contactPhone: string; signUpCode: string | null } => ({
  contactPhone: openContactPhone(vault, sealed.contactPhoneEnc),
  signUpCode: openSignUpCode(vault, sealed.signUpCodeEnc),
})

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
  'visibility',
  'drawAt',
  'createdBy',
  'publishedTeamId',
  'formVersion',
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

/** Keeps it from being closed or called off meanwhile; others may hold it too. */
export async function holdProject(tx: Tx, projectId: ProjectId): Promise<Project> {
  const project = await tx
    .selectFrom('projects')
    .select(COLUMNS)
    .where('projectId', '=', projectId)
    .forShare()
    .executeTakeFirst()
  if (project === undefined) throw new Refusal('project_not_found')
  return project
}

/** The columns of a draft. */
export const fieldsOf = (draft: StoredDraft, period: Span) => ({
  ...termColumnsOf(draft),
  startsAt: period.startsAt,
  endsAt: period.endsAt,
  title: draft.title,
  campaign: draft.campaign,
  categories: draft.categories,
  description: draft.description,
  riskStatement: draft.riskStatement,
  safeguards: draft.safeguards,
  insurance: draft.insurance,
  isDangerous: draft.isDangerous,
  acceptsMinors: draft.acceptsMinors,
  minAge: draft.minAge,
  autoAdmit: draft.autoAdmit,
  keepsWaitingList: draft.keepsWaitingList,
  offerHours: draft.offerHours,
  withdrawHoursBefore: draft.withdrawHoursBefore,
  leaderName: draft.leaderName,
  contactPhoneEnc: draft.contactPhoneEnc,
  contactPublic: draft.contactPublic,
  recruitUntil: draft.recruitUntil,
  placeName: draft.place.name,
  placeAddress: draft.place.address,
  longitude: draft.place.longitude,
  latitude: draft.place.latitude,
  grams: gramsOf(draft.title, draft.place.name),
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
  await replaceParts(tx, projectId, draft)
  await replacePictures(tx, projectId, draft)
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
  await replaceParts(tx, projectId, draft)
  await replacePictures(tx, projectId, draft)
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
      ...TERM_COLUMNS,
      parts,
      'projects.pauseReason',
      'projects.cancelledAt',
      'projects.cancelReason',
      'projects.checkState',
      'projects.checkNote',
      'projects.formVersion',
    ])
    .where('projects.projectId', '=', projectId)
    .executeTakeFirst()
  if (row === undefined) return undefined
  const { placeAddress, longitude, latitude, radiusMetres, ...rest } = termsDetailOf(row)
  const place = { name: row.placeName, address: placeAddress, longitude, latitude, radiusMetres }
  return { ...cardOf(rest), place, positions: await listPositions(reader, projectId) }
}

/** A draft judged, sealed to be stored, and opened again. */
import type { Act } from '../../act.ts'
import type { ProjectId, TeamId } from '../../kernel/ids.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { listUnknownCategories, listUnknownCodes } from '../catalog/index.ts'
import { countPicturesFor } from './pictures.store.ts'
import { faultOf, type DraftFault, type ProjectDraft } from './projects.rules.ts'
import {
  openContactPhone,
  openSignUpCode,
  sealContactPhone,
  sealSignUpCode,
  type ProjectDetail,
  type StoredDraft,
} from './projects.store.ts'
import { countActiveTeams, findNamedProjects } from './terms.store.ts'

/** Which project is judged; without an id as long as it is not kept. */
interface Judged {
  teamId: TeamId
  projectId: ProjectId | null
}
export const factsOf = ({ field, facts }: DraftFault) => ({ field, ...facts })

/** The draft as it is to be stored. Throws its first fault. */
export async function judged(act: Act, draft: ProjectDraft, project: Judged): Promise<StoredDraft> {
  const fault = await findFault(act, draft, project)
  if (fault !== null) throw new Refusal(fault.reason, factsOf(fault))
  const named = await findNamedProjects(act.tx, draft.excludes, project.teamId)
  const excludes = [...new Set(draft.excludes.flatMap((name) => named.get(name) ?? []))]
  return sealedDraft(act, { ...draft, excludes })
}

/** Other projects stand in it by their ids. */
export function sealedDraft(
  { vault }: Act,
  { contactPhone, signUpCode, excludes, ...draft }: ProjectDraft,
): StoredDraft {
  return {
    ...draft,
    contactPhoneEnc: sealContactPhone(vault, contactPhone),
    signUpCodeEnc: sealSignUpCode(vault, signUpCode),
    excludedIds: excludes as ProjectId[],
  }
}

/** The rules first, then what only the database knows. */
export async function findFault(act: Act, draft: ProjectDraft, project: Judged): Promise<DraftFault | null> {
  return faultOf(draft, act.now) ?? (await findUnknown(act, draft, project))
}

/** Codes and names that nothing answers to. */
export const findUnknown = async (
  act: Act,
  draft: ProjectDraft,
  project: Judged,
): Promise<DraftFault | null> => (await unknownCode(act, draft)) ?? (await unknownName(act, draft, project))

async function unknownCode({ tx }: Act, draft: ProjectDraft): Promise<DraftFault | null> {
  const unknown = (field: string): DraftFault => ({ reason: 'code_unknown', field })
  if ((await listUnknownCategories(tx, 'service', draft.categories)).length > 0) return unknown('categories')
  const campaigns = draft.campaign === null ? [] : [draft.campaign]
  if ((await listUnknownCategories(tx, 'campaign', campaigns)).length > 0) return unknown('campaign')
  if ((await listUnknownCodes(tx, 'safeguards', draft.safeguards)).length > 0) return unknown('safeguards')
  if ((await listUnknownCodes(tx, 'recipients', draft.recipients)).length > 0) return unknown('recipients')
  const [skill] = await listUnknownCodes(
    tx,
    'skills',
    draft.positions.flatMap((position) => position.skills),
  )
  if (skill === undefined) return null
  const at = draft.positions.findIndex((position) => position.skills.includes(skill))
  return unknown(`positions.${at}.skills`)
}

async function unknownName({ tx }: Act, draft: ProjectDraft, project: Judged): Promise<DraftFault | null> {
  if ((await countActiveTeams(tx, draft.teamIds)) < draft.teamIds.length)
    return { reason: 'named_team_unknown', field: 'teamIds' }
  const named = await findNamedProjects(tx, draft.excludes, project.teamId)
  const stranger = draft.excludes.find((name) => (named.get(name) ?? project.projectId) === project.projectId)
  if (stranger !== undefined)
    return { reason: 'excluded_project_unknown', field: 'excludes', facts: { named: stranger } }
  const files = [...new Set([draft.coverFileId ?? [], draft.pictureFileIds].flat())]
  return (await countPicturesFor(tx, files, project)) < files.length
    ? { reason: 'picture_unknown', field: draft.coverFileId === null ? 'pictureFileIds' : 'coverFileId' }
    : null
}

/** The form as it was filled in, without what else is known of the project. */
export function openedDraft({ vault }: Pick<Act, 'vault'>, detail: ProjectDetail): ProjectDraft {
  return {
    title: detail.title,
    campaign: detail.campaign,
    categories: detail.categories,
    description: detail.description,
    riskStatement: detail.riskStatement,
    safeguards: detail.safeguards,
    insurance: detail.insurance,
    isDangerous: detail.isDangerous,
    acceptsMinors: detail.acceptsMinors,
    minAge: detail.minAge,
    autoAdmit: detail.autoAdmit,
    leaderName: detail.leaderName,
    contactPhone: openContactPhone(vault, detail.contactPhoneEnc),
    contactPublic: detail.contactPublic,
    recruitUntil: detail.recruitUntil,
    place: detail.place,
    keepsWaitingList: detail.keepsWaitingList,
    offerHours: detail.offerHours,
    withdrawHoursBefore: detail.withdrawHoursBefore,
    recipients: detail.recipients,
    leaderPublic: detail.leaderPublic,
    visibility: detail.visibility,
    signUpCode: openSignUpCode(vault, detail.signUpCodeEnc),
    teamIds: detail.teams.map(({ teamId }) => teamId),
    recruitFrom: detail.recruitFrom,
    drawAt: detail.drawAt,
    maxAge: detail.maxAge,
    guardianPresent: detail.guardianPresent,
    training: detail.training,
    qualification: detail.qualification,
    minMinutes: detail.minMinutes,
    insured: detail.insured,
    excludes: detail.excludes.map(({ projectId }) => projectId),
    morePlaces: detail.morePlaces,
    coverFileId: detail.coverFileId,
    pictureFileIds: detail.pictureFileIds,
    exclusionsConfirmed: detail.exclusionsConfirmed,
    positions: detail.positions.map(({ name, description, requirements, skills, plan, shifts }) => ({
      name,
      description,
      requirements,
      skills,
      plan,
      shifts: shifts.map(({ startsAt, endsAt, breakMinutes, headcount }) => ({
        startsAt,
        endsAt,
        breakMinutes,
        headcount,
      })),
    })),
  }
}

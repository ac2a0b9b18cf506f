/** The team tells what was done; each person says for themselves whether their masked name stands there. */
import type { Act } from '../../act.ts'
import { accountOf, volunteerOf } from '../../kernel/actor.ts'
import type { NameConsentId, ProjectId } from '../../kernel/ids.ts'
import { Refusal, refuseIf } from '../../kernel/refusal.ts'
import { uuidv7 } from '../../kernel/uuid.ts'
import { policiesOf } from '../catalog/index.ts'
import { notify } from '../notices/index.ts'
import { lockProject, type Project } from '../projects/index.ts'
import { getTeam, markFileUnused, markFileUsed } from '../teams/index.ts'
import { lockVolunteer } from '../volunteers/index.ts'
import { isSameReport, whyNotReport, whyNotShowName } from './evaluations.rules.ts'
import {
  insertNameConsent,
  listPictures,
  lockReport,
  markNameConsentEnded,
  markReportWithdrawn,
  saveReport,
  type ReportPicture,
} from './reports.store.ts'

export interface NewReport {
  projectId: ProjectId
  words: string
  peopleServed: number | null
  pictures: readonly ReportPicture[]
}

/** Pictures that are new become the team's, those that are left out are forgotten like any upload that nobody uses. */
async function changePictures(act: Act, project: Project, wanted: readonly ReportPicture[]): Promise<void> {
  const before = new Set((await listPictures(act.tx, project.projectId)).map(({ fileId }) => fileId))
  const { teamId } = project
  for (const { fileId } of wanted)
    if (!before.delete(fileId)) {
      const isOwn = await markFileUsed(act.tx, fileId, { teamId, uploadedBy: accountOf(act.actor) })
      if (!isOwn) throw new Refusal('file_not_found')
    }
  for (const fileId of before) await markFileUnused(act.tx, fileId, teamId)
}

export interface PublishedReport {
  publishedAt: string
  state: 'published' | 'hidden'
}
/** V13, V16. Published at once, and again whenever it is changed; what is hidden waits for whoever oversees the team. */
export async function publishProjectReport(act: Act, input: NewReport): Promise<PublishedReport> {
  const { tx, now } = act
  const project = await lockProject(tx, input.projectId)
  refuseIf(whyNotReport(act.actor, project, await getTeam(tx, project.teamId)))
  const words = input.words.trim()
  if (words === '') throw new Refusal('report_words_missing')
  const pictures = [...new Map(input.pictures.map((one) => [one.fileId, one])).values()].map(
    ({ fileId, caption }) => ({ fileId, caption: caption.trim() }),
  )
  if (pictures.some(({ caption }) => caption === '')) throw new Refusal('caption_missing')
  const { projectId, peopleServed } = input
  const known = await lockReport(tx, projectId)
  const isMended =
    known?.hiddenAt != null &&
    !isSameReport(
      { ...known, pictures: await listPictures(tx, projectId) },
      { words, peopleServed, pictures },
    )
  await changePictures(act, project, pictures)
  const report = { projectId, words, peopleServed, writtenBy: accountOf(act.actor), publishedAt: now }
  const mendedAt = isMended ? now : (known?.mendedAt ?? null)
  await saveReport(tx, { ...report, mendedAt }, pictures)
  if (isMended && known.hiddenBy !== null)
    await notify(
      tx,
      [
        {
          accountId: known.hiddenBy,
          kind: 'report_mended',
          facts: { title: project.title },
          link: `/projects/${projectId}/done`,
        },
      ],
      now,
    )
  act.mark({ kind: 'project', id: projectId, facts: { words, peopleServed, pictures: pictures.length } })
  return { publishedAt: now.toISOString(), state: known?.hiddenAt == null ? 'published' : 'hidden' }
}

export async function withdrawProjectReport(act: Act, input: { projectId: ProjectId }): Promise<void> {
  const project = await lockProject(act.tx, input.projectId)
  refuseIf(whyNotReport(act.actor, project, await getTeam(act.tx, project.teamId)))
  const report = await lockReport(act.tx, project.projectId)
  if (report === undefined || report.withdrawnAt !== null) throw new Refusal('report_not_found')
  await markReportWithdrawn(act.tx, project.projectId, act.now)
  act.mark({ kind: 'project', id: project.projectId })
}

/** V15. What is taken back takes effect at once, on every page. */
export async function showMyName(act: Act, { shows }: { shows: boolean }): Promise<{ shows: boolean }> {
  const { tx, now } = act
  const person = await lockVolunteer(tx, volunteerOf(act.actor))
  const { volunteerId } = person
  if (shows) {
    const { adultAge } = await policiesOf(tx, person.regionPath)
    refuseIf(whyNotShowName(person, now, adultAge))
    await insertNameConsent(tx, { volunteerId, nameConsentId: uuidv7<NameConsentId>(now), givenAt: now })
  } else await markNameConsentEnded(tx, volunteerId, now)
  act.mark({ kind: 'volunteer', id: volunteerId, facts: { shows } })
  return { shows }
}

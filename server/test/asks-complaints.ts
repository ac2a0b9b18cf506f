/** Questions about complaints: one case about the team of the gathering, which a guest has reported with a picture. */
import { randomUUID } from 'node:crypto'
import { plain, ask, ofTeam, type Ask, type Asking } from './asking.ts'
import { report, SAW, uploadedPicture } from './complaining.ts'
import type { Gathering } from './parties.ts'

interface Case {
  complaintId: string
  fileId: string
}
const cases = new WeakMap<Gathering, Promise<Case>>()

async function begin({ server, team }: Gathering): Promise<Case> {
  const fileId = await uploadedPicture(server)
  const { number } = (await report(server.client(), team.teamId, { fileIds: [fileId] })).body
  const { complaintId } = await server.reader
    .selectFrom('complaints')
    .select('complaintId')
    .where('complaintNumber', '=', number)
    .executeTakeFirstOrThrow()
  return { complaintId, fileId }
}
/** Kept by its promise, since readers ask at once. */
function caseOf(here: Gathering): Promise<Case> {
  const kept = cases.get(here) ?? begin(here)
  cases.set(here, kept)
  return kept
}
const ofCase =
  (deed: string, body?: object): Asking =>
  async (here) =>
    ask(`/complaints/${(await caseOf(here)).complaintId}${deed}`, body)

const form = {
  ...{ subjectKind: 'team', kind: 'other', words: SAW, happenedOn: null, place: '' },
  ...{ contact: '', mayName: false, anonymous: false, fileIds: [] },
}
const key = { number: 'x', secret: 'x' }

export const COMPLAINT_ASKS: Readonly<Record<string, Asking>> = {
  submitComplaint: plain('/complaints', { ...form, subjectId: randomUUID(), words: '' }),
  uploadComplaintFile: plain('/complaint-files', {}),
  readComplaint: plain('/complaint-reads', key),
  addToComplaint: plain('/complaint-reads/additions', { ...key, words: '' }),
  reopenComplaint: plain('/complaint-reads/reopenings', { ...key, words: '' }),
  listComplaints: async (here) => (await caseOf(here), ask('/complaints')),
  getComplaint: ofCase(''),
  getComplaintFile: async (here) => ask(`/complaint-files/${(await caseOf(here)).fileId}`),
  getComplaintFigures: plain('/complaint-figures?from=2026-01-01&to=2026-12-31'),
  acceptComplaint: ofCase('/accept', {}),
  askComplainant: ofCase('/questions', { words: '' }),
  askForStatement: ofCase('/statements', { matter: '' }),
  noteComplaint: ofCase('/notes', { words: '' }),
  recordMeasure: ofCase('/measures', { measure: 'warning', article: 'none', words: '' }),
  revealComplaint: ofCase('/reveal', { reason: '' }),
  settleComplaint: ofCase('/settle', { outcome: 'answered', words: '' }),
  listStatements: ofTeam('/statements'),
  giveStatement: ofTeam(`/statements/${randomUUID()}`, { words: '' }),
}

/** Asks that are heard. */
export const HEARD_COMPLAINTS: Readonly<Record<string, (here: Gathering) => Ask | Promise<Ask>>> = {
  submitComplaint: ({ team }) => ask('/complaints', { ...form, subjectId: team.teamId }),
  noteComplaint: ofCase('/notes', { words: '先核对账目' }),
  revealComplaint: ofCase('/reveal', { reason: '核实收费凭据' }),
}

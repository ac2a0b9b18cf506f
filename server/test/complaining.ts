/** Complaints for tests, made by the deeds themselves over HTTP. */
import sharp from 'sharp'
import type { AccountId } from '../src/kernel/ids.ts'
import type { Client, TestServer } from './harness.ts'
import { makeStaff } from './people.ts'
import { checked } from './teams.ts'

export const SAW = '活动当天每人收了五十元服装费，没有收据。'

export interface Report {
  number: string
  secret: string
  dueOn: string
}
export interface Seen {
  number: string
  status: string
  outcome: string | null
  redirectedTo: string | null
  dueOn: string | null
  daysLeft: number | null
  closesOn: string | null
  pictures: number
  steps: { kind: string; side: string; byName: string; words: string }[]
  measures: { measure: string; article: string }[]
  whyNot: { addToComplaint: string | null; reopenComplaint: string | null }
}
export interface Handled extends Omit<Seen, 'steps' | 'whyNot'> {
  complaintId: string
  reporter: string
  place: string
  hasContact: boolean
  fileIds: string[]
  isLate: boolean
  steps: { kind: string; byLabel: string | null; byName: string; words: string }[]
  statements: { matter: string; words: string | null; endedAt: string | null }[]
  whyNot: Record<string, string | null>
}

export const report = (who: Client, subjectId: string, wishes: object = {}) =>
  who.post<Report>('/complaints', {
    ...{ subjectKind: 'team', subjectId, kind: 'fees', words: SAW, happenedOn: null, place: '' },
    ...{ contact: '', mayName: false, anonymous: false, fileIds: [] },
    ...wishes,
  })
export const look = (who: Client, { number, secret }: { number: string; secret?: string }) =>
  who.post<Seen>('/complaint-reads', { number, ...(secret === undefined ? {} : { secret }) })
export const seen = async (who: Client, key: { number: string; secret?: string }): Promise<Seen> =>
  checked(await look(who, key), 200)

export async function idOf(server: TestServer, { number }: { number: string }): Promise<string> {
  const row = await server.reader
    .selectFrom('complaints')
    .select('complaintId')
    .where('complaintNumber', '=', number)
    .executeTakeFirstOrThrow()
  return row.complaintId
}
export const caseOf = async (who: Client, complaintId: string): Promise<Handled> =>
  checked(await who.get<Handled>(`/complaints/${complaintId}`), 200)
/** A deed of the office in a case. */
export const act = (who: Client, complaintId: string, deed: string, body: object = {}) =>
  who.post<Record<string, unknown>>(`/complaints/${complaintId}/${deed}`, body)

/** A report about a team that an authority has taken up. */
export async function accepted(
  server: TestServer,
  subjectId: string,
  wishes: object = {},
): Promise<{ key: Report; complaintId: string; office: Client; officeId: AccountId }> {
  const key = checked(await report(server.client(), subjectId, wishes), 201)
  const complaintId = await idOf(server, key)
  const { client: office, accountId: officeId } = await makeStaff(server, 'authority_reviewer', '441302')
  checked(await act(office, complaintId, 'accept'), 200)
  return { key, complaintId, office, officeId }
}

/** Uploaded as a browser does. */
export async function uploadedPicture(server: TestServer): Promise<string> {
  const picture = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#c33' } })
    .jpeg()
    .toBuffer()
  const boundary = 'zhiyuan-test'
  const response = await server.app.inject({
    method: 'POST',
    url: '/api/v1/complaint-files',
    headers: {
      'x-requested-with': 'zhiyuan',
      'content-type': `multipart/form-data; boundary=${boundary}`,
    },
    payload: Buffer.concat([
      Buffer.from(
        `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="a.jpg"\r\ncontent-type: image/jpeg\r\n\r\n`,
      ),
      picture,
      Buffer.from(`\r\n--${boundary}--\r\n`),
    ]),
  })
  return response.json<{ fileId: string }>().fileId
}

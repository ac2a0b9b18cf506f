/**
 * Every write of the contract, sent twice at once and once more under one key: one effect, one answer. The list is read
 * from the contract; who may, and with what, stands here or in asks.ts.
 */
import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Ask } from './asking.ts'
import { ASKS } from './asks.ts'
import { HEARD_COMPLAINTS } from './asks-complaints.ts'
import { startTestServer } from './harness.ts'
import { gather, type Gathering, type Kind } from './parties.ts'
import { filledForm } from './people.ts'
import { teamForm } from './teams.ts'

interface Write {
  id: string
  method: 'POST' | 'PUT' | 'DELETE'
  path: string
  audience: string
  takesKey: boolean
}
interface Said {
  status: number
  body: string
  session: string | undefined
}

/** A dry run and a read do nothing; two scans have two ids; signing in twice makes two sessions, and neither harms. */
const WITHOUT_KEY = [
  'checkRenames',
  'lookAtFamily',
  'lookAtRatingCode',
  'readComplaint',
  'recordScans',
  'signIn',
]
/** Who writes, where the audience alone does not say it. */
const WRITERS: Readonly<Record<string, Kind>> = {
  approveReviews: 'county',
  endSession: 'person',
  hideEvaluationWords: 'parent',
  hideReport: 'parent',
  hideSeries: 'parent',
  proposeRenames: 'county',
  reviewProject: 'parent',
  reviewProjectCheck: 'parent',
  cancelCheckedProject: 'parent',
  reviewRenames: 'parent',
  reviewTeam: 'leader',
  reviewTeamChange: 'parent',
  reviewNoShowAppeal: 'parent',
  reviewProjectChange: 'parent',
  resubmitTeam: 'person',
  showReport: 'parent',
  showSeries: 'parent',
  requestMembership: 'stranger',
}
const BY_AUDIENCE: Readonly<Record<string, Kind>> = {
  public: 'guest',
  signed_in: 'person',
  volunteer: 'person',
  team: 'leader',
  authority: 'county',
  platform: 'platform',
}
/** Asks that are heard, for writes whose ask in the table of authorization stops short of an effect. */
const HEARD: Readonly<Record<string, (here: Gathering) => Ask | Promise<Ask>>> = {
  ...HEARD_COMPLAINTS,
  registerVolunteer: async ({ server }) => ({ path: '/volunteers', body: await filledForm(server) }),
  registerTeam: ({ team }) => ({ path: '/teams', body: teamForm(team.teamId) }),
  issueProof: () => ({ path: '/me/proofs', body: { from: '2026-01-01', to: '2026-12-31' } }),
  reverseHours: ({ person, hourEntryId }) => ({
    path: `/hours/${person.volunteerId}/${hourEntryId}/reverse`,
    body: { cause: '登记错了日期' },
  }),
  reviewTeam: ({ reviews }) => ({
    path: `/reviews/${reviews.unregistered}/team`,
    body: { decision: 'approve' },
  }),
  reviewProject: ({ reviews }) => ({
    path: `/reviews/${reviews.project}/project`,
    body: { decision: 'approve' },
  }),
  reviewProjectCheck: ({ reviews }) => ({
    path: `/reviews/${reviews.check}/project-check`,
    body: { decision: 'approve' },
  }),
  reviewRenames: ({ reviews }) => ({
    path: `/reviews/${reviews.renaming}/renames`,
    body: { decision: 'approve' },
  }),
  reviewProjectChange: ({ reviews }) => ({
    path: `/reviews/${reviews.projectChange}/project-change`,
    body: { decision: 'approve' },
  }),
  reviewTeamChange: ({ reviews }) => ({
    path: `/reviews/${reviews.change}/change`,
    body: { decision: 'approve' },
  }),
  reviewNoShowAppeal: ({ reviews }) => ({
    path: `/reviews/${reviews.noShow}/no-show`,
    body: { decision: 'approve' },
  }),
  reviewVolunteer: ({ reviews }) => ({
    path: `/reviews/${reviews.volunteer}/volunteer`,
    body: { decision: 'approve' },
  }),
  grantTeamRole: ({ team, person }) => ({
    path: `/teams/${team.teamId}/roles`,
    body: { volunteerId: person.volunteerId, role: 'team_timekeeper' },
  }),
}
/** What ends something that others need. */
const LAST = ['leaveTeam', 'signOut']
const EFFECTS = ['createProject', 'grantStaff', 'resetSecondFactor', ...Object.keys(HEARD)]

let here: Gathering
let writes: Write[]
beforeAll(async () => {
  here = await gather(await startTestServer())
  writes = Object.entries(here.server.app.swagger().paths ?? {}).flatMap(([path, item]) =>
    (['post', 'put', 'delete'] as const).flatMap((method) => {
      const found = (
        item as Record<
          string,
          { operationId?: string; 'x-audience'?: string; parameters?: { name: string }[] }
        >
      )[method]
      const { operationId: id, parameters = [] } = found ?? {}
      if (id === undefined) return []
      const takesKey = parameters.some(({ name }) => name === 'idempotency-key')
      const audience = found?.['x-audience'] ?? ''
      return [
        {
          id,
          method: method.toUpperCase() as Write['method'],
          path: path.replace('/api/v1', ''),
          audience,
          takesKey,
        },
      ]
    }),
  )
})
afterAll(() => here.server.stop())

async function send(
  { method }: Write,
  { path, body }: Ask,
  cookie: string | null,
  key: string,
): Promise<Said> {
  const response = await here.server.app.inject({
    method,
    url: `/api/v1${path}`,
    headers: {
      'x-requested-with': 'zhiyuan',
      'idempotency-key': key,
      ...(cookie === null ? {} : { cookie }),
    },
    ...(body === undefined ? {} : { payload: body }),
  })
  const session = response.cookies.find(({ name }) => name === 'zy_session')?.value
  return { status: response.statusCode, body: response.body, session }
}
const linesOf = async (deed: string): Promise<number> =>
  (await here.server.reader.selectFrom('auditEntries').select('auditId').where('deed', '=', deed).execute())
    .length

const askOf = async (write: Write): Promise<{ cookie: string | null; ask: Ask }> => {
  const kind = WRITERS[write.id] ?? BY_AUDIENCE[write.audience] ?? 'person'
  const name = write.id === 'reviewTeam' ? 'reviewTeam of an unregistered team' : write.id
  const ask = await (HEARD[write.id] ?? ASKS[name])?.(here)
  return { cookie: here.clients.get(kind)!.cookie, ask: ask ?? { path: write.path } }
}
const newKey = () => randomBytes(16).toString('hex')

describe('a write under a key', () => {
  test('is any write of the contract, but for those that need none', () => {
    expect(
      writes
        .filter(({ takesKey }) => !takesKey)
        .map(({ id }) => id)
        .sort(),
    ).toEqual(WITHOUT_KEY)
  })

  test('has one effect and one answer, sent twice at once and again', async () => {
    const wrong: string[] = []
    const ordered = writes
      .filter(({ takesKey, id }) => takesKey && id !== 'uploadTeamFile')
      .sort((a, b) => LAST.indexOf(a.id) - LAST.indexOf(b.id))
    for (const write of ordered) {
      const { cookie, ask } = await askOf(write)
      const key = newKey()
      const linesBefore = await linesOf(write.id)
      const raced = await Promise.all([1, 2].map(() => send(write, ask, cookie, key)))
      const linesAfter = await linesOf(write.id)
      // Whose session has ended is signed out; all others are told what was told.
      const answers = write.id === 'signOut' ? raced : [...raced, await send(write, ask, cookie, key)]
      if (new Set(answers.map((answer) => JSON.stringify(answer))).size !== 1)
        wrong.push(`${write.id}: ${answers.map(({ status, body }) => `${status} ${body}`).join(' | ')}`)
      if (answers[0]!.status === 400 || answers[0]!.status >= 500)
        wrong.push(`${write.id}: ${answers[0]!.body}`)
      if ((await linesOf(write.id)) !== linesAfter) wrong.push(`${write.id} was done again`)
      const hasEffect = answers[0]!.status < 300 && linesAfter > linesBefore
      if (EFFECTS.includes(write.id) && !hasEffect)
        wrong.push(`${write.id} had no effect: ${answers[0]!.body}`)
    }
    expect(wrong).toEqual([])
  }, 60_000)

  test('used for something else is refused, and another account has keys of its own', async () => {
    const key = newKey()
    const write = writes.find(({ id }) => id === 'setJoinMode')!
    const path = `/teams/${here.team.teamId}/join-mode`
    const of = (kind: Kind, joinMode: string) =>
      send(write, { path, body: { joinMode } }, here.clients.get(kind)!.cookie, key)
    const first = await of('parent', 'open')
    const other = await of('parent', 'closed')
    expect([first.status, other.status, (await of('admin', 'closed')).status]).toEqual([200, 400, 200])
    expect(JSON.parse(other.body)).toMatchObject({ code: 'malformed', facts: { field: 'idempotency-key' } })
  })

  test('keeps what it was answered sealed', async () => {
    const kept = await here.server.reader.selectFrom('replays').selectAll().execute()
    expect(kept.length).toBeGreaterThan(10)
    expect(kept.filter(({ answerEnc }) => answerEnc === null)).toEqual([])
    expect(kept.some(({ answerEnc }) => answerEnc?.includes('setup') === true)).toBe(false)
  })
})

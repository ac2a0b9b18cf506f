import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { messagesTo } from '../../../test/accounts.ts'
import { startTestServer, type Client, type TestServer } from '../../../test/harness.ts'
import {
  filledForm,
  madeUpIdNumber,
  makeSite,
  makeStaff,
  makeVolunteer,
  openReviewOf,
  TEST_PASSWORD,
} from '../../../test/people.ts'
import { localDate } from '../../kernel/local-date.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
  await makeSite(server)
})
afterAll(() => server.stop())

interface Me {
  account: { accountId: string }
  volunteer: {
    volunteerId: string
    status: string
    queuePosition: number | null
    dueOn: string | null
    isMinor: boolean
    refusalReason: string | null
  }
  hats: unknown[]
}
const today = localDate('2026-11-24')
const meOf = async (client: Client): Promise<Me> => (await client.get<Me>('/me')).body
const peopleOf = (regionPath: string) =>
  server.db
    .selectFrom('regionPeople')
    .select(['registered', 'claimed', 'verified'])
    .where('regionPath', '=', regionPath)
    .executeTakeFirst()
const kindsOf = async (client: Client): Promise<string[]> =>
  (await client.get<{ items: { kind: string }[] }>('/me/notices')).body.items.map(({ kind }) => kind)

describe('an identity that somebody holds already', () => {
  test('is answered like any other; only the reviewer and the holder learn of it', async () => {
    const first = await makeVolunteer(server, { regionCode: '441323' })
    const { idNumber } = first
    const [second, fresh] = [server.client(), server.client()]
    const again = await second.post<object>(
      '/volunteers',
      await filledForm(server, { idNumber, regionCode: '441323' }),
    )
    const other = await fresh.post<object>('/volunteers', await filledForm(server, { regionCode: '441324' }))
    expect([again.status, again.body]).toEqual([other.status, other.body])
    const [meAgain, meOther] = [await meOf(second), await meOf(fresh)]
    expect(Object.keys(meAgain.volunteer)).toEqual(Object.keys(meOther.volunteer))
    expect(meAgain.volunteer.status).toBe(meOther.volunteer.status)
    expect(await kindsOf(second)).toEqual([])
    expect(await kindsOf(first.client)).toEqual(['registered_again', 'volunteer_verified'])
    expect((await messagesTo(server, first.phone)).at(-1)?.template).toBe('registered_again')
    // Neither can sign in by the document yet, so that does not tell either.
    const signIn = (login: string) => server.client().post('/sessions', { login, password: TEST_PASSWORD })
    expect((await signIn(idNumber)).status).toBe(200)
    expect(await peopleOf('441323')).toEqual({ registered: 1, claimed: 1, verified: 1 })

    const admin = (await makeStaff(server, 'site_admin')).client
    const reviewId = await openReviewOf(server, meAgain.volunteer.volunteerId)
    const review = await admin.get<{ facts: { volunteer: { duplicate: boolean } } }>(
      `/reviews/${reviewId}/volunteer`,
    )
    expect(review.body.facts.volunteer.duplicate).toBe(true)
    const approval = await admin.post(`/reviews/${reviewId}/volunteer`, { decision: 'approve' })
    expect([approval.status, approval.code]).toEqual([409, 'identity_taken'])
    expect(
      (await admin.post(`/reviews/${reviewId}/volunteer`, { decision: 'refuse', reason: '重复注册' })).status,
    ).toBe(200)
    expect(await peopleOf('441323')).toEqual({ registered: 1, claimed: 1, verified: 1 })
  })

  test('two at once: one holds it, the other waits', async () => {
    const idNumber = madeUpIdNumber(33, today)
    const forms = [
      await filledForm(server, { idNumber }),
      await filledForm(server, { idNumber }),
      await filledForm(server, { idNumber }),
    ]
    const before = (await peopleOf('441302'))?.registered ?? 0
    const answers = await Promise.all(forms.map((form) => server.client().post('/volunteers', form)))
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201])
    expect((await peopleOf('441302'))?.registered).toBe(before + 1)
  })
})

test('the counts of every county equal a recount of the people who hold their identity', async () => {
  const { rows } = await sql<object>`
    select left(v.region_path, 6) as region_path, count(*)::int as registered, count(v.claimed_at)::int as claimed,
      (count(*) filter (where v.status = 'verified'))::int as verified
    from volunteers v join identity_keys k on k.volunteer_id = v.volunteer_id
    group by 1 order by 1`.execute(server.db)
  expect(rows.length).toBeGreaterThan(2)
  expect(await server.db.selectFrom('regionPeople').selectAll().orderBy('regionPath').execute()).toEqual(rows)
})

test('no number of a document and no phone stands readable in any table', async () => {
  const form = {
    ...(await filledForm(server, { age: 13 })),
    emergencyContact: { name: '王芳', phone: '13711112222' },
  }
  const guardian = form.guardian!
  expect((await server.client().post('/volunteers', form)).status).toBe(201)
  const { rows: columns } = await sql<{ tableName: string; columnName: string }>`
    select table_name, column_name from information_schema.columns
    where table_schema = 'public' and table_name <> 'regions'`.execute(server.db)
  expect(columns.length).toBeGreaterThan(100)
  for (const secret of [
    form.idNumber,
    form.phone,
    guardian.idNumber,
    guardian.phone,
    '13711112222',
    TEST_PASSWORD,
  ]) {
    const forms = [
      secret,
      Buffer.from(secret).toString('hex'),
      Buffer.from(secret).toString('base64').replace(/=+$/, ''),
    ]
    const found = sql.join(
      columns.map(
        ({ tableName, columnName }) => sql`
          select ${`${tableName}.${columnName}`}::text as place from ${sql.table(tableName)}
          where ${sql.join(
            forms.map((form) => sql`strpos(${sql.ref(columnName)}::text, ${form}) > 0`),
            sql` or `,
          )}`,
      ),
      sql` union all `,
    )
    const { rows } = await sql<{ place: string }>`${found}`.execute(server.db)
    expect(rows, secret).toEqual([])
  }
})

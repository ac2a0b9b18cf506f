import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { randomPhone } from '../../../test/accounts.ts'
import { startTestServer, type Client, type TestServer } from '../../../test/harness.ts'
import {
  filledForm,
  madeUpIdNumber,
  makeSite,
  makeStaff,
  makeVolunteer,
  openReviewOf,
  provePhone,
} from '../../../test/people.ts'
import { localDate } from '../../kernel/local-date.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
  await makeSite(server)
})
afterAll(() => server.stop())

type Form = Awaited<ReturnType<typeof filledForm>>
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
const countOf = async (table: 'accounts' | 'volunteers' | 'reviews'): Promise<number> =>
  Number(
    (
      await server.db
        .selectFrom(table)
        .select((eb) => eb.fn.countAll().as('n'))
        .executeTakeFirstOrThrow()
    ).n,
  )
const peopleOf = (regionPath: string) =>
  server.db
    .selectFrom('regionPeople')
    .select(['registered', 'claimed', 'verified'])
    .where('regionPath', '=', regionPath)
    .executeTakeFirst()
describe('registerVolunteer', () => {
  test('an adult waits for review, is signed in and sees the state of the application', async () => {
    const client = server.client()
    const answer = await client.post('/volunteers', await filledForm(server, { regionCode: '441303' }))
    expect([answer.status, answer.body]).toEqual([201, { state: 'under_review', dueOn: '2026-12-01' }])
    const me = await meOf(client)
    expect(me.volunteer).toMatchObject({
      status: 'under_review',
      dueOn: '2026-12-01',
      queuePosition: 1,
      isMinor: false,
    })
    expect(me.hats).toEqual([])
    expect((await client.get('/me/card')).code).toBe('wrong_door')
    expect(await peopleOf('441303')).toEqual({ registered: 1, claimed: 1, verified: 0 })
  })

  test('a minor registers with a guardian, whose consent is kept', async () => {
    const client = server.client()
    const form = await filledForm(server, { age: 12 })
    expect((await client.post('/volunteers', form)).status).toBe(201)
    const { volunteer } = await meOf(client)
    expect(volunteer.isMinor).toBe(true)
    const consents = await server.db
      .selectFrom('consents')
      .select('purpose')
      .where('volunteerId', '=', volunteer.volunteerId as never)
      .execute()
    expect(consents.map(({ purpose }) => purpose).sort()).toEqual([
      'guardian',
      'personal_information',
      'service_terms',
    ])
  })

  test('every reason names its field, leaves nothing behind, and the same form is accepted once mended', async () => {
    const form = await filledForm(server, { age: 15 })
    const guardian = form.guardian!
    const adult: Form = { ...form, idNumber: madeUpIdNumber(40, today) }
    const spoiled: [reason: string, field: string, body: object][] = [
      ['name_malformed', 'name', { ...form, name: '9' }],
      ['id_number_malformed', 'idNumber', { ...form, idNumber: '42' }],
      ['id_check_digit_wrong', 'idNumber', { ...form, idNumber: '110101200601010010' }],
      ['id_birth_date_unreal', 'idNumber', { ...form, idNumber: '110101200602300010' }],
      ['id_birth_date_in_future', 'idNumber', { ...form, idNumber: '110101202702010010' }],
      ['id_age_over_150', 'idNumber', { ...form, idNumber: '110101187001010010' }],
      ['id_kind_mismatch', 'idNumber', { ...form, idKind: 'hmt_residence_permit' }],
      ['birth_date_missing', 'birthDate', { ...form, idKind: 'passport', idNumber: 'P123456' }],
      [
        'gender_missing',
        'gender',
        { ...form, idKind: 'passport', idNumber: 'P123456', birthDate: '1990-01-01' },
      ],
      ['region_not_found', 'regionCode', { ...form, regionCode: '999999' }],
      ['phone_malformed', 'phone', { ...adult, phone: '12345' }],
      ['password_too_weak', 'password', { ...form, password: 'password' }],
      [
        'consent_missing',
        'consents.serviceTerms',
        { ...form, consents: { ...form.consents, serviceTerms: 'old' } },
      ],
      [
        'consent_missing',
        'consents.personalInformation',
        { ...form, consents: { ...form.consents, personalInformation: '' } },
      ],
      ['below_minimum_age', 'idNumber', { ...form, idNumber: madeUpIdNumber(9, today) }],
      ['guardian_missing', 'guardian', { ...form, guardian: undefined }],
      ['guardian_name_malformed', 'guardian.name', { ...form, guardian: { ...guardian, name: '?' } }],
      ['guardian_id_invalid', 'guardian.idNumber', { ...form, guardian: { ...guardian, idNumber: '123' } }],
      [
        'guardian_is_minor',
        'guardian.idNumber',
        { ...form, guardian: { ...guardian, idNumber: madeUpIdNumber(17, today) } },
      ],
      ['guardian_phone_malformed', 'guardian.phone', { ...form, guardian: { ...guardian, phone: '1' } }],
      ['guardian_same_phone', 'guardian.phone', { ...form, guardian: { ...guardian, phone: form.phone } }],
      ['too_many_categories', 'categories', { ...form, categories: ['community', 'b', 'c', 'd', 'e'] }],
      ['code_unknown', 'categories', { ...form, categories: ['nonsense'] }],
      ['code_unknown', 'skills', { ...form, skills: ['flying'] }],
      ['code_unknown', 'freeSlots', { ...form, freeSlots: ['never'] }],
      ['code_unknown', 'ethnicity', { ...form, ethnicity: '99' }],
      [
        'guardian_phone_code_wrong',
        'guardian.phoneCode',
        { ...form, guardian: { ...guardian, phoneCode: wrongCode(guardian.phoneCode) } },
      ],
      ['phone_code_wrong', 'phoneCode', { ...form, phoneCode: wrongCode(form.phoneCode) }],
      ['phone_code_wrong', 'phoneCode', { ...form, phone: randomPhone() }],
    ]
    const before = [await countOf('accounts'), await countOf('volunteers'), await countOf('reviews')]
    for (const [reason, field, body] of spoiled) {
      const answer = await server.client().post('/volunteers', body)
      expect([answer.status, answer.code, answer.facts['field']], reason).toEqual([422, reason, field])
    }
    expect([await countOf('accounts'), await countOf('volunteers'), await countOf('reviews')]).toEqual(before)
    expect((await server.client().post('/volunteers', form)).status).toBe(201)
  })

  test('wrong guesses stay counted, and a code ends after five minutes', async () => {
    const form = await filledForm(server)
    for (let guess = 0; guess < 5; guess += 1)
      expect(
        (await server.client().post('/volunteers', { ...form, phoneCode: wrongCode(form.phoneCode) })).code,
      ).toBe('phone_code_wrong')
    expect((await server.client().post('/volunteers', form)).code).toBe('phone_code_expired')
    const minor = await filledForm(server, { age: 15 })
    const at = server.now()
    server.setNow(new Date(at.getTime() + 4 * 60_000))
    const fresh = { ...minor, phoneCode: await provePhone(server, minor.phone, 'register') }
    server.setNow(new Date(at.getTime() + 6 * 60_000))
    expect((await server.client().post('/volunteers', fresh)).code).toBe('guardian_phone_code_expired')
    server.setNow(at)
  })

  test('that a phone is registered is told only to whom it answers', async () => {
    const known = await makeVolunteer(server, { status: 'under_review' })
    const form = await filledForm(server)
    const stranger = await server.client().post('/volunteers', { ...form, phone: known.phone })
    expect([stranger.status, stranger.code]).toEqual([422, 'phone_code_wrong'])
    const owner = {
      ...form,
      phone: known.phone,
      phoneCode: await provePhone(server, known.phone, 'register'),
    }
    const answer = await server.client().post('/volunteers', owner)
    expect([answer.status, answer.code, answer.facts['field']]).toEqual([
      409,
      'phone_already_registered',
      'phone',
    ])
  })

  test('unknown fields and other origins are refused', async () => {
    const form = await filledForm(server)
    expect((await server.client().post('/volunteers', { ...form, status: 'verified' })).code).toBe(
      'malformed',
    )
    const other = await server.app.inject({ method: 'POST', url: '/api/v1/volunteers', payload: form })
    expect([other.statusCode, other.json<{ code: string }>().code]).toEqual([403, 'cross_site'])
  })
})

describe('resubmitRegistration', () => {
  test('a refused person mends the form, waits again and can then be approved', async () => {
    const person = await makeVolunteer(server, { status: 'refused' })
    expect((await meOf(person.client)).volunteer).toMatchObject({
      status: 'refused',
      refusalReason: '姓名与证件不符',
    })
    const claim = { name: '李明', idKind: 'mainland_id', idNumber: madeUpIdNumber(30, today) }
    const wrong = await person.client.post('/me/registration', { ...claim, idNumber: '42' })
    expect([wrong.status, wrong.code, wrong.facts['field']]).toEqual([422, 'id_number_malformed', 'idNumber'])
    const answer = await person.client.post('/me/registration', claim)
    expect([answer.status, answer.body]).toEqual([200, { state: 'under_review', dueOn: '2026-12-01' }])
    expect((await meOf(person.client)).volunteer).toMatchObject({
      status: 'under_review',
      refusalReason: null,
      name: '李明',
    })
    const admin = (await makeStaff(server, 'site_admin')).client
    const reviewId = await openReviewOf(server, person.volunteerId)
    expect((await admin.post(`/reviews/${reviewId}/volunteer`, { decision: 'approve' })).status).toBe(200)
    const late = await person.client.post('/me/registration', claim)
    expect([late.status, late.code]).toEqual([409, 'not_refused'])
  })

  test('a person who turns out to be a minor needs a guardian with a code', async () => {
    const person = await makeVolunteer(server, { status: 'refused' })
    const { guardian, idNumber } = await filledForm(server, { age: 16 })
    const claim = { name: '李明', idKind: 'mainland_id', idNumber }
    const guessed = { ...guardian!, phoneCode: wrongCode(guardian!.phoneCode) }
    expect((await person.client.post('/me/registration', claim)).code).toBe('guardian_missing')
    expect((await person.client.post('/me/registration', { ...claim, guardian: guessed })).code).toBe(
      'guardian_phone_code_wrong',
    )
    expect((await person.client.post('/me/registration', { ...claim, guardian })).status).toBe(200)
  })

  test('guests and accounts without an application are turned away', async () => {
    const claim = { name: '李明', idKind: 'mainland_id', idNumber: madeUpIdNumber(30, today) }
    expect((await server.client().post('/me/registration', claim)).code).toBe('signed_out')
    const staff = await makeStaff(server, 'authority_viewer')
    expect((await staff.client.post('/me/registration', claim)).code).toBe('wrong_door')
  })
})

function wrongCode(code: string): string {
  return code === '000000' ? '000001' : '000000'
}

/**
 * Nobody learns from an answer, nor from the time it takes, whether a given person is a volunteer, a phone is known
 * or a proof exists. Each pair is asked in turn, so that a busy machine slows both sides alike.
 */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { localDate } from '../src/kernel/local-date.ts'
import { makeAccount, randomPhone } from './accounts.ts'
import { makeCrewTeam } from './crews.ts'
import { serve } from './evaluations.ts'
import type { Answer, Client } from './harness.ts'
import { filledForm, madeUpIdNumber, makeVolunteer, TEST_PASSWORD } from './people.ts'
import { invite } from './invitations.ts'
import { look, report } from './complaining.ts'
import { checked, makeMember, makeTeam } from './teams.ts'
import { startProofs, type Proofs } from './proofs.ts'

const PAIRS = 15
const RATIO_MAX = 1.5
const ROUNDS = 3

let proofs: Proofs
beforeAll(async () => {
  proofs = await startProofs()
})
afterAll(() => proofs.server.stop())

type Ask = () => Promise<Answer<object>>
const median = (times: readonly number[]): number => [...times].sort((a, b) => a - b)[times.length >> 1]!

async function timed(ask: Ask, times: number[]): Promise<object> {
  const started = performance.now()
  const { status, body } = await ask()
  times.push(performance.now() - started)
  return { status, body }
}

/** Both sides answer the same, in a like time; a round that the machine has spoilt is asked again. */
async function expectAlike(pairs: () => Promise<{ known: Ask; unknown: Ask }[]>): Promise<void> {
  const ratios: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const [known, unknown]: [number[], number[]] = [[], []]
    for (const [i, pair] of (await pairs()).entries()) {
      const answers: object[] = []
      if (i % 2 === 0) answers.push(await timed(pair.known, known), await timed(pair.unknown, unknown))
      else answers.push(await timed(pair.unknown, unknown), await timed(pair.known, known))
      expect(answers[0]).toEqual(answers[1])
    }
    const ratio = median(known) / median(unknown)
    ratios.push(Math.max(ratio, 1 / ratio))
    if (ratios.at(-1)! < RATIO_MAX) return
  }
  expect(Math.min(...ratios)).toBeLessThan(RATIO_MAX)
}

const guest = (): Client => proofs.server.client()
const inPairs = async (make: (i: number) => Promise<{ known: Ask; unknown: Ask }>) => {
  const made: { known: Ask; unknown: Ask }[] = []
  for (let i = 0; i < PAIRS; i += 1) made.push(await make(i))
  return made
}

test('registerVolunteer: an ID number that is registered, and one that is not', async () => {
  const { server } = proofs
  const { idNumber } = await makeVolunteer(server)
  const register = async (wishes: object): Promise<Ask> => {
    const form = await filledForm(server, wishes)
    return () => guest().post('/volunteers', form)
  }
  await expectAlike(() =>
    inPairs(async () => ({ known: await register({ idNumber }), unknown: await register({}) })),
  )
})

test('signIn: a login that somebody has, and one that nobody has', async () => {
  const { server } = proofs
  const trying =
    (login: string): Ask =>
    () =>
      guest().post('/sessions', { login, password: 'wrong-Password1' })
  await expectAlike(() =>
    inPairs(async (i) => {
      if (i % 3 === 0) {
        const { idNumber } = await makeVolunteer(server)
        return { known: trying(idNumber), unknown: trying(madeUpIdNumber(30, localDate('2026-11-24'))) }
      }
      const { phone } = await makeAccount(server, { password: TEST_PASSWORD })
      return { known: trying(phone), unknown: trying(randomPhone()) }
    }),
  )
})

test('sendPhoneCode: a phone that signs in, and one that nobody has registered', async () => {
  const asking =
    (phone: string): Ask =>
    () =>
      guest().post('/phone-codes', { phone, purpose: 'sign_in' })
  await expectAlike(() =>
    inPairs(async () => ({
      known: asking((await makeAccount(proofs.server)).phone),
      unknown: asking(randomPhone()),
    })),
  )
})

test('resetPassword: a phone that somebody has, and one that nobody has', async () => {
  const { server } = proofs
  const trying =
    (phone: string, idNumber: string): Ask =>
    () =>
      guest().post('/password-resets', {
        phone,
        phoneCode: '000000',
        idNumber,
        password: 'Fresh-Password-2026',
      })
  await expectAlike(() =>
    inPairs(async (i) => {
      const made = madeUpIdNumber(30, localDate('2026-11-24'))
      if (i % 3 !== 0)
        return {
          known: trying((await makeAccount(server)).phone, made),
          unknown: trying(randomPhone(), made),
        }
      const { phone, idNumber } = await makeVolunteer(server)
      return { known: trying(phone, idNumber), unknown: trying(randomPhone(), made) }
    }),
  )
})

test('verifyProof: a proof that exists, with a wrong secret, and a number that nobody was given', async () => {
  const { proofNumber, secret } = (await proofs.issue(await proofs.served())).body
  const other = (text: string) => text.replace(/.$/, (last) => (last === 'K' ? 'M' : 'K'))
  const checking =
    (number: string): Ask =>
    async () => {
      const answer = await guest().get<{ proofNumber: string }>(
        `/proofs/${number}?secret=${encodeURIComponent(other(secret))}`,
      )
      return { ...answer, body: { ...answer.body, proofNumber: 'as it was asked' } }
    }
  await expectAlike(() =>
    inPairs(async () => ({ known: checking(proofNumber), unknown: checking(other(proofNumber)) })),
  )
})

test('readComplaint: a case that exists, with a wrong code, and a number that nobody was given', async () => {
  const { server } = proofs
  const { teamId } = await makeTeam(server)
  const { number, secret } = checked(await report(server.client(), teamId), 201)
  const other = (text: string) => text.replace(/.$/, (last) => (last === 'K' ? 'M' : 'K'))
  const reading =
    (asked: string): Ask =>
    () =>
      look(guest(), { number: asked, secret: other(secret) })
  await expectAlike(() => inPairs(async () => ({ known: reading(number), unknown: reading(other(number)) })))
})

test('inviteMembers: a volunteer, a member, one who declined, and a number that nobody has', async () => {
  const { server } = proofs
  const team = await makeTeam(server)
  const others = await makeTeam(server)
  const member = await makeMember(server, team)
  const known = [member, await makeVolunteer(server), others.leader]
  const nobody = () => ({ name: '陈静怡', idNumber: madeUpIdNumber(33, localDate('2026-11-24')) })
  let turn = 0
  await expectAlike(() =>
    inPairs(async () => {
      const person = known[(turn += 1) % known.length]!
      // Each person once in each team, so that both sides write a new row.
      await server.db.deleteFrom('invitations').execute()
      return {
        known: () => invite(team.leader.client, team.teamId, person),
        unknown: () => invite(team.leader.client, team.teamId, nobody()),
      }
    }),
  )
})

test('lookAtRatingCode: a code that was used, one that was cancelled, and one that nobody was given', async () => {
  const { server } = proofs
  const team = await makeCrewTeam(server)
  const served = await serve(server, team, 0)
  const at = `/projects/${served.projectId}/rating-codes`
  checked(await served.leader.client.post(at, { count: 60 }), 201)
  const page = await served.leader.client.get<{ codes: { code: string }[] }>(at)
  const { codes } = checked(page, 200)
  for (const { code } of codes.slice(0, 30))
    checked(await guest().post('/rating-codes/rate', { code, stars: 5, words: '' }), 200)
  checked(await served.leader.client.post(`${at}/end`), 200)
  const looking =
    (code: string): Ask =>
    () =>
      guest().post('/rating-codes/look', { code })
  let turn = 0
  await expectAlike(() =>
    inPairs(async () => {
      const { code } = codes[(turn += 1) % codes.length]!
      return { known: looking(code), unknown: looking(code.split('').reverse().join('')) }
    }),
  )
})

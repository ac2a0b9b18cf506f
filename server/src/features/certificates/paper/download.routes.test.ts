import { verify, createPublicKey } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CrewMember } from '../../../../test/crews.ts'
import { readPdf } from '../../../../test/pdf.ts'
import { startProofs, type Proofs } from '../../../../test/proofs.ts'

let proofs: Proofs
beforeAll(async () => {
  proofs = await startProofs()
})
afterAll(() => proofs.server.stop())

describe('downloadProof', () => {
  async function download(person: CrewMember, proofId: string) {
    const response = await proofs.server.app.inject({
      url: `/api/v1/me/proofs/${proofId}/pdf`,
      headers: { cookie: person.client.cookie ?? '', host: 'volunteer.example' },
    })
    return { status: response.statusCode, type: response.headers['content-type'], bytes: response.rawPayload }
  }

  test('says on paper what was signed, and carries the signature along', async () => {
    const person = await proofs.served(36)
    const { body } = await proofs.issue(person)
    const file = await download(person, body.proofId)
    expect([file.status, file.type]).toEqual([200, 'application/pdf'])
    const { pages, attachments } = readPdf(file.bytes)
    expect(pages).toHaveLength(3)
    const whole = pages.join('').replaceAll('\u200B', '')
    expect(whole).not.toContain('\uFFFD')
    for (const words of [
      '志愿服务记录证明',
      body.proofNumber,
      person.name,
      '参加志愿服务36次',
      '12.00',
      '壹拾贰小时',
      proofs.team.name,
      '附页第 2–3 页',
      'volunteer.example/verify',
      '名册为据',
    ])
      expect(whole).toContain(words)
    expect(whole.match(/2026-11-24/g)).toHaveLength(36)
    expect(whole).toContain(body.secret.match(/.{4}/g)!.join(' '))
    const signed = JSON.parse(attachments[0]!) as Record<
      'content' | 'signature' | 'publicKey' | 'signingKeyId',
      string
    >
    const key = await proofs.server.client().get<{ publicKey: string; signingKeyId: string }>('/proof-key')
    expect(key.body).toMatchObject({ publicKey: signed.publicKey, signingKeyId: signed.signingKeyId })
    const publicKey = createPublicKey({
      key: { kty: 'OKP', crv: 'Ed25519', x: key.body.publicKey },
      format: 'jwk',
    })
    expect(
      verify(null, Buffer.from(signed.content), publicKey, Buffer.from(signed.signature, 'base64url')),
    ).toBe(true)
    expect(JSON.parse(signed.content)).toMatchObject({
      proofNumber: body.proofNumber,
      totalMinutes: 720,
      siteName: '志愿惠州',
    })
  })

  test('rare names print, and a proof that was overtaken says so', async () => {
    const person = await proofs.served()
    await proofs.server.db
      .updateTable('volunteers')
      .set({ name: '欧阳㛃䶮𠅤' })
      .where('volunteerId', '=', person.volunteerId)
      .execute()
    const { body } = await proofs.issue(person)
    const [line] = await proofs.linesOf(person)
    await proofs.reverse(proofs.leader, person, line!.hourEntryId)
    const { pages } = readPdf((await download(person, body.proofId)).bytes)
    const text = pages.join('').replaceAll('\u200B', '')
    expect(pages).toHaveLength(1)
    expect(text).toContain('欧阳㛃䶮𠅤')
    expect(text).toContain('已于2026年11月24日更新')
  })

  test('is for the holder alone', async () => {
    const { body } = await proofs.issue(await proofs.served())
    const other = await proofs.served()
    expect((await other.client.get(`/me/proofs/${body.proofId}/pdf`)).code).toBe('proof_not_found')
    expect((await proofs.leader.get(`/me/proofs/${body.proofId}/pdf`)).code).toBe('wrong_door')
    expect((await proofs.server.client().get(`/me/proofs/${body.proofId}/pdf`)).code).toBe('signed_out')
  })
})

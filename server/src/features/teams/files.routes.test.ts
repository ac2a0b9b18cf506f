import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../../test/harness.ts'
import { makeSite, makeStaff, makeVolunteer } from '../../../test/people.ts'
import { checked, makeFederation, makeTeam, teamForm, uploaded, type TestTeam } from '../../../test/teams.ts'
import { sweepTeamFilesJob } from '../../jobs/sweep-team-files.ts'

const NOBODY = '019ab000-0000-7000-8000-00000000dead'
let server: TestServer
let city: TestTeam
let bridge: TestTeam

beforeAll(async () => {
  server = await startTestServer()
  await makeSite(server)
  city = await makeFederation(server)
  bridge = await makeTeam(server, { parent: city })
})
afterAll(() => server.stop())

describe('uploadTeamFile, getTeamFile', () => {
  const raw = (width: number, height: number) =>
    sharp({ create: { width, height, channels: 3, background: '#1a7' } })
  const read = (cookie: string | null, fileId: string) =>
    server.app.inject({ url: `/api/v1/team-files/${fileId}`, headers: cookie === null ? {} : { cookie } })

  test('the picture is drawn anew: turned upright, made smaller, without its metadata', async () => {
    const ann = await makeVolunteer(server)
    const bytes = await raw(3000, 1000)
      .withExif({ IFD0: { Copyright: 'planted', Make: 'planted' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer()
    expect((await sharp(bytes).metadata()).exif).toBeDefined()
    const { status, fileId } = await uploaded(server, ann.client, bytes, '../../etc/passwd')
    expect(status).toBe(201)
    const answer = await read(ann.client.cookie, fileId)
    expect(answer.headers).toMatchObject({
      'content-type': 'image/jpeg',
      'x-content-type-options': 'nosniff',
      'content-disposition': 'inline; filename="certificate.jpeg"',
      'cache-control': 'no-store',
    })
    const kept = await sharp(answer.rawPayload).metadata()
    expect([kept.width, kept.height, kept.exif, kept.orientation]).toEqual([800, 2400, undefined, undefined])
    expect(answer.rawPayload.includes('planted')).toBe(false)
  })
  test('nothing rides behind the picture', async () => {
    const ann = await makeVolunteer(server)
    const bytes = Buffer.concat([await raw(20, 20).png().toBuffer(), Buffer.from('<script>planted</script>')])
    const { fileId } = await uploaded(server, ann.client, bytes, 'x.html')
    const answer = await read(ann.client.cookie, fileId)
    expect([answer.headers['content-type'], answer.rawPayload.includes('planted')]).toEqual([
      'image/png',
      false,
    ])
  })
  test('the same key with another file is refused, with the same file answered as before', async () => {
    const ann = await makeVolunteer(server)
    const key = 'key-of-an-upload-0001'
    const [one, two] = [await raw(20, 20).png().toBuffer(), await raw(30, 20).png().toBuffer()]
    const first = await uploaded(server, ann.client, one, 'a.png', key)
    expect(first.status).toBe(201)
    expect(await uploaded(server, ann.client, one, 'a.png', key)).toMatchObject({
      status: 201,
      fileId: first.fileId,
    })
    expect(await uploaded(server, ann.client, two, 'a.png', key)).toMatchObject({
      status: 400,
      code: 'malformed',
    })
  })
  test('what is no picture is refused by its content', async () => {
    const ann = await makeVolunteer(server)
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script/></svg>')
    const half = (await raw(400, 400).jpeg().toBuffer()).subarray(0, 600)
    const gif = await raw(20, 20).gif().toBuffer()
    for (const bytes of [Buffer.from('%PDF-1.7 planted'), svg, half, gif, Buffer.alloc(0)])
      expect(await uploaded(server, ann.client, bytes, 'a.png')).toMatchObject({
        status: 415,
        code: 'file_kind_refused',
      })
    expect(await uploaded(server, ann.client, Buffer.alloc(10_485_761), 'a.png')).toMatchObject({
      status: 413,
      code: 'file_too_large',
    })
    expect((await ann.client.post('/team-files', {})).code).toBe('file_missing')
    expect((await uploaded(server, server.client(), gif)).code).toBe('signed_out')
  })
  test.each([
    ['has no boundary', 'multipart/form-data', 'x'],
    [
      'broke off',
      'multipart/form-data; boundary=x',
      '--x\r\ncontent-disposition: form-data; name="a"; filename="b"\r\n\r\nz',
    ],
  ])('a form that %s is malformed', async (_, type, payload) => {
    const { client } = await makeVolunteer(server)
    const headers = { 'x-requested-with': 'zhiyuan', 'content-type': type, cookie: client.cookie ?? '' }
    const answer = await server.app.inject({ method: 'POST', url: '/api/v1/team-files', headers, payload })
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([400, 'malformed'])
  })
  test('its owner and the reviewer see it, nobody else', async () => {
    const ann = await makeVolunteer(server)
    const { fileId } = await uploaded(server, ann.client, await raw(20, 20).webp().toBuffer())
    expect((await read(city.leader.client.cookie, fileId)).statusCode).toBe(404)
    checked(await ann.client.post('/teams', teamForm(city.teamId, { certificateFileId: fileId })), 201)
    const reviewer = await makeStaff(server, 'authority_reviewer', '4413')
    const statuses = await Promise.all(
      [ann.client, city.leader.client, bridge.leader.client, reviewer.client, server.client()].map(
        async (client) => (await read(client.cookie, fileId)).statusCode,
      ),
    )
    expect(statuses).toEqual([200, 200, 404, 404, 401])
    const seen = await server.reader
      .selectFrom('auditEntries')
      .select('auditId')
      .where('deed', '=', 'getTeamFile')
      .where('subjectId', '=', fileId)
      .execute()
    expect(seen).toHaveLength(1)
    expect((await read(ann.client.cookie, NOBODY)).statusCode).toBe(404)
  })
  test('a picture that nobody handed in is forgotten after a day', async () => {
    const ann = await makeVolunteer(server)
    const [kept, lost] = [
      await uploaded(server, ann.client, await raw(20, 20).png().toBuffer()),
      await uploaded(server, ann.client, await raw(20, 20).png().toBuffer()),
    ]
    checked(await ann.client.post('/teams', teamForm(city.teamId, { certificateFileId: kept.fileId })), 201)
    await sweepTeamFilesJob.run(server.engine)
    expect((await read(ann.client.cookie, lost.fileId)).statusCode).toBe(200)
    await sweepTeamFilesJob.run({
      ...server.engine,
      clock: () => new Date(server.now().getTime() + 86_400_001),
    })
    expect([
      (await read(ann.client.cookie, kept.fileId)).statusCode,
      (await read(ann.client.cookie, lost.fileId)).statusCode,
    ]).toEqual([200, 404])
  })
})

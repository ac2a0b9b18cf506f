/** A file sent as a browser's form sends it. */
import type { Answer, Client, TestServer } from './harness.ts'

export async function sentForm<Body>(
  server: TestServer,
  client: Client,
  path: string,
  bytes: Buffer,
): Promise<Answer<Body>> {
  const boundary = 'part-of-a-form'
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="a"\r\ncontent-type: application/octet-stream\r\n\r\n`
  const response = await server.app.inject({
    method: 'POST',
    url: `/api/v1${path}`,
    headers: {
      'x-requested-with': 'zhiyuan',
      'content-type': `multipart/form-data; boundary=${boundary}`,
      ...(client.cookie === null ? {} : { cookie: client.cookie }),
    },
    payload: Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  })
  const body = response.json<Record<string, unknown>>()
  return {
    status: response.statusCode,
    body: body as Body,
    code: typeof body['code'] === 'string' ? body['code'] : null,
    facts: (body['facts'] ?? {}) as Record<string, unknown>,
  }
}

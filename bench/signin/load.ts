/**
 * A crowd at the doors, in a process of its own: 512 kept connections, each with one request under way, over
 * plain sockets, so that the crowd costs as little of the machine as can be.
 */
import { createPrivateKey, sign } from 'node:crypto'
import { signedText, stepAt, writeCardCode } from '../../server/src/features/volunteers/index.ts'
import type { CardKeyId } from '../../server/src/kernel/ids.ts'
import { uuidv7 } from '../../server/src/kernel/uuid.ts'
import { rush, type Outcome } from '../lines.ts'
import { idOf, keyOf, teamOf, type City } from './city.ts'

export interface Order {
  kind: 'signin' | 'empty'
  port: number
  count: number
  /** The first person of this round; the others follow in an order of their own. */
  from: number
  city: City
}

/** People come to the doors in no order of their numbers. */
const STRIDE = 7_919

function requestsOf(order: Order): Buffer[] {
  const { city, count, from } = order
  const head = (path: string, token: string, length: number): string =>
    `POST ${path} HTTP/1.1\r\nhost: bench\r\nx-requested-with: zhiyuan\r\ncookie: zy_session=${token}\r\n` +
    `content-type: application/json\r\ncontent-length: ${length}\r\n\r\n`
  if (order.kind === 'empty')
    return Array.from({ length: count }, (_, i) =>
      Buffer.from(`${head('/bench/empty', city.tokens[teamOf(i) - 1]!, 2)}{}`),
    )
  const keys = city.signingKeys.map((pem) => createPrivateKey(pem))
  return Array.from({ length: count }, (_, i) => {
    const person = 1 + (((from + i) * STRIDE) % city.people)
    const now = new Date()
    const cardKeyId = idOf('cardKey', person) as CardKeyId
    const step = stepAt(now)
    const signature = sign('sha256', signedText(cardKeyId, step), {
      key: keys[keyOf(person)]!,
      dsaEncoding: 'ieee-p1363',
    })
    const code = `https://volunteer.example/c#${writeCardCode({ cardKeyId, step, signature })}`
    const scan = { scanId: uuidv7(now), way: 'code', code, scannedAt: now.toISOString(), direction: 'auto' }
    const body = JSON.stringify({ scans: [scan] })
    const path = `/api/v1/projects/${idOf('project', teamOf(person))}/scans`
    return Buffer.from(head(path, city.tokens[teamOf(person) - 1]!, Buffer.byteLength(body)) + body)
  })
}

function shoot(order: Order): Promise<Outcome> {
  const wanted = order.kind === 'signin' ? '"verdict":"signed_in"' : '{}'
  return rush(order.port, requestsOf(order), ({ status, body }) => status === '200' && body.includes(wanted))
}

process.on('message', (order: Order) => {
  shoot(order).then(
    (outcome) => process.send?.(outcome),
    (error: unknown) => process.send?.({ perSecond: 0, p50: 0, p99: 0, right: 0, wrong: [String(error)] }),
  )
})

/**
 * A crowd at the doors, in a process of its own: 512 kept connections, each with one request under way, over
 * plain sockets, so that the crowd costs as little of the machine as can be.
 */
import { createPrivateKey, sign } from 'node:crypto'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { signedText, stepAt, writeCardCode } from '../../server/src/features/volunteers/index.ts'
import type { CardKeyId } from '../../server/src/kernel/ids.ts'
import { uuidv7 } from '../../server/src/kernel/uuid.ts'
import { idOf, keyOf, teamOf, type City } from './city.ts'

export const CONNECTIONS = 512

export interface Order {
  kind: 'signin' | 'empty'
  port: number
  count: number
  /** The first person of this round; the others follow in an order of their own. */
  from: number
  city: City
}
export interface Outcome {
  perSecond: number
  p50: number
  p99: number
  right: number
  wrong: string[]
}

/** People come to the doors in no order of their numbers. */
const STRIDE = 7_919
/** More than any answer has. */
const ANSWER_BYTES = 8_192

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

interface Answer {
  status: string
  body: string
}

const LENGTH = 'content-length: '

/** Answers the status and the body once the whole of it is there, else null. */
function wholeAnswer(text: string): Answer | null {
  const end = text.indexOf('\r\n\r\n')
  if (end === -1) return null
  const length = Number.parseInt(text.slice(text.indexOf(LENGTH) + LENGTH.length, end))
  return text.length < end + 4 + length ? null : { status: text.slice(9, 12), body: text.slice(end + 4) }
}

interface Line {
  socket: Socket
  heard: (answer: Answer) => void
}

/** Reads into one piece of memory of its own; with a new one for each answer the crowd would cost as much as the doors. */
async function openLine(port: number): Promise<Line> {
  let text = ''
  const callback = (count: number, buffer: Uint8Array): boolean => {
    text += (buffer as Buffer).toString('latin1', 0, count)
    const answer = wholeAnswer(text)
    if (answer === null) return true
    text = ''
    line.heard(answer)
    return true
  }
  const onread = { buffer: Buffer.alloc(ANSWER_BYTES), callback }
  const socket = connect({ port, host: '127.0.0.1', noDelay: true, onread })
  const line: Line = { socket, heard: () => undefined }
  await once(socket, 'connect')
  return line
}

async function shoot(order: Order): Promise<Outcome> {
  const requests = requestsOf(order)
  const wanted = order.kind === 'signin' ? '"verdict":"signed_in"' : '{}'
  const lines = await Promise.all(Array.from({ length: CONNECTIONS }, () => openLine(order.port)))
  const times: number[] = []
  const wrong: string[] = []
  let next = 0
  const started = performance.now()
  const walk = (line: Line) =>
    new Promise<void>((resolve, reject) => {
      let sentAt = 0
      const send = () => {
        const request = requests[next++]
        if (request === undefined) return resolve()
        sentAt = performance.now()
        line.socket.write(request)
      }
      line.heard = ({ status, body }) => {
        times.push(performance.now() - sentAt)
        if (status !== '200' || !body.includes(wanted)) wrong.push(`${status} ${body.slice(0, 200)}`)
        send()
      }
      line.socket.once('error', reject)
      line.socket.once('close', () => {
        reject(new Error('the server closed a connection'))
      })
      send()
    })
  await Promise.all(lines.map(walk))
  const seconds = (performance.now() - started) / 1000
  for (const { socket } of lines) socket.removeAllListeners('close').destroy()
  times.sort((a, b) => a - b)
  const at = (share: number): number => Math.round((times[Math.floor(times.length * share)] ?? 0) * 10) / 10
  return {
    perSecond: Math.round(times.length / seconds),
    p50: at(0.5),
    p99: at(0.99),
    right: times.length - wrong.length,
    wrong: wrong.slice(0, 3),
  }
}

process.on('message', (order: Order) => {
  shoot(order).then(
    (outcome) => process.send?.(outcome),
    (error: unknown) => process.send?.({ perSecond: 0, p50: 0, p99: 0, right: 0, wrong: [String(error)] }),
  )
})

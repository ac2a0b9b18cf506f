/** A crowd of clients over plain sockets: kept connections, each with one request under way, so that it costs as little of the machine as can be. */
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

export const CONNECTIONS = 512
/** More than any answer has. */
const ANSWER_BYTES = 8_192

export interface Outcome {
  perSecond: number
  p50: number
  p99: number
  right: number
  wrong: string[]
}

export interface Answer {
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

/** All requests in their order, each connection taking the next one when it was answered. */
export async function rush(
  port: number,
  requests: readonly Buffer[],
  isRight: (answer: Answer) => boolean,
): Promise<Outcome> {
  const lines = await Promise.all(Array.from({ length: CONNECTIONS }, () => openLine(port)))
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
      line.heard = (answer) => {
        times.push(performance.now() - sentAt)
        if (!isRight(answer)) wrong.push(`${answer.status} ${answer.body.slice(0, 200)}`)
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

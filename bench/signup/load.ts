/** A crowd that wants one position, in a process of its own. */
import { rush, type Outcome } from '../lines.ts'
import { idOf, tokenOf } from './town.ts'

export interface Order {
  port: number
  /** `each`: the control, one transaction for each ask. */
  way: 'together' | 'each'
  project: number
  people: number
}

function requestsOf({ way, project, people }: Order): Buffer[] {
  const projectId = idOf('project', project)
  const shiftId = idOf('shift', project)
  const together = way === 'together'
  const path = together ? `/api/v1/projects/${projectId}/signups` : '/api/v1/bench/signups'
  const body = JSON.stringify(together ? { shiftId, riskAccepted: true } : { projectId, shiftId })
  return Array.from({ length: people }, (_, i) =>
    Buffer.from(
      `POST ${path} HTTP/1.1\r\nhost: bench\r\nx-requested-with: zhiyuan\r\ncookie: zy_session=${tokenOf(i + 1)}\r\n` +
        `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    ),
  )
}

process.on('message', (order: Order) => {
  void rush(order.port, requestsOf(order), ({ status }) => status === '201').then(
    (outcome: Outcome) => process.send?.(outcome),
    (error: unknown) => {
      console.error(error)
      process.exitCode = 1
      process.disconnect()
    },
  )
})

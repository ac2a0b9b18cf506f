import { randomFillSync } from 'node:crypto'

const pool = Buffer.alloc(4096)
let used = pool.length
let lastMs = 0
let sequence = 0

function randomBytes10(): Buffer {
  if (used + 10 > pool.length) {
    randomFillSync(pool)
    used = 0
  }
  used += 10
  return pool.subarray(used - 10, used)
}

/**
 * UUIDv7 (RFC 9562 §5.7) with a 12-bit sequence, so that ids of one process rise within a millisecond.
 * `at` is the moment of the deed; ids never go backwards even when it does.
 */
export function uuidv7<Id extends string>(at: Date): Id {
  const ms = at.getTime()
  if (ms > lastMs) {
    lastMs = ms
    sequence = 0
  } else if (++sequence > 0xfff) {
    lastMs += 1
    sequence = 0
  }
  const random = randomBytes10()
  const bytes = Buffer.alloc(16)
  bytes.writeUIntBE(lastMs, 0, 6)
  bytes.writeUInt16BE(0x7000 | sequence, 6)
  random.copy(bytes, 8, 0, 8)
  bytes[8] = 0x80 | (bytes[8]! & 0x3f)
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}` as Id
}

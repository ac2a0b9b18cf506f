/**
 * How much a ZIP file holds, found out by unpacking it under a cap. What its directory says of itself is not believed:
 * a bomb lies.
 */
import { inflateRawSync } from 'node:zlib'

const END = 0x06054b50
const ENTRY = 0x02014b50
const END_BYTES = 22
const COMMENT_MAX = 65_535
const ENTRIES_MAX = 2_000
const STORED = 0
const DEFLATED = 8

export type UnpackingReason = 'sheet_unreadable' | 'sheet_unpacks_too_large'

function findEnd(bytes: Buffer): number {
  for (let at = bytes.length - END_BYTES; at >= Math.max(0, bytes.length - END_BYTES - COMMENT_MAX); at -= 1)
    if (bytes.readUInt32LE(at) === END) return at
  return -1
}

function unpackedBytes(packed: Buffer, method: number, cap: number): number {
  if (method === STORED) return packed.length
  // Throws when it is more than the cap.
  return inflateRawSync(packed, { maxOutputLength: cap }).length
}

/** Why a ZIP is not to be read, or null. Throws for one that is broken. */
export function whyNotUnpack(bytes: Buffer, bytesMax: number): UnpackingReason | null {
  const end = findEnd(bytes)
  if (end < 0) return 'sheet_unreadable'
  const count = bytes.readUInt16LE(end + 10)
  if (count > ENTRIES_MAX) return 'sheet_unpacks_too_large'
  let left = bytesMax
  let at = bytes.readUInt32LE(end + 16)
  for (let i = 0; i < count; i += 1) {
    if (bytes.readUInt32LE(at) !== ENTRY) return 'sheet_unreadable'
    const method = bytes.readUInt16LE(at + 10)
    if (method !== STORED && method !== DEFLATED) return 'sheet_unreadable'
    const local = bytes.readUInt32LE(at + 42)
    const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
    const packed = bytes.subarray(from, from + bytes.readUInt32LE(at + 20))
    try {
      left -= unpackedBytes(packed, method, left + 1)
    } catch (error) {
      if ((error as { code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE') return 'sheet_unpacks_too_large'
      throw error
    }
    if (left < 0) return 'sheet_unpacks_too_large'
    at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return null
}

/** Keyset pages: a cursor holds the sort key of the last row, so nothing is skipped or shown twice. */
export const PAGE_DEFAULT = 20
export const PAGE_MAX = 50

export interface PageQuery {
  after?: string | undefined
  limit?: number | undefined
}

export interface Page<Item> {
  items: Item[]
  next: string | null
}

export function encodeCursor(parts: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url')
}

/** A cursor that is not ours reads as the first page. */
export function decodeCursor(cursor: string | undefined, length: number): string[] | null {
  if (cursor === undefined || cursor === '') return null
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    return Array.isArray(parts) && parts.length === length ? parts.map(String) : null
  } catch {
    return null
  }
}

/** Cuts the extra row that tells whether more follow. `rows` were read with limit + 1. */
export function pageOf<Row>(
  rows: Row[],
  limit: number,
  keyOf: (row: Row) => readonly (string | number)[],
): Page<Row> {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, next: rows.length > limit && last !== undefined ? encodeCursor(keyOf(last)) : null }
}

export function limitOf(query: PageQuery): number {
  return Math.min(Math.max(query.limit ?? PAGE_DEFAULT, 1), PAGE_MAX)
}

const UUID_FORM = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The key of a list ordered by an instant and an id. One that is not ours reads as the first page. */
export function decodeTimeKey(cursor: string | undefined): { at: Date; id: string } | null {
  const [time = '', id = ''] = decodeCursor(cursor, 2) ?? []
  const at = new Date(time)
  return Number.isNaN(at.getTime()) || !UUID_FORM.test(id) ? null : { at, id }
}

/** The key of a list ordered by an id alone. */
export function decodeIdKey(cursor: string | undefined): string | null {
  const [id = ''] = decodeCursor(cursor, 1) ?? []
  return UUID_FORM.test(id) ? id : null
}

/** The key of a list ordered by a distance and an id. */
export function decodeDistanceKey(cursor: string | undefined): { distance: number; id: string } | null {
  const [far = '', id = ''] = decodeCursor(cursor, 2) ?? []
  const distance = Number(far)
  return far === '' || !Number.isFinite(distance) || !UUID_FORM.test(id) ? null : { distance, id }
}

/** The key of a list ordered by an id and a number within it. */
export function decodeNumberKey(cursor: string | undefined): { id: string; number: number } | null {
  const [id = '', digits = ''] = decodeCursor(cursor, 2) ?? []
  return UUID_FORM.test(id) && /^-?\d{1,9}$/.test(digits) ? { id, number: Number(digits) } : null
}

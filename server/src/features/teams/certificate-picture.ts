/**
 * Pictures from strangers. What the bytes are decides, not what they are called; they are drawn
 * anew, so that neither metadata (a place, a camera) nor anything hidden behind the picture is kept.
 */
import sharp from 'sharp'
import { Refusal } from '../../kernel/refusal.ts'
import type { MediaType } from './files.store.ts'

const SIDE_MAX = 2400
/** A small file can unfold into a picture that fills the memory. */
const PIXELS_MAX = 60_000_000
const AT_ONCE = 2

let running = 0
const waiting: (() => void)[] = []

/** Drawing takes a core, so few are drawn at a time and the rest of the server goes on. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve))
  else running += 1
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next === undefined) running -= 1
    else next()
  }
}

export interface Picture {
  mediaType: MediaType
  content: Buffer
}

async function drawn(bytes: Buffer): Promise<Picture> {
  const picture = sharp(bytes, { limitInputPixels: PIXELS_MAX, failOn: 'error' })
  const { format, pages = 1 } = await picture.metadata()
  if (pages > 1) throw new Refusal('file_kind_refused')
  const upright = picture
    .rotate()
    .resize({ width: SIDE_MAX, height: SIDE_MAX, fit: 'inside', withoutEnlargement: true })
  if (format === 'jpeg')
    return { mediaType: 'image/jpeg', content: await upright.jpeg({ quality: 88 }).toBuffer() }
  if (format === 'png') return { mediaType: 'image/png', content: await upright.png().toBuffer() }
  if (format === 'webp')
    return { mediaType: 'image/webp', content: await upright.webp({ quality: 88 }).toBuffer() }
  throw new Refusal('file_kind_refused')
}

/** Refuses with `file_kind_refused` whatever is no sound JPEG, PNG or WebP picture. */
export async function redrawn(bytes: Buffer): Promise<Picture> {
  try {
    return await inTurn(() => drawn(bytes))
  } catch {
    throw new Refusal('file_kind_refused')
  }
}

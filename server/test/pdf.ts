/** Reads our own PDFs back: pages, their text as a reader would copy it, and attached files. No more than that. */
import { inflateSync } from 'node:zlib'

export interface ReadPdf {
  pages: string[]
  attachments: string[]
}

interface PdfObject {
  head: string
  stream: Buffer | null
}

function objectsOf(file: Buffer): Map<string, PdfObject> {
  const text = file.toString('latin1')
  const objects = new Map<string, PdfObject>()
  for (const match of text.matchAll(/(?:^|\n)(\d+) 0 obj\n/g)) {
    const start = match.index + match[0].length
    const body = text.slice(start, text.indexOf('endobj', start))
    const at = body.indexOf('stream\n')
    const head = at === -1 ? body : body.slice(0, at)
    const length = Number(/\/Length (\d+)/.exec(head)?.[1] ?? 0)
    const raw = at === -1 ? null : file.subarray(start + at + 7, start + at + 7 + length)
    const stream = raw !== null && head.includes('/FlateDecode') ? inflateSync(raw) : raw
    objects.set(match[1]!, { head, stream })
  }
  return objects
}

const referred = (head: string, name: string): string | undefined =>
  new RegExp(`/${name} (\\d+) 0 R`).exec(head)?.[1]

/** Which character each code of a font stands for. */
function charactersOf(objects: Map<string, PdfObject>, font: string): Map<number, string> {
  const map =
    objects.get(referred(objects.get(font)?.head ?? '', 'ToUnicode') ?? '')?.stream?.toString('latin1') ?? ''
  const characters = new Map<number, string>()
  for (const [, first = '', list = ''] of map.matchAll(/<([0-9a-f]{4})> <[0-9a-f]{4}> \[([^\]]*)\]/gi))
    [...list.matchAll(/<([0-9a-f ]*)>/gi)].forEach(([, hex = ''], i) => {
      const units = hex.match(/[0-9a-f]{4}/gi)?.map((unit) => parseInt(unit, 16)) ?? []
      characters.set(parseInt(first, 16) + i, String.fromCharCode(...units))
    })
  return characters
}

function textOf(objects: Map<string, PdfObject>, page: PdfObject): string {
  const resources = objects.get(referred(page.head, 'Resources') ?? '')?.head ?? page.head
  const fonts = new Map(
    [...resources.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name, id]) => [name!, charactersOf(objects, id!)]),
  )
  const content = objects.get(referred(page.head, 'Contents') ?? '')?.stream?.toString('latin1') ?? ''
  let characters = new Map<number, string>()
  let text = ''
  for (const [token, font, shown] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ|\bET\b/g)) {
    if (font !== undefined) characters = fonts.get(font) ?? new Map<number, string>()
    else if (shown !== undefined)
      for (const [, hex = ''] of shown.matchAll(/<([0-9a-f]*)>/g))
        for (const code of hex.match(/.{4}/g) ?? []) text += characters.get(parseInt(code, 16)) ?? '\uFFFD'
    else if (token === 'ET') text += '\u200B'
  }
  return text
}

export function readPdf(file: Buffer): ReadPdf {
  if (!file.subarray(0, 5).equals(Buffer.from('%PDF-')) || !/%%EOF\s*$/.test(file.toString('latin1')))
    throw new Error('not a whole PDF')
  const objects = objectsOf(file)
  const all = [...objects.values()]
  return {
    pages: all.filter(({ head }) => /\/Type \/Page\b(?!s)/.test(head)).map((page) => textOf(objects, page)),
    attachments: all
      .filter(({ head }) => /\/Type \/EmbeddedFile\b/.test(head))
      .map(({ stream }) => stream?.toString('utf8') ?? ''),
  }
}

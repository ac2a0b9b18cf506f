/** A sheet of A4 on which lines of text, rules and drawings are put, measured in CSS pixels from the top left. */
import PDFDocument from 'pdfkit'
import { loadTypefaces, type Face } from './fonts.ts'
import { measurer, type Line, type Run } from './text.ts'

export const INK = '#1f2328'
export const INK_2 = '#57606a'
export const INK_3 = '#6e7781'
export const LINE = '#e7e1d9'
export const BRAND = '#c23a22'

export const PAGE_WIDTH = 794
export const PAGE_HEIGHT = 1123
/** Where the frame stands, and the column of text within it. */
export const FRAME = 40
export const LEFT = 93
export const WIDTH = 608
export const COLUMN: Omit<Box, 'y'> = { x: LEFT, width: WIDTH }
const POINTS_PER_PIXEL = 0.75
/** Of both typefaces: how far the middle of a line lies above its baseline, in parts of the size. */
const MIDDLE_TO_BASELINE = 0.4325

export interface TextStyle {
  size: number
  /** Height of the line in which the text stands in the middle. */
  line: number
  colour?: string
  face?: Face
  align?: 'left' | 'centre' | 'right'
  /** Between characters, in parts of the size. */
  spacing?: number
}
export interface Box {
  x: number
  y: number
  width: number
}

const measure = measurer(loadTypefaces())

type Document = PDFKit.PDFDocument

function drawLine(
  doc: Document,
  line: Line,
  at: { x: number; y: number; size: number; spacing: number },
): void {
  const { y, size, spacing } = at
  let { x } = at
  for (const { text, typeface, gap, width, count } of line.runs) {
    x += gap * size
    doc.font(typeface.font as never, typeface.key).fontSize(size)
    // Told the width, it need not measure again.
    const measured = { textWidth: width * size, wordCount: 1 }
    doc.text(text, x, y, {
      lineBreak: false,
      baseline: 'alphabetic',
      characterSpacing: spacing,
      ...measured,
    })
    x += width * size + count * spacing
  }
}

export type Paper = ReturnType<typeof newPaper>

export function newPaper(info: { title: string; author: string; createdAt: Date }) {
  const doc = new PDFDocument({
    size: 'A4',
    margin: 0,
    autoFirstPage: false,
    font: '',
    lang: 'zh-CN',
    displayTitle: true,
    info: { Title: info.title, Author: info.author, CreationDate: info.createdAt },
  })
  return {
    doc,
    newPage(): void {
      doc.addPage()
      doc.scale(POINTS_PER_PIXEL)
    },
    linesOf: (
      text: string | readonly Run[],
      width: number,
      size: number,
      face: Face = 'regular',
      indent = 0,
    ): Line[] => measure.linesOf(typeof text === 'string' ? [{ text, face }] : text, width / size, indent),
    widthOf: (text: string, size: number, face: Face = 'regular'): number =>
      measure.widthOf(text, face) * size,
    /** Puts a line of text; `stretch` spreads it over the whole width. */
    put(line: Line, box: Box, style: TextStyle, stretch = false): void {
      const { size, colour = INK, align = 'left' } = style
      const gaps = Math.max(1, line.count - 1)
      const natural = line.width * size
      const spacing = stretch ? (box.width - natural) / gaps : (style.spacing ?? 0) * size
      // The space behind the last character is no part of the line.
      const wide = natural + spacing * gaps
      const left = { left: 0, centre: (box.width - wide) / 2, right: box.width - wide }[align]
      doc.fillColor(colour)
      const y = box.y + style.line / 2 + MIDDLE_TO_BASELINE * size
      drawLine(doc, line, { x: box.x + left, y, size, spacing })
    },
    rule(x: number, y: number, width: number, thickness: number, colour: string): void {
      doc.rect(x, y, width, thickness).fill(colour)
    },
    finish(): Promise<Buffer> {
      const parts: Buffer[] = []
      return new Promise((resolve, reject) => {
        doc.on('data', (part: Buffer) => parts.push(part))
        doc.on('end', () => resolve(Buffer.concat(parts)))
        doc.on('error', reject)
        doc.end()
      })
    },
  }
}

/** One line of text in a box, cut with dots when it is too long. */
export function putText(paper: Paper, text: string, box: Box, style: TextStyle): void {
  const lines = paper.linesOf(text, box.width + 1, style.size * (1 + (style.spacing ?? 0)), style.face)
  const [first] = lines
  if (first !== undefined) paper.put(first, box, style)
}

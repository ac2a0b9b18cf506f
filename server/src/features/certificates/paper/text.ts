/** Lines of Chinese text: measured character by character, broken where Chinese may be broken. */
import type { Face, Typeface, Typefaces } from './fonts.ts'

export interface Run {
  text: string
  face: Face
}
interface Mark {
  text: string
  face: Face
  /** In parts of the size. */
  width: number
  typeface: Typeface
}
export interface Line {
  /** `gap` is the space before a run, in parts of the size. */
  runs: { text: string; typeface: Typeface; gap: number; width: number; count: number }[]
  /** In parts of the size. */
  width: number
  count: number
}
export interface Measurer {
  widthOf(text: string, face: Face): number
  /** `indent` in characters, for the first line. */
  linesOf(runs: readonly Run[], widthInEms: number, indent?: number): Line[]
}

/** Never at the beginning of a line. */
const CLOSING = /^[，。、；：！？”’）》」』】〉·%,.;:!?)\]…—]/u
/** Never at the end of one. */
const OPENING = /^[“‘（《「『【〈([]/u
/** Words of Latin letters and numbers stay whole. */
const WORD = /^[\p{Script=Latin}\d.\-/:]$/u

export function measurer(typefaces: Typefaces): Measurer {
  const known = new Map<string, Mark>()
  const markOf = (text: string, face: Face): Mark => {
    const key = face + text
    const found = known.get(key)
    if (found !== undefined) return found
    const point = text.codePointAt(0)!
    const faces = typefaces.of(face)
    const typeface = faces.find(({ font }) => font.hasGlyphForCodePoint(point)) ?? faces[0]
    const width = typeface.font.glyphForCodePoint(point).advanceWidth / typeface.font.unitsPerEm
    const mark = { text, face, width, typeface }
    known.set(key, mark)
    return mark
  }
  const marksOf = (runs: readonly Run[]): Mark[] =>
    runs.flatMap(({ text, face }) => [...text].map((character) => markOf(character, face)))
  return {
    widthOf: (text, face) => [...text].reduce((sum, character) => sum + markOf(character, face).width, 0),
    linesOf: (runs, widthInEms, indent = 0) =>
      brokenInto(unitsOf(marksOf(runs)), widthInEms, indent).map(lineOf),
  }
}

/** What may not be broken: words, and a mark of punctuation with what it closes. */
function unitsOf(marks: readonly Mark[]): Mark[][] {
  const units: Mark[][] = []
  for (const mark of marks) {
    const last = units.at(-1)
    const before = last?.at(-1)
    const joins =
      before !== undefined &&
      (CLOSING.test(mark.text) ||
        OPENING.test(before.text) ||
        (WORD.test(mark.text) && WORD.test(before.text)))
    if (joins) last?.push(mark)
    else units.push([mark])
  }
  return units
}

const HAN = /^\p{Script=Han}$/u
const LATIN = /^[\p{Script=Latin}\d]$/u
const HAN_LATIN_GAP = 0.125

/** A little air between Chinese and figures. */
function gapBetween(before: Mark | undefined, mark: Mark): number {
  if (before === undefined) return 0
  const meet = (a: string, b: string): boolean => HAN.test(a) && LATIN.test(b)
  return meet(before.text, mark.text) || meet(mark.text, before.text) ? HAN_LATIN_GAP : 0
}
const widthOfMarks = (marks: readonly Mark[]): number =>
  marks.reduce((sum, mark, i) => sum + gapBetween(marks[i - 1], mark) + mark.width, 0)

function brokenInto(units: readonly Mark[][], width: number, indent: number): Mark[][] {
  const lines: Mark[][] = [[]]
  let used = indent
  for (const unit of units) {
    // A word longer than a line is broken where it must be.
    for (const part of widthOfMarks(unit) > width ? unit.map((mark) => [mark]) : [unit]) {
      const line = lines.at(-1)!
      const partWidth = widthOfMarks(part)
      const gap = gapBetween(line.at(-1), part[0]!)
      if (used + gap + partWidth > width && line.length > 0) {
        lines.push([...part])
        used = partWidth
      } else {
        line.push(...part)
        used += gap + partWidth
      }
    }
  }
  return lines
}

function lineOf(marks: readonly Mark[]): Line {
  const runs: Line['runs'] = []
  marks.forEach(({ text, typeface, width }, i) => {
    const last = runs.at(-1)
    const gap = gapBetween(marks[i - 1], marks[i]!)
    if (last?.typeface === typeface && gap === 0) {
      last.text += text
      last.width += width
      last.count += 1
    } else runs.push({ text, typeface, gap, width, count: 1 })
  })
  return { runs, width: widthOfMarks(marks), count: marks.length }
}

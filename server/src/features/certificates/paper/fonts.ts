/**
 * The typefaces of the paper: full fonts, so that rare names print. Each is read once for the process and
 * shared by all papers; a character the serif lacks is taken from the sans.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { create, type Font, type Glyph } from 'fontkit'

export type Face = 'regular' | 'bold'
export interface Typeface {
  key: string
  font: Font
}
export interface Typefaces {
  /** In the order in which a character is looked for. */
  of(face: Face): readonly [Typeface, ...Typeface[]]
}

const FILES = {
  serif: '@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf',
  serifBold: '@expo-google-fonts/noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf',
  sans: '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
} as const

const resolve = createRequire(import.meta.url).resolve
let loaded: Typefaces | null = null

/**
 * One glyph for each character at its own width. Chinese on paper needs no ligatures and no kerning, and
 * trying them takes longer than all the rest of a page.
 */
function withoutShaping(font: Font): Font {
  const known = new Map<string, Glyph>()
  const glyphOf = (character: string): Glyph => {
    const glyph = known.get(character) ?? font.glyphForCodePoint(character.codePointAt(0) ?? 0)
    known.set(character, glyph)
    return glyph
  }
  const layout: Font['layout'] = (text) => {
    const glyphs = Array.from(text, glyphOf)
    const positions = glyphs.map(({ advanceWidth }) => ({
      xAdvance: advanceWidth,
      yAdvance: 0,
      xOffset: 0,
      yOffset: 0,
    }))
    return {
      glyphs,
      positions,
      advanceWidth: glyphs.reduce((sum, { advanceWidth }) => sum + advanceWidth, 0),
    }
  }
  return Object.assign(Object.create(font) as Font, { layout })
}

export function loadTypefaces(): Typefaces {
  if (loaded !== null) return loaded
  const open = (key: keyof typeof FILES): Typeface => ({
    key,
    font: withoutShaping(create(readFileSync(resolve(FILES[key])))),
  })
  const sans = open('sans')
  const faces = { regular: [open('serif'), sans], bold: [open('serifBold'), sans] } as const
  loaded = { of: (face) => faces[face] }
  return loaded
}

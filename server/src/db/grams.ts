/**
 * Search by a piece of a name, by its pinyin or by its initials, from one indexed text[] column.
 * The array holds neighbouring pairs and single characters, which the index finds, and the whole
 * text three times over ('T=', 'P=', 'I='), with which each finding is checked again.
 */
import { pinyin } from 'pinyin-pro'
import { sql, type RawBuilder } from 'kysely'

/** An index entry must stay far below a third of a page. */
const CHARACTERS_MAX = 200
const TERMS_MAX = 5
const TERM_CHARACTERS_MAX = 50
/** What may be pinyin or initials; at least one letter, so that an apostrophe alone is text. */
const SPEAKABLE = /^(?=.*[a-z0-9ü])[a-z0-9ü']+$/

/** Written alike in any width, case and spacing. Lower case leaves the capitals free as tags. */
const plain = (text: string): string[] =>
  [...text.normalize('NFKC').toLowerCase().replace(/\s+/gu, '')].slice(0, CHARACTERS_MAX)

function piecesOf(characters: readonly string[], tag: string): string[] {
  const pairs = characters.slice(1).map((next, i) => `${tag}${characters[i]}${next}`)
  return [...characters.map((character) => tag + character), ...pairs]
}

/** Letters in threes as well: pairs of them are in every other name. */
const triplesOf = (letters: readonly string[], tag: string): string[] =>
  letters.slice(2).map((third, i) => `${tag}${letters[i]}${letters[i + 1]}${third}`)

/** Each character as it is typed: a Chinese one by its syllable (ü as v), any other as itself. */
const syllablesOf = (characters: readonly string[]): string[] =>
  pinyin(characters.join(''), { type: 'all', toneType: 'none', v: true }).map((c) =>
    c.isZh ? c.pinyin : c.origin,
  )

/** The value of a `grams` column for the texts under which a thing is to be found. */
export function gramsOf(...texts: readonly string[]): string[] {
  const grams = new Set<string>()
  for (const text of texts) {
    const characters = plain(text)
    if (characters.length === 0) continue
    const syllables = syllablesOf(characters)
    const initials = syllables.map((syllable) => syllable.charAt(0))
    const all = [
      ...piecesOf(characters, ''),
      ...piecesOf([...syllables.join('')], 'P'),
      ...piecesOf(initials, 'I'),
      ...triplesOf([...syllables.join('')], 'P'),
      ...triplesOf(initials, 'I'),
      `T=${characters.join('')}`,
      `P=|${syllables.join('|')}`,
      `I=${initials.join('')}`,
    ]
    for (const gram of all) grams.add(gram)
  }
  return [...grams]
}

/** The syllables of a text as they are typed, one for each character. */
export const spokenSyllables = (text: string): string[] => syllablesOf(plain(text))

/** Entries of which anything written or spoken much like the text has at least one. */
export function kindredGrams(text: string): string[] {
  const characters = plain(text)
  const initials = syllablesOf(characters).map((syllable) => syllable.charAt(0))
  return [...needed(characters, ''), ...(characters.length > 1 ? needed(initials, 'I') : [])]
}

/** Pairs where there are any: single characters would only make the index read more. */
function needed(characters: readonly string[], tag: string): string[] {
  return characters.length === 1 ? [tag + characters[0]] : piecesOf(characters, tag).slice(characters.length)
}

function termMatches(column: RawBuilder<unknown>, characters: readonly string[]): RawBuilder<boolean> {
  const term = characters.join('')
  const inText = sql<boolean>`starts_with(g, 'T=') and strpos(substr(g, 3), ${term}) > 0`
  const written = needed(characters, '')
  const heard = spokenTerm(characters)
  if (heard === null)
    return sql`(${column} @> ${written}::text[] and exists (select from unnest(${column}) as g where ${inText}))`
  const { letters, pattern: spoken } = heard
  return sql`((${column} @> ${written}::text[] or ${column} @> ${needed([...letters], 'P')}::text[]
      or ${column} @> ${needed([...letters], 'I')}::text[])
    and exists (select from unnest(${column}) as g where ${inText} or g ~ ${spoken}
      or (starts_with(g, 'I=') and strpos(substr(g, 3), ${letters}) > 0)))`
}

/** The words of a question, as they are looked for. */
const termsOf = (q: string): string[][] =>
  q
    .normalize('NFKC')
    .split(/\s+/u)
    .slice(0, TERMS_MAX)
    .map((word) => plain(word).slice(0, TERM_CHARACTERS_MAX))
    .filter((term) => term.length > 0)

/** What a term must be like to be looked for among pinyin and initials, or null when it is text alone. */
function spokenTerm(characters: readonly string[]): { letters: string; pattern: string } | null {
  const term = characters.join('')
  if (!SPEAKABLE.test(term)) return null
  // ü is typed as v, and an apostrophe parts syllables: xi'an is not xian.
  const syllables = term
    .replaceAll('ü', 'v')
    .split("'")
    .filter((syllable) => syllable !== '')
  // Pinyin begins at a syllable, so that "an" is not found in the middle of "shan".
  const pattern = `^P=.*\\|${syllables.map((syllable) => [...syllable].join('\\|?')).join('\\|')}`
  return { letters: syllables.join(''), pattern }
}

/** Whether every word of `q` is found in that very text, by the same rule as in the database. */
export function isFoundIn(q: string, text: string): boolean {
  const characters = plain(text)
  const syllables = syllablesOf(characters)
  const initials = syllables.map((syllable) => syllable.charAt(0)).join('')
  return termsOf(q).every((term) => {
    if (characters.join('').includes(term.join(''))) return true
    const spoken = spokenTerm(term)
    return (
      spoken !== null &&
      (initials.includes(spoken.letters) || new RegExp(spoken.pattern, 'u').test(`P=|${syllables.join('|')}`))
    )
  })
}

/** The condition that every word of `q` is found in the column, or null when `q` holds no word. */
export function gramQuery(q: string, column = 'grams'): RawBuilder<boolean> | null {
  const terms = termsOf(q)
  if (terms.length === 0) return null
  const ref = sql.ref(column)
  return sql`(${sql.join(
    terms.map((term) => termMatches(ref, term)),
    sql` and `,
  )})`
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)

export interface NameQuery {
  candidates: RawBuilder<boolean>
  holds: RawBuilder<boolean>
  mayBeCommon: RawBuilder<boolean>
}

/**
 * The same question in three: `candidates` reads the index and lets some through that do not hold the words; `holds`
 * decides each row, and is cheap enough for thousands, for it reads the `found_as` column alone; `mayBeCommon` looks at
 * no row, but at whether PostgreSQL counts what the words need among the most common entries of the column, which end
 * at about one row in two hundred. A column that was never counted may hold anything.
 */
export function nameQuery(
  q: string,
  columns: { table: string; grams: string; foundAs: string },
): NameQuery | null {
  const terms = termsOf(q)
  if (terms.length === 0) return null
  const { table } = columns
  const [grams, foundAs] = [sql.ref(`${table}.${columns.grams}`), sql.ref(`${table}.${columns.foundAs}`)]
  const all = (parts: RawBuilder<boolean>[]) => sql<boolean>`(${sql.join(parts, sql` and `)})`
  const mayHold = (column: RawBuilder<unknown>) =>
    all(
      terms.map(
        (term) =>
          sql`(${sql.join(
            waysOf(term).map((entries) => sql`${column} @> ${entries}::text[]`),
            sql` or `,
          )})`,
      ),
    )
  return {
    candidates: mayHold(grams),
    holds: all(terms.map((term) => surelyHolds(foundAs, term))),
    mayBeCommon: sql`coalesce((
      select ${mayHold(sql`most_common_elems::text::text[]`)} from pg_stats
      where schemaname = 'public' and tablename = ${table} and attname = ${columns.grams}
        and most_common_elems is not null), true)`,
  }
}

/** The entries of which a row that holds the term has all: as text, in pinyin or in initials. */
function waysOf(term: readonly string[]): readonly (readonly string[])[] {
  const spoken = spokenTerm(term)
  if (spoken === null) return [needed(term, '')]
  const letters = [...spoken.letters]
  const heard = (tag: string) => (letters.length > 2 ? triplesOf(letters, tag) : needed(letters, tag))
  return [needed(term, ''), heard('P'), heard('I')]
}

/**
 * Whether the letters are there at all costs a hundredth of the pattern, and mostly settles it. The planner thinks
 * otherwise, so the order is written down.
 */
function surelyHolds(foundAs: RawBuilder<unknown>, term: readonly string[]): RawBuilder<boolean> {
  const text = term.join('')
  const written = `(^|\n)T=[^\n]*${escaped(text)}`
  const spoken = spokenTerm(term)
  if (spoken === null)
    return sql`case when strpos(${foundAs}, ${text}) > 0 then ${foundAs} ~ ${written} else false end`
  const pattern = `${written}|${spoken.pattern.replace('^P=.*', '(^|\n)P=[^\n]*')}|(^|\n)I=[^\n]*${spoken.letters}`
  return sql`case when strpos(${foundAs}, ${text}) > 0 or strpos(${foundAs}, ${spoken.letters}) > 0
    then ${foundAs} ~ ${pattern} else false end`
}

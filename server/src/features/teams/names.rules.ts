/**
 * Names of teams: which form a name follows, what it lacks, what it might be instead, and which other
 * names it could be taken for. Pure; forms, region names and the names of others arrive as arguments.
 * N-numbers are those of docs/rules/teams.md.
 */
import type { TeamId } from '../../kernel/ids.ts'
import type { TeamKind, TeamLevel } from './teams.rules.ts'

export type RegionLevel = 'province' | 'city' | 'county' | 'township'
export type NamePart = RegionLevel | 'place' | 'unit'
export interface NameForm {
  level: TeamLevel
  regions: readonly RegionLevel[]
  unitKinds: readonly string[] | null
  parts: readonly NamePart[]
  endings: readonly string[]
}
/** The regions that hold a team, the widest first. */
export type RegionChain = readonly { level: RegionLevel; name: string }[]

export interface NamedTeam {
  name: string
  kind: TeamKind
  level: TeamLevel
  /** Null while it is not known; every kind's forms then fit. */
  unitKind: string | null
  chain: RegionChain
}

export const MISSING_PARTS = ['province', 'city', 'county', 'township', 'place', 'unit', 'ending'] as const
export type MissingPart = (typeof MISSING_PARTS)[number]
export const CONVENTIONS = ['follows', 'departs', 'exempt'] as const
export interface NameAdvice {
  convention: (typeof CONVENTIONS)[number]
  /** What the nearest form asks for and the name lacks; empty when only the order is wrong. */
  missing: MissingPart[]
  suggestions: string[]
}

const SUGGESTIONS_MAX = 3
const NAME_CHARACTERS_MAX = 50
const ENDING = /(?:党员)?志愿(?:者|服务)(?:组织)?(?:总队|大队|中队|支队|分队|队|联合会|总会|协会)$/u
const TOWNSHIP = /^[^（(“"]{1,8}?(?:街道办事处|街道|镇|乡)/u
const SEAT = /(?:社区居委会|社区|居委会|村委会|村)$/u

const lastOf = (chain: RegionChain): RegionChain[number] | undefined => chain.at(-1)
const partText = (part: NamePart, chain: RegionChain): string | null =>
  part === 'place' ? (lastOf(chain)?.name ?? null) : (chain.find(({ level }) => level === part)?.name ?? null)

const withoutEnding = (name: string): string => name.replace(ENDING, '')

/** N3. The unit's own name: without the regions it starts with, in full or short, and without its ending. */
export function unitOf(name: string, chain: RegionChain): string {
  let rest = withoutEnding(name)
  for (const { name: region } of chain) {
    const short = region.replace(/(?:省|市|区|县|自治区)$/u, '')
    if (rest.startsWith(region)) rest = rest.slice(region.length)
    else if (short.length >= 2 && rest.startsWith(short) && !/^(?:学院|大学)/u.test(rest.slice(short.length)))
      rest = rest.slice(short.length)
  }
  return rest
}

const formsFor = (team: Omit<NamedTeam, 'name'>, forms: readonly NameForm[]): NameForm[] => {
  const level = lastOf(team.chain)?.level
  return forms.filter(
    (form) =>
      form.level === team.level &&
      level !== undefined &&
      form.regions.includes(level) &&
      (team.unitKind === null || form.unitKinds === null || form.unitKinds.includes(team.unitKind)),
  )
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)

/** A region narrower than the team's own is not known, so any of its kind fits. */
const patternOf = (form: NameForm, chain: RegionChain): RegExp => {
  const parts = form.parts.map((part) => {
    if (part === 'unit') return '.+'
    const text = partText(part, chain)
    return text === null ? '.{1,8}?(?:街道|镇|乡|区|县|市)' : escaped(text)
  })
  return new RegExp(`^${parts.join('')}(?:${form.endings.map(escaped).join('|')})$`, 'u')
}

function missingIn(form: NameForm, name: string, chain: RegionChain): MissingPart[] {
  const missing: MissingPart[] = []
  for (const part of form.parts) {
    if (part === 'unit') continue
    const text = partText(part, chain)
    if (text !== null && !name.includes(text)) missing.push(part)
  }
  if (form.parts.includes('unit') && unitOf(name, chain).replace(TOWNSHIP, '') === '') missing.push('unit')
  if (!form.endings.some((ending) => name.endsWith(ending))) missing.push('ending')
  return missing
}

/** What an ending repeats of the unit (东湖社区 + 社区志愿服务队) is said once. */
function joined(head: string, unit: string, ending: string): string {
  const kept = ending.slice(0, Math.max(0, ending.indexOf('志愿')))
  return head + (kept !== '' && unit.endsWith(kept) ? unit.slice(0, -kept.length) : unit) + ending
}

function suggestionOf(form: NameForm, name: string, chain: RegionChain): string | null {
  let head = ''
  for (const part of form.parts) {
    if (part === 'unit') continue
    const text = partText(part, chain)
    if (text === null) return null
    head += text
  }
  const ending = form.endings[0] ?? ''
  if (!form.parts.includes('unit')) return head + ending
  const unit = form.parts.length === 1 ? withoutEnding(name) : unitOf(name, chain)
  if (unit === '' || (form.parts.length > 1 && (unit.length < 2 || unit.startsWith(head.slice(0, 2)))))
    return null
  return joined(head, unit, ending)
}

/** N1, N2. Advice, never a bar; a legal person is called as its certificate says. */
export function adviseOnName(team: NamedTeam, forms: readonly NameForm[]): NameAdvice {
  if (team.kind === 'legal_person') return { convention: 'exempt', missing: [], suggestions: [] }
  const { name, chain } = team
  const fitting = formsFor(team, forms)
  const follows = fitting.length === 0 || fitting.some((form) => patternOf(form, chain).test(name))
  if (follows) return { convention: 'follows', missing: [], suggestions: [] }
  const byLack = fitting
    .map((form) => ({ form, missing: missingIn(form, name, chain) }))
    .sort((a, b) => a.missing.length - b.missing.length)
  const suggestions = byLack
    .map(({ form }) => suggestionOf(form, name, chain))
    .filter((text) => text !== null && text !== name && [...text].length <= NAME_CHARACTERS_MAX)
  return {
    convention: 'departs',
    missing: byLack[0]?.missing ?? [],
    suggestions: [...new Set(suggestions as string[])].slice(0, SUGGESTIONS_MAX),
  }
}

/** N4. What tells a name from its neighbours in a county; the township counts where nothing else is left. */
export function coreOf(name: string, chain: RegionChain): string {
  const unit = unitOf(
    name,
    chain.filter(({ level }) => level !== 'township'),
  )
  const own = unit.replace(TOWNSHIP, '').replace(SEAT, '')
  return own.length >= 2 ? own : unit
}

export const LIKENESSES = ['same_name', 'same_core', 'sounds_alike', 'one_off', 'former_name'] as const
export type Likeness = (typeof LIKENESSES)[number]

export interface OtherName {
  teamId: TeamId
  name: string
  /** As it is spoken, a syllable for each character. */
  syllables: readonly string[]
}

/** Numbers and quarters tell units apart on purpose: 第一中学 is not 第二中学 misspelt. */
const TELLING = /^[0-9〇零一二三四五六七八九十百东西南北中上下左右前后大小]$/u

function isOneOff(one: string, other: string): boolean {
  const [a, b] = [[...one], [...other]].sort((x, y) => x.length - y.length) as [string[], string[]]
  if (b.length < 3 || b.length - a.length > 1) return false
  let at = 0
  while (at < a.length && a[at] === b[at]) at += 1
  if (a.slice(a.length === b.length ? at + 1 : at).join('') !== b.slice(at + 1).join('')) return false
  return ![a[at], b[at]].some((character) => character !== undefined && TELLING.test(character))
}

/** The syllables of the core, which stands in one piece in the name. */
function spoken({ name, syllables }: Pick<OtherName, 'name' | 'syllables'>, core: string): string | null {
  const at = name.indexOf(core)
  if (at < 0 || syllables.length !== [...name].length) return null
  const from = [...name.slice(0, at)].length
  return syllables.slice(from, from + [...core].length).join(' ')
}

/** N4. How a name could be taken for another of its county, or null. */
export function likenessOf(
  wanted: Pick<OtherName, 'name' | 'syllables'>,
  other: OtherName,
  chain: RegionChain,
): Likeness | null {
  if (wanted.name === other.name) return 'same_name'
  const [own, theirs] = [coreOf(wanted.name, chain), coreOf(other.name, chain)]
  if (own === '' || theirs === '') return null
  if (own === theirs) return 'same_core'
  const sound = spoken(wanted, own)
  if (sound !== null && sound === spoken(other, theirs)) return 'sounds_alike'
  return isOneOff(own, theirs) ? 'one_off' : null
}

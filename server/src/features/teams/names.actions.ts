/** What is to be said of a name before anybody decides: the forms of the place, and the names of its neighbours. */
import { spokenSyllables } from '../../db/grams.ts'
import type { Reader } from '../../db/handles.ts'
import type { TeamId } from '../../kernel/ids.ts'
import { listRegionChain, teamNameFormsOf } from '../catalog/index.ts'
import {
  adviseOnName,
  coreOf,
  LIKENESSES,
  likenessOf,
  type Likeness,
  type NameAdvice,
  type RegionChain,
} from './names.rules.ts'
import { listFormerHolders, listKindredTeams } from './names.store.ts'
import { whyNotTeamName, type TeamKind, type TeamLevel } from './teams.rules.ts'

export interface NameQuestion {
  name: string
  kind: TeamKind
  level: TeamLevel
  unitKind: string | null
  regionPath: string
  /** The team that bears the name already, or null for a new one. */
  teamId: TeamId | null
}
export interface OtherTeam {
  teamId: TeamId
  teamNumber: string | null
  name: string
  regionName: string
}
export interface NameFindings extends NameAdvice {
  name: string
  fault: 'name_malformed' | null
  isTaken: boolean
  /** Who has the name; null also when that team is not public yet. */
  taken: OtherTeam | null
  near: (OtherTeam & { likeness: Likeness })[]
}

const NEAR_MAX = 5

const cardOf = ({ teamId, teamNumber, name, regionName }: OtherTeam): OtherTeam => ({
  teamId,
  teamNumber,
  name,
  regionName,
})

/** N1–N5. Only what the public may know of other teams; of those not public only that a name is taken. */
export async function findNameFindings(reader: Reader, question: NameQuestion): Promise<NameFindings> {
  const { name, regionPath, teamId: except } = question
  const fault = whyNotTeamName(name)
  const [chain, forms]: [RegionChain, Awaited<ReturnType<typeof teamNameFormsOf>>] = await Promise.all([
    listRegionChain(reader, regionPath),
    teamNameFormsOf(reader, regionPath),
  ])
  const advice = adviseOnName({ ...question, chain }, forms)
  if (fault !== null) return { ...advice, name, fault, isTaken: false, taken: null, near: [] }
  const names = [name, ...advice.suggestions]
  const [kindred, former] = await Promise.all([
    listKindredTeams(reader, { names, core: coreOf(name, chain), regionPath, except }),
    listFormerHolders(reader, { name, regionPath, except }),
  ])
  const wanted = { name, syllables: spokenSyllables(name) }
  const same = kindred.find((team) => team.name === name)
  const near = kindred
    .filter((team) => team.isActive && team !== same)
    .map((team) => ({ ...cardOf(team), likeness: likenessOf(wanted, team, chain) }))
    .filter((team): team is OtherTeam & { likeness: Likeness } => team.likeness !== null)
    .concat(former.map((team) => ({ ...cardOf(team), likeness: 'former_name' as const })))
    .sort((a, b) => LIKENESSES.indexOf(a.likeness) - LIKENESSES.indexOf(b.likeness))
  const bearing = new Set(kindred.map((team) => team.name))
  return {
    ...advice,
    suggestions: advice.suggestions.filter((text) => !bearing.has(text)),
    name,
    fault,
    isTaken: same !== undefined,
    taken: same?.isActive === true ? cardOf(same) : null,
    near: near.slice(0, NEAR_MAX),
  }
}

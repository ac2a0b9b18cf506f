/**
 * The tree of teams: under which liaison team (联络团体) a unit may stand. A level is skipped (跨级)
 * when, below the chosen one, stands another that could take the unit.
 */
import { PATH_END } from '../../kernel/actor.ts'
import type { TeamId } from '../../kernel/ids.ts'
import type { TeamLevel, TeamStatus } from './teams.rules.ts'

export interface Liaison {
  teamId: TeamId
  name: string
  level: TeamLevel
  status: TeamStatus
  /** Of the tree of teams. */
  path: string
  /** Of the tree of regions. */
  regionPath: string
}
export interface Unit {
  level: TeamLevel
  regionPath: string
}

export type ParentReason = 'parent_missing' | 'parent_not_active' | 'parent_not_above' | 'skips_level'
export interface ParentAnswer {
  reason: ParentReason | null
  /** The liaison team to choose instead, where there is one. */
  rightParent: Liaison | null
}

const below = (path: string, root: string): boolean => path > root && path < root + PATH_END

/**
 * T13. A federation or a corps takes units of its own region. Under a corps stand the corps of
 * narrower regions only, and under a federation those of its own as well; a federation stands under
 * a federation of a wider region.
 */
export function takes(liaison: Liaison, unit: Unit): boolean {
  if (liaison.level === 'team' || !unit.regionPath.startsWith(liaison.regionPath)) return false
  const isWider = unit.regionPath !== liaison.regionPath
  if (unit.level === 'federation') return liaison.level === 'federation' && isWider
  return unit.level === 'team' || liaison.level === 'federation' || isWider
}

const nearest = (liaisons: readonly Liaison[]): Liaison | null =>
  [...liaisons].sort(
    (a, b) => b.regionPath.length - a.regionPath.length || b.path.length - a.path.length,
  )[0] ?? null

/** T14. `liaisons` are the active federations and corps whose region holds the unit's. */
export function answerOnParent(
  unit: Unit,
  parent: Liaison | null,
  liaisons: readonly Liaison[],
): ParentAnswer {
  const taking = liaisons.filter((liaison) => takes(liaison, unit))
  if (parent === null || parent.level === 'team')
    return { reason: 'parent_missing', rightParent: nearest(taking) }
  if (parent.status !== 'active') return { reason: 'parent_not_active', rightParent: null }
  if (!takes(parent, unit)) return { reason: 'parent_not_above', rightParent: nearest(taking) }
  const between = nearest(taking.filter((liaison) => below(liaison.path, parent.path)))
  return { reason: between === null ? null : 'skips_level', rightParent: between }
}

export interface Choice extends Liaison {
  whyNot: 'skips_level' | null
  rightParent: Liaison | null
}

/** What a form offers: every liaison team that could take the unit, the nearest first, each with its answer. */
export function choicesFor(unit: Unit, liaisons: readonly Liaison[]): Choice[] {
  return liaisons
    .filter((liaison) => takes(liaison, unit))
    .map((liaison) => {
      const { reason, rightParent } = answerOnParent(unit, liaison, liaisons)
      return { ...liaison, whyNot: reason === 'skips_level' ? reason : null, rightParent }
    })
    .sort(
      (a, b) =>
        b.regionPath.length - a.regionPath.length ||
        b.path.length - a.path.length ||
        (a.path < b.path ? -1 : 1),
    )
}

export interface AuthorityChoice {
  name: string
  regionName: string
  whyNot: 'skips_level' | null
}
/** T8. The authorities nearest to the place review; whoever asks a higher one is led to the first of those. */
export function authoritiesFor(
  authorities: readonly { name: string; regionName: string; regionPath: string }[],
): { items: AuthorityChoice[]; right: string | null } {
  const depth = Math.max(0, ...authorities.map(({ regionPath }) => regionPath.length))
  const items = authorities.map(({ name, regionName, regionPath }) => ({
    name,
    regionName,
    whyNot: regionPath.length === depth ? null : ('skips_level' as const),
  }))
  return { items, right: items[0]?.name ?? null }
}

/** A label of the tree: unique, never reused, and it tells nothing. The tail of a UUIDv7 is random. */
export function labelOf(teamId: TeamId): string {
  return BigInt(`0x${teamId.slice(-12)}`)
    .toString(36)
    .padStart(10, '0')
}
export const pathUnder = (parentPath: string | null, teamId: TeamId): string =>
  `${parentPath ?? '/'}${labelOf(teamId)}/`

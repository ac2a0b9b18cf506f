/** What a team has open, weighed: asked by the page before, and by the deed under its locks. */
import type { Reader } from '../../db/handles.ts'
import {
  listLiaisons,
  listLivingChildren,
  listSuspensionsOver,
  type Liaison,
  type LivingChild,
  type Team,
} from '../teams/index.ts'
import {
  kindOf,
  WORK_KINDS,
  type Held,
  type WeighedProject,
  type Work,
  type WorkKind,
} from './dissolutions.rules.ts'
import { countWork, listWeighedProjects } from './dissolutions.store.ts'

export interface Weighed {
  work: Work
  held: Held[]
  children: LivingChild[]
  /** Where the teams below could stand otherwise. */
  liaisons: Liaison[]
  projects: ReadonlyMap<WorkKind, WeighedProject[]>
}

export async function weigh(reader: Reader, team: Team, now: Date): Promise<Weighed> {
  const projects = Map.groupBy(await listWeighedProjects(reader, team.teamId, now), (one) => kindOf(one, now))
  const counted: Partial<Work> = await countWork(reader, team.teamId)
  const work = Object.fromEntries(
    WORK_KINDS.map((kind) => [kind, counted[kind] ?? projects.get(kind)?.length ?? 0]),
  ) as Record<WorkKind, number>
  const children = await listLivingChildren(reader, team.teamId)
  const liaisons = new Map<string, Liaison>()
  for (const regionPath of new Set(children.map((child) => child.regionPath)))
    for (const liaison of await listLiaisons(reader, regionPath)) liaisons.set(liaison.teamId, liaison)
  return {
    work,
    held: await listSuspensionsOver(reader, team.path),
    children,
    liaisons: [...liaisons.values()],
    projects,
  }
}

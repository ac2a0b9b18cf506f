/** Whom a project that is not for everybody is for: members of the named teams, invited people, and its team's staff. */
import { sql, type RawBuilder } from 'kysely'
import type { Reader } from '../../db/handles.ts'
import { PATH_END } from '../../kernel/actor.ts'
import { pairKey, type Pair } from './terms.rules.ts'

/** The projects that mean a person: driven from the person, who is in few teams and invited to few projects. */
export const meantFor = (volunteer: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  select project_guests.project_id from project_guests
  where project_guests.volunteer_id = ${volunteer} and project_guests.withdrawn_at is null
  union
  select project_teams.project_id from memberships
    join teams home on home.team_id = memberships.team_id
    cross join generate_series(2, char_length(home.path)) as cut (at)
    join teams named on named.path = left(home.path, cut.at)
    join project_teams on project_teams.team_id = named.team_id
  where memberships.volunteer_id = ${volunteer} and memberships.status = 'member' and substr(home.path, cut.at, 1) = '/'`

/** Of these pairs, those in which the person is welcome; as `pairKey` writes them. For projects by team or invitation. */
export async function listWelcome(reader: Reader, pairs: readonly Pair[]): Promise<Set<string>> {
  if (pairs.length === 0) return new Set()
  const { rows } = await sql<Pair>`
    select asked.volunteer_id, asked.project_id
    from unnest(${pairs.map((pair) => pair.volunteerId)}::uuid[], ${pairs.map((pair) => pair.projectId)}::uuid[])
      as asked (volunteer_id, project_id)
    join projects on projects.project_id = asked.project_id
    where asked.project_id in (${meantFor(sql`asked.volunteer_id`)})
      or exists (select from grants join volunteers on volunteers.account_id = grants.account_id
        where volunteers.volunteer_id = asked.volunteer_id and grants.ended_at is null
          and projects.team_path >= grants.team_path
          and projects.team_path < grants.team_path || ${sql.lit(PATH_END)})`.execute(reader)
  return new Set(rows.map(pairKey))
}

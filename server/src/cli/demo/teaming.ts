/** Federation, county corps and teams, each founded or registered by its leader and reviewed by whoever must. */
import sharp from 'sharp'
import { foundFederation, registerTeam } from '../../features/teams/registration.actions.ts'
import { uploadTeamFile } from '../../features/teams/files.actions.ts'
import { acceptPledge, PLEDGE_VERSION } from '../../features/teams/index.ts'
import { reviewTeam } from '../../features/teams/reviews.actions.ts'
import { setJoinMode } from '../../features/teams/roles.actions.ts'
import type { TeamForm } from '../../features/teams/form.rules.ts'
import type { Actor } from '../../kernel/actor.ts'
import type { FileId, MembershipId, TeamId } from '../../kernel/ids.ts'
import { localDate } from '../../kernel/local-date.ts'
import type { Offices } from './offices.ts'
import { openReviewOf, type Citizen } from './registering.ts'
import { teamGrant, volunteerActor, type Stage } from './stage.ts'
import { DEMO_POINTS, type DemoTeam } from './teams.data.ts'

export interface TeamOfCity {
  key: string
  teamId: TeamId
  name: string
  path: string
  regionCode: string
  joinMode: DemoTeam['joinMode']
  leader: Actor
  leaderName: string
  leaderPhone: string
  parent: TeamOfCity | null
  requests: MembershipId[]
}

async function certificate(stage: Stage, leader: Citizen): Promise<FileId> {
  const paper = { width: 800, height: 1100, channels: 3 as const, background: '#f6f1e7' }
  const content = await sharp({ create: paper }).png().toBuffer()
  return (await stage.play(leader.actor, uploadTeamFile, { mediaType: 'image/png', content })).fileId
}

async function formOf(
  stage: Stage,
  team: DemoTeam,
  leader: Citizen,
  parentId: TeamId | null,
): Promise<TeamForm> {
  const isLegal = team.kind === 'legal_person'
  return {
    name: team.name,
    kind: team.kind,
    level: team.level,
    regionCode: team.regionCode,
    parentId: isLegal ? null : parentId,
    registrationDepartment: isLegal ? 'civil_affairs' : null,
    creditCode: team.creditCode ?? null,
    organisationCode: null,
    certificateFileId: isLegal ? await certificate(stage, leader) : null,
    applicationFileId: null,
    unitKind: team.unitKind,
    categories: team.categories,
    campaigns: team.campaigns,
    intro: team.intro,
    offers: '',
    needs: '',
    address: team.address,
    longitude: DEMO_POINTS[team.key]?.[0] ?? null,
    latitude: DEMO_POINTS[team.key]?.[1] ?? null,
    foundedOn: isLegal ? localDate('2019-05-20') : null,
    contactName: leader.name,
    contactPhone: leader.phone,
    contactPublic: false,
    leaderPublic: true,
  }
}

export async function openTeam(
  stage: Stage,
  offices: Offices,
  given: { team: DemoTeam; leader: Citizen; parent: TeamOfCity | null },
): Promise<TeamOfCity> {
  const { team, leader, parent } = given
  const form = await formOf(stage, team, leader, parent?.teamId ?? null)
  const office = offices.get('civilisation')!
  let teamId: TeamId
  if (team.level === 'team') {
    const registered = await stage.play(leader.actor, registerTeam, form)
    teamId = registered.teamId
    const reviewer = parent?.leader ?? offices.get('civil_affairs')!
    await stage.play(reviewer, reviewTeam, {
      reviewId: await openReviewOf(stage, teamId),
      decision: 'approve',
    })
  } else {
    const { volunteerNumber } = await stage.opened.db
      .selectFrom('volunteers')
      .select('volunteerNumber')
      .where('volunteerId', '=', leader.volunteerId)
      .executeTakeFirstOrThrow()
    const founded = await stage.play(office, foundFederation, {
      form,
      leaderVolunteerNumber: volunteerNumber ?? '',
    })
    teamId = founded.teamId
  }
  const { path } = await stage.opened.db
    .selectFrom('teams')
    .select('path')
    .where('teamId', '=', teamId)
    .executeTakeFirstOrThrow()
  const place = { teamId, path, name: team.name }
  const actor = volunteerActor(leader, [teamGrant('team_leader', place)])
  await stage.play(actor, setJoinMode, { teamId, joinMode: team.joinMode })
  await stage.play(actor, acceptPledge, { teamId, version: PLEDGE_VERSION })
  return {
    ...place,
    key: team.key,
    regionCode: team.regionCode,
    joinMode: team.joinMode,
    leader: actor,
    leaderName: leader.name,
    leaderPhone: leader.phone,
    parent,
    requests: [],
  }
}

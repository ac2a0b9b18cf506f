/** The roster as the door and the hours need it: who is expected, where and when. Reads only. */
import { sql } from 'kysely'
import type { Reader } from '../../db/handles.ts'
import type { PositionId, ProjectId, ShiftId, SignupId, TeamId, VolunteerId } from '../../kernel/ids.ts'
import type { Span } from '../../kernel/span.ts'
import type { ProjectStatus } from '../projects/index.ts'
import {
  DOOR_MINUTES_AFTER,
  ROSTER_STATUSES,
  SIGN_IN_MINUTES_BEFORE,
  type SignUpStatus,
} from './signups.rules.ts'

export interface DoorProject extends Span {
  projectId: ProjectId
  title: string
  status: ProjectStatus
  description: string
  placeName: string
  leaderName: string
  teamId: TeamId
  teamPath: string
  teamName: string
  regionPath: string
}
export interface DoorShift extends Span {
  projectId: ProjectId
  shiftId: ShiftId
  positionId: PositionId
  positionName: string
  breakMinutes: number
  headcount: number
  admitted: number
}
export interface RosterEntry extends Span {
  projectId: ProjectId
  signupId: SignupId
  volunteerId: VolunteerId
  shiftId: ShiftId
  positionId: PositionId
  positionName: string
  breakMinutes: number
  status: SignUpStatus
}

/** Any state; `isDoorOpen` of the rules says whether people may be signed in and out. */
export function getProjectForDoor(reader: Reader, projectId: ProjectId): Promise<DoorProject | undefined> {
  return reader
    .selectFrom('projects')
    .innerJoin('teams', 'teams.teamId', 'projects.teamId')
    .select([
      'projects.projectId',
      'projects.title',
      'projects.status',
      'projects.startsAt',
      'projects.endsAt',
      'projects.description',
      'projects.placeName',
      'projects.leaderName',
      'projects.teamId',
      'projects.teamPath',
      'teams.name as teamName',
      'projects.regionPath',
    ])
    .where('projects.projectId', '=', projectId)
    .executeTakeFirst()
}

const shiftRows = (reader: Reader) =>
  reader
    .selectFrom('shifts')
    .innerJoin('positions', (join) =>
      join
        .onRef('positions.projectId', '=', 'shifts.projectId')
        .onRef('positions.positionId', '=', 'shifts.positionId'),
    )
    .select([
      'shifts.projectId',
      'shifts.shiftId',
      'shifts.positionId',
      'positions.name as positionName',
      'shifts.startsAt',
      'shifts.endsAt',
      'shifts.breakMinutes',
      'shifts.headcount',
      'shifts.admittedCount as admitted',
    ])

/** The shifts whose door is open at a moment, the earliest first. */
export function shiftsOpenAt(reader: Reader, projectId: ProjectId, at: Date): Promise<DoorShift[]> {
  return shiftRows(reader)
    .where('shifts.projectId', '=', projectId)
    .where('shifts.startsAt', '<=', new Date(at.getTime() + SIGN_IN_MINUTES_BEFORE * 60_000))
    .where('shifts.endsAt', '>', new Date(at.getTime() - DOOR_MINUTES_AFTER * 60_000))
    .orderBy('shifts.startsAt')
    .orderBy('shifts.shiftId')
    .execute()
}

export function listDoorShifts(reader: Reader, projectId: ProjectId): Promise<DoorShift[]> {
  return shiftRows(reader)
    .where('shifts.projectId', '=', projectId)
    .orderBy('shifts.startsAt')
    .orderBy('shifts.shiftId')
    .execute()
}

const roster = (reader: Reader, projectId: ProjectId) =>
  reader
    .selectFrom('signups')
    .innerJoin('shifts', (join) =>
      join
        .onRef('shifts.projectId', '=', 'signups.projectId')
        .onRef('shifts.shiftId', '=', 'signups.shiftId'),
    )
    .innerJoin('positions', (join) =>
      join
        .onRef('positions.projectId', '=', 'signups.projectId')
        .onRef('positions.positionId', '=', 'signups.positionId'),
    )
    .select([
      'signups.projectId',
      'signups.signupId',
      'signups.volunteerId',
      'signups.shiftId',
      'signups.positionId',
      'positions.name as positionName',
      'shifts.startsAt',
      'shifts.endsAt',
      'shifts.breakMinutes',
      'signups.status',
    ])
    .where('signups.projectId', '=', projectId)

/** Where these people are expected in the project: admitted, served or missed, never only applied. */
export function listRosterOfPeople(
  reader: Reader,
  projectId: ProjectId,
  volunteerIds: readonly VolunteerId[],
): Promise<RosterEntry[]> {
  return roster(reader, projectId)
    .where('signups.volunteerId', '=', sql<VolunteerId>`any(${[...volunteerIds]}::uuid[])`)
    .where('signups.status', 'in', [...ROSTER_STATUSES])
    .orderBy('shifts.startsAt')
    .execute()
}

/** Everybody expected on these shifts. */
export function listRosterOfShifts(
  reader: Reader,
  projectId: ProjectId,
  shiftIds: readonly ShiftId[],
): Promise<RosterEntry[]> {
  return roster(reader, projectId)
    .where('signups.shiftId', '=', sql<ShiftId>`any(${[...shiftIds]}::uuid[])`)
    .where('signups.status', 'in', [...ROSTER_STATUSES])
    .orderBy('signups.signupId')
    .execute()
}

/** These sign-ups in whatever state, for entries that name them. */
export function listRosterById(
  reader: Reader,
  projectId: ProjectId,
  signupIds: readonly SignupId[],
): Promise<RosterEntry[]> {
  return roster(reader, projectId)
    .where('signups.signupId', '=', sql<SignupId>`any(${[...signupIds]}::uuid[])`)
    .orderBy('signups.signupId')
    .execute()
}

/** One step of somebody at a project with waiting lists: played by the program's own deeds, and told to the model. */
import type { Perform, Action } from '../src/act.ts'
import { changeHeadcount, cancelShift } from '../src/features/running/index.ts'
import { pauseRecruiting, resumeRecruiting } from '../src/features/projects/pausing.actions.ts'
import {
  acceptOffer,
  changeSignUp,
  decideSignUps,
  declineOffer,
  lapseOffers,
  offerPlaces,
  reportAbsence,
  signUp,
  withdrawSignUp,
} from '../src/features/signups/index.ts'
import { GUEST, SYSTEM, type Actor } from '../src/kernel/actor.ts'
import type { ShiftId, SignupId } from '../src/kernel/ids.ts'
import type { CrewMember, CrewTeam, PublishedProject } from './crews.ts'
import type { Fate, Model } from './waiting-model.ts'

/** What is done with a sign-up of somebody's own, and so only where there is one. */
export const OWN_DEEDS = [
  'withdraw',
  'absence',
  'accept',
  'decline',
  'change',
  'admit',
  'waitlist',
  'refuse',
] as const
export type Deed =
  'signUp' | (typeof OWN_DEEDS)[number] | 'lapse' | 'headcount' | 'cancelShift' | 'pause' | 'resume'
export interface Step {
  deed: Deed
  person: number
  at: number
  hours: number
  /** How many places more or fewer, how many people too many or too few are named, and what becomes of them. */
  places: number
  slip: number
  fate: Fate
}

export interface Stage {
  perform: Perform
  project: PublishedProject
  team: CrewTeam
  crowd: readonly CrewMember[]
  now(): Date
  setNow(at: Date): void
}
/** The sign-up that the step is about, and who can be named to leave, as they stand in the database. */
export interface Found {
  live: SignupId | undefined
  holders: readonly { signupId: SignupId; person: number }[]
  headcount: number
}

const leaderOf = (team: CrewTeam): Actor => ({
  ...GUEST,
  accountId: team.leader.accountId,
  grants: [
    {
      ...{ role: 'team_leader', bodyName: team.name, regionPath: null },
      ...{ teamId: team.teamId, teamPath: team.path },
    },
  ],
})
const HOUR_MS = 3_600_000

/** Who is named to leave: as many as must, give or take. */
export function leavers({ places, slip, person }: Step, { holders, headcount }: Found) {
  const wanted = Math.max(1, headcount + places)
  const must = Math.max(0, holders.length - wanted)
  const turned = [...holders.slice(person % Math.max(1, holders.length)), ...holders].slice(0, holders.length)
  return { wanted, leaving: turned.slice(0, Math.max(0, must + slip)) }
}

/** What the step came to in the program, in the model's words. */
export async function play(stage: Stage, step: Step, found: Found): Promise<string> {
  const { perform, project, team, crowd } = stage
  const { projectId, shiftIds } = project
  const { deed, person, at } = step
  const shiftId = shiftIds[at] as ShiftId
  const { accountId, volunteerId } = crowd[person]!
  const self: Actor = { ...GUEST, accountId, volunteerId, volunteerVerified: true }
  const signupId = found.live as SignupId
  const run = async <Input, Output extends object>(
    action: Action<Input, Output>,
    input: Input,
    said?: string,
  ): Promise<string> => {
    const actor = said === undefined ? self : leaderOf(team)
    try {
      const output = await perform({ actor, deed }, action, input)
      return said ?? ('status' in output ? String(output.status) : '')
    } catch (error) {
      return String((error as { code?: string }).code)
    }
  }
  const clock = (action: Action<undefined, unknown>) => perform({ actor: SYSTEM, deed }, action, undefined)
  switch (deed) {
    case 'signUp':
      return run(signUp, { projectId, shiftId, riskAccepted: true })
    case 'withdraw':
      return run(withdrawSignUp, { signupId, reason: null })
    case 'absence':
      return run(reportAbsence, { signupId, reason: '临时有事' })
    case 'accept':
      return run(acceptOffer, { signupId })
    case 'decline':
      return run(declineOffer, { signupId })
    case 'change':
      return run(changeSignUp, { signupId, shiftId: shiftIds[1 - at] as ShiftId })
    case 'lapse':
      stage.setNow(new Date(stage.now().getTime() + step.hours * HOUR_MS))
      await clock(lapseOffers)
      return 'lapsed'
    case 'headcount': {
      const { wanted, leaving } = leavers(step, found)
      const named = leaving.map((one) => one.signupId)
      const wish = { headcount: wanted, leaving: named, fate: step.fate, reason: '场地变小' }
      return run(changeHeadcount, { projectId, shiftId, ...wish }, 'changed')
    }
    case 'cancelShift':
      return run(cancelShift, { projectId, shiftId, reason: '天气' }, 'cancelled')
    case 'pause':
      return run(pauseRecruiting, { projectId, reason: 'weather' as const }, 'paused')
    case 'resume': {
      const said = await run(resumeRecruiting, { projectId }, 'resumed')
      await clock(offerPlaces)
      return said
    }
    case 'admit':
    case 'waitlist':
    case 'refuse': {
      const decisions = [{ signupId, decision: deed, reason: '名单调整' }]
      const caller = { actor: leaderOf(team), deed: 'decideSignUps' }
      const [result] = await perform(caller, decideSignUps, { projectId, decisions })
      return result?.reason ?? String(result?.outcome)
    }
  }
}

/** What the model says of the same step. */
export function expected(model: Model, step: Step, found: Found): string {
  const { deed, person, at } = step
  switch (deed) {
    case 'signUp':
      return model.signUp(person, at)
    case 'withdraw':
      return model.withdraw(person, at)
    case 'absence':
      return model.reportAbsence(person, at)
    case 'accept':
    case 'decline':
      return model.answer(person, at, deed === 'accept')
    case 'change':
      return model.change(person, at)
    case 'lapse':
      return model.lapse(step.hours)
    case 'headcount': {
      const { wanted, leaving } = leavers(step, found)
      return model.changeHeadcount(
        at,
        wanted,
        leaving.map((one) => one.person),
        step.fate,
      )
    }
    case 'cancelShift':
      return model.cancelShift(at)
    case 'pause':
      return model.pause()
    case 'resume':
      return model.resume()
    case 'admit':
    case 'waitlist':
    case 'refuse':
      return model.decide(person, at, deed)
  }
}

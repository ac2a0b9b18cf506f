/** Whom the operator of the demo meets first. Phones follow from the order of registration (people.ts). */
import { phoneOf } from './people.ts'
import { DEMO_TEAMS } from './teams.data.ts'

export interface DemoSignIn {
  who: string
  login: string
}

const leaderOf = (key: string): DemoSignIn => {
  const place = DEMO_TEAMS.findIndex((team) => team.key === key)
  return { who: `${DEMO_TEAMS[place]?.name ?? key}（team_leader）`, login: phoneOf(100 + place) }
}

export const DEMO_SIGN_INS: readonly DemoSignIn[] = [
  leaderOf('federation'),
  leaderOf('huicheng'),
  leaderOf('donghu'),
  { who: '志愿者（volunteer）', login: phoneOf(200) },
  { who: '申请人，等待审核（applicant）', login: phoneOf(714) },
]

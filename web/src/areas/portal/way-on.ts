// Where a person goes from a reason not to sign up: the step that is missing, what stands in the way, or something else to take part in.
import type { TextKey } from '../../lib/i18n'

export interface WayOn {
  to: string
  text: TextKey
}
export interface Meant {
  teamId: string
  /** For whom the project is, where it names teams. */
  teams: readonly { teamId: string }[]
}

const OTHERS: WayOn = { to: '/projects?open=true', text: 'portal.project.see_others' }
const FITTING: WayOn = { to: '/projects?fits=true', text: 'portal.project.see_fitting' }
const MINE: WayOn = { to: '/my/projects?tab=mine', text: 'portal.project.my_signups' }
const OTHER_SHIFT: WayOn = { to: '#positions', text: 'portal.project.choose_other' }

/** `hasOther`: the project has another shift that can be chosen. */
export function wayOn(reason: string, { teamId, teams }: Meant, hasOther: boolean): WayOn {
  switch (reason) {
    case 'not_verified':
      return { to: '/application', text: 'portal.project.see_application' }
    case 'no_team':
      return { to: '/teams', text: 'portal.project.join_some_team' }
    case 'not_of_named_team':
      return teams.length === 1
        ? { to: `/teams/${teams[0]!.teamId}`, text: 'portal.project.ask_team' }
        : { to: '#conditions', text: 'portal.project.see_named_teams' }
    case 'not_invited':
      return { to: `/teams/${teamId}`, text: 'portal.project.see_team' }
    case 'guardian_consent_missing':
      return { to: '/about#guardian', text: 'portal.project.how_guardian' }
    case 'hours_too_few':
      return { to: '/my/hours', text: 'portal.project.my_hours' }
    case 'too_many_no_shows':
      return { to: '/my/absences', text: 'portal.project.my_absences' }
    case 'already_signed_up':
    case 'excluded_by':
      return MINE
    // Another shift is one press away; giving up what one has promised is the second thought.
    case 'shift_clashes':
      return hasOther ? OTHER_SHIFT : MINE
    case 'night_for_minors':
      return hasOther ? OTHER_SHIFT : FITTING
    case 'too_young':
    case 'too_old':
    case 'minors_not_accepted':
    case 'dangerous_for_minors':
      return FITTING
    case 'shift_full':
    case 'shift_over':
    case 'shift_cancelled':
      return hasOther ? OTHER_SHIFT : OTHERS
    default:
      return OTHERS
  }
}

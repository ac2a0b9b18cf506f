// Where a person goes from a reason not to sign up: the step that is missing, or something else to take part in.
import type { TextKey } from '../../lib/i18n'

export interface WayOn {
  to: string
  text: TextKey
}

/** `hasOther`: the project has another shift that can be chosen. */
export function wayOn(reason: string, teamId: string, hasOther: boolean): WayOn {
  switch (reason) {
    case 'no_team':
      return { to: `/teams/${teamId}`, text: 'portal.project.ask_team' }
    case 'not_verified':
      return { to: '/application', text: 'portal.project.see_application' }
    case 'already_signed_up':
      return { to: '/my', text: 'portal.project.my_signups' }
    case 'excluded_by':
      return { to: '/my/projects?tab=mine', text: 'portal.project.my_signups' }
    case 'too_young':
    case 'minors_not_accepted':
    case 'dangerous_for_minors':
      return { to: '/projects?minors=true', text: 'portal.project.see_others' }
    case 'shift_full':
    case 'shift_clashes':
    case 'night_for_minors':
      return hasOther
        ? { to: '#positions', text: 'portal.project.choose_other' }
        : { to: '/projects?open=true', text: 'portal.project.see_others' }
    default:
      return { to: '/projects', text: 'portal.project.see_others' }
  }
}

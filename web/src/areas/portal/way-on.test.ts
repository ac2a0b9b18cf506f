import { describe, expect, it } from 'vitest'
import { wayOn } from './way-on'

const project = { teamId: 'host', teams: [{ teamId: 'named' }] }

describe('the way on from each reason', () => {
  it.each([
    ['not_verified', '/application'],
    ['no_team', '/teams'],
    ['not_of_named_team', '/teams/named'],
    ['not_invited', '/teams/host'],
    ['guardian_consent_missing', '/about#guardian'],
    ['hours_too_few', '/my/hours'],
    ['too_many_no_shows', '/my/absences'],
    ['already_signed_up', '/my/projects?tab=mine'],
    ['excluded_by', '/my/projects?tab=mine'],
    ['shift_clashes', '/my/projects?tab=mine'],
    ['too_young', '/projects?fits=true'],
    ['too_old', '/projects?fits=true'],
    ['minors_not_accepted', '/projects?fits=true'],
    ['dangerous_for_minors', '/projects?fits=true'],
    ['night_for_minors', '/projects?fits=true'],
    ['shift_full', '/projects?open=true'],
    ['project_cancelled', '/projects?open=true'],
  ])('%s', (reason, to) => {
    expect(wayOn(reason, project, false).to).toBe(to)
  })

  it.each(['shift_clashes', 'night_for_minors', 'shift_full', 'shift_over', 'shift_cancelled'])(
    '%s, where the project has another shift',
    (reason) => {
      expect(wayOn(reason, project, true)).toEqual({ to: '#positions', text: 'portal.project.choose_other' })
    },
  )

  it('leads to the list of teams where several are named', () => {
    const teams = [{ teamId: 'a' }, { teamId: 'b' }]
    expect(wayOn('not_of_named_team', { ...project, teams }, true).to).toBe('#conditions')
  })
})

import { describe, expect, it } from 'vitest'
import { emptyForm, emptyPlace, type ProjectForm } from './project-form'
import { carriedOver, changesOf, publishedBody, publishedFaults } from './published-changes'

const initial: ProjectForm = {
  ...emptyForm(),
  ...{ title: '西湖花市秩序引导', categories: ['community'], description: '引导', riskStatement: '人多' },
  ...{ places: [{ ...emptyPlace(), name: '西湖花市' }], recruitDate: '2026-11-27', leaderName: '陈思远' },
  ...{ contactPhone: '13800138000', visibility: 'teams', teams: [{ teamId: 'a', name: '东湖队' }] },
}
const NOW = Date.parse('2026-11-24T02:00:00Z')

describe('what the form of a published project changes', () => {
  it.each([
    ['nothing', {}, [], [], false],
    ['blanks at the ends are no change', { title: ' 西湖花市秩序引导 ' }, [], [], false],
    ['a title waits', { title: '西湖花市引导' }, [], ['title'], false],
    [
      'the place counts at once, and people are told',
      { places: [{ ...emptyPlace(), name: '北门' }] },
      ['place'],
      [],
      true,
    ],
    ['a description counts and nobody is told', { description: '引导市民' }, ['description'], [], false],
    ['everybody may find it: reviewed', { visibility: 'public', teams: [] }, [], ['visibility'], false],
    ['one team less: at once', { visibility: 'invitation', teams: [] }, ['narrower'], [], false],
    ['both', { title: '西湖花市引导', contactPhone: '13900139000' }, ['contact'], ['title'], true],
  ] as const)('%s', (_, change, free, reviewed, isTold) => {
    const changes = changesOf(initial, { ...initial, ...change } as ProjectForm)
    expect([changes.free, changes.reviewed, changes.isTold]).toEqual([free, reviewed, isTold])
  })

  it('carries what was typed over onto what others have made of the rest', () => {
    const wish = { ...initial, description: '引导市民', title: '西湖花市引导' }
    const now = { ...initial, contactPhone: '13900139000', title: '西湖花市问询' }
    const carried = carriedOver(initial, wish, now)
    expect(carried).toEqual({ ...wish, contactPhone: '13900139000' })
    const { free, reviewed } = changesOf(now, carried)
    expect([free, reviewed]).toEqual([['description'], ['title']])
  })

  it('says when it would become dangerous', () => {
    expect(changesOf(initial, { ...initial, isDangerous: true }).isDangerNew).toBe(true)
    expect(changesOf({ ...initial, isDangerous: true }, { ...initial, isDangerous: true }).isDangerNew).toBe(
      false,
    )
  })

  it('sends neither shifts nor the policy nor the word on what counts', () => {
    expect(Object.keys(publishedBody(initial))).not.toEqual(
      expect.arrayContaining(['positions', 'insured', 'exclusionsConfirmed']),
    )
  })

  it('does not hold up a change because its first shift has begun or recruiting is over', () => {
    const past = { ...initial, recruitDate: '2026-11-20' }
    const faults = (form: ProjectForm) =>
      Object.entries(publishedFaults(past, form, NOW, null)).filter(([, fault]) => fault !== null)
    expect(faults({ ...past, description: '引导市民' })).toEqual([])
    expect(faults({ ...past, recruitDate: '2026-11-21' })).toEqual([['recruitUntil', 'recruit_in_past']])
  })
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { TeamId } from '../../kernel/ids.ts'
import {
  answerOnParent,
  choicesFor,
  labelOf,
  pathUnder,
  takes,
  type Liaison,
  type Unit,
} from './liaison.rules.ts'

/**
 * 市联合会 (4413) ─ 惠城总队 (441302) ─ 桥东总队 (441302001)
 *                └ 惠阳总队 (441303)
 * 教育联合会 (4413), a tree of its own; 市直总队 (4413) under 市联合会.
 */
const liaison = (name: string, level: Liaison['level'], regionPath: string, path: string): Liaison => ({
  teamId: name as TeamId,
  name,
  level,
  status: 'active',
  path,
  regionPath,
})
const city = liaison('市联合会', 'federation', '4413', '/a/')
const cityCorps = liaison('市直总队', 'corps', '4413', '/a/x/')
const huicheng = liaison('惠城总队', 'corps', '441302', '/a/b/')
const huiyang = liaison('惠阳总队', 'corps', '441303', '/a/c/')
const qiaodong = liaison('桥东总队', 'corps', '441302001', '/a/b/d/')
const schools = liaison('教育联合会', 'federation', '4413', '/e/')
const plain = liaison('某志愿服务队', 'team', '441302', '/a/b/f/')
const suspended = { ...huicheng, status: 'suspended' as const }

const team = (regionPath: string): Unit => ({ level: 'team', regionPath })
const corps = (regionPath: string): Unit => ({ level: 'corps', regionPath })
const federation = (regionPath: string): Unit => ({ level: 'federation', regionPath })
const withCorps = [city, schools, huicheng]
const all = [city, schools, huicheng, qiaodong, huiyang]

describe('T13, T14: under whom a unit may stand', () => {
  test.each([
    ['a team of the county under its corps', team('441302'), huicheng, withCorps, null, null],
    [
      'a team of the county at the city, past the corps',
      team('441302'),
      city,
      withCorps,
      'skips_level',
      huicheng,
    ],
    ['a team of a county without a corps at the city', team('441322'), city, all, null, null],
    [
      'a team of a street at the county, past the street corps',
      team('441302001'),
      huicheng,
      all,
      'skips_level',
      qiaodong,
    ],
    [
      'a team of a street at the city: the nearest is named',
      team('441302001'),
      city,
      all,
      'skips_level',
      qiaodong,
    ],
    ['a team of another street at the county', team('441302002'), huicheng, all, null, null],
    ['a federation of another branch skips nobody', team('441302'), schools, withCorps, null, null],
    ['a team of the city at the city federation', team('4413'), city, all, null, null],
    [
      'a team of the city past the city corps',
      team('4413'),
      city,
      [city, cityCorps],
      'skips_level',
      cityCorps,
    ],
    ['a team at a corps of another county', team('441302'), huiyang, all, 'parent_not_above', huicheng],
    ['a team of the city at a county corps', team('4413'), huicheng, withCorps, 'parent_not_above', city],
    ['no liaison team chosen', team('441302'), null, withCorps, 'parent_missing', huicheng],
    ['no liaison team chosen, and none there', team('441302'), null, [], 'parent_missing', null],
    ['an ordinary team takes nobody', team('441302'), plain, withCorps, 'parent_missing', huicheng],
    ['a liaison team that is suspended', team('441302'), suspended, [city], 'parent_not_active', null],
    ['a county corps at the city federation', corps('441303'), city, withCorps, null, null],
    ['a second corps of a county at the city federation', corps('441302'), city, withCorps, null, null],
    [
      'a corps under a corps of its own county',
      corps('441302'),
      huicheng,
      withCorps,
      'parent_not_above',
      city,
    ],
    [
      'a street corps at the city, past the county corps',
      corps('441302001'),
      city,
      withCorps,
      'skips_level',
      huicheng,
    ],
    ['a street corps at the county corps', corps('441302001'), huicheng, withCorps, null, null],
    ['a county federation at the city federation', federation('441302'), city, withCorps, null, null],
    ['a federation under a corps', federation('441302001'), huicheng, withCorps, 'parent_not_above', city],
    ['a federation under one of its own region', federation('4413'), city, all, 'parent_not_above', null],
  ])('%s', (_, unit, parent, liaisons, reason, right) => {
    expect(answerOnParent(unit, parent, liaisons)).toEqual({ reason, rightParent: right })
  })
})

test('a form offers the nearest first, each with the answer of the deed', () => {
  const choices = choicesFor(team('441302001'), all)
  expect(choices.map((c) => [c.name, c.whyNot, c.rightParent?.name ?? null])).toEqual([
    ['桥东总队', null, null],
    ['惠城总队', 'skips_level', '桥东总队'],
    ['市联合会', 'skips_level', '桥东总队'],
    ['教育联合会', null, null],
  ])
})

test('whatever tree there is: what is named as right is accepted, and what is accepted skips nobody', () => {
  const regions = ['44', '4413', '441302', '441302001', '441303']
  const node = fc.record({
    parent: fc.nat(8),
    level: fc.constantFrom('federation' as const, 'corps' as const),
    regionPath: fc.constantFrom(...regions),
  })
  const trees = fc.array(node, { minLength: 1, maxLength: 9 }).map((nodes) => {
    const liaisons: Liaison[] = []
    nodes.forEach((n, i) => {
      const parent = liaisons[n.parent]
      const stands = parent !== undefined && takes(parent, n)
      liaisons.push(liaison(`${i}`, n.level, n.regionPath, `${stands ? parent.path : '/'}${i}/`))
    })
    return liaisons
  })
  fc.assert(
    fc.property(
      trees,
      fc.constantFrom(...regions),
      fc.constantFrom('team' as const, 'corps' as const),
      (liaisons, regionPath, level) => {
        const unit = { level, regionPath }
        for (const parent of liaisons) {
          const { reason, rightParent } = answerOnParent(unit, parent, liaisons)
          const between = liaisons.filter(
            (l) => l !== parent && l.path.startsWith(parent.path) && takes(l, unit),
          )
          if (reason === null) expect(between).toEqual([])
          if (reason === 'skips_level') expect(between).toContain(rightParent)
          if (rightParent !== null) expect(answerOnParent(unit, rightParent, liaisons).reason).toBe(null)
        }
      },
    ),
  )
})

test('a label keeps the range of its subtree', () => {
  const id = '019ab000-0000-7000-8000-ffffffffffff' as TeamId
  expect(labelOf(id)).toMatch(/^[0-9a-z]{10}$/)
  expect(pathUnder(null, id)).toBe(`/${labelOf(id)}/`)
  expect(pathUnder('/a/', id)).toBe(`/a/${labelOf(id)}/`)
  expect(labelOf('019ab000-0000-7000-8000-000000000001' as TeamId)).toBe('0000000001')
})

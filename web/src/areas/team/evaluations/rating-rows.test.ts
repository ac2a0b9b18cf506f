import { expect, test } from 'vitest'
import { EMPTY, filled, isBegun, isWhole, ratingsIn } from './rating-rows'

const stars = { punctuality: 5, attitude: 4, skill: 3 }

test('only rows with every star are sent', () => {
  const rows = {
    ann: { ...stars, words: '守时' },
    ben: { ...stars, skill: 0, words: '' },
    cid: { ...EMPTY },
  }
  expect(ratingsIn(rows)).toEqual([{ volunteerId: 'ann', scores: stars, words: '守时' }])
  expect([isWhole(rows.ben), isBegun(rows.ben), isBegun(rows.cid), isWhole(undefined)]).toEqual([
    ...[false, true, false, false],
  ])
})

test('the same stars go to those who are picked, and their words stay', () => {
  const rows = { ann: { ...EMPTY, words: '认真' } }
  expect(filled(rows, ['ann', 'ben'], stars)).toEqual({
    ann: { ...stars, words: '认真' },
    ben: { ...stars, words: '' },
  })
  expect(rows).toEqual({ ann: { ...EMPTY, words: '认真' } })
})

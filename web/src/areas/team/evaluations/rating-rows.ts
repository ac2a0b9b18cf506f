// What the team is about to say of its volunteers: nothing is filled in by itself, and only whole rows are sent.
import type { Body, Item } from '../../../api/types'

export const ASPECTS = ['punctuality', 'attitude', 'skill'] as const
export type Aspect = (typeof ASPECTS)[number]
export type Served = Item<'listServedVolunteers'>
/** 0 while a question has no star. */
export interface Row extends Record<Aspect, number> {
  words: string
}
export type Rows = Record<string, Row>
export const EMPTY: Readonly<Row> = { punctuality: 0, attitude: 0, skill: 0, words: '' }

export const isWhole = (row: Row | undefined): row is Row =>
  row !== undefined && ASPECTS.every((aspect) => row[aspect] > 0)
export const isBegun = (row: Row | undefined): boolean =>
  row !== undefined && (row.words !== '' || ASPECTS.some((aspect) => row[aspect] > 0))
export const isOpen = ({ whyNot }: Served): boolean => whyNot.rateVolunteers === null

/** Where changing begins: with what was said, or with nothing. */
export const rowOf = ({ given }: Served): Row =>
  given === null ? { ...EMPTY } : { ...given.scores, words: given.words }

export type Rating = Body<'rateVolunteers'>['ratings'][number]
export function ratingsIn(rows: Readonly<Rows>): Rating[] {
  return Object.entries(rows).flatMap(([volunteerId, row]) => {
    if (!isWhole(row)) return []
    const { words, punctuality, attitude, skill } = row
    return [{ volunteerId, scores: { punctuality, attitude, skill }, words }]
  })
}

/** Stars given to many at once; what is written of each stays. */
export function filled(rows: Rows, volunteerIds: readonly string[], stars: Record<Aspect, number>): Rows {
  const next = { ...rows }
  for (const id of volunteerIds) next[id] = { ...(next[id] ?? EMPTY), ...stars }
  return next
}

/**
 * How far places lie from a point, in an order an index can give: the nearest first, without looking at the rest.
 * Latitudes are drawn as on Mercator's map, where a length is the same in every direction; within the distances that
 * are asked for here, the ones worked out from it are right to three in a thousand.
 */
import { sql, type RawBuilder } from 'kysely'

export interface Point {
  longitude: number
  latitude: number
}
export interface Nearness extends Point {
  metres: number
}

const METRES_A_DEGREE = 111_195
const RADIANS = Math.PI / 180

/** As the index of the table has it, word for word. */
const placeIn = (table: 'teams' | 'projects'): RawBuilder<unknown> =>
  sql`point(${sql.ref(`${table}.longitude`)}, degrees(asinh(tan(radians(${sql.ref(`${table}.latitude`)})))))`

export function nearnessOf(table: 'teams' | 'projects', { longitude, latitude, metres }: Nearness) {
  const here = sql`point(${longitude}::float8, ${Math.asinh(Math.tan(latitude * RADIANS)) / RADIANS}::float8)`
  const metresAUnit = METRES_A_DEGREE * Math.cos(latitude * RADIANS)
  return {
    /** In the map's own degrees; lists are ordered by it. */
    distance: sql<number>`(${placeIn(table)} <-> ${here})`,
    isWithin: sql<boolean>`${placeIn(table)} <@ circle(${here}, ${metres / metresAUnit}::float8)`,
    metresOf: (distance: number): number => Math.round(distance * metresAUnit),
  }
}

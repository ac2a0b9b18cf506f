import type { LocalDate } from '../../kernel/local-date.ts'
import type { Population } from './crowd.ts'
import type { Offices } from './offices.ts'
import type { Busy } from './projecting.ts'
import type { Random } from './random.ts'
import type { Stage } from './stage.ts'

/** The demo city while it is played. */
export interface City {
  stage: Stage
  random: Random
  offices: Offices
  today: LocalDate
  people: Population
  busy: Busy
}

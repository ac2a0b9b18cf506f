/** Hands on places that were offered and not taken, those of people who have not agreed to a new time, and those that could not be offered when they became free. */
import {
  hasDueOffers,
  hasDueQuestions,
  hasUnofferedPlaces,
  lapseMoves,
  lapseOffers,
  offerPlaces,
} from '../features/signups/index.ts'
import { SYSTEM } from '../kernel/actor.ts'
import type { Job } from './job.ts'

export const lapseOffersJob: Job = {
  name: 'lapseOffers',
  everySeconds: 30,
  async run({ reader, perform, clock }) {
    // Looked at first, so that a quiet hour leaves no line in the trail.
    while (
      (await hasDueOffers(reader, clock())) &&
      (await perform({ actor: SYSTEM, deed: 'lapseOffers' }, lapseOffers, undefined)).lapsed > 0
    );
  },
}

export const lapseMovesJob: Job = {
  name: 'lapseMoves',
  everySeconds: 30,
  async run({ reader, perform, clock }) {
    while (
      (await hasDueQuestions(reader, clock())) &&
      (await perform({ actor: SYSTEM, deed: 'lapseMoves' }, lapseMoves, undefined)).lapsed > 0
    );
  },
}

export const offerPlacesJob: Job = {
  name: 'offerPlaces',
  everySeconds: 30,
  async run({ reader, perform, clock }) {
    while (
      (await hasUnofferedPlaces(reader, clock())) &&
      (await perform({ actor: SYSTEM, deed: 'offerPlaces' }, offerPlaces, undefined)).shifts > 0
    );
  },
}

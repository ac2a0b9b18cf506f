/** Keeps what the notice on personal information promises: refused applications lose their documents after a year. */
import {
  FORGOTTEN_AT_A_TIME,
  forgetRefused,
  listRefusedBefore,
  refusedBefore,
} from '../features/volunteers/index.ts'
import { SYSTEM } from '../kernel/actor.ts'
import type { Job } from './job.ts'

export const forgetRefusedJob: Job = {
  name: 'forgetRefused',
  everySeconds: 3600,
  async run({ reader, perform, clock }) {
    // Looked at first, so that an hour with nothing to forget leaves no line in the trail.
    const isDue = async (): Promise<boolean> =>
      (await listRefusedBefore(reader, refusedBefore(clock()), 1)).length > 0
    while (
      (await isDue()) &&
      (await perform({ actor: SYSTEM, deed: 'forgetRefused' }, forgetRefused, undefined)) ===
        FORGOTTEN_AT_A_TIME
    );
  },
}

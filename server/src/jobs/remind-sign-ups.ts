/** Reminds people of their shifts. */
import { hasToRemindSignUps, remindSignUps } from '../features/signups/index.ts'
import { SYSTEM } from '../kernel/actor.ts'
import type { Job } from './job.ts'

export const remindSignUpsJob: Job = {
  name: 'remindSignUps',
  everySeconds: 60,
  async run({ reader, perform, clock }) {
    // Looked at first, so that a quiet day leaves no line in the trail.
    while (
      (await hasToRemindSignUps(reader, clock())) &&
      (await perform({ actor: SYSTEM, deed: 'remindSignUps' }, remindSignUps, null)) > 0
    );
  },
}

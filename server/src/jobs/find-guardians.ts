/** Writes under which identity guardians are found who consented before that was kept. */
import { hashGuardians } from '../features/volunteers/index.ts'
import type { Job } from './job.ts'

const AT_A_TIME = 500

export const findGuardiansJob: Job = {
  name: 'findGuardians',
  everySeconds: 60,
  run: async ({ db, vault }) => {
    await db.transaction().execute((tx) => hashGuardians(tx, vault, AT_A_TIME))
  },
}

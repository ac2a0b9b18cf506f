/** The clocks of complaints, and what is forgotten of them. */
import {
  closeComplaints,
  deleteUnusedComplaintFiles,
  escalateComplaints,
  findComplaintsWaiting,
  forgetComplaints,
  hasLateComplaints,
  lapseQuestions,
} from '../features/complaints/index.ts'
import type { Action } from '../act.ts'
import { SYSTEM } from '../kernel/actor.ts'
import { dateIn, ZONE } from '../kernel/local-date.ts'
import type { Job } from './job.ts'

const DAY_MS = 86_400_000

export const keepComplaintsJob: Job = {
  name: 'keepComplaints',
  everySeconds: 600,
  async run({ db, reader, perform, clock }) {
    const today = () => dateIn(ZONE, clock())
    const waiting = () => findComplaintsWaiting(reader, today())
    const drain = async (
      isThere: () => Promise<boolean>,
      deed: string,
      action: Action<null, number>,
    ): Promise<void> => {
      // Looked at first, so that a quiet day leaves no line in the trail.
      while ((await isThere()) && (await perform({ actor: SYSTEM, deed }, action, null)) > 0);
    }
    await drain(() => hasLateComplaints(reader, today()), 'escalateComplaints', escalateComplaints)
    await drain(async () => (await waiting()).questions, 'lapseQuestions', lapseQuestions)
    await drain(async () => (await waiting()).settled, 'closeComplaints', closeComplaints)
    await drain(async () => (await waiting()).closed, 'forgetComplaints', forgetComplaints)
    await db
      .transaction()
      .execute((tx) => deleteUnusedComplaintFiles(tx, new Date(clock().getTime() - DAY_MS)))
  },
}

/** The clocks of appeals against no-shows, and what is forgotten of them. */
import {
  endEmptyAppeals,
  forgetAbsences,
  lapseNoShowAppeals,
  listDueAppeals,
  listEmptyReviews,
  listForgettable,
} from '../features/absences/index.ts'
import type { Action } from '../act.ts'
import { SYSTEM } from '../kernel/actor.ts'
import { dateIn, ZONE } from '../kernel/local-date.ts'
import type { Job } from './job.ts'

export const keepAbsencesJob: Job = {
  name: 'keepAbsences',
  everySeconds: 600,
  async run({ reader, perform, clock }) {
    const today = () => dateIn(ZONE, clock())
    const drain = async (
      listThem: () => Promise<readonly unknown[]>,
      deed: string,
      action: Action<null, number>,
    ): Promise<void> => {
      // Looked at first, so that a quiet day leaves no line in the trail.
      while ((await listThem()).length > 0 && (await perform({ actor: SYSTEM, deed }, action, null)) > 0);
    }
    await drain(() => listEmptyReviews(reader, 1), 'endEmptyAppeals', endEmptyAppeals)
    await drain(() => listDueAppeals(reader, today(), 1), 'lapseNoShowAppeals', lapseNoShowAppeals)
    await drain(() => listForgettable(reader, today(), 1), 'forgetAbsences', forgetAbsences)
  },
}

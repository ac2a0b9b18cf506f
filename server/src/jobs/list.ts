import type { Job } from './run.ts'
import { sendMessagesJob, sweepMessagesJob } from './send-messages.ts'
import { sweepAccountsJob } from './sweep-accounts.ts'

/** Every job of the program, in the order in which one tick runs them. */
export const JOBS: readonly Job[] = [sendMessagesJob, sweepMessagesJob, sweepAccountsJob]

import { advanceProjectsJob } from './advance-projects.ts'
import { closeForgottenJob } from './close-forgotten.ts'
import { countCampaignsJob } from './count-campaigns.ts'
import { countGoalsJob } from './count-goals.ts'
import { closeProjectsJob } from './close-projects.ts'
import { drawPlacesJob } from './draw-places.ts'
import { deliverInvitationsJob, meetNewcomersJob } from './deliver-invitations.ts'
import { endOvertakenChangesJob } from './end-changes.ts'
import { escalateReviewsJob } from './escalate-reviews.ts'
import { findGuardiansJob } from './find-guardians.ts'
import { forgetRefusedJob } from './forget-refused.ts'
import type { Job } from './job.ts'
import { keepAbsencesJob } from './keep-absences.ts'
import { keepComplaintsJob } from './keep-complaints.ts'
import { remindSignUpsJob } from './remind-sign-ups.ts'
import { remindToRateJob } from './remind-to-rate.ts'
import { lapseMovesJob, lapseOffersJob, offerPlacesJob } from './pass-on-places.ts'
import { deliverProjectInvitationsJob, remindInsuranceJob, sweepProjectsJob } from './keep-projects.ts'
import { sendMessagesJob, sweepMessagesJob } from './send-messages.ts'
import { sendInvitationPartsJob } from './send-invitation-parts.ts'
import { sweepAccountsJob } from './sweep-accounts.ts'
import { sweepInvitationsJob } from './sweep-invitations.ts'
import { sweepReplaysJob } from './sweep-replays.ts'
import { sweepTeamFilesJob } from './sweep-team-files.ts'
import { tellDigestsJob, tellSubscribersJob } from './tell-subscribers.ts'
import { weighNeedsJob } from './weigh-needs.ts'
import { verifyApplicationsJob } from './verify-applications.ts'

/** Every job of the program, in the order in which one tick runs them. */
export const JOBS: readonly Job[] = [
  verifyApplicationsJob,
  sendInvitationPartsJob,
  deliverInvitationsJob,
  meetNewcomersJob,
  deliverProjectInvitationsJob,
  escalateReviewsJob,
  keepComplaintsJob,
  keepAbsencesJob,
  advanceProjectsJob,
  closeProjectsJob,
  endOvertakenChangesJob,
  weighNeedsJob,
  drawPlacesJob,
  lapseOffersJob,
  lapseMovesJob,
  offerPlacesJob,
  tellSubscribersJob,
  tellDigestsJob,
  remindInsuranceJob,
  closeForgottenJob,
  remindSignUpsJob,
  remindToRateJob,
  sendMessagesJob,
  sweepMessagesJob,
  findGuardiansJob,
  forgetRefusedJob,
  sweepAccountsJob,
  sweepReplaysJob,
  sweepTeamFilesJob,
  sweepInvitationsJob,
  countCampaignsJob,
  countGoalsJob,
  sweepProjectsJob,
]

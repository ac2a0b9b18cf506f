// What the contract will hold once the server's last routes stand; an operation that is generated wins over the one here.
export const EXPECTED = {
  approveHours: ['POST', '/teams/{teamId}/hour-approvals'],
  completeSetup: ['POST', '/setup/{token}'],
  confirmSetup: ['POST', '/setup/{token}/confirm'],
  createProject: ['POST', '/teams/{teamId}/projects'],
  decideMemberships: ['POST', '/teams/{teamId}/membership-decisions'],
  decideSignUps: ['POST', '/projects/{projectId}/signup-decisions'],
  disownRecord: ['POST', '/me/disown'],
  downloadProof: ['GET', '/me/proofs/{proofId}/pdf'],
  endSession: ['DELETE', '/me/sessions/{sessionId}'],
  enrolCardKey: ['POST', '/me/card-keys'],
  enterHours: ['POST', '/projects/{projectId}/hours'],
  getFigures: ['GET', '/figures'],
  getMe: ['GET', '/me'],
  getMyCard: ['GET', '/me/card'],
  getOverview: ['GET', '/overview'],
  getProject: ['GET', '/projects/{projectId}'],
  getProjectReview: ['GET', '/reviews/{reviewId}/project'],
  getSetup: ['GET', '/setup/{token}'],
  getSite: ['GET', '/site'],
  getTeam: ['GET', '/teams/{teamId}'],
  getTeamFile: ['GET', '/team-files/{fileId}'],
  getTeamOverview: ['GET', '/teams/{teamId}/overview'],
  getTeamProject: ['GET', '/teams/{teamId}/projects/{projectId}'],
  getTeamReview: ['GET', '/reviews/{reviewId}/team'],
  getVolunteerReview: ['GET', '/reviews/{reviewId}/volunteer'],
  grantStaff: ['POST', '/staff'],
  grantTeamRole: ['POST', '/teams/{teamId}/roles'],
  issueProof: ['POST', '/me/proofs'],
  leaveTeam: ['POST', '/me/memberships/{membershipId}/leave'],
  listAttendances: ['GET', '/projects/{projectId}/attendances'],
  listAudit: ['GET', '/audit'],
  listCategories: ['GET', '/categories'],
  listChildTeams: ['GET', '/teams/{teamId}/children'],
  listCodes: ['GET', '/codes'],
  listDoorShifts: ['GET', '/teams/{teamId}/door'],
  listHourDrafts: ['GET', '/teams/{teamId}/hour-drafts'],
  listLiaisonTeams: ['GET', '/liaison-teams'],
  listMembers: ['GET', '/teams/{teamId}/members'],
  listMembershipRequests: ['GET', '/teams/{teamId}/membership-requests'],
  listMyAccesses: ['GET', '/me/accesses'],
  listMyHours: ['GET', '/me/hours'],
  listMyMemberships: ['GET', '/me/memberships'],
  listMyNotices: ['GET', '/me/notices'],
  listMyProofs: ['GET', '/me/proofs'],
  listMySessions: ['GET', '/me/sessions'],
  listMySignUps: ['GET', '/me/signups'],
  listOutbox: ['GET', '/outbox'],
  listProjectDays: ['GET', '/project-days'],
  listProjects: ['GET', '/projects'],
  listRegionHours: ['GET', '/region-hours'],
  listRegions: ['GET', '/regions'],
  listReviews: ['GET', '/reviews'],
  listSignUps: ['GET', '/projects/{projectId}/signups'],
  listStaff: ['GET', '/staff'],
  listTeamHours: ['GET', '/teams/{teamId}/hours'],
  listTeamProjects: ['GET', '/teams/{teamId}/projects'],
  listTeams: ['GET', '/teams'],
  listVolunteers: ['GET', '/volunteers'],
  markNoticesRead: ['POST', '/me/notices/read'],
  recordScans: ['POST', '/projects/{projectId}/scans'],
  registerTeam: ['POST', '/teams'],
  registerVolunteer: ['POST', '/volunteers'],
  requestMembership: ['POST', '/teams/{teamId}/memberships'],
  resubmitRegistration: ['POST', '/me/registration'],
  resubmitTeam: ['PUT', '/teams/{teamId}/registration'],
  reverseHours: ['POST', '/hours/{volunteerId}/{hourEntryId}/reverse'],
  reviewProject: ['POST', '/reviews/{reviewId}/project'],
  reviewTeam: ['POST', '/reviews/{reviewId}/team'],
  reviewVolunteer: ['POST', '/reviews/{reviewId}/volunteer'],
  sendPhoneCode: ['POST', '/phone-codes'],
  setJoinMode: ['PUT', '/teams/{teamId}/join-mode'],
  signIn: ['POST', '/sessions'],
  signOut: ['DELETE', '/sessions/current'],
  signUp: ['POST', '/projects/{projectId}/signups'],
  submitProject: ['POST', '/projects/{projectId}/submit'],
  undoScan: ['POST', '/projects/{projectId}/scans/{scanId}/undo'],
  updateProject: ['PUT', '/projects/{projectId}'],
  uploadTeamFile: ['POST', '/team-files'],
  verifyProof: ['GET', '/proofs/{proofNumber}'],
  withdrawSignUp: ['POST', '/me/signups/{signupId}/withdraw'],
} as const

type Op<Out, In extends { path?: unknown; query?: unknown; body?: unknown } = object> = {
  parameters: { path?: In extends { path: infer P } ? P : never; query?: In extends { query: infer Q } ? Q : never }
  requestBody?: In extends { body: infer B } ? { content: { 'application/json': B } } : never
  responses: { 200: { content: { 'application/json': Out } } }
}
type Upload<Out> = {
  parameters: { path?: never; query?: never }
  requestBody: { content: { 'multipart/form-data': { file: string } } }
  responses: { 201: { content: { 'application/json': Out } } }
}
interface Paged { after?: string; limit?: number }
interface Page<Row> { items: Row[]; next: string | null }
interface Both { zh: string; en: string }
interface Code { code: string; name: Both }
interface Figures { registered: number; claimed: number; active: number; teams: number; openProjects: number; minutesThisYear: number; onDuty: number }
type Hat =
  | { hat: 'volunteer' }
  | { hat: 'team'; teamId: string; name: string; role: 'team_leader' | 'team_admin' | 'team_timekeeper'; level: 'federation' | 'corps' | 'team' }
  | { hat: 'authority'; regionPath: string; regionCode: string; regionName: string; name: string; role: 'site_admin' | 'authority_reviewer' | 'authority_viewer' }
  | { hat: 'platform' }
interface VolunteerSelf {
  volunteerId: string; status: 'under_review' | 'verified' | 'refused' | 'unclaimed' | 'suspended' | 'closed'; name: string; volunteerNumber: string | null; regionName: string; isMinor: boolean
  phoneMasked: string; idNumberMasked: string; refusalReason: string | null; submittedAt: string; dueOn: string | null; queuePosition: number | null
}
interface TeamCard { teamId: string; teamNumber: string | null; name: string; kind: 'legal_person' | 'unregistered'; level: 'federation' | 'corps' | 'team'; regionName: string; memberCount: number; joinMode: 'closed' | 'by_approval' | 'open'; intro: string }
type TeamStatus = 'draft' | 'under_review' | 'active' | 'refused' | 'suspended' | 'dissolved'
type ProjectStatus = 'draft' | 'under_review' | 'recruiting' | 'recruiting_paused' | 'running' | 'ended' | 'closed' | 'refused' | 'cancelled'
type SignUpStatus = 'applied' | 'admitted' | 'refused' | 'waiting' | 'withdrawn' | 'no_show' | 'served'
type Grade = 'A' | 'B' | 'C' | 'D' | 'E'
type GradeMinutes = Record<Grade, number>
interface ProjectCard {
  projectId: string; projectNumber: string | null; title: string; status: ProjectStatus; teamId: string; teamName: string; regionName: string; placeName: string; startsAt: string; endsAt: string
  nextShift: { startsAt: string; endsAt: string } | null; headcount: number; admitted: number; acceptsMinors: boolean; hasInsurance: boolean; categories: string[]
}
interface Place { name: string; address: string; longitude: number | null; latitude: number | null }
interface Shift { shiftId: string; startsAt: string; endsAt: string; breakMinutes: number; headcount: number; admitted: number; mine: { signupId: string; status: SignUpStatus } | null; whyNot: { signUp: string | null } }
interface Position { positionId: string; name: string; description: string; requirements: string; shifts: Shift[] }
interface ProjectPage extends ProjectCard {
  description: string; riskStatement: string; safeguards: string[]; insurance: string | null; isDangerous: boolean; minAge: number | null; autoAdmit: boolean; leaderName: string; contactPhone: string | null
  recruitUntil: string; place: Place; campaign: string | null; positions: Position[]
}
interface ProjectDraft {
  title: string; campaign?: string | null; categories: string[]; description: string; riskStatement: string; safeguards: string[]; insurance?: string | null; isDangerous: boolean; acceptsMinors: boolean; minAge?: number | null
  autoAdmit: boolean; leaderName: string; contactPhone: string; contactPublic: boolean; recruitUntil: string; place: { name: string; address: string; longitude?: number; latitude?: number }
  positions: { name: string; description: string; requirements: string; shifts: { startsAt: string; endsAt: string; breakMinutes: number; headcount: number }[] }[]
}
interface TeamDraft {
  name: string; kind: 'legal_person' | 'unregistered'; level: 'team' | 'corps'; regionCode: string; parentId?: string; registrationDepartment?: string; creditCode?: string; certificateFileId?: string; unitKind: string
  categories: string[]; campaigns: string[]; intro: string; address: string; foundedOn?: string; contactName: string; contactPhone: string; contactPublic: boolean
}
interface Identity { name: string; idKind: string; idNumber: string; gender?: 'female' | 'male'; birthDate?: string }
interface Guardian { name: string; relation: 'father' | 'mother' | 'grandparent' | 'other'; idKind: string; idNumber: string; phone: string; phoneCode: string; consent: string }
interface Registration extends Identity {
  regionCode: string; phone: string; phoneCode: string; password: string; consents: { serviceTerms: string; personalInformation: string }; skills: string[]; categories: string[]; freeSlots: string[]
  politicalStatus?: string; ethnicity?: string; education?: string; employment?: string; emergencyContact?: { name: string; phone: string }; guardian?: Guardian
}
interface ReviewRow { reviewId: string; subjectKind: 'volunteer' | 'team' | 'project'; subjectId: string; title: string; submittedAt: string; dueOn: string; workingDaysLeft: number; isLate: boolean; regionName: string; submitterName: string }
interface QueueCount { open: number; late: number; today: number }
interface ReviewHistory { submittedAt: string; decidedAt: string | null; outcome: 'approved' | 'refused' | null; reason: string | null; decidedByLabel: string | null }
interface Review<Facts> { review: ReviewRow; history: ReviewHistory[]; facts: Facts }
interface HourLine {
  hourEntryId: string; kind: 'credit' | 'honour'; minutes: number; method: string; grade: Grade; servedOn: string; startsAt: string; endsAt: string; projectId: string | null; activityName: string; positionName: string | null
  placeName: string | null; unitName: string; enteredByLabel: string; approvedByLabel: string | null; reverses: string | null; reversedBy: string | null; cause: string | null; disowned: boolean; whyNot: { disownRecord: string | null }
}
interface OverviewRow { regionCode: string; regionName: string; registered: number; claimed: number; active: number; teams: number; projects: number; minutes: number; entries: number }
interface DoorCounts { expected: number; present: number; left: number }
interface Decision { decision: 'approve' | 'refuse'; reason?: string }
interface VolunteerFacts { name: string; idKind: string; idNumberMasked: string; phoneMasked: string; gender: 'female' | 'male'; birthDate: string; age: number; guardian: { name: string; relation: string; phoneMasked: string } | null; regionName: string; skills: string[]; duplicate: boolean }
interface TeamFacts extends TeamDraft { regionName: string; parentName: string | null; nameConventionOk?: boolean }

export interface operations {
  getSite: Op<{
    siteId: string; name: Both; tagline: Both; regionCode: string; regionPath: string; regionName: string; isDemo: boolean; needsSetup: boolean; today: string; now: string
    policies: { minimumOwnAge: number; minimumGuardianAge: number; adultAge: number; teamRequired: boolean; homeTeamsMax: number; volunteerReviewDays: number; teamReviewDays: number; projectReviewDays: number; warnDayMinutes: number; secondPersonDayMinutes: number; maxDayMinutes: number; secondPersonEntryMinutes: number; recordDueDays: number; yearlyGoalMinutes: number; starMinutes: number[] }
    consents: { serviceTerms: string; personalInformation: string; guardian: string }
  }>
  listRegions: Op<{ items: { regionCode: string; parentCode: string | null; path: string; level: number; name: string; fullName: string }[] }, { query: { parent?: string; q?: string } }>
  listCategories: Op<{ service: Code[]; campaigns: (Code & { leadUnit: string | null; responsibleUnits: string[] })[] }>
  listCodes: Op<{ skills: Code[]; politicalStatus: Code[]; ethnicity: Code[]; education: Code[]; employment: Code[]; unitKinds: Code[]; recipients: Code[]; safeguards: Code[]; slots: Code[] }>
  sendPhoneCode: Op<{ expiresInSeconds: number; resendAfterSeconds: number }, { body: { phone: string; purpose: 'register' | 'sign_in' | 'guardian' } }>
  signIn: Op<{ displayName: string }, { body: ({ login: string; password: string } | { phone: string; phoneCode: string }) & { totp?: string } }>
  signOut: Op<undefined>
  getMe: Op<{ account: { accountId: string; displayName: string; secondFactor: boolean } | null; volunteer: VolunteerSelf | null; hats: Hat[]; unreadNotices: number; isDemo: boolean }>
  listMySessions: Op<{ items: { sessionId: string; deviceLabel: string; createdAt: string; lastSeenAt: string; isCurrent: boolean }[] }>
  endSession: Op<undefined, { path: { sessionId: string } }>
  getSetup: Op<{ displayName: string; needsPassword: boolean }, { path: { token: string } }>
  completeSetup: Op<{ totpSecret: string; totpUri: string }, { path: { token: string }; body: { displayName: string; password: string } }>
  confirmSetup: Op<{ displayName: string }, { path: { token: string }; body: { totp: string } }>
  grantStaff: Op<{ accountId: string; setupPath: string | null }, { body: { displayName: string; phone: string; role: 'site_admin' | 'authority_reviewer' | 'authority_viewer' | 'platform_admin'; regionCode?: string; bodyName: string } }>
  listStaff: Op<Page<{ accountId: string; displayName: string; role: string; bodyName: string; regionName: string | null; grantedAt: string; whyNot: { endGrant: string | null } }>, { query: Paged }>
  listOutbox: Op<Page<{ messageId: string; channel: string; recipient: string; body: string; createdAt: string; sentAt: string | null }>, { query: Paged }>
  listMyNotices: Op<Page<{ noticeId: string; kind: string; facts: Record<string, unknown>; link: string | null; createdAt: string; readAt: string | null }>, { query: Paged }>
  markNoticesRead: Op<undefined, { body: { noticeIds?: string[] } }>
  listReviews: Op<Page<ReviewRow> & { counts: { volunteer: QueueCount; team: QueueCount; project: QueueCount } }, { query: Paged & { kind?: 'volunteer' | 'team' | 'project'; teamId?: string } }>
  getVolunteerReview: Op<Review<VolunteerFacts>, { path: { reviewId: string } }>
  getTeamReview: Op<Review<TeamFacts>, { path: { reviewId: string } }>
  getProjectReview: Op<Review<ProjectPage>, { path: { reviewId: string } }>
  reviewVolunteer: Op<{ outcome: string; volunteerNumber?: string }, { path: { reviewId: string }; body: Decision }>
  reviewTeam: Op<{ outcome: string; teamNumber?: string }, { path: { reviewId: string }; body: Decision }>
  reviewProject: Op<{ outcome: string; projectNumber?: string }, { path: { reviewId: string }; body: Decision }>
  registerVolunteer: Op<{ state: 'under_review'; dueOn: string }, { body: Registration }>
  resubmitRegistration: Op<{ state: 'under_review'; dueOn: string }, { body: Identity & { guardian?: Guardian } }>
  getMyCard: Op<{ volunteerNumber: string; name: string; star: number; teamName: string | null; creditMinutes: number; verifiedOn: string; regionName: string; checkUrl: string }>
  enrolCardKey: Op<{ cardKeyId: string; serverAgreementKey: string; serverTime: string; stepSeconds: number }, { body: { signingKey: string; agreementKey: string } }>
  listMyAccesses: Op<Page<{ accessId: string; deed: string; actorLabel: string; happenedAt: string }>, { query: Paged }>
  disownRecord: Op<undefined, { body: { recordKind: 'hour_entry' | 'membership' | 'signup'; recordId: string; note?: string } }>
  listVolunteers: Op<Page<{ volunteerId: string; nameMasked: string; volunteerNumber: string | null; regionName: string; status: string; registeredAt: string; lastMonth: string | null }>, { query: Paged & { region?: string; status?: string; figure?: 'registered' | 'claimed' | 'active'; q?: string } }>
  listTeams: Op<Page<TeamCard>, { query: Paged & { q?: string; region?: string } }>
  getTeam: Op<TeamCard & { parent: { teamId: string; name: string } | null; address: string; categories: string[]; campaigns: string[]; foundedOn: string | null; contactName: string; contactPhone: string | null; figures: { openProjects: number; minutes: number; projects: number }; children: number; membership: { membershipId: string; status: 'requested' | 'member' | 'refused' | 'left' } | null; whyNot: { requestMembership: string | null } }, { path: { teamId: string } }>
  listLiaisonTeams: Op<{ items: { teamId: string; name: string; level: string; regionName: string; whyNot: { register: string | null } }[] }, { query: { region?: string } }>
  registerTeam: Op<{ teamId: string; reviewId: string; dueOn: string; reviewerName: string }, { body: TeamDraft }>
  uploadTeamFile: Upload<{ fileId: string }>
  getTeamFile: Op<undefined, { path: { fileId: string } }>
  resubmitTeam: Op<{ teamId: string; reviewId: string; dueOn: string; reviewerName: string }, { path: { teamId: string }; body: TeamDraft }>
  requestMembership: Op<{ membershipId: string; status: 'requested' | 'member' }, { path: { teamId: string }; body: { message?: string } }>
  listMyMemberships: Op<Page<{ membershipId: string; teamId: string; teamName: string; status: 'requested' | 'member' | 'refused' | 'left'; requestedAt: string; joinedAt: string | null; reason: string | null; whyNot: { leaveTeam: string | null } }>, { query: Paged }>
  leaveTeam: Op<undefined, { path: { membershipId: string } }>
  listMembershipRequests: Op<Page<{ membershipId: string; volunteerId: string; name: string; volunteerNumber: string; isMinor: boolean; regionName: string; message: string | null; requestedAt: string; creditMinutes: number; otherTeams: string[]; whyNot: { approve: string | null } }> & { count: number }, { path: { teamId: string }; query: Paged }>
  decideMemberships: Op<{ results: { membershipId: string; outcome: 'approved' | 'refused' | 'failed'; reason: string | null }[] }, { path: { teamId: string }; body: { decisions: (Decision & { membershipId: string })[] } }>
  listMembers: Op<Page<{ membershipId: string; volunteerId: string; name: string; volunteerNumber: string; isMinor: boolean; regionName: string; joinedAt: string; creditMinutes: number; role: string | null }>, { path: { teamId: string }; query: Paged & { q?: string } }>
  setJoinMode: Op<undefined, { path: { teamId: string }; body: { joinMode: 'closed' | 'by_approval' | 'open' } }>
  grantTeamRole: Op<undefined, { path: { teamId: string }; body: { volunteerId: string; role: 'team_admin' | 'team_timekeeper' } }>
  listChildTeams: Op<Page<TeamCard & { status: TeamStatus; pendingReviews: number }>, { path: { teamId: string }; query: Paged }>
  getTeamOverview: Op<{ team: TeamCard & { status: TeamStatus }; waiting: { membershipRequests: number; signUps: number; hourDrafts: number; reviews: number }; members: number; childTeams: number; month: { minutes: number; grades: GradeMinutes }; today: ({ projectId: string; title: string; shiftId: string; positionName: string; startsAt: string; endsAt: string } & DoorCounts)[]; week: { date: string; shifts: number; missing: number }[] }, { path: { teamId: string } }>
  listProjects: Op<Page<ProjectCard>, { query: Paged & { q?: string; region?: string; category?: string; campaign?: string; on?: string; open?: boolean; minors?: boolean } }>
  listProjectDays: Op<{ items: { date: string; projects: number }[] }, { query: { from?: string; region?: string } }>
  getProject: Op<ProjectPage, { path: { projectId: string } }>
  createProject: Op<{ projectId: string }, { path: { teamId: string }; body: ProjectDraft }>
  updateProject: Op<{ projectId: string }, { path: { projectId: string }; body: ProjectDraft }>
  submitProject: Op<{ reviewId: string; dueOn: string; reviewerName: string }, { path: { projectId: string } }>
  listTeamProjects: Op<Page<ProjectCard & { refusalReason: string | null; pendingSignUps: number; whyNot: { submitProject: string | null; updateProject: string | null } }>, { path: { teamId: string }; query: Paged & { status?: string } }>
  getTeamProject: Op<ProjectDraft & ProjectPage & { review: ReviewRow | null; whyNot: { submitProject: string | null; updateProject: string | null } }, { path: { teamId: string; projectId: string } }>
  signUp: Op<{ signupId: string; status: 'applied' | 'admitted' }, { path: { projectId: string }; body: { shiftId: string; riskAccepted: boolean } }>
  withdrawSignUp: Op<undefined, { path: { signupId: string }; body: { reason?: string } }>
  listMySignUps: Op<Page<{ signupId: string; projectId: string; title: string; teamName: string; positionName: string; startsAt: string; endsAt: string; placeName: string; longitude: number | null; latitude: number | null; leaderName: string; status: SignUpStatus; reason: string | null; signedInAt: string | null; signedOutAt: string | null; signInFrom: string; whyNot: { withdrawSignUp: string | null } }>, { query: Paged & { when?: 'upcoming' | 'past' } }>
  listSignUps: Op<Page<{ signupId: string; volunteerId: string; name: string; volunteerNumber: string; isMinor: boolean; positionName: string; shiftId: string; startsAt: string; endsAt: string; status: SignUpStatus; appliedAt: string; creditMinutes: number; whyNot: { admit: string | null } }> & { counts: { applied: number; admitted: number; headcount: number } }, { path: { projectId: string }; query: Paged & { shiftId?: string; status?: string } }>
  decideSignUps: Op<{ results: { signupId: string; outcome: 'admitted' | 'refused' | 'failed'; reason: string | null }[] }, { path: { projectId: string }; body: { decisions: { signupId: string; decision: 'admit' | 'refuse'; reason?: string }[] } }>
  recordScans: Op<{ results: { scanId: string; verdict: 'signed_in' | 'signed_out' | 'refused'; reason: string | null; name: string | null; positionName: string | null; signedInAt: string | null; minutes: number | null; at: string }[]; counts: DoorCounts }, { path: { projectId: string }; body: { scans: { scanId: string; way: 'code' | 'short_code'; code: string; scannedAt: string; direction: 'auto' | 'in' | 'out' }[] } }>
  undoScan: Op<undefined, { path: { projectId: string; scanId: string } }>
  listAttendances: Op<Page<{ attendanceId: string; volunteerId: string; name: string; volunteerNumber: string; positionName: string; status: string; signedInAt: string; signedOutAt: string | null; minutes: number | null }> & { counts: DoorCounts }, { path: { projectId: string }; query: Paged & { shiftId?: string } }>
  listDoorShifts: Op<{ items: ({ projectId: string; title: string; shiftId: string; positionName: string; startsAt: string; endsAt: string; placeName: string; opensAt: string } & DoorCounts)[] }, { path: { teamId: string } }>
  enterHours: Op<{ results: { signupId: string; outcome: 'posted' | 'awaiting_second_person' | 'refused'; reason: string | null; minutes: number | null }[] }, { path: { projectId: string }; body: { entries: { signupId: string; startsAt: string; endsAt: string; breakMinutes: number; note: string }[] } }>
  listHourDrafts: Op<Page<{ hourDraftId: string; projectId: string; title: string; volunteerName: string; volunteerNumber: string; startsAt: string; endsAt: string; minutes: number; note: string; enteredByLabel: string; enteredAt: string; whyNot: { approveHours: string | null } }>, { path: { teamId: string }; query: Paged }>
  approveHours: Op<{ results: { hourDraftId: string; outcome: string; reason: string | null }[] }, { path: { teamId: string }; body: { approvals: (Decision & { hourDraftId: string })[] } }>
  listTeamHours: Op<Page<HourLine & { volunteerId: string; volunteerName: string; volunteerNumber: string; whyNot: { reverseHours: string | null } }>, { path: { teamId: string }; query: Paged & { projectId?: string } }>
  listMyHours: Op<Page<HourLine> & { totals: { creditMinutes: number; honourMinutes: number; thisYearMinutes: number; star: number; nextStarMinutes: number | null; yearlyGoalMinutes: number } }, { query: Paged & { year?: number } }>
  listRegionHours: Op<Page<HourLine & { volunteerName: string; volunteerNumber: string }>, { query: Paged & { region?: string; month?: string } }>
  reverseHours: Op<{ reversalId: string; supersededProofs: number }, { path: { volunteerId: string; hourEntryId: string }; body: { cause: string } }>
  issueProof: Op<{ proofId: string; proofNumber: string; secret: string; verifyPath: string; totalMinutes: number }, { body: { from: string; to: string } }>
  listMyProofs: Op<Page<{ proofId: string; proofNumber: string; secret: string; status: 'issued' | 'superseded' | 'revoked'; periodFrom: string; periodTo: string; totalMinutes: number; issuedAt: string; supersededAt: string | null; pdfPath: string }>, { query: Paged }>
  downloadProof: Op<undefined, { path: { proofId: string } }>
  verifyProof: Op<{ outcome: 'valid' | 'superseded' | 'revoked' | 'unknown'; proofNumber: string; holder: string | null; totalMinutes: number | null; periodFrom: string | null; periodTo: string | null; unitName: string | null; issuedAt: string | null; lineCount: number | null; grades: GradeMinutes | null; signatureValid: boolean | null; supersededAt: string | null; cause: string | null; newer: { totalMinutes: number | null; issuedAt: string } | null }, { path: { proofNumber: string }; query: { secret?: string } }>
  getFigures: Op<Figures & { asOf: string }>
  getOverview: Op<{ region: { regionCode: string; name: string }; asOf: string; totals: OverviewRow; rows: OverviewRow[]; trend: { month: string; minutes: number; entries: number }[] }, { query: { region?: string } }>
  listAudit: Op<Page<{ auditId: string; deed: string; actorLabel: string; subjectKind: string; subjectId: string; happenedAt: string }>, { query: Paged }>
}

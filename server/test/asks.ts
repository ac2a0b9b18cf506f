/** For each operation a well-formed request about the gathering, so that what comes back is the answer of the rules and not of the form. */
import { randomUUID } from 'node:crypto'
import { findOpenProposal, insertProposal } from '../src/features/teams/leadership.store.ts'
import { insertMove } from '../src/features/teams/tree.store.ts'
import type { AccountId, TeamId } from '../src/kernel/ids.ts'
import { ABSENCE_ASKS } from './absence-asks.ts'
import { EVALUATION_ASKS } from './evaluation-asks.ts'
import { FAMILY_ASKS } from './family-asks.ts'
import { makeAccount, randomPhone } from './accounts.ts'
import { PROJECT_ASKS } from './project-asks.ts'
import { COUNTY, enlisted, type Gathering } from './parties.ts'
import { COMPLAINT_ASKS } from './asks-complaints.ts'
import { CONSENTS, madeUpName } from './people.ts'
import { GOAL_ASKS } from './goal-asks.ts'
import { ask, nothing, ofReview, ofRunning, ofTeam, plain, profile, type Asking } from './asking.ts'
import { SERIES_ASKS } from './series-asks.ts'
import { RUNNING_ASKS } from './running-asks.ts'
import { SIGN_UP_ASKS } from './signup-asks.ts'
import { SUBSCRIPTION_ASKS } from './subscription-asks.ts'
import { staffClient, teamForm } from './teams.ts'

const rows = [{ team: 'G4413020000000', newName: '惠城区新志愿服务队' }]

/** A further session of the person, or a further grant of somebody in the county, for each time it is ended. */
async function moreOf(here: Gathering, what: 'session' | 'grant' | 'teamRole'): Promise<string> {
  const { server, person, team } = here
  if (what === 'session') {
    await staffClient(server, person.accountId)
    const rows = await server.reader
      .selectFrom('sessions')
      .select('sessionId')
      .where('accountId', '=', person.accountId)
      .orderBy('sessionId', 'desc')
      .execute()
    return rows[0]!.sessionId
  }
  const member = what === 'teamRole' ? await enlisted(server, team, 'team_timekeeper') : undefined
  const accountId: AccountId =
    member?.accountId ??
    (
      await makeAccount(server, {
        grants: [{ role: 'authority_viewer', regionPath: COUNTY, bodyName: '区文明办' }],
      })
    ).accountId
  const { grantId } = await server.reader
    .selectFrom('grants')
    .select('grantId')
    .where('accountId', '=', accountId)
    .executeTakeFirstOrThrow()
  return what === 'grant' ? `${accountId}/grants/${grantId}` : grantId
}

/** Somebody of the county's staff with an authenticator, by their phone. */
async function boundAt({ server }: Gathering): Promise<string> {
  const grant = { role: 'authority_viewer' as const, regionPath: COUNTY, bodyName: '区文明办' }
  return (await makeAccount(server, { grants: [grant], totpSecret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP' }))
    .phone
}

/** That a person of the team leads it next, waiting for their answer. */
async function proposalOf({ server, team, person, leader }: Gathering): Promise<string> {
  const open = await findOpenProposal(server.reader, team.teamId)
  if (open !== undefined) return open.proposalId
  const proposed = { proposedBy: leader.accountId, proposedAt: server.now() }
  const source = { appointed: false, cause: '', byName: leader.name, ...proposed }
  return server.db
    .transaction()
    .execute((tx) => insertProposal(tx, { teamId: team.teamId, volunteerId: person.volunteerId, ...source }))
}

/** A move of the team that waits for its sides, whatever became of the one before. */
async function moveOf({ server, team, founded, leader }: Gathering): Promise<string> {
  const open = await server.reader
    .selectFrom('teamMoves')
    .select('moveId')
    .where('teamId', '=', team.teamId)
    .where('status', '=', 'open')
    .executeTakeFirst()
  if (open !== undefined) return open.moveId
  const { parentId } = await getTeamRow(server, team.teamId)
  const move = { teamId: team.teamId, fromParentId: parentId, toParentId: founded, reason: '片区调整' }
  const proposed = { proposedBy: leader.accountId, proposedAt: server.now() }
  return server.db.transaction().execute((tx) =>
    insertMove(tx, { ...move, ...proposed }, [
      { side: 'team', teamId: team.teamId },
      { side: 'from', teamId: parentId! },
      { side: 'to', teamId: founded },
    ]),
  )
}
const getTeamRow = (server: Gathering['server'], teamId: TeamId) =>
  server.reader.selectFrom('teams').select('parentId').where('teamId', '=', teamId).executeTakeFirstOrThrow()

/** The question of a row of the table; a row without one is asked by its bare path. */
export const ASKS: Readonly<Record<string, Asking>> = {
  ...SERIES_ASKS,
  ...EVALUATION_ASKS,
  ...FAMILY_ASKS,
  ...COMPLAINT_ASKS,
  ...RUNNING_ASKS,
  ...SIGN_UP_ASKS,
  ...SUBSCRIPTION_ASKS,
  ...ABSENCE_ASKS,
  ...PROJECT_ASKS,
  addFamilyWard: plain('/me/family/wards', { volunteerId: randomUUID() }),
  answerFamilyHead: plain('/me/family/head/answer', { accepts: false }),
  ...GOAL_ASKS,
  answerInvitation: plain(`/me/invitations/${randomUUID()}/answer`, { answer: 'accept' }),
  acceptPledge: ofTeam('/pledge', { version: 'x' }),
  approveReviews: plain('/reviews/approvals', { reviewIds: [randomUUID()] }),
  approveHours: ofTeam('/hour-approvals', { approvals: [{ hourDraftId: randomUUID(), ...nothing }] }),
  checkInvitationFile: ofTeam('/invitation-files/check', {}),
  changePassword: plain('/me/password', { password: 'x', newPassword: 'Fresh-Password-2026' }),
  checkRenames: plain('/renames/check', { region: COUNTY, rows }),
  'checkRenames of a team': ({ team }) => ask('/renames/check', { teamId: team.teamId, rows }),
  checkTeamName: plain(`/team-names?region=${COUNTY}&level=team&kind=unregistered&name=x`),
  completeSetup: plain(`/setup/${'x'.repeat(43)}`, { displayName: '曾永康', password: 'x' }),
  confirmSecondFactor: plain('/me/second-factor/confirm', { totp: '000000' }),
  confirmSetup: plain(`/setup/${'x'.repeat(43)}/confirm`, { totp: '000000' }),
  decideMemberships: ofTeam('/membership-decisions', {
    decisions: [{ membershipId: randomUUID(), ...nothing }],
  }),
  decideMove: async (here) =>
    ask(`/team-moves/${await moveOf(here)}/decide`, { decision: 'decline', reason: '' }),
  disownRecord: ({ hourEntryId }) => ask('/me/disown', { recordKind: 'hour_entry', recordId: hourEntryId }),
  dissolveTeam: ofTeam('/dissolve', { receiverId: null, cause: '', name: '' }),
  downloadProof: ({ proofId }) => ask(`/me/proofs/${proofId}/pdf`),
  endGrant: async (here) => ask(`/staff/${await moreOf(here, 'grant')}/end`, {}),
  endJoinCode: ofTeam('/join-code/end', {}),
  endSession: async (here) => ask(`/me/sessions/${await moreOf(here, 'session')}`),
  endTeamRole: async (here) =>
    ask(`/teams/${here.team.teamId}/roles/${await moreOf(here, 'teamRole')}/end`, {}),
  enrolCardKey: plain('/me/card-keys', { signingKey: 'x', agreementKey: 'x' }),
  enterHours: ofRunning('/hours', {
    entries: [
      {
        signupId: randomUUID(),
        startsAt: '2026-11-24T01:00:00Z',
        endsAt: '2026-11-24T01:30:00Z',
        breakMinutes: 0,
        note: '',
      },
    ],
  }),
  exportMembers: ofTeam('/member-export'),
  foundFederation: () =>
    ask('/federations', {
      name: '惠城区志愿服务联合会',
      regionCode: COUNTY,
      level: 'federation',
      leaderVolunteerNumber: 'V',
      contactName: madeUpName(),
      contactPhone: randomPhone(),
    }),
  getJoinCode: ofTeam('/join-code'),
  getOverview: plain(`/overview?region=${COUNTY}`),
  getProjectReview: ofReview('project', 'project'),
  getRenames: ({ renameBatchId }) => ask(`/renames/${renameBatchId}`),
  getRenamesReview: ofReview('renaming', 'renames'),
  getSetup: plain(`/setup/${'x'.repeat(43)}`),
  getTeam: ofTeam(''),
  getTeamFile: ({ fileId }) => ask(`/team-files/${fileId}`),
  getTeamOverview: ofTeam('/overview'),
  getTeamPledge: ofTeam('/pledge'),
  getTeamRegistration: ({ founded }) => ask(`/teams/${founded}/registration`),
  'getTeamReview of a legal person': ofReview('legalPerson', 'team'),
  'getTeamReview of an unregistered team': ofReview('unregistered', 'team'),
  'listEarlierDecisions of a legal person': ofReview('legalPerson', 'earlier'),
  'listEarlierDecisions of a new team': ofReview('unregistered', 'earlier'),
  getVolunteerReview: ofReview('volunteer', 'volunteer'),
  grantStaff: () =>
    ask('/staff', {
      displayName: '曾永康',
      phone: randomPhone(),
      role: 'authority_viewer',
      regionCode: COUNTY,
      bodyName: '区文明办',
    }),
  getTeamDissolution: ofTeam('/dissolution'),
  getTeamStanding: ofTeam('/standing'),
  grantTeamRole: ofTeam('/roles', { volunteerId: randomUUID(), role: 'team_admin' }),
  inviteMembers: ofTeam('/invitations', { people: [{ name: '陈静', idNumber: 'x' }] }),
  issueProof: plain('/me/proofs', { from: '2026-01-01', to: '2026-01-02' }),
  labelMembers: ofTeam('/member-labels', {
    kind: 'group',
    label: '一班',
    membershipIds: [randomUUID()],
    isOn: true,
  }),
  leaveTeam: async ({ server, person, team }) => {
    const row = await server.reader
      .selectFrom('memberships')
      .select('membershipId')
      .where('volunteerId', '=', person.volunteerId)
      .where('teamId', '=', team.teamId)
      .executeTakeFirstOrThrow()
    return ask(`/me/memberships/${row.membershipId}/leave`, {})
  },
  listAttendances: ofRunning('/attendances'),
  listChildTeams: ofTeam('/children'),
  listDoorShifts: ofTeam('/door'),
  listHourDrafts: ofTeam('/hour-drafts'),
  discardTeamDraft: () => ask('/me/team-drafts/unregistered'),
  saveTeamDraft: () => ask('/me/team-drafts/unregistered', {}),
  listMyTeamDrafts: plain('/me/team-drafts'),
  listRegisteringAuthorities: plain(`/registering-authorities?region=${COUNTY}`),
  getTeamProfile: ofTeam('/profile'),
  updateTeamProfile: ofTeam('/profile', profile),
  listTeamChanges: ofTeam('/changes'),
  proposeTeamChange: ofTeam('/changes', { field: 'address', value: '别处', note: '' }),
  getTeamChangeReview: ofReview('change', 'change'),
  reviewTeamChange: ofReview('change', 'change', nothing),
  listLiaisonTeams: plain(`/liaison-teams?region=${COUNTY}`),
  getInvitationImport: ofTeam(`/invitation-imports/${randomUUID()}`),
  listInvitationFailures: ofTeam(`/invitation-imports/${randomUUID()}/failures`),
  listInvitationImports: ofTeam('/invitation-imports'),
  listInvitations: ofTeam('/invitations'),
  listMemberLabels: ofTeam('/member-labels'),
  listMembers: ofTeam('/members'),
  listMembershipDecisions: ofTeam('/membership-decisions'),
  listMembershipRequests: ofTeam('/membership-requests'),
  listRegionHours: plain(`/region-hours?region=${COUNTY}`),
  'listRenames of the regions': plain('/renames'),
  'listRenames of a team': ({ team }) => ask(`/renames?teamId=${team.teamId}`),
  'listReviews of the team': ({ team }) => ask(`/reviews?teamId=${team.teamId}&kind=team`),
  'listReviews of the region': plain('/reviews?kind=volunteer'),
  listSignUps: ofRunning('/signups'),
  listTeamHours: ofTeam('/hours'),
  listTeamStaff: ofTeam('/staff'),
  listTeamProjects: ofTeam('/projects'),
  listVolunteers: plain(`/volunteers?region=${COUNTY}`),
  markNoticesRead: plain('/me/notices/read', {}),
  startInvitationImport: ofTeam('/invitation-imports', {}),
  getStaffRegister: ofTeam('/staff-register'),
  listRegionTeams: plain(`/region-teams?region=${COUNTY}`),
  listStaffRegisters: plain(`/staff-registers?region=${COUNTY}`),
  saveStaffRegister: ofTeam('/staff-register', { entries: [] }),
  setStandingConsent: ({ team }) => ask('/me/standing-consent', { teamId: team.teamId }),
  withdrawInvitation: ofTeam(`/invitations/${randomUUID()}/withdraw`, {}),
  proposeRenames: plain('/renames', { region: COUNTY, rows }),
  'proposeRenames of a team': ({ team }) => ask('/renames', { teamId: team.teamId, rows }),
  recordScans: ofRunning('/scans', {
    scans: [
      { scanId: randomUUID(), way: 'code', code: 'x', scannedAt: '2026-11-24T02:00:00Z', direction: 'auto' },
    ],
  }),
  answerLeadership: plain(`/me/leader-proposals/${randomUUID()}/answer`, { decision: 'decline' }),
  appointLeader: ofTeam('/leader-appointments', { volunteerNumber: 'x', cause: '' }),
  proposeLeader: ofTeam('/leader-proposals', { volunteerId: randomUUID() }),
  withdrawLeaderProposal: async (here) => ask(`/leader-proposals/${await proposalOf(here)}/withdraw`, {}),
  listMoves: ofTeam('/moves'),
  listMoveTargets: ofTeam('/move-targets'),
  proposeMove: ofTeam('/moves', { parentId: null, reason: '' }),
  registerTeam: ({ team }) => ask('/teams', teamForm(team.teamId, { name: '' })),
  registerVolunteer: plain('/volunteers', {
    ...{
      name: 'x1',
      idKind: 'mainland_id',
      idNumber: 'x',
      regionCode: COUNTY,
      phone: '1',
      phoneCode: '000000',
    },
    ...{ password: 'x', consents: CONSENTS, skills: [], categories: [], freeSlots: [] },
  }),
  renameSite: plain('/site', {
    name: { zh: '志愿惠州', en: 'Volunteer Huizhou' },
    tagline: { zh: '', en: '' },
  }),
  renewJoinCode: ofTeam('/join-code', {}),
  requestMembership: ofTeam('/memberships', {}),
  resetPassword: plain('/password-resets', {
    phone: '1',
    phoneCode: '000000',
    password: 'Fresh-Password-2026',
  }),
  resetSecondFactor: async (here) => ask('/staff/second-factor-resets', { login: await boundAt(here) }),
  resubmitRegistration: plain('/me/registration', { name: 'x', idKind: 'passport', idNumber: 'x' }),
  resubmitTeam: ({ founded }) => ask(`/teams/${founded}/registration`, teamForm(null)),
  reverseHours: ({ person, hourEntryId }) =>
    ask(`/hours/${person.volunteerId}/${hourEntryId}/reverse`, { cause: '' }),
  reviewProject: ofReview('project', 'project', nothing),
  reviewRenames: ofReview('renaming', 'renames', nothing),
  'reviewTeam of a legal person': ofReview('legalPerson', 'team', nothing),
  'reviewTeam of an unregistered team': ofReview('unregistered', 'team', nothing),
  resumeTeam: ofTeam('/resume', {}),
  suspendTeam: ofTeam('/suspend', { cause: '' }),
  withdrawMove: async (here) => ask(`/team-moves/${await moveOf(here)}/withdraw`, {}),
  withdrawTeamChange: ({ team, fieldChangeId }) =>
    ask(`/teams/${team.teamId}/changes/${fieldChangeId}/withdraw`, {}),
  reviewVolunteer: ofReview('volunteer', 'volunteer', nothing),
  sendPhoneCode: plain('/phone-codes', { phone: '1', purpose: 'sign_in' }),
  setJoinMode: ofTeam('/join-mode', { joinMode: 'by_approval' }),
  signIn: plain('/sessions', { login: 'nobody', password: 'x' }),
  startSecondFactor: plain('/me/second-factor', { password: 'x' }),
  undoMembershipDecisions: ofTeam('/membership-decisions/undo', { membershipIds: [randomUUID()] }),
  undoScan: ofRunning(`/scans/${randomUUID()}/undo`, {}),
  verifyProof: plain('/proofs/X?secret=x'),
}

/**
 * Who may do what: every operation of the contract × everybody of parties.ts, decided by a table. The columns are, in
 * order: nobody signed in · an applicant · a verified stranger · who was this team's administrator · the person whose
 * records they are · the team's timekeeper, administrator, leader · the leader of the team above, of one below, of one
 * beside · in the county a viewer, a reviewer, the site's administrator · the site's administrator of the city above,
 * of a town below, of the county beside · the platform's administrator.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ASKS } from './asks.ts'
import { startTestServer, type Client } from './harness.ts'
import { gather, KINDS, type Gathering } from './parties.ts'

/** What an answer means; whatever else it says, the asker was let in. */
const CELLS: Readonly<Record<string, string>> = {
  signed_out: '-',
  wrong_door: 'x',
  not_verified: 'v',
  not_your_team: 't',
  not_your_region: 'r',
  leader_only: 'l',
  above_only: 'o',
  role_above_yours: 'a',
}
const LET_IN = '+'
/** Answered as if it did not exist. */
const HIDDEN = '?'
/** Let in, and nothing of the team or the county is in the list. */
const EMPTY = '0'

const TABLE = `
acceptPledge                            -xxxxt+++ttxxxxxxx
addFamilyWard                           -x+++++++++xxxxxxx
answerFamilyHead                        -x+++++++++xxxxxxx
answerInvitation                        -x?????????xxxxxxx
answerLeadership                        -x?????????xxxxxxx
appointLeader                           -xxxxooo+ttr+++rr+
approveReviews                          -xxxx+++++++++++++
approveHours                            -xxxx++++ttxxxxxxx
changePassword                          -+++++++++++++++++
checkRenames                            -xxxxrrrrrrr+++rr+
checkRenames of a team                  -xxxxtl+lttttttttt
checkTeamName                           -+++++++++++++++++
checkInvitationFile                     -xxxxt+++ttxxxxxxx
completeSetup                           ++++++++++++++++++
confirmSecondFactor                     -+++++++++++++++++
confirmSetup                            ++++++++++++++++++
createProject                           -xxxxt+++ttxxxxxxx
decideMemberships                       -xxxxt+++ttxxxxxxx
decideMove                              -xxxxll++ttxxxxxxx
decideSignUps                           -xxxxt+++ttxxxxxxx
discardTeamDraft                        -x+++++++++xxxxxxx
disownRecord                            -x??+??????xxxxxxx
dissolveFamily                          -x+++++++++xxxxxxx
dissolveTeam                            -xxxxll++ttr+++rr+
downloadProof                           -x??+??????xxxxxxx
endFamilyCode                           -x+++++++++xxxxxxx
endGrant                                -xxxxxxxxxxaa++rr+
endJoinCode                             -xxxxt+++ttxxxxxxx
endSession                              -???+?????????????
endStandingConsent                      -x+++++++++xxxxxxx
endTeamRole                             -xxxxll++ttxxxxxxx
enrolCardKey                            -x+++++++++xxxxxxx
enterHours                              -xxxx++++ttxxxxxxx
exportMembers                           -xxxxt+++ttxxxxxxx
foundFamily                             -v+++++++++vvvvvvv
foundFederation                         -xxxxxxxxxxrr??rr?
getFamilyCode                           -x+++++++++xxxxxxx
getFigures                              ++++++++++++++++++
getInvitationImport                     -xxxxt???ttxxxxxxx
getJoinCode                             -xxxxt+++ttxxxxxxx
getInvitationTemplate                   -xxxx++++++xxxxxxx
getMe                                   ++++++++++++++++++
getMyCard                               -x+++++++++xxxxxxx
getMyFamily                             -x+++++++++xxxxxxx
getOverview                             -xxxxxxxxxx++++rr+
getProject                              ++++++++++++++++++
getProjectReview                        -xxxxttt+ttttttttt
getProofKey                             ++++++++++++++++++
getRenames                              -xxxx?+++??++++??+
getRenamesReview                        -xxxxttt+ttttttttt
getSetup                                ++++++++++++++++++
getSite                                 ++++++++++++++++++
getStaffRegister                        -xxxxt+++ttt+++tt+
getTeam                                 ++++++++++++++++++
getTeamDissolution                      -xxxx++++tt++++rr+
getTeamChangeReview                     -xxxxttt+ttttttttt
getTeamFile                             -???+?????????????
getTeamOverview                         -xxxx++++ttxxxxxxx
getTeamPledge                           -xxxx++++ttxxxxxxx
getTeamProfile                          -xxxxt+++ttxxxxxxx
getTeamProject                          -xxxx++++ttxxxxxxx
getTeamRegistration                     -x??+??????xxxxxxx
getTeamReview of a legal person         -xxxxrrrrrr++++rr+
getTeamReview of an unregistered team   -xxxxt+++ttttttttt
getTeamStanding                         -xxxx++++tt++++rr+
getVolunteerReview                      -xxxxxxxxxx++++rr+
grantStaff                              -xxxxxxxxxxaa++rr+
grantTeamRole                           -xxxxll++ttxxxxxxx
inviteMembers                           -xxxxt+++ttxxxxxxx
issueProof                              -x+++++++++xxxxxxx
joinFamily                              -v+++++++++vvvvvvv
labelMembers                            -xxxxt+++ttxxxxxxx
leaveFamily                             -x+++++++++xxxxxxx
leaveTeam                               -x??+??????xxxxxxx
listAttendances                         -xxxx++++ttxxxxxxx
listAudit                               -xxxxxxxxxxxxxxxx+
listCategories                          ++++++++++++++++++
listChildTeams                          -xxxxt+++tt++++rr+
listCodes                               ++++++++++++++++++
listDoorShifts                          -xxxx++++ttxxxxxxx
listFamilyActivities                    -x+++++++++xxxxxxx
listHourDrafts                          -xxxx++++ttxxxxxxx
listInvitations                         -xxxxt+++ttxxxxxxx
listEarlierDecisions of a legal person  -xxxxrrrrrr++++rr+
listEarlierDecisions of a new team      -xxxxt+++ttttttttt
listLiaisonTeams                        -+++++++++++++++++
listInvitationFailures                  -xxxxt???ttxxxxxxx
listInvitationImports                   -xxxxt+++ttxxxxxxx
listMemberLabels                        -xxxxt+++ttxxxxxxx
listMembers                             -xxxxt+++ttxxxxxxx
listMembershipDecisions                 -xxxxt+++ttxxxxxxx
listMembershipRequests                  -xxxxt+++ttxxxxxxx
listMoves                               -xxxxt+++ttxxxxxxx
listMoveTargets                         -xxxxt+++ttxxxxxxx
listMyAccesses                          -x+++++++++xxxxxxx
listMyHours                             -x+++++++++xxxxxxx
listMyInvitations                       -x+++++++++xxxxxxx
listMyLeaderProposals                   -x+++++++++xxxxxxx
listMyMemberships                       -x+++++++++xxxxxxx
listMyNotices                           -+++++++++++++++++
listMyProofs                            -x+++++++++xxxxxxx
listMySessions                          -+++++++++++++++++
listMySignUps                           -x+++++++++xxxxxxx
listMyTeamDrafts                        -x+++++++++xxxxxxx
listMyTeamRegistrations                 -x+++++++++xxxxxxx
listMyWards                             -x+++++++++xxxxxxx
listOutbox                              -xxxxxxxxxxxxxxxx+
listProjectDays                         ++++++++++++++++++
listProjects                            ++++++++++++++++++
listRegionHours                         -xxxxxxxxxx++++rr+
listRegions                             ++++++++++++++++++
listRegisteringAuthorities              -+++++++++++++++++
listRenames of the regions              -xxxx000000++++00+
listRenames of a team                   -xxxxt+++ttttttttt
listReviews of the region               -xxxx000000++++00+
listReviews of the team                 -xxxx0+++000000000
listSignUps                             -xxxx++++ttxxxxxxx
listStaff                               -xxxxxxxxxx+++++++
listRegionTeams                         -xxxxxxxxxx++++rr+
listStaffRegisters                      -xxxxxxxxxxr000rr0
listTeamChanges                         -xxxxt+++ttxxxxxxx
listTeamHours                           -xxxx++++ttxxxxxxx
listTeamProjects                        -xxxx++++ttxxxxxxx
listTeams                               ++++++++++++++++++
listTeamStaff                           -xttt++++ttxxxxxxx
listVolunteers                          -xxxxxxxxxx++++rr+
lookAtFamily                            -v+++++++++vvvvvvv
markNoticesRead                         -+++++++++++++++++
offerFamilyHead                         -x+++++++++xxxxxxx
proposeLeader                           -xxxxll+lttxxxxxxx
proposeMove                             -xxxxll++ttxxxxxxx
proposeRenames                          -xxxxrrrrrrr+++rr+
proposeRenames of a team                -xxxxtl+lttttttttt
proposeTeamChange                       -xxxxtl+lttxxxxxxx
recordScans                             -xxxx++++ttxxxxxxx
registerTeam                            -x+++++++++xxxxxxx
registerVolunteer                       ++++++++++++++++++
removeFamilyMember                      -x+++++++++xxxxxxx
renameFamily                            -x+++++++++xxxxxxx
renameSite                              -xxxxxxxxxxxxxxxx+
renewFamilyCode                         -x+++++++++xxxxxxx
renewJoinCode                           -xxxxt+++ttxxxxxxx
requestMembership                       -v+++++++++vvvvvvv
resetPassword                           ++++++++++++++++++
resetSecondFactor                       -xxxxxxxxxxaa++rr+
resubmitRegistration                    -++++++++++xxxxxxx
resubmitTeam                            -xtt+ttttttxxxxxxx
resumeTeam                              -xxxxooo+ttr+++rr+
reverseHours                            -xxxxt+++ttxxxxxxx
reviewProject                           -xxxxttt+ttttttttt
reviewRenames                           -xxxxttt+ttttttttt
reviewTeam of a legal person            -xxxxrrrrrrr+++rr+
reviewTeam of an unregistered team      -xxxxt+++ttttttttt
reviewTeamChange                        -xxxxttt+ttttttttt
reviewVolunteer                         -xxxxxxxxxxr+++rr+
saveStaffRegister                       -xxxxt+++ttxxxxxxx
saveTeamDraft                           -x+++++++++xxxxxxx
sendPhoneCode                           ++++++++++++++++++
setJoinMode                             -xxxxt+++ttxxxxxxx
setStandingConsent                      -x+++++++++xxxxxxx
showFamilyHours                         -x+++++++++xxxxxxx
startInvitationImport                   -xxxxt+++ttxxxxxxx
signIn                                  ++++++++++++++++++
signOut                                 -+++++++++++++++++
signUp                                  -v+++++++++vvvvvvv
startSecondFactor                       -+++++++++++++++++
submitProject                           -xxxxt+++ttxxxxxxx
suspendTeam                             -xxxxooo+ttr+++rr+
undoMembershipDecisions                 -xxxxt+++ttxxxxxxx
undoScan                                -xxxx????ttxxxxxxx
updateProject                           -xxxxt+++ttxxxxxxx
updateTeamProfile                       -xxxxt+++ttxxxxxxx
uploadTeamFile                          -x+++++++++xxxxxxx
verifyProof                             ++++++++++++++++++
withdrawFamilyHead                      -x+++++++++xxxxxxx
withdrawInvitation                      -xxxxt???ttxxxxxxx
withdrawLeaderProposal                  -xxxxll+lttttttttt
withdrawMove                            -xxxxll++ttxxxxxxx
withdrawSignUp                          -x??+??????xxxxxxx
withdrawTeamChange                      -xxxxtl+lttxxxxxxx
`

/** Asked of everybody last, since it ends their sessions. */
const LAST = 'signOut'
/** Lists whose path names nobody: what is in them is the decision. */
const SCOPED = /^list(Renames|Reviews|Staff|Audit)/

interface Operation {
  id: string
  method: 'get' | 'post' | 'put' | 'delete'
  path: string
  takesBody: boolean
}

let here: Gathering
let operations: Operation[]
const table = new Map(
  TABLE.trim()
    .split('\n')
    .map((line) => [line.slice(0, -KINDS.length).trim(), line.slice(-KINDS.length)] as const),
)

beforeAll(async () => {
  here = await gather(await startTestServer())
  operations = Object.entries(here.server.app.swagger().paths ?? {})
    .filter(([path]) => path.startsWith('/api/v1/'))
    .flatMap(([path, item]) =>
      (['get', 'post', 'put', 'delete'] as const).flatMap((method) => {
        const found = (item as Record<string, { operationId?: string; requestBody?: object }>)[method]
        const { operationId: id, requestBody } = found ?? {}
        if (id === undefined) return []
        return [{ id, method, path: path.slice('/api/v1'.length), takesBody: requestBody !== undefined }]
      }),
    )
})
afterAll(() => here.server.stop())

const rowsOf = (id: string): string[] =>
  [...table.keys()].filter((row) => row === id || row.startsWith(`${id} of `))

function send(client: Client, method: Operation['method'], path: string, body: object | undefined) {
  if (method === 'get') return client.get<{ items?: unknown[] }>(path)
  if (method === 'delete') return client.delete<{ items?: unknown[] }>(path)
  return method === 'post'
    ? client.post<{ items?: unknown[] }>(path, body)
    : client.put<{ items?: unknown[] }>(path, body ?? {})
}

async function cell(operation: Operation, row: string, client: Client): Promise<string> {
  const asked = await ASKS[row]?.(here)
  const { status, code, body } = await send(
    client,
    operation.method,
    asked?.path ?? operation.path,
    asked?.body,
  )
  if (status >= 500) return `(${status})`
  if (code === 'malformed') return '(malformed)'
  if (code === null) return SCOPED.test(row) && body.items?.length === 0 ? EMPTY : LET_IN
  return CELLS[code] ?? (code.endsWith('_not_found') ? HIDDEN : LET_IN)
}

describe('who may do what', () => {
  test('no operation is forgotten, and none is asked without what it needs', () => {
    expect(operations.filter(({ id }) => rowsOf(id).length === 0).map(({ id }) => id)).toEqual([])
    const ids = new Set(operations.map(({ id }) => id))
    expect([...table.keys()].filter((row) => !ids.has(row.split(' of ')[0]!))).toEqual([])
    const needy = operations.filter(({ path, takesBody }) => path.includes('{') || takesBody)
    const unasked = needy.flatMap(({ id }) => rowsOf(id).filter((row) => ASKS[row] === undefined))
    expect(unasked.filter((row) => row !== 'uploadTeamFile')).toEqual([])
  })

  test('every answer is the one of the table', async () => {
    const wrong: string[] = []
    const ordered = [...operations].sort((a, b) => Number(a.id === LAST) - Number(b.id === LAST))
    for (const operation of ordered)
      for (const row of rowsOf(operation.id)) {
        const asks = KINDS.map((kind) => () => cell(operation, row, here.clients.get(kind)!))
        const cells: string[] = []
        // Readers do not stand in each other's way; writers ask one after the other.
        if (operation.method === 'get') cells.push(...(await Promise.all(asks.map((ask) => ask()))))
        else for (const ask of asks) cells.push(await ask())
        const got = cells.join('')
        if (got !== table.get(row)) wrong.push(`${row.padEnd(40)}${got}`)
      }
    expect(wrong).toEqual([])
  }, 120_000)
})

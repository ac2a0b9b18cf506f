/**
 * The table of authorization.test.ts, a row for each operation. The columns are, in order: nobody signed in · an
 * applicant · a verified stranger · who was this team's administrator · the person whose records they are · the team's
 * timekeeper, administrator, leader · the leader of the team above, of one below, of one beside · in the county a viewer,
 * a reviewer, the site's administrator · the site's administrator of the city above, of a town below, of the county
 * beside · the platform's administrator.
 */
export const TABLE = `
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
createProjectFromTemplate               -xxxxt+++ttxxxxxxx
decideMemberships                       -xxxxt+++ttxxxxxxx
decideMove                              -xxxxll++ttxxxxxxx
decideSignUps                           -xxxxt+++ttxxxxxxx
deleteTemplate                          -xxxxt+++ttxxxxxxx
discardTeamDraft                        -x+++++++++xxxxxxx
disownRecord                            -x??+??????xxxxxxx
dissolveFamily                          -x+++++++++xxxxxxx
dissolveTeam                            -xxxxll++ttr+++rr+
downloadProof                           -x??+??????xxxxxxx
endFamilyCode                           -x+++++++++xxxxxxx
endGrant                                -xxxxxxxxxxaa++rr+
endJoinCode                             -xxxxt+++ttxxxxxxx
endRatingCodes                          -xxxxt+++ttxxxxxxx
endSession                              -???+?????????????
endStandingConsent                      -x+++++++++xxxxxxx
endTeamRole                             -xxxxll++ttxxxxxxx
enrolCardKey                            -x+++++++++xxxxxxx
enterHours                              -xxxx++++ttxxxxxxx
exportMembers                           -xxxxt+++ttxxxxxxx
foundFamily                             -v+++++++++vvvvvvv
foundFederation                         -xxxxxxxxxxrr??rr?
getDoneProject                          ++++++++++++++++++
getFamilyCode                           -x+++++++++xxxxxxx
getFigures                              ++++++++++++++++++
getInvitationImport                     -xxxxt???ttxxxxxxx
getJoinCode                             -xxxxt+++ttxxxxxxx
getInvitationTemplate                   -xxxx++++++xxxxxxx
getMe                                   ++++++++++++++++++
getMyCard                               -x+++++++++xxxxxxx
getMyEvaluation                         -x+++++++++xxxxxxx
getMyFamily                             -x+++++++++xxxxxxx
getMyNameChoice                         -x+++++++++xxxxxxx
getOverview                             -xxxxxxxxxx++++rr+
getProject                              ++++++++++++++++++
getProjectRatings                       -xxxxt+++tt++++rr+
getProjectReport                        -xxxxt+++ttxxxxxxx
getProjectReview                        -xxxxttt+ttttttttt
getProofKey                             ++++++++++++++++++
getRenames                              -xxxx?+++??++++??+
getRenamesReview                        -xxxxttt+ttttttttt
getReportPicture                        ??????????????????
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
hideEvaluationWords                     -xxxxooo+ttr+++rr+
hideReport                              -xxxxooo+ttr+++rr+
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
listEvaluationWords                     -xxxxt+++tt++++rr+
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
listMyEvaluations                       -x+++++++++xxxxxxx
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
listRatingCodes                         -xxxxt+++ttxxxxxxx
listRegionHours                         -xxxxxxxxxx++++rr+
listRegions                             ++++++++++++++++++
listRegisteringAuthorities              -+++++++++++++++++
listRenames of the regions              -xxxx000000++++00+
listRenames of a team                   -xxxxt+++ttttttttt
listReviews of the region               -xxxx000000++++00+
listReviews of the team                 -xxxx0+++000000000
listServedVolunteers                    -xxxxt+++ttxxxxxxx
listSignUps                             -xxxx++++ttxxxxxxx
listStaff                               -xxxxxxxxxx+++++++
listRegionTeams                         -xxxxxxxxxx++++rr+
listStaffRegisters                      -xxxxxxxxxxr000rr0
listTeamChanges                         -xxxxt+++ttxxxxxxx
listTeamHours                           -xxxx++++ttxxxxxxx
listTeamProjects                        -xxxx++++ttxxxxxxx
listTeams                               ++++++++++++++++++
listTeamStaff                           -xttt++++ttxxxxxxx
listTemplates                           -xxxxt+++ttxxxxxxx
listVolunteers                          -xxxxxxxxxx++++rr+
lookAtFamily                            -v+++++++++vvvvvvv
lookAtRatingCode                        ++++++++++++++++++
makeRatingCodes                         -xxxxt+++ttxxxxxxx
markNoticesRead                         -+++++++++++++++++
offerFamilyHead                         -x+++++++++xxxxxxx
planShifts                              -xxxx++++++xxxxxxx
proposeLeader                           -xxxxll+lttxxxxxxx
proposeMove                             -xxxxll++ttxxxxxxx
proposeRenames                          -xxxxrrrrrrr+++rr+
proposeRenames of a team                -xxxxtl+lttttttttt
proposeTeamChange                       -xxxxtl+lttxxxxxxx
publishProjectReport                    -xxxxt+++ttxxxxxxx
rateAsRecipient                         ++++++++++++++++++
rateProject                             -x+++++++++xxxxxxx
rateVolunteers                          -xxxxt+++ttxxxxxxx
recordScans                             -xxxx++++ttxxxxxxx
registerTeam                            -x+++++++++xxxxxxx
registerVolunteer                       ++++++++++++++++++
removeFamilyMember                      -x+++++++++xxxxxxx
renameFamily                            -x+++++++++xxxxxxx
renameSite                              -xxxxxxxxxxxxxxxx+
renameTemplate                          -xxxxt+++ttxxxxxxx
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
saveTemplate                            -xxxxt+++ttxxxxxxx
sendPhoneCode                           ++++++++++++++++++
setJoinMode                             -xxxxt+++ttxxxxxxx
setStandingConsent                      -x+++++++++xxxxxxx
showFamilyHours                         -x+++++++++xxxxxxx
showMyName                              -x+++++++++xxxxxxx
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
withdrawProjectReport                   -xxxxt+++ttxxxxxxx
withdrawSignUp                          -x??+??????xxxxxxx
withdrawTeamChange                      -xxxxtl+lttxxxxxxx
`

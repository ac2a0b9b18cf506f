/** The rows of who-may.data.ts about signing up, running a project and who did not come, in the same columns. */
export const RUNNING_ROWS = `acceptOffer                             -x??+??????xxxxxxx
addShifts                               -xxxxt+++ttxxxxxxx
answerMove                              -x??+??????xxxxxxx
cancelProject                           -xxxxt+++ttxxxxxxx
cancelShift                             -xxxxt+++ttxxxxxxx
changeHeadcount                         -xxxxt+++ttxxxxxxx
changePublishedProject                  -xxxxt+++ttxxxxxxx
changeSignUp                            -x??+??????xxxxxxx
closeProject                            -xxxxt+++ttxxxxxxx
decideSignUps                           -xxxxt+++ttxxxxxxx
declineOffer                            -x??+??????xxxxxxx
discardProject                          -xxxxt+++ttxxxxxxx
extendProject                           -xxxxt+++ttxxxxxxx
getProjectRunning                       -xxxx++++ttxxxxxxx
getProjectChangeReview                  -xxxxttt+ttttttttt
getProjectChange                        -xxxxt+++ttxxxxxxx
listChangeChoices                       -x??+??????xxxxxxx
listPlaceHolders                        -xxxx++++ttxxxxxxx
moveShift                               -xxxxt+++ttxxxxxxx
previewMove                             -xxxxt+++ttxxxxxxx
pauseRecruiting                         -xxxxt+++ttxxxxxxx
reportAbsence                           -x??+??????xxxxxxx
resumeRecruiting                        -xxxxt+++ttxxxxxxx
reviewProjectChange                     -xxxxttt+ttttttttt
signUp                                  -v+++++++++vvvvvvv
withdrawProjectChange                   -xxxxt+++ttxxxxxxx
withdrawSignUp                          -x??+??????xxxxxxx
withdrawSubmission                      -xxxxt+++ttxxxxxxx
answerNoShowAppeal                      -xxxxt+++ttxxxxxxx
appealNoShow                            -x??+??????xxxxxxx
decideAbsences                          -xxxx++++ttxxxxxxx
getNoShowReview                         -xxxxttt+ttttttttt
reviewNoShowAppeal                      -xxxxttt+ttttttttt
`

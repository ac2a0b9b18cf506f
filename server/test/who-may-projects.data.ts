/** Rows of the table of who-may.data.ts, in its columns: publishing before the review, and draws. */
export const PROJECTS_TABLE = `
cancelCheckedProject                    -xxxxttt+ttttttttt
getProjectCheck                         -xxxxttt+ttttttttt
getProjectDraw                          ++++++++++++++++++
getPublishingWay                        -xxxx++++ttxxxxxxx
getTeamTrust                            -xxxx++++tt++++rr+
getTrustedTeams                         -xxxxxxxxxx+++++++
listDrawEntries                         ++++++++++++++++++
resubmitProject                         -xxxxt+++ttxxxxxxx
reviewProjectCheck                      -xxxxttt+ttttttttt
setTrustedTeams                         -xxxxxxxxxxrrr+rr+
trustTeam                               -xxxxooo+ttr+++rr+
untrustTeam                             -xxxxooo+ttr+++rr+
`

/** Which feature writes which table. Stores may read across; they may not write across. */
const tables: Record<string, readonly string[]> = {
  catalog: ['regions', 'categories', 'codes', 'calendarDays', 'sites', 'campaignUnits'],
  accounts: [
    'accounts',
    'signInKeys',
    'sessions',
    'grants',
    'phoneCodes',
    'setupLinks',
    'signInFailures',
    'phoneCodeCounts',
  ],
  notices: ['notices', 'outboxMessages'],
  reviews: ['reviews'],
  volunteers: [
    'volunteers',
    'identityKeys',
    'volunteerNumbers',
    'numberSeries',
    'guardianships',
    'consents',
    'cardKeys',
    'regionPeople',
  ],
  teams: ['teams', 'teamFiles', 'memberships', 'teamJoinCodes', 'teamPledges', 'regionTeams'],
  projects: ['projects', 'positions', 'shifts', 'regionProjects'],
  signups: ['signups', 'attendances', 'openAttendances', 'doorCounts', 'scans'],
  hours: [
    'hourEntries',
    'creditedSpans',
    'hourDrafts',
    'volunteerTotals',
    'volunteerYears',
    'teamMonths',
    'regionMonths',
    'regionLastMonths',
  ],
  certificates: ['proofs', 'proofNumbers', 'proofEntries'],
  audit: ['disownedRecords'],
}

export const OWNERS: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(tables).flatMap(([feature, names]) => names.map((name) => [name, feature])),
)

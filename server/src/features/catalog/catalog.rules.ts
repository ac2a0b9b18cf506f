/**
 * The numbers a site may set, and how they inherit down the region tree. Where a province has spoken,
 * a city below it may only be stricter in what protects people; the rest is its own to choose.
 */

export interface Policies {
  /** Registration by oneself from this age, with a guardian's consent below `adultAge`. */
  minimumOwnAge: number
  /** Registration bound to a guardian from this age. */
  minimumGuardianAge: number
  adultAge: number
  /** Without a team no sign-up, no hours, no certificate. */
  teamRequired: boolean
  homeTeamsMax: number
  volunteerReviewDays: number
  teamReviewDays: number
  projectReviewDays: number
  warnDayMinutes: number
  secondPersonDayMinutes: number
  maxDayMinutes: number
  /** A team's entry of more than this for one person waits for a second person. */
  secondPersonEntryMinutes: number
  /** Working days after the end within which hours are recorded (Order 67 a11). */
  recordDueDays: number
  yearlyGoalMinutes: number
  /** Minutes for one to five stars. */
  starMinutes: readonly number[]
  /** Working days within which a complaint is taken up, answered, and a team says its side. */
  complaintAcceptDays: number
  complaintAnswerDays: number
  complaintStatementDays: number
  /** Working days for the reporter who is asked for more. */
  complaintMoreDays: number
  /** Days within which an outcome may be questioned, once. */
  complaintReopenDays: number
  /** Months after the end of a case until contact and pictures are deleted. */
  complaintContactMonths: number
  /** Teams that have earned it publish at once, and are checked afterwards (P28). */
  trustedTeams: boolean
  /** So many no-shows within six months keep somebody from signing up; 0 keeps nobody. */
  noShowLimit: number
}

/** What a site has set; everything else comes from above. */
export type PolicyChoices = Partial<Policies>

export const DEFAULT_POLICIES: Policies = Object.freeze({
  minimumOwnAge: 14,
  minimumGuardianAge: 10,
  adultAge: 18,
  teamRequired: true,
  homeTeamsMax: 1,
  volunteerReviewDays: 5,
  teamReviewDays: 5,
  projectReviewDays: 3,
  warnDayMinutes: 480,
  secondPersonDayMinutes: 720,
  maxDayMinutes: 1440,
  secondPersonEntryMinutes: 480,
  recordDueDays: 10,
  yearlyGoalMinutes: 1200,
  starMinutes: Object.freeze([6_000, 18_000, 36_000, 60_000, 90_000]),
  complaintAcceptDays: 5,
  complaintAnswerDays: 20,
  complaintStatementDays: 10,
  complaintMoreDays: 10,
  complaintReopenDays: 30,
  complaintContactMonths: 6,
  trustedTeams: false,
  noShowLimit: 0,
})

/** The versions of the notices a person agrees to; a new text gets a new version. */
export const NOTICE_VERSIONS = Object.freeze({
  serviceTerms: '2026-11',
  personalInformation: '2026-11',
  guardian: '2026-11',
})

/** None at all is the mildest. */
const stricterLimit = (a: number, b: number): number => (a === 0 || b === 0 ? Math.max(a, b) : Math.min(a, b))

/** Of two ages the higher is stricter, of two limits the lower. */
const STRICTER = {
  minimumOwnAge: Math.max,
  minimumGuardianAge: Math.max,
  adultAge: Math.max,
  warnDayMinutes: Math.min,
  secondPersonDayMinutes: Math.min,
  maxDayMinutes: Math.min,
  secondPersonEntryMinutes: Math.min,
  // Law sets the ten working days; a site may only ask for its records sooner.
  recordDueDays: Math.min,
  // Whoever reports may be answered sooner, and is forgotten sooner, never later.
  complaintAcceptDays: Math.min,
  complaintAnswerDays: Math.min,
  complaintContactMonths: Math.min,
  noShowLimit: stricterLimit,
} satisfies Partial<Record<keyof Policies, (a: number, b: number) => number>>

function layered(above: Policies, choices: PolicyChoices): Policies {
  const merged: Policies = { ...above, ...choices }
  for (const key of Object.keys(STRICTER) as (keyof typeof STRICTER)[])
    merged[key] = STRICTER[key](above[key], choices[key] ?? above[key])
  return merged
}

/** Off until somebody allows it; what a site above has not allowed, none below it allows. */
function trustsTeams(choicesFromAbove: readonly PolicyChoices[]): boolean {
  const said = choicesFromAbove.flatMap(({ trustedTeams }) => trustedTeams ?? [])
  return said.length > 0 && said.every((allowed) => allowed)
}

/**
 * What holds at a place, given what the sites on the way down to it have set, the widest first.
 * A choice that would loosen a protection from above is passed over.
 */
export function effectivePolicies(choicesFromAbove: readonly PolicyChoices[]): Policies {
  const merged = choicesFromAbove.reduce(layered, DEFAULT_POLICIES)
  // A lowered maximum pulls the softer limits down with it, so that they still come first.
  const secondPersonDayMinutes = Math.min(merged.secondPersonDayMinutes, merged.maxDayMinutes)
  return {
    ...merged,
    trustedTeams: trustsTeams(choicesFromAbove),
    secondPersonDayMinutes,
    warnDayMinutes: Math.min(merged.warnDayMinutes, secondPersonDayMinutes),
  }
}

// The five steps of the form and which field stands on which.
export const STEPS = ['what', 'when', 'who', 'safety', 'check'] as const
export type Step = (typeof STEPS)[number]

const FIELDS: Record<Step, readonly string[]> = {
  what: [
    ...['title', 'campaign', 'categories', 'description', 'recipients', 'coverFileId', 'pictureFileIds'],
  ],
  when: ['place', 'morePlaces', 'positions', 'recruitFrom', 'recruitUntil'],
  who: [
    ...['visibility', 'teamIds', 'signUpCode', 'acceptsMinors', 'guardianPresent', 'minAge', 'maxAge'],
    ...['minMinutes', 'training', 'qualification', 'excludes', 'autoAdmit', 'drawAt'],
    ...['keepsWaitingList', 'offerHours', 'withdrawHoursBefore'],
  ],
  safety: [
    ...['riskStatement', 'isDangerous', 'insurance', 'insured', 'safeguards'],
    ...['leaderName', 'leaderPublic', 'contactPhone', 'contactPublic'],
  ],
  check: ['exclusionsConfirmed'],
}

/** A field as the form calls it; the check of a body writes `/positions/0/name`. */
export const fieldName = (field: string): string => field.replace(/^\//, '').replaceAll('/', '.')

/** The step on which a field stands; `positions.0.shifts.1` belongs to `positions`. */
export function stepOf(field: string): Step {
  const head = field.split('.')[0] ?? field
  return STEPS.find((step) => FIELDS[step].includes(head)) ?? 'what'
}
export const isStep = (text: unknown): text is Step => STEPS.some((step) => step === text)

// What the form of a published project changes, in the server's words: at once, or waiting for its reviewer. The server decides; this is for reading before the press.
import type { Body, Output } from '../../../api/types'
import { faultsOf, type Faults } from './form-faults'
import { bodyOf } from './form-wire'
import type { ProjectForm } from './project-form'

export type PublishedBody = Body<'changePublishedProject'>
export type FreeField = Output<'changePublishedProject'>['changed'][number]
export type ReviewedField = NonNullable<Output<'changePublishedProject'>['waiting']>['fields'][number]

/** Only for a form without faults. */
export function publishedBody(form: ProjectForm): Omit<PublishedBody, 'formVersion'> {
  const {
    positions: _positions,
    insured: _insured,
    exclusionsConfirmed: _confirmed,
    ...body
  } = bodyOf({
    ...form,
    positions: [],
  })
  return body
}

type Fields = ReturnType<typeof publishedBody>
type Parts<Field extends string> = Record<Field, (body: Fields) => unknown>
const REVIEWED: Parts<Exclude<ReviewedField, 'visibility'>> = {
  title: (body) => body.title.trim(),
  categories: ({ campaign, categories }) => [campaign, categories],
  risk_statement: (body) => body.riskStatement.trim(),
  danger: (body) => body.isDangerous,
  minors: ({ acceptsMinors, guardianPresent }) => [acceptsMinors, guardianPresent],
  ages: ({ minAge, maxAge }) => [minAge, maxAge],
}
const FREE: Parts<Exclude<FreeField, 'narrower'>> = {
  description: (body) => body.description.trim(),
  pictures: ({ coverFileId, pictureFileIds }) => [coverFileId, pictureFileIds],
  recipients: (body) => body.recipients,
  place: ({ place, morePlaces }) => [place, morePlaces],
  contact: (body) => [body.leaderName, body.leaderPublic, body.contactPhone, body.contactPublic],
  safeguards: (body) => body.safeguards,
  insurance: (body) => body.insurance.trim(),
  recruiting: ({ recruitFrom, recruitUntil }) => [recruitFrom, recruitUntil],
  conditions: (body) => [body.training, body.qualification, body.minMinutes, body.excludes],
  taking: (body) => [body.autoAdmit, body.keepsWaitingList, body.offerHours, body.withdrawHoursBefore],
}
const REACH = ['invitation', 'teams', 'code', 'public']
function isWider(from: Fields, to: Fields): boolean {
  const [before, after] = [from.visibility ?? 'public', to.visibility ?? 'public']
  if (before !== after) return REACH.indexOf(after) > REACH.indexOf(before)
  return (to.teamIds ?? []).some((teamId) => !(from.teamIds ?? []).includes(teamId))
}

const differ = <Field extends string>(parts: Parts<Field>, from: Fields, to: Fields): Field[] =>
  (Object.keys(parts) as Field[]).filter(
    (field) => JSON.stringify(parts[field](from)) !== JSON.stringify(parts[field](to)),
  )
/** Everybody who has signed up hears of these. */
const TOLD: readonly string[] = ['place', 'contact', 'safeguards']

export interface Changes {
  free: FreeField[]
  reviewed: ReviewedField[]
  /** Whether those who have signed up are told of what changes at once. */
  isTold: boolean
  /** Whether it would become dangerous, which lets minors go. */
  isDangerNew: boolean
}
/** Only for a form without faults. */
export function changesOf(initial: ProjectForm, form: ProjectForm): Changes {
  const [from, to] = [publishedBody(initial), publishedBody(form)]
  const audience = ({ visibility, teamIds, signUpCode }: Fields) =>
    JSON.stringify([visibility, teamIds, signUpCode])
  const wider = isWider(from, to)
  const free: FreeField[] = [
    ...differ(FREE, from, to),
    ...(audience(from) !== audience(to) && !wider ? (['narrower'] as const) : []),
  ]
  return {
    free,
    reviewed: [...differ(REVIEWED, from, to), ...(wider ? (['visibility'] as const) : [])],
    isTold: free.some((field) => TOLD.includes(field)),
    isDangerNew: !initial.isDangerous && form.isDangerous,
  }
}

/** Shifts, the policy and the word on what counts are no part of it; a time that is past and stays is no fault. */
export function publishedFaults(
  initial: ProjectForm,
  form: ProjectForm,
  now: number,
  titleReason: string | null,
): Faults {
  const isSame = initial.recruitDate === form.recruitDate && initial.recruitTime === form.recruitTime
  return Object.fromEntries(
    Object.entries(faultsOf(form, now, titleReason)).filter(
      ([field]) =>
        !/^(?:positions|insured|exclusionsConfirmed)/.test(field) && !(field === 'recruitUntil' && isSame),
    ),
  )
}

/** What was changed here, on what stands now: a field that was left as it was follows what others have made of it. */
export const carriedOver = (base: ProjectForm, wish: ProjectForm, now: ProjectForm): ProjectForm => {
  const isLeft = (name: keyof ProjectForm) => JSON.stringify(base[name]) === JSON.stringify(wish[name])
  const own = (Object.keys(now) as (keyof ProjectForm)[]).filter((name) => !isLeft(name))
  return { ...now, ...Object.fromEntries(own.map((name) => [name, wish[name]])) }
}

/** People register, are verified by the civilisation office, and join a team. */
import type { Act } from '../../act.ts'
import { findAccountIdByKey, issuePhoneCode } from '../../features/accounts/index.ts'
import { NOTICE_VERSIONS } from '../../features/catalog/index.ts'
import { decideMemberships, requestMembership } from '../../features/teams/memberships.actions.ts'
import { readApplication, type Form } from '../../features/volunteers/applications.ts'
import { registerVolunteer } from '../../features/volunteers/registration.actions.ts'
import { reviewVolunteer } from '../../features/volunteers/verification.actions.ts'
import { GUEST, type Actor } from '../../kernel/actor.ts'
import { identityCheckCharacter } from '../../kernel/identity-document.ts'
import type { AccountId, VolunteerId } from '../../kernel/ids.ts'
import { dateIn, ZONE } from '../../kernel/local-date.ts'
import type { DemoPerson } from './people.ts'
import type { Random } from './random.ts'
import { volunteerActor, type Stage } from './stage.ts'
import type { TeamOfCity } from './teaming.ts'

export interface Citizen extends DemoPerson {
  accountId: AccountId
  volunteerId: VolunteerId
  age: number
  actor: Actor
}

const SKILLS = [
  'first_aid',
  'teaching',
  'driving',
  'reception',
  'photography',
  'music',
  'nursing',
  'it',
  'languages',
  'arts',
]
const INTERESTS = [
  'community',
  'education',
  'environment',
  'health',
  'culture',
  'traffic',
  'special_care',
  'large_event',
]

/** A guardian as the form asks for one: grown up, with a phone of their own; a volunteer too, or nobody the city knows. */
function guardianFor(person: DemoPerson, index: number, parent?: Citizen): Pick<Form, 'guardian'> {
  if (parent !== undefined)
    return {
      guardian: {
        name: parent.name,
        relation: parent.gender === 'male' ? 'father' : 'mother',
        idKind: 'mainland_id',
        idNumber: parent.idNumber,
        phone: parent.phone,
        phoneCode: '',
        consent: NOTICE_VERSIONS.guardian,
      },
    }
  const year = Number(person.birthDate.slice(0, 4)) - 29
  const body = `${person.regionCode}${year}0615${990 + (index % 5) * 2}`
  return {
    guardian: {
      name: `${person.name.slice(0, 1)}秀珍`,
      relation: 'mother',
      idKind: 'mainland_id',
      idNumber: body + identityCheckCharacter(body),
      phone: `1409${String(index).padStart(7, '0')}`,
      phoneCode: '',
      consent: NOTICE_VERSIONS.guardian,
    },
  }
}

/** Told by the order of coming and the age, so that the chances of everything else stay as they are. */
function walkOfLife(index: number, age: number): Pick<Form, 'politicalStatus' | 'employment' | 'education'> {
  if (age < 18)
    return {
      employment: '31',
      education: age < 15 ? '80' : '70',
      politicalStatus: age > 14 && index % 2 === 0 ? '03' : '13',
    }
  const politicalStatus =
    index % 5 === 0 ? '01' : index % 17 === 0 ? '02' : age < 28 && index % 3 === 0 ? '03' : '13'
  if (age < 23) return { politicalStatus, employment: index % 3 === 0 ? '17' : '31', education: '60' }
  if (age > 60) return { politicalStatus, employment: '80', education: '60' }
  return {
    politicalStatus,
    employment: ['13', '17', '24', '21'][index % 4]!,
    education: ['20', '30', '60'][index % 3]!,
  }
}

interface Registering {
  person: DemoPerson
  index: number
  age: number
  guardian?: Citizen
}

function formOf(random: Random, { person, index, age, guardian }: Registering): Form {
  return {
    name: person.name,
    idKind: 'mainland_id',
    idNumber: person.idNumber,
    phone: person.phone,
    regionCode: person.regionCode,
    password: 'Read-from-the-hash-1',
    phoneCode: '',
    consents: {
      serviceTerms: NOTICE_VERSIONS.serviceTerms,
      personalInformation: NOTICE_VERSIONS.personalInformation,
    },
    skills: random.sample(SKILLS, random.between(0, 3)),
    categories: random.sample(INTERESTS, random.between(1, 3)),
    freeSlots: random.sample(
      ['sat_morning', 'sat_afternoon', 'sun_morning', 'wed_evening'],
      random.between(0, 2),
    ),
    ...walkOfLife(index, age),
    ...(age < 18 ? guardianFor(person, index, guardian) : {}),
  }
}

interface Registration {
  form: Form
  passwordHash: string
  index: number
}

/** Both codes are made and entered in one go, as somebody does who holds both phones. */
async function registerAtOnce(act: Act, { form, passwordHash, index }: Registration): Promise<void> {
  const { tx, vault, now } = act
  const application = await readApplication(tx, form, dateIn(ZONE, now))
  const from = { ip: `10.${index >> 8}.${index & 255}.1`, factor: 1000 }
  const own = await issuePhoneCode(tx, vault, { phone: form.phone, purpose: 'register', ...from }, now)
  const guardianPhone = form.guardian?.phone
  const guardianCode =
    guardianPhone === undefined
      ? null
      : (await issuePhoneCode(tx, vault, { phone: guardianPhone, purpose: 'guardian', ...from }, now)).code
  const registered = await registerVolunteer(act, {
    application,
    phoneCode: own.code,
    guardianCode,
    passwordHash,
    userAgent: undefined,
  })
  if ('reason' in registered) throw new Error(`the demo city's form was refused: ${registered.reason}`)
}

export async function register(
  stage: Stage,
  random: Random,
  given: Registering & { passwordHash: string },
): Promise<Citizen> {
  const form = formOf(random, given)
  await stage.play(GUEST, registerAtOnce, { form, passwordHash: given.passwordHash, index: given.index })
  const accountId = await findAccountIdByKey(stage.opened.db, stage.vault, {
    kind: 'phone',
    value: given.person.phone,
  })
  const row = await stage.opened.db
    .selectFrom('volunteers')
    .select(['volunteerId', 'accountId'])
    .where('accountId', '=', accountId!)
    .executeTakeFirstOrThrow()
  const citizen = { ...given.person, ...row, age: given.age }
  return { ...citizen, actor: volunteerActor(citizen) }
}

/** The open review of a person, a team or a project. */
export async function openReviewOf(stage: Stage, subjectId: string) {
  const row = await stage.opened.db
    .selectFrom('reviews')
    .select('reviewId')
    .where('subjectId', '=', subjectId)
    .where('decidedAt', 'is', null)
    .executeTakeFirstOrThrow()
  return row.reviewId
}

export async function verifyCitizen(
  stage: Stage,
  reviewer: Actor,
  citizen: Citizen,
  reason?: string,
): Promise<void> {
  const reviewId = await openReviewOf(stage, citizen.volunteerId)
  const decision =
    reason === undefined ? ({ decision: 'approve' } as const) : ({ decision: 'refuse', reason } as const)
  await stage.play(reviewer, reviewVolunteer, { reviewId, ...decision })
}

export async function askToJoin(
  stage: Stage,
  citizen: Citizen,
  team: TeamOfCity,
  message: string,
): Promise<void> {
  const { membershipId, status } = await stage.play(citizen.actor, requestMembership, {
    teamId: team.teamId,
    message,
    joinCode: '',
  })
  if (status === 'requested') team.requests.push(membershipId)
}

export async function answerRequests(stage: Stage, team: TeamOfCity): Promise<void> {
  const decisions = team.requests
    .splice(0, 50)
    .map((membershipId) => ({ membershipId, decision: 'approve' as const, reason: '' }))
  if (decisions.length > 0)
    await stage.play(team.leader, decideMemberships, { teamId: team.teamId, decisions })
}

/** Families for tests, made by the deeds themselves over HTTP. */
import { identityHash } from '../src/features/volunteers/index.ts'
import { dateIn, ZONE } from '../src/kernel/local-date.ts'
import { makeCrew, type CrewMember } from './crews.ts'
import type { Client, TestServer } from './harness.ts'
import {
  madeUpIdNumber,
  madeUpName,
  makeVolunteer,
  type TestVolunteer,
  type VolunteerWishes,
} from './people.ts'
import { checked } from './teams.ts'

export interface FamilyPage {
  family: {
    familyId: string
    name: string
    state: string
    totalMinutes: number
    leftOut: number
    members: {
      familyMemberId: string
      name: string
      isMe: boolean
      isHead: boolean
      isMinor: boolean
      isOfferedHead: boolean
      minutes: number | null
      goAlong: string[]
      whyNot: Record<string, string | null>
    }[]
    whyNot: Record<string, string | null>
  } | null
  whyNot: { foundFamily: string | null }
}
type Somebody = Pick<TestVolunteer, 'client'>

export const familyOf = async ({ client }: Somebody) =>
  checked(await client.get<FamilyPage>('/me/family'), 200).family
export async function memberIn(viewer: Somebody, { name }: { name: string }) {
  const found = (await familyOf(viewer))?.members.find((member) => member.name === name)
  if (found === undefined) throw new Error(`${name} is not in the family`)
  return found
}
export const found = (client: Client, name = '李家一家亲', regionCode = '441302') =>
  client.post<{ familyId: string }>('/me/family', { name, regionCode })
export const newCode = async ({ client }: Somebody, usesMax = 7, validDays = 7): Promise<string> =>
  checked(await client.post<{ code: string }>('/me/family/code', { validDays, usesMax }), 201).code
export const join = ({ client }: Somebody, code: string) =>
  client.post<{ familyId: string }>('/family-codes/join', { code })

export interface Adult extends CrewMember {
  idNumber: string
}
/** Verified people who hold an identity of their own, so that a child's consent may name them. */
export async function makeAdults(server: TestServer, count: number): Promise<Adult[]> {
  const crew = await makeCrew(server, count)
  const today = dateIn(ZONE, server.now())
  const adults = crew.map((one) => ({ ...one, name: madeUpName(), idNumber: madeUpIdNumber(40, today) }))
  for (const { volunteerId, name, idNumber } of adults) {
    await server.db.updateTable('volunteers').set({ name }).where('volunteerId', '=', volunteerId).execute()
    const key = { identityHash: identityHash(server.vault, idNumber), volunteerId }
    await server.db.insertInto('identityKeys').values(key).execute()
  }
  return adults
}
export const makeAdult = async (server: TestServer): Promise<Adult> => (await makeAdults(server, 1))[0]!

/** Somebody who has founded a family, and so many adults who joined it with its code. */
export async function makeFamily(server: TestServer, count = 0): Promise<{ head: Adult; others: Adult[] }> {
  const [head, ...others] = (await makeAdults(server, count + 1)) as [Adult, ...Adult[]]
  checked(await found(head.client), 201)
  const code = count === 0 ? '' : await newCode(head)
  for (const person of others) checked(await join(person, code), 201)
  return { head, others }
}

/** A child whose consent the guardian gave. */
export const makeWard = (
  server: TestServer,
  guardian: Pick<TestVolunteer, 'idNumber'>,
  wishes: VolunteerWishes = {},
): Promise<TestVolunteer> =>
  makeVolunteer(server, { age: 14, guardianIdNumber: guardian.idNumber, ...wishes })
export const addWard = ({ client }: Somebody, { volunteerId }: Pick<TestVolunteer, 'volunteerId'>) =>
  client.post<{ familyId: string }>('/me/family/wards', { volunteerId })

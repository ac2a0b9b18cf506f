/** Invitations for tests: sent over HTTP, delivered by the job. */
import { deliverInvitationsJob, meetNewcomersJob } from '../src/jobs/deliver-invitations.ts'
import type { Answer, Client, TestServer } from './harness.ts'
import type { TestTeam } from './teams.ts'

export interface Sent {
  invitationId: string
  name: string
  idNumber: string
  state: string
  sentBy: string
  whyNot: { withdrawInvitation: string | null }
}
export interface Mine {
  invitationId: string
  teamId: string
  teamName: string
  whyNot: { accept: string | null }
}
export interface InviteAnswer {
  results: { outcome: string; reason: string | null }[]
}
interface Invited {
  name: string
  idNumber: string
  idKind?: string
}

export const invite = (
  client: Client,
  teamId: string,
  ...people: readonly Invited[]
): Promise<Answer<InviteAnswer>> =>
  client.post<InviteAnswer>(`/teams/${teamId}/invitations`, {
    people: people.map(({ name, idNumber, idKind }) => ({
      name,
      idNumber,
      ...(idKind === undefined ? {} : { idKind }),
    })),
  })

export const deliver = (server: TestServer): Promise<void> => deliverInvitationsJob.run(server.engine)
export const meetNewcomers = (server: TestServer): Promise<void> => meetNewcomersJob.run(server.engine)

export const sentBy = async ({ teamId, leader }: TestTeam): Promise<Sent[]> =>
  (await leader.client.get<{ items: Sent[] }>(`/teams/${teamId}/invitations?limit=50`)).body.items
export const mine = async (client: Client): Promise<Mine[]> =>
  (await client.get<{ items: Mine[] }>('/me/invitations')).body.items
export const answerOne = (client: Client, invitationId: string, answer: 'accept' | 'decline') =>
  client.post<{ state: string; membershipId: string | null }>(`/me/invitations/${invitationId}/answer`, {
    answer,
  })
export const noticesOf = async (client: Client): Promise<string[]> =>
  (await client.get<{ items: { kind: string }[] }>('/me/notices')).body.items.map(({ kind }) => kind)

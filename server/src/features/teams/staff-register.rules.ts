/** The staff register of a unit (工作人员登记表): who is answerable for its volunteering. Pure. */
import { reachesRegion, reachesTeam, type Actor } from '../../kernel/actor.ts'
import type { TeamId } from '../../kernel/ids.ts'
import { mint, type Minted } from '../../kernel/minted.ts'
import { whyNotPersonName } from '../../kernel/person-name.ts'
import { isPublicNumber } from '../../kernel/public-number.ts'
import { isContactPhone, whyNotDecideForTeam, type KeepingReason } from './teams.rules.ts'

/** 分管领导, 负责同志, 联络员. */
export const REGISTER_DUTIES = ['supervising_leader', 'person_in_charge', 'liaison_officer'] as const
export const REGISTER_MAX = 12

export interface RegisterEntry {
  duty: (typeof REGISTER_DUTIES)[number]
  name: string
  gender: 'male' | 'female' | null
  title: string
  volunteerNumber: string | null
  phone: string
  email: string | null
  wechat: string | null
}

export type RegisterReason =
  | 'name_malformed'
  | 'title_missing'
  | 'volunteer_number_malformed'
  | 'contact_phone_malformed'
  | 'email_malformed'
export interface RegisterFault {
  reason: RegisterReason
  /** As in entries.0.phone. */
  field: string
}

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/u

function entryFault(entry: RegisterEntry): [RegisterReason, keyof RegisterEntry] | null {
  if (whyNotPersonName(entry.name) !== null) return ['name_malformed', 'name']
  if (entry.title === '') return ['title_missing', 'title']
  if (entry.volunteerNumber !== null && !isPublicNumber(entry.volunteerNumber, 'V'))
    return ['volunteer_number_malformed', 'volunteerNumber']
  if (!isContactPhone(entry.phone)) return ['contact_phone_malformed', 'phone']
  return entry.email !== null && !EMAIL.test(entry.email) ? ['email_malformed', 'email'] : null
}

/** R1. The first fault, or null. */
export function registerFault(entries: readonly RegisterEntry[]): RegisterFault | null {
  for (const [i, entry] of entries.entries()) {
    const fault = entryFault(entry)
    if (fault !== null) return { reason: fault[0], field: `entries.${i}.${fault[1]}` }
  }
  return null
}

/** R2. A unit keeps its own register; those above it and the authority of its region read it. */
export const whyNotSaveRegister = (actor: Actor, team: { path: string }): KeepingReason | null =>
  whyNotDecideForTeam(actor, team)
export function whyNotReadRegister(
  actor: Actor,
  team: { path: string; regionPath: string },
): KeepingReason | null {
  const reads =
    reachesTeam(actor, team.path, 'read_people') || reachesRegion(actor, team.regionPath, 'decide')
  return reads ? null : 'not_your_team'
}

export type RegistersScope = Minted<{ regionPath: string }>
/** R3. The list of a region holds phones, so it is for those who decide there. */
export const registersVisibleTo = (actor: Actor, regionPath: string): RegistersScope | null =>
  reachesRegion(actor, regionPath, 'decide') ? mint({ regionPath }) : null

export interface Register {
  teamId: TeamId
  teamName: string
  regionName: string
  entries: RegisterEntry[]
}

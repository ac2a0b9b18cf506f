// What a role may do in the console. The server decides; here it only keeps out of sight what would be refused.
import { computed, type ComputedRef } from 'vue'
import { useTeamHat } from './team'

export interface Duties {
  decides: boolean
  reviews: boolean
  keepsTime: boolean
  readsPeople: boolean
}

const ALL: Duties = { decides: true, reviews: true, keepsTime: true, readsPeople: true }
const NONE: Duties = { decides: false, reviews: false, keepsTime: false, readsPeople: false }
const OF = {
  team_leader: ALL,
  team_admin: ALL,
  team_reviewer: { ...NONE, reviews: true, readsPeople: true },
  team_timekeeper: { ...NONE, keepsTime: true },
  team_viewer: { ...NONE, readsPeople: true },
} as const

/** Without a hat for this very team one looks down from a team above. */
export function useDuties(): ComputedRef<Duties> {
  const hat = useTeamHat()
  return computed(() => (hat.value === undefined ? ALL : OF[hat.value.role]))
}

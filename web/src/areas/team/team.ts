// The team the console is open for, taken from the path.
import { computed, type ComputedRef } from 'vue'
import { useRoute } from 'vue-router'
import { useSession, type TeamHat } from '../../session/session'

export function useTeamId(): ComputedRef<string> {
  const route = useRoute()
  return computed(() => String(route.params['teamId'] ?? ''))
}

/** The hat worn for this team; undefined for a descendant that is only looked at. */
export function useTeamHat(): ComputedRef<TeamHat | undefined> {
  const session = useSession()
  const teamId = useTeamId()
  return computed(() => session.teams.find((hat) => hat.teamId === teamId.value))
}

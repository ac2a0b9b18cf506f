// The hat worn in this console and the region it reaches.
import { computed, type ComputedRef } from 'vue'
import { useSession, type AuthorityHat } from '../../session/session'

export function useAuthorityHat(): ComputedRef<AuthorityHat | undefined> {
  const session = useSession()
  return computed(() => session.hats.find((hat): hat is AuthorityHat => hat.hat === 'authority'))
}

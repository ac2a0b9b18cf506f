// Keeps the area true to who is signed in: an ended session leads to the sign-in page, an applicant stays with the application.
import { onBeforeUnmount, onMounted, watch, type Ref } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { useOnline } from '../../lib/online'
import { useSession } from '../../session/session'

/** A family's link tells an applicant itself that verification comes first. */
const openToAll = ['/my', '/my/me', '/my/me/sessions', '/my/code', '/my/family/join']

export function useFollowing(isClosed: Ref<boolean>): void {
  const route = useRoute()
  const router = useRouter()
  const session = useSession()
  const online = useOnline()

  watch(
    () => [session.me, session.signedIn, isClosed.value, route.path] as const,
    ([me, signedIn, closed, path]) => {
      // "My code" stays: the key of this device proves the person without a session.
      if (me === null || route.meta.kept === true) return
      if (!signedIn) void router.replace({ path: '/signin', query: { next: route.fullPath } })
      else if (closed && !openToAll.includes(path)) void router.replace('/my')
    },
    { immediate: true },
  )
  watch(online, (isOnline) => {
    if (isOnline) void session.refresh()
  })
  /** A phone comes back after hours: who is signed in and what is new is asked again. */
  function seenAgain(): void {
    if (document.visibilityState === 'visible' && navigator.onLine) void session.refresh()
  }
  onMounted(() => document.addEventListener('visibilitychange', seenAgain))
  onBeforeUnmount(() => document.removeEventListener('visibilitychange', seenAgain))
}

// Whether the server can be reached: what the browser knows of the network, and what the last asks have seen of it.
// A phone on a network that leads nowhere calls itself online.
import { computed, onBeforeUnmount, onMounted, ref, type ComputedRef } from 'vue'

const PROBE = { path: '/healthz', patienceMs: 5_000, everyMs: 5_000 }

const hasNetwork = ref(true)
const isServerHeard = ref(true)
let isProbing = false

async function probe(): Promise<void> {
  try {
    await fetch(PROBE.path, { cache: 'no-store', signal: AbortSignal.timeout(PROBE.patienceMs) })
    isServerHeard.value = true
  } catch {
    isServerHeard.value = false
  }
}

/** An ask had an answer, whatever it was. */
export function heard(): void {
  isServerHeard.value = true
}

/** An ask had none. One can be lost or cut off; only a second one in vain says that the server is out of reach. */
export async function unheard(): Promise<void> {
  if (isProbing) return
  isProbing = true
  await probe()
  while (!isServerHeard.value) {
    await new Promise((resolve) => setTimeout(resolve, PROBE.everyMs))
    if (document.visibilityState === 'visible') await probe()
  }
  isProbing = false
}

export function useOnline(): ComputedRef<boolean> {
  /** What was rendered by the server says online; the page must begin with the same. */
  const isMounted = ref(false)
  const read = () => {
    hasNetwork.value = navigator.onLine
    if (hasNetwork.value && !isServerHeard.value) void probe()
  }
  onMounted(() => {
    isMounted.value = true
    read()
    addEventListener('online', read)
    addEventListener('offline', read)
  })
  onBeforeUnmount(() => {
    removeEventListener('online', read)
    removeEventListener('offline', read)
  })
  return computed(() => !isMounted.value || (hasNetwork.value && isServerHeard.value))
}

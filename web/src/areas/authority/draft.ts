// What has been typed into a form stays in this tab until it is sent, so that a reload loses nothing.
import { onMounted, watch } from 'vue'

/** `typed` is a reactive object of texts; what was kept and still fits its form comes back on mounting. */
export function keepDraft<Typed extends Record<string, string>>(
  key: string,
  typed: Typed,
): { forget: () => void } {
  const empty = { ...typed }
  onMounted(() => {
    const kept: unknown = JSON.parse(sessionStorage.getItem(key) ?? '{}')
    if (typeof kept === 'object' && kept !== null)
      for (const [name, value] of Object.entries(kept))
        if (name in typed && typeof value === 'string') Object.assign(typed, { [name]: value })
    watch(
      () => ({ ...typed }),
      (now) => sessionStorage.setItem(key, JSON.stringify(now)),
    )
  })
  return {
    forget() {
      Object.assign(typed, empty)
      // The watcher writes the emptied form once more before this.
      setTimeout(() => sessionStorage.removeItem(key))
    },
  }
}

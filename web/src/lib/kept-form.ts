// A form that a reload does not lose: what is typed stays in this tab until it is sent. For areas that only the browser renders.
import { reactive, ref, watch } from 'vue'

/** Takes what was kept if it still has the form's fields; anything else is as if it had not been typed. */
function keptAt<T extends object>(key: string, fresh: T): T | null {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(key) ?? 'null')
    if (typeof kept !== 'object' || kept === null) return null
    const fits = Object.entries(fresh).every(([name, value]) => {
      const old = (kept as Record<string, unknown>)[name]
      return typeof old === typeof value && Array.isArray(old) === Array.isArray(value)
    })
    return fits ? (kept as T) : null
  } catch {
    return null
  }
}

export function useKeptForm<T extends object>(key: string, fresh: T) {
  const kept = keptAt(key, fresh)
  const form = reactive({ ...fresh, ...kept }) as T
  /** Whether something is kept, for saying so. */
  const isKept = ref(kept !== null)
  let isDone = false
  watch(
    form,
    () => {
      if (isDone) return
      sessionStorage.setItem(key, JSON.stringify(form))
      isKept.value = true
    },
    { deep: true },
  )
  return {
    form,
    isKept,
    clear(): void {
      isDone = true
      isKept.value = false
      sessionStorage.removeItem(key)
    },
  }
}

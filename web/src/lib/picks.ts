// Picked rows of a table: what is gone from the list is no longer picked.
import { computed, reactive } from 'vue'

/** What one ask takes at a time. */
export const partsOf = <One>(all: readonly One[], size: number): One[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, i) => all.slice(i * size, (i + 1) * size))

export function usePicks(ids: () => readonly string[]) {
  const picked = reactive(new Set<string>())
  const live = computed(() => ids().filter((id) => picked.has(id)))
  return {
    live,
    has: (id: string): boolean => picked.has(id),
    toggle(id: string): void {
      if (!picked.delete(id)) picked.add(id)
    },
    isAll: computed(() => live.value.length > 0 && live.value.length === ids().length),
    toggleAll(): void {
      const wanted = live.value.length === ids().length ? [] : ids()
      picked.clear()
      for (const id of wanted) picked.add(id)
    },
    clear: (): void => picked.clear(),
  }
}

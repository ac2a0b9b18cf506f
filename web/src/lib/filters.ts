// Filters of a list live in the URL, so that a view can be shared, reloaded and left with the back button.
import { computed, reactive, type UnwrapNestedRefs, type WritableComputedRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'

type Filters<Defaults> = UnwrapNestedRefs<{ [Name in keyof Defaults]: WritableComputedRef<string> }>

/** Reactive strings bound to the query; an empty or default value leaves the URL. Changes replace the history entry. */
export function useFilters<Defaults extends Readonly<Record<string, string>>>(
  defaults: Defaults,
): Filters<Defaults> {
  const route = useRoute()
  const router = useRouter()
  const refs = Object.fromEntries(
    Object.entries(defaults).map(([name, fallback]) => [
      name,
      computed({
        get: () => {
          const value = route.query[name]
          return typeof value === 'string' ? value : fallback
        },
        set: (value: string) => {
          const query = { ...route.query }
          if (value === '' || value === fallback) Reflect.deleteProperty(query, name)
          else query[name] = value
          void router.replace({ query })
        },
      }),
    ]),
  )
  return reactive(refs) as Filters<Defaults>
}

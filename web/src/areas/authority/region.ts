// The hat worn in this console, and which region the page is about: the one in the URL, or the hat's own.
import { computed, reactive, type ComputedRef } from 'vue'
import { useRoute } from 'vue-router'
import { useQuery } from '../../api/query'
import { ancestryBelow } from '../../features/catalog/region-code'
import { useSession, type AuthorityHat } from '../../session/session'

export function useAuthorityHat(): ComputedRef<AuthorityHat | undefined> {
  const session = useSession()
  return computed(() => session.hats.find((hat): hat is AuthorityHat => hat.hat === 'authority'))
}

export function useIsPlatform(): ComputedRef<boolean> {
  const session = useSession()
  return computed(() => session.hats.some(({ hat }) => hat === 'platform'))
}

export interface RegionStep {
  code: string
  name: string
}
const TOWNSHIP_DIGITS = 9
export const isTownship = (code: string): boolean => code.length === TOWNSHIP_DIGITS

/** The region the page is about, the way down to it, and what lies right below. Reactive: never take it apart. */
export function useRegion() {
  const route = useRoute()
  const hat = useAuthorityHat()
  const site = useQuery('getSite')
  const root = computed<RegionStep | undefined>(() => {
    if (hat.value !== undefined) return { code: hat.value.regionCode, name: hat.value.regionName }
    return site.data === undefined ? undefined : { code: site.data.regionCode, name: site.data.regionName }
  })
  const asked = computed(() =>
    typeof route.query['region'] === 'string' ? route.query['region'] : undefined,
  )
  const code = computed(() => asked.value ?? root.value?.code)
  const codes = computed(() =>
    root.value === undefined || code.value === undefined
      ? []
      : [root.value.code, ...ancestryBelow(root.value.code, code.value)],
  )
  const childrenOf = (step: number) =>
    useQuery('listRegions', () =>
      codes.value[step] === undefined ? null : { query: { parent: codes.value[step] } },
    )
  const levels = [childrenOf(0), childrenOf(1), childrenOf(2), childrenOf(3)]
  const steps = computed<RegionStep[]>(() =>
    codes.value.map((one, index) => ({
      code: one,
      name:
        index === 0
          ? (root.value?.name ?? '')
          : (levels[index - 1]?.data?.items.find(({ regionCode }) => regionCode === one)?.name ?? one),
    })),
  )
  const below = computed<RegionStep[]>(() =>
    (levels[codes.value.length - 1]?.data?.items ?? []).map(({ regionCode, name }) => ({
      code: regionCode,
      name,
    })),
  )
  return reactive({
    root,
    code,
    /** For a query: left out where it is the hat's own, so that the server answers for it. */
    asked,
    name: computed(() => steps.value.at(-1)?.name ?? ''),
    steps,
    below,
  })
}
export type Region = ReturnType<typeof useRegion>

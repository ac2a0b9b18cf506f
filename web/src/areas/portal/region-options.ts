// The places one can choose from, as one list: the site, the counties in it, and the towns of the county that was chosen.
import { computed, type ComputedRef } from 'vue'
import { useQuery } from '../../api/query'

export interface RegionOption {
  value: string
  text: string
}
const COUNTY_DIGITS = 6

export function useRegionOptions(chosen: () => string): ComputedRef<RegionOption[]> {
  const site = useQuery('getSite')
  const root = () => site.data?.regionCode
  const counties = useQuery('listRegions', () => {
    const parent = root()
    return parent === undefined ? null : { query: { parent } }
  })
  const county = () => chosen().slice(0, COUNTY_DIGITS)
  const towns = useQuery('listRegions', () =>
    county() === '' || county() === root() ? null : { query: { parent: county() } },
  )
  return computed(() =>
    (counties.data?.items ?? []).flatMap(({ regionCode, name }) => [
      { value: regionCode, text: name },
      ...(regionCode === county()
        ? (towns.data?.items ?? []).map((town) => ({ value: town.regionCode, text: `　${town.name}` }))
        : []),
    ]),
  )
}

// Words of the catalogue in the reader's language.
import { useQuery } from '../../api/query'
import { useFormat } from '../../lib/format'

/** The name of a service category or campaign; a code without one is shown as it is. */
export function useCategoryNames(): (code: string) => string {
  const f = useFormat()
  const categories = useQuery('listCategories')
  return (code) => {
    const known = [...(categories.data?.service ?? []), ...(categories.data?.campaigns ?? [])]
    return f.name(known.find((one) => one.code === code)?.name) || code
  }
}

/** 惠州 for 惠州市, as people say it; a name that would shrink to one character stays. */
export const placeInShort = (name: string): string => name.replace(/(?<=..)市$/, '')

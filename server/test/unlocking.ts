/** Takes locks away, for the controls of the race tests: what a test guards must fail without them. */
import type { KyselyPlugin } from 'kysely'

/** Statements that lock rows of these tables read them without a lock. */
export const without = (...tables: readonly string[]): KyselyPlugin => ({
  transformQuery({ node }) {
    if (node.kind === 'RawNode') {
      const isMeant = tables.some((table) => node.sqlFragments.some((part) => part.includes(`from ${table}`)))
      if (!isMeant) return node
      const sqlFragments = node.sqlFragments.map((part) => part.replace(/for (no key )?update/, ''))
      return { ...node, sqlFragments }
    }
    if (node.kind !== 'SelectQueryNode') return node
    const from = JSON.stringify(node.from ?? null)
    const { endModifiers, ...rest } = node
    const isMeant = tables.some((table) => from.includes(`"name":"${table}"`))
    return endModifiers !== undefined && isMeant ? rest : node
  },
  transformResult: async ({ result }) => result,
})

/** Long enough for a deed to come to the lock that it waits for. */
export const aMoment = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 400))

// Which branches of the tree stand open; kept while the tab lives, so that coming back finds them as they were.
import { reactive } from 'vue'

const KEY = 'zhiyuan.tree'
function kept(): string[] {
  try {
    const ids: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? '[]')
    return Array.isArray(ids) ? ids.filter((id): id is string => typeof id === 'string') : []
  } catch {
    return []
  }
}
const opened = reactive(new Set<string>(typeof sessionStorage === 'undefined' ? [] : kept()))

export const isOpened = (teamId: string): boolean => opened.has(teamId)
export function turn(teamId: string): void {
  if (!opened.delete(teamId)) opened.add(teamId)
  try {
    sessionStorage.setItem(KEY, JSON.stringify([...opened]))
  } catch {
    // A browser that keeps nothing forgets it with the page.
  }
}

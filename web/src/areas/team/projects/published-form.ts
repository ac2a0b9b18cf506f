// The form of a published project beside what it was filled in on, so that a reload and a colleague's change lose nothing that was typed.
import { nextTick, toRaw } from 'vue'
import { useKeptForm } from '../../../lib/kept-form'
import { carriedOver } from './published-changes'
import type { ProjectForm } from './project-form'

interface Read {
  initial: ProjectForm
  version: number
}
/** `read` is what the server says now, which may come anew while somebody types. */
export function usePublishedForm(projectId: string, read: () => Read) {
  const now = (): ProjectForm => structuredClone(toRaw(read().initial))
  const {
    form: kept,
    isKept,
    clear,
  } = useKeptForm(`published.${projectId}`, {
    ...{ base: now(), wish: now(), version: read().version },
  })
  // What was kept by an older program may lack a field.
  for (const part of [kept.base, kept.wish]) Object.assign(part, { ...now(), ...part })
  return {
    kept,
    isKept,
    clear,
    /** Takes over what others have changed; what was changed here stays. */
    async catchUp(): Promise<void> {
      await nextTick()
      Object.assign(kept.wish, carriedOver(kept.base, kept.wish, now()))
      Object.assign(kept.base, now())
      kept.version = read().version
    },
  }
}

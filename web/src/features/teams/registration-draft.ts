// A registration that may be left: kept at the server while it is typed, one of each kind, for this device and any other.
import { onBeforeUnmount, reactive, ref, watch } from 'vue'
import { useDeed } from '../../api/deed'
import type { Item } from '../../api/types'
import { bodyOf, emptyRegistration, type RegistrationForm } from './registration'

type Draft = Item<'listMyTeamDrafts'>
const WAIT_MS = 1500

/** What was not filled in stands as in an empty form. */
export function registrationOfDraft({ kind, form }: Pick<Draft, 'kind' | 'form'>): RegistrationForm {
  const typed = Object.entries(form).filter(([, value]) => value !== null)
  const texts = typed.map(([field, value]) => [field, typeof value === 'number' ? String(value) : value])
  return { ...emptyRegistration(), ...(Object.fromEntries(texts) as Partial<RegistrationForm>), kind }
}

const sentOf = ({ kind: _, ...body }: ReturnType<typeof bodyOf>): Draft['form'] => body

/** The page is closed, or another one is opened. */
function whenLeft(work: () => void): void {
  window.addEventListener('pagehide', work)
  onBeforeUnmount(() => {
    window.removeEventListener('pagehide', work)
    work()
  })
}

export function useRegistrationDraft(drafts: readonly Draft[]) {
  const saving = useDeed('saveTeamDraft')
  const discarding = useDeed('discardTeamDraft', { touches: ['listMyTeamDrafts'] })
  const [latest] = drafts
  const form = reactive(latest === undefined ? emptyRegistration() : registrationOfDraft(latest))
  const savedAt = ref(latest?.savedAt ?? null)
  let timer: ReturnType<typeof setTimeout> | undefined
  let isDone = false
  let isChanged = false
  const known = new Map(drafts.map((draft) => [draft.kind, draft.form]))
  let running: Promise<void> = Promise.resolve()

  async function save(): Promise<void> {
    const answer = await saving.run({ path: { kind: form.kind }, body: sentOf(bodyOf(form)) })
    // Without network the next change tries again; nothing is lost as long as the page is open.
    if (answer.ok) savedAt.value = answer.data.savedAt
    else isChanged = true
  }
  function put(): void {
    clearTimeout(timer)
    if (isDone || !isChanged) return
    isChanged = false
    running = save()
  }
  function changed(): void {
    if (isDone) return
    isChanged = true
    clearTimeout(timer)
    timer = setTimeout(put, WAIT_MS)
  }
  watch(
    () => form.kind,
    (kind, before) => {
      // Each form is found again as it was left; one not yet begun takes over what was typed.
      const other = known.get(kind)
      known.set(before, sentOf(bodyOf({ ...form, kind: before })))
      if (other !== undefined) Object.assign(form, registrationOfDraft({ kind, form: other }))
    },
  )
  watch(form, changed, { deep: true })
  whenLeft(put)
  return {
    form,
    savedAt,
    /** Before handing in: what is on its way has arrived, so that it does not come after the end of the draft. */
    async settle(): Promise<void> {
      clearTimeout(timer)
      await running
    },
    clear(): void {
      isDone = true
      clearTimeout(timer)
    },
    async discard(): Promise<void> {
      const { kind } = form
      if (!(await discarding.run({ path: { kind } })).ok) return
      known.delete(kind)
      Object.assign(form, { ...emptyRegistration(), kind })
      savedAt.value = null
    },
  }
}

// What has been typed so far. It stays in this tab until the form is sent, so that a reload loses nothing; passwords and
// codes are never kept.
import { onMounted, reactive, ref, watch } from 'vue'
import type { IdKind } from '../../features/volunteers/identity'

export interface PersonDraft {
  name: string
  idKind: IdKind
  idNumber: string
  gender: string
  birthDate: string
}
export interface GuardianDraft {
  relation: string
  name: string
  idKind: IdKind
  idNumber: string
  phone: string
  consent: boolean
}
export interface Draft {
  person: PersonDraft
  guardian: GuardianDraft
  regionCode: string
  skills: string[]
  categories: string[]
  freeSlots: string[]
  politicalStatus: string
  ethnicity: string
  education: string
  employment: string
  emergencyName: string
  emergencyPhone: string
  phone: string
}
/** Kept in memory only. */
export interface Secrets {
  phoneCode: string
  guardianCode: string
  password: string
  serviceTerms: boolean
  personalInformation: boolean
}

const KEY = 'registration'

export const emptyPerson = (): PersonDraft => ({
  name: '',
  idKind: 'mainland_id',
  idNumber: '',
  gender: '',
  birthDate: '',
})
export const emptyGuardian = (): GuardianDraft => ({
  relation: '',
  name: '',
  idKind: 'mainland_id',
  idNumber: '',
  phone: '',
  consent: false,
})
export const emptyDraft = (): Draft => ({
  person: emptyPerson(),
  guardian: emptyGuardian(),
  regionCode: '',
  skills: [],
  categories: [],
  freeSlots: [],
  politicalStatus: '',
  ethnicity: '',
  education: '',
  employment: '',
  emergencyName: '',
  emergencyPhone: '',
  phone: '',
})
export const noSecrets = (): Secrets => ({
  phoneCode: '',
  guardianCode: '',
  password: '',
  serviceTerms: false,
  personalInformation: false,
})

/** Takes from a kept draft what still has the form of one; anything else is as if it had not been typed. */
export function restored<T extends object>(fresh: T, kept: unknown): T {
  if (typeof kept !== 'object' || kept === null) return fresh
  const values = kept as Record<string, unknown>
  const entries = Object.entries(fresh).map(([name, value]): [string, unknown] => {
    const old = values[name]
    if (Array.isArray(value))
      return [name, Array.isArray(old) ? old.filter((one) => typeof one === 'string') : value]
    if (typeof value === 'object' && value !== null) return [name, restored(value as object, old)]
    return [name, typeof old === typeof value ? old : value]
  })
  return Object.fromEntries(entries) as T
}

export function useDraft() {
  const draft = reactive(emptyDraft())
  const secrets = reactive(noSecrets())
  /** Whether something is kept, for saying so. */
  const saved = ref(false)
  const ready = ref(false)

  onMounted(() => {
    const text = sessionStorage.getItem(KEY)
    if (text !== null) {
      Object.assign(draft, restored(emptyDraft(), JSON.parse(text)))
      saved.value = true
    }
    ready.value = true
    watch(
      draft,
      () => {
        sessionStorage.setItem(KEY, JSON.stringify(draft))
        saved.value = true
      },
      { deep: true },
    )
  })
  function clear(): void {
    Object.assign(draft, emptyDraft())
    Object.assign(secrets, noSecrets())
    // The watcher writes the emptied draft once more before this.
    setTimeout(() => sessionStorage.removeItem(KEY))
  }
  return { draft, secrets, saved, ready, clear }
}

// Errors of a form, each at its field: checked on leaving it, all at once on going on, and what the server answered.
import { nextTick, reactive, watch } from 'vue'
import { useI18n } from './i18n'
import { reasonText, type Facts } from './reasons'

/** Reason codes by field; null where nothing is wrong. */
export type Check = () => Readonly<Record<string, string | null>>

/** `typed` is what the person types; the server's word is old as soon as any of it changes. */
export function useFieldErrors(check: Check, typed: () => object) {
  const i18n = useI18n()
  const shown = reactive(new Set<string>())
  const served = reactive(new Map<string, string>())

  const textOf = (field: string): string | null => {
    const fromServer = served.get(field)
    if (fromServer !== undefined) return fromServer
    const code = check()[field]
    return shown.has(field) && code != null ? reasonText(i18n, code) : null
  }
  /** The first field with an error, in the order of the page, gets the focus. */
  async function focusFirst(form: HTMLElement | null): Promise<void> {
    await nextTick()
    const wrong = form?.querySelector<HTMLElement>('[aria-invalid="true"]')
    // A group of choices takes no focus itself; its first choice does.
    const inside = wrong?.matches('input, select, textarea, button')
      ? wrong
      : wrong?.querySelector<HTMLElement>('input, button')
    inside?.focus()
  }
  watch(typed, () => served.clear(), { deep: true })
  return {
    textOf,
    codeOf: (field: string): string | null => (shown.has(field) ? (check()[field] ?? null) : null),
    /** For leaving a field. */
    show: (field: string) => void shown.add(field),
    /** Whether one may go on from these fields; shows everything that is wrong in them. */
    async pass(form: HTMLElement | null, isAsked: (field: string) => boolean = () => true): Promise<boolean> {
      const wrong = Object.entries(check()).filter(([field, code]) => code !== null && isAsked(field))
      for (const [field] of wrong) shown.add(field)
      if (wrong.length > 0) await focusFirst(form)
      return wrong.length === 0
    },
    /** For a form that is used again. */
    forget: (): void => shown.clear(),
    isRight: (field: string): boolean => check()[field] === null && !served.has(field),
    serve(field: string, { code, facts }: { code: string; facts: Facts }): void {
      served.set(field, reasonText(i18n, code, facts))
    },
    focusFirst,
  }
}
export type FieldErrors = ReturnType<typeof useFieldErrors>

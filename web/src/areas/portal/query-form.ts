// A GET form whose fields are the query of the page. Without script the browser sends it; with script nothing reloads.
import { useRoute, useRouter } from 'vue-router'

export function useQueryForm() {
  const route = useRoute()
  const router = useRouter()
  const read = (name: string): string => {
    const value = route.query[name]
    return typeof value === 'string' ? value : ''
  }
  /** Takes the form as it stands; what is empty leaves the address. */
  function send(form: HTMLFormElement): void {
    const query: Record<string, string> = {}
    for (const [name, value] of new FormData(form))
      if (typeof value === 'string' && value.trim() !== '') query[name] = value.trim()
    void router.push({ path: route.path, query })
  }
  return {
    read,
    /** For `@submit.prevent` of the form. */
    submit: (event: Event) => send(event.currentTarget as HTMLFormElement),
    /** For `@change` of a field that need not wait for the button. */
    change: (event: Event) => {
      const { form } = event.target as HTMLInputElement | HTMLSelectElement
      if (form !== null) send(form)
    },
  }
}

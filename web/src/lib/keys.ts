// Keys that do what a button does, for people who live in tables all day. Never while somebody types or a dialog is open.
import { onBeforeUnmount, onMounted } from 'vue'

type Keys = Readonly<Record<string, () => void>>
const TYPING = 'input:not([type=checkbox], [type=radio]), textarea, select, dialog'

export function useKeys(keys: Keys): void {
  function pressed(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || event.isComposing) return
    if (event.target instanceof Element && event.target.closest(TYPING) !== null) return
    if (document.querySelector('dialog[open]') !== null) return
    const act = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key]
    if (act === undefined) return
    event.preventDefault()
    act()
  }
  onMounted(() => addEventListener('keydown', pressed))
  onBeforeUnmount(() => removeEventListener('keydown', pressed))
}

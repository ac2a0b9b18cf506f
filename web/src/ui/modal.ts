// What a dialog and a sheet share: the native element gives the focus trap, Escape and the inert page behind.
import { nextTick, onMounted, useTemplateRef, watch, type Ref } from 'vue'

/** The template marks the element with ref="dialog". */
export function useModal(open: Ref<boolean>) {
  const element = useTemplateRef<HTMLDialogElement>('dialog')

  function follow(isOpen: boolean): void {
    const dialog = element.value
    if (dialog === null || dialog.open === isOpen) return
    if (isOpen) dialog.showModal()
    else dialog.close()
  }
  onMounted(() => {
    watch(open, (isOpen) => void nextTick(() => follow(isOpen)), { immediate: true })
  })
  return {
    /** The element itself is the scrim: a press on it, outside the panel, closes. */
    pressed: (event: MouseEvent) => {
      if (event.target === element.value) open.value = false
    },
    closed: () => {
      open.value = false
    },
  }
}

// A line that passes: something was done, and can perhaps be taken back. Never the only place where a thing is said.
import { inject, provide, reactive, type InjectionKey } from 'vue'

export interface Toast {
  id: number
  text: string
  undo?: (() => void) | undefined
}
export interface Toasts {
  readonly shown: Toast[]
  say: (text: string, options?: { undo?: () => void; seconds?: number }) => void
  dismiss: (id: number) => void
}

const TOASTS: InjectionKey<Toasts> = Symbol.for('zhiyuan.toasts')

export function provideToasts(): Toasts {
  const shown = reactive<Toast[]>([])
  let last = 0
  const dismiss = (id: number) => {
    const at = shown.findIndex((toast) => toast.id === id)
    if (at >= 0) shown.splice(at, 1)
  }
  const toasts: Toasts = {
    shown,
    dismiss,
    say: (text, { undo, seconds = undo === undefined ? 4 : 8 } = {}) => {
      const id = ++last
      shown.splice(0, Math.max(0, shown.length - 1))
      shown.push({ id, text, undo })
      setTimeout(() => dismiss(id), seconds * 1000)
    },
  }
  provide(TOASTS, toasts)
  return toasts
}

export function useToast(): Toasts {
  const toasts = inject(TOASTS)
  if (toasts === undefined) throw new Error('useToast needs provideToasts above it')
  return toasts
}

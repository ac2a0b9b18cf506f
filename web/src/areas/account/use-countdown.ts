// Seconds until something may be done again.
import { onBeforeUnmount, ref } from 'vue'

export function useCountdown() {
  const left = ref(0)
  let until = 0
  let timer: ReturnType<typeof setInterval> | undefined

  function tick(): void {
    left.value = Math.max(0, Math.ceil((until - performance.now()) / 1000))
    if (left.value === 0) clearInterval(timer)
  }
  onBeforeUnmount(() => clearInterval(timer))
  return {
    left,
    start(seconds: number): void {
      until = performance.now() + seconds * 1000
      clearInterval(timer)
      timer = setInterval(tick, 250)
      tick()
    },
  }
}

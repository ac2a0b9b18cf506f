import { onBeforeUnmount, onMounted } from 'vue'

/** Runs again and again while the component is on the page. */
export function useEvery(everyMs: number, run: () => void): void {
  let timer: ReturnType<typeof setInterval> | undefined
  onMounted(() => {
    timer = setInterval(run, everyMs)
  })
  onBeforeUnmount(() => clearInterval(timer))
}

// The time a page was made, the same on the server and in the browser's first render; ticking afterwards if asked.
import { inject, onBeforeUnmount, onMounted, ref, type App, type InjectionKey, type Ref } from 'vue'

const NOW: InjectionKey<number> = Symbol.for('zhiyuan.now')

export function provideNow(app: App, now: number): void {
  app.provide(NOW, now)
}

/** Milliseconds. Starts at the page's own time; after mounting it is the true time, renewed every `everyMs`. */
export function useNow(everyMs = 60_000): Ref<number> {
  const now = ref(inject(NOW, 0))
  let timer: ReturnType<typeof setInterval> | undefined
  onMounted(() => {
    const tick = () => {
      now.value = performance.timeOrigin + performance.now()
    }
    tick()
    timer = setInterval(tick, everyMs)
  })
  onBeforeUnmount(() => clearInterval(timer))
  return now
}

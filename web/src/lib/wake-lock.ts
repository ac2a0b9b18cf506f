// Keeps the screen on while the page is in view, where the browser allows it.
import { onBeforeUnmount, onMounted } from 'vue'

export function useWakeLock(): void {
  let lock: WakeLockSentinel | null = null
  let gone = false

  async function take(): Promise<void> {
    if (document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return
    try {
      const taken = await navigator.wakeLock.request('screen')
      if (gone) await taken.release()
      else lock = taken
    } catch {
      // Low battery or a setting; the page is as good without it.
    }
  }
  const again = () => void take()
  onMounted(() => {
    document.addEventListener('visibilitychange', again)
    again()
  })
  onBeforeUnmount(() => {
    gone = true
    document.removeEventListener('visibilitychange', again)
    void lock?.release()
  })
}

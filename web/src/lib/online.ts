// Whether the device has a network, as far as the browser knows.
import { onBeforeUnmount, onMounted, ref, type Ref } from 'vue'

export function useOnline(): Ref<boolean> {
  const online = ref(true)
  const read = () => {
    online.value = navigator.onLine
  }
  onMounted(() => {
    read()
    addEventListener('online', read)
    addEventListener('offline', read)
  })
  onBeforeUnmount(() => {
    removeEventListener('online', read)
    removeEventListener('offline', read)
  })
  return online
}

// Back where one came from within the area; a page opened by its address leads up instead.
import { useRouter } from 'vue-router'

export function useBack(up: () => string, notTo?: RegExp): () => void {
  const router = useRouter()
  return () => {
    const before = router.options.history.state['back']
    if (typeof before === 'string' && before.startsWith('/my') && notTo?.test(before) !== true) router.back()
    else void router.push(up())
  }
}

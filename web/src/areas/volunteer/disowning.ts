// "Not me" in one tap: it is marked at once and sent after a few seconds, so that a slip can be taken back.
import { onBeforeUnmount, onMounted, reactive } from 'vue'
import { useDeed } from '../../api/deed'

const WAIT_MS = 8_000

export function useDisowning() {
  const disown = useDeed('disownRecord', { touches: ['listMyHours'] })
  const marked = reactive(new Map<string, ReturnType<typeof setTimeout>>())
  const sent = reactive(new Set<string>())

  async function send(id: string): Promise<void> {
    clearTimeout(marked.get(id))
    marked.delete(id)
    sent.add(id)
    const answer = await disown.run({ body: { recordKind: 'hour_entry', recordId: id } })
    if (!answer.ok && answer.code !== 'already_disowned') sent.delete(id)
  }
  function mark(id: string): void {
    disown.clear()
    marked.set(
      id,
      setTimeout(() => void send(id), WAIT_MS),
    )
  }
  function takeBack(id: string): void {
    clearTimeout(marked.get(id))
    marked.delete(id)
  }
  /** Leaving the page means it was meant. */
  async function sendAll(): Promise<void> {
    for (const id of marked.keys()) await send(id)
  }
  const hidden = () => {
    if (document.visibilityState === 'hidden') void sendAll()
  }
  onMounted(() => document.addEventListener('visibilitychange', hidden))
  onBeforeUnmount(() => {
    document.removeEventListener('visibilitychange', hidden)
    void sendAll()
  })
  return { disown, marked, sent, mark, takeBack }
}

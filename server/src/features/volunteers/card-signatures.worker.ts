/** The thread of card-signatures.ts. */
import { parentPort } from 'node:worker_threads'
import { verifyPacked } from './card-signatures.ts'

parentPort?.on('message', (packed: ArrayBuffer) => {
  const verdicts = verifyPacked(Buffer.from(packed))
  parentPort?.postMessage(verdicts, [verdicts.buffer])
})

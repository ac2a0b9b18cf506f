/** A program on a data folder, for the tests that need a second process: starts, tells how it went, waits to be ended. */
import { EmbeddedFault, startEmbedded } from '../src/db/embedded.ts'

const quiet = { info: () => undefined, error: () => undefined }

try {
  const embedded = await startEmbedded({ dataDir: process.argv[2] ?? '', log: quiet, sharedBuffers: '64MB' })
  console.log(JSON.stringify({ started: true, adopted: embedded.adopted }))
  process.stdin.resume()
  process.stdin.on('end', () => void embedded.stop())
} catch (error) {
  console.log(JSON.stringify({ started: false, reason: error instanceof EmbeddedFault ? error.reason : String(error) }))
}

/** A program on a data folder, or on a throw-away one, for tests that need a second process: it tells how it went and waits. */
import { EmbeddedFault, startEmbedded, startThrowaway } from '../src/db/embedded.ts'

const quiet = { info: () => undefined, error: () => undefined }

try {
  const dataDir = process.argv[2]
  const embedded =
    dataDir === undefined
      ? await startThrowaway(quiet)
      : await startEmbedded({ dataDir, log: quiet, sharedBuffers: '64MB' })
  console.log(JSON.stringify({ started: true, adopted: embedded.adopted, host: embedded.host }))
  process.stdin.resume()
  process.stdin.on('end', () => void embedded.stop())
} catch (error) {
  console.log(
    JSON.stringify({ started: false, reason: error instanceof EmbeddedFault ? error.reason : String(error) }),
  )
}

/** The whole program as its own process, as an operator starts it. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

export interface Program {
  url: string
  process: ChildProcess
  /** Everything it has written so far. */
  output(): string
  /** Ends it and waits until it has gone. */
  end(signal?: NodeJS.Signals): Promise<void>
}

const MAIN = join(import.meta.dirname, '../src/main.ts')
const READY = /ready at (http\S+)/
const START_WITHIN_MS = 120_000

export async function startProgram(options: {
  dataDir: string
  args?: string[]
  env?: Record<string, string>
}): Promise<Program> {
  const child = spawn(process.execPath, [MAIN, 'serve', ...(options.args ?? [])], {
    env: {
      ...process.env,
      ZHIYUAN_DATA: options.dataDir,
      PORT: '0',
      RATE_LIMIT_FACTOR: '1000',
      NODE_ENV: 'test',
      ...options.env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let written = ''
  const collect = (chunk: Buffer): void => void (written += chunk.toString('utf8'))
  child.stdout.on('data', collect)
  child.stderr.on('data', collect)
  const started = Date.now()
  for (;;) {
    const ready = READY.exec(written)
    if (ready !== null)
      return {
        url: ready[1]!,
        process: child,
        output: () => written,
        async end(signal = 'SIGTERM') {
          if (child.exitCode !== null || child.signalCode !== null) return
          child.kill(signal)
          await once(child, 'exit')
        },
      }
    if (child.exitCode !== null) throw new Error(`the program ended before it was ready:\n${written}`)
    if (Date.now() - started > START_WITHIN_MS) {
      child.kill('SIGKILL')
      throw new Error(`the program was not ready in time:\n${written}`)
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

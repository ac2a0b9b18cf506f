/** `npm run check`: every check, two at a time, since each of them keeps one core busy; the longest first, so that both end together. */
import { spawn } from 'node:child_process'

interface Checked {
  script: string
  output: string
  ok: boolean
  seconds: number
}

function runScript(script: string): Promise<Checked> {
  const startedAt = performance.now()
  return new Promise((resolve) => {
    // Through the shell, since npm is no program of its own on Windows.
    const child = spawn(`npm run --silent ${script}`, { shell: true, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    const collect = (chunk: Buffer): void => void (output += chunk.toString())
    child.stdout.on('data', collect)
    child.stderr.on('data', collect)
    child.on('close', (code) =>
      resolve({ script, output, ok: code === 0, seconds: (performance.now() - startedAt) / 1000 }),
    )
  })
}

const waiting = [
  'check:lint:web',
  'check:lint:rest',
  'check:types:web',
  'check:types:rest',
  'check:contract',
  'check:rooms',
]

/** Every check is run to its end, so that one run shows all there is to mend. */
async function runWaiting(): Promise<boolean> {
  let allOk = true
  for (let script = waiting.shift(); script !== undefined; script = waiting.shift()) {
    const { output, ok, seconds } = await runScript(script)
    console.log(`${ok ? '✔' : '✖'} ${script} (${seconds.toFixed(1)} s)\n${output}`.trimEnd())
    allOk &&= ok
  }
  return allOk
}

const lanes = await Promise.all([runWaiting(), runWaiting()])
process.exitCode = lanes.every(Boolean) ? 0 : 1

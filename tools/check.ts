/** `npm run check`: every check in two lanes of about the same length, since each of them keeps one core busy. */
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

/** Every check is run to its end, so that one run shows all there is to mend. */
async function runInTurn(scripts: string[]): Promise<boolean> {
  let allOk = true
  for (const script of scripts) {
    const { output, ok, seconds } = await runScript(script)
    console.log(`${ok ? '✔' : '✖'} ${script} (${seconds.toFixed(1)} s)\n${output}`.trimEnd())
    allOk &&= ok
  }
  return allOk
}

const lanes = await Promise.all([
  runInTurn(['check:lint:web', 'check:rooms', 'check:contract']),
  runInTurn(['check:lint:rest', 'check:types']),
])
process.exitCode = lanes.every(Boolean) ? 0 : 1

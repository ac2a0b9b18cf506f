/** The browser of the journeys: an installed Chrome or Chromium when there is one, else the one from npm. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

export interface Browser {
  executablePath: string
  args: string[]
  env: Record<string, string>
}

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
// The npm build draws in software; its other arguments switch off checks that the pages must pass.
const NPM_ARGS = [
  ...ARGS,
  '--in-process-gpu',
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
]

const inherited = (): Record<string, string> =>
  Object.fromEntries(
    Object.entries(process.env).filter((pair): pair is [string, string] => pair[1] !== undefined),
  )

/** A bare machine lacks libraries that a browser links to; the npm package carries them and unpacks them when asked so. */
async function fromNpm(): Promise<Browser> {
  const libraries = spawnSync('ldconfig', ['-p'], { encoding: 'utf8' }).stdout ?? ''
  if (!libraries.includes('libnss3.so')) process.env['AWS_LAMBDA_JS_RUNTIME'] = 'nodejs22.x'
  const { default: chromium } = await import('@sparticuz/chromium')
  return { executablePath: await chromium.executablePath(), args: NPM_ARGS, env: inherited() }
}

export async function findBrowser(): Promise<Browser> {
  const chosen = process.env['CHROME_PATH'] ?? INSTALLED.find((path) => existsSync(path))
  return chosen === undefined || chosen === 'npm'
    ? fromNpm()
    : { executablePath: chosen, args: ARGS, env: inherited() }
}

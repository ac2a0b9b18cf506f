/** The browser of the journeys: an installed Chrome or Chromium when there is one, else the one from npm. */
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'

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

const MODULES = path.join(import.meta.dirname, '../node_modules')
// In the package's own folder, so that another version of it brings a new one.
const UNPACKED = path.join(MODULES, '@sparticuz/chromium/unpacked')

// The package knows only the fonts it carries, which have no Chinese; those of our proofs have.
const FONTS = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts</dir>
  <dir>/usr/local/share/fonts</dir>
  <dir prefix="relative">fonts</dir>
  <dir prefix="relative">../../../../@expo-google-fonts/noto-sans-sc/400Regular</dir>
  <dir prefix="relative">../../../../@expo-google-fonts/noto-sans-sc/700Bold</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
`

/** Runs the work with variables set that the package reads, and leaves the environment as it was. */
async function withEnvironment(set: Record<string, string>, work: () => Promise<unknown>): Promise<void> {
  const before = inherited()
  Object.assign(process.env, set)
  try {
    await work()
  } finally {
    for (const name of Object.keys(set)) {
      delete process.env[name]
      if (before[name] !== undefined) process.env[name] = before[name]
    }
  }
}

/**
 * A bare machine lacks libraries that a browser links to; the package carries them and unpacks them when it believes
 * itself at its maker's. It would unpack into the folder of temporary files and run whatever another user or an
 * interrupted run had left there, so it is given a folder of its own that is moved into place when whole.
 */
async function fromNpm(): Promise<Browser> {
  if (!existsSync(UNPACKED)) {
    const fresh = `${UNPACKED}.${process.pid}`
    mkdirSync(fresh, { recursive: true })
    const { default: chromium } = await import('@sparticuz/chromium')
    const set = { TMPDIR: fresh, AWS_LAMBDA_JS_RUNTIME: 'nodejs22.x' }
    await withEnvironment(set, () => chromium.executablePath())
    writeFileSync(path.join(fresh, 'fonts/fonts.conf'), FONTS)
    renameSync(fresh, UNPACKED)
  }
  const env = {
    ...inherited(),
    LD_LIBRARY_PATH: path.join(UNPACKED, 'al2023/lib'),
    FONTCONFIG_PATH: path.join(UNPACKED, 'fonts'),
  }
  return { executablePath: path.join(UNPACKED, 'chromium'), args: NPM_ARGS, env }
}

export async function findBrowser(): Promise<Browser> {
  const chosen = process.env['CHROME_PATH'] ?? INSTALLED.find((file) => existsSync(file))
  return chosen === undefined || chosen === 'npm'
    ? fromNpm()
    : { executablePath: chosen, args: ARGS, env: inherited() }
}

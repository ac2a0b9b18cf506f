/** What a city of one journey's own is made of: the copy of a data folder, and a clock that the journey moves. */
import { chmodSync, cpSync, lchownSync, lstatSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

const CLOCK = join(import.meta.dirname, 'moved-clock.ts')

/** What a program needs in order to listen to its journey's clock. */
export const movedClock = (day?: string): { env: Record<string, string>; channel: true } => ({
  env: {
    NODE_OPTIONS: `--import=${CLOCK}`,
    ...(day === undefined ? {} : { E2E_DAY: day }),
  },
  channel: true,
})

/** A database starts only in a folder that is its own user's and closed to everybody else, also where root copies it. */
export function copyCity(from: string, to: string): void {
  cpSync(from, to, { recursive: true })
  for (const name of ['', ...readdirSync(from, { recursive: true, encoding: 'utf8' })]) {
    const { mode, uid, gid } = lstatSync(join(from, name))
    chmodSync(join(to, name), mode)
    if (process.getuid?.() === 0) lchownSync(join(to, name), uid, gid)
  }
}

/** Opens the site that a data folder holds, a real one or the demo city, and answers how to sign in there. */
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ConfigError, type Config } from '../config.ts'
import type { Opened } from '../db/open.ts'
import { findSite, openSite } from '../features/catalog/index.ts'
import type { Engine } from '../http/app.ts'
import { SYSTEM } from '../kernel/actor.ts'
import { DEMO_PASSWORD, demoSignIns, loadDemo } from './demo/load.ts'
import { firstAdminLines } from './admin-link.ts'

export type Introduce = (base: string) => Promise<string[]>

/** Everybody knows the passwords of a demo, its platform administrator's too. */
export async function openPlain(config: Config, engine: Engine): Promise<Introduce> {
  if ((await findSite(engine.reader))?.isDemo === true)
    throw new ConfigError(
      `${config.dataDir} holds the demo city; start it with --demo, or set ZHIYUAN_DATA to another folder for a real site`,
    )
  const place = { regionCode: config.siteRegion, isDemo: false, nameEn: 'Zhiyuan Volunteer Service' }
  await engine.perform({ actor: SYSTEM, deed: 'openSite' }, openSite, place)
  return (base) => firstAdminLines(engine, base)
}

/** A data folder is a demo or it is not: nobody's real records end up among made-up ones. Loaded once; a second start finds it there. */
export async function openDemo(
  config: Config,
  opened: Opened,
  engine: Engine,
  stop: AbortSignal,
): Promise<Introduce> {
  const site = await findSite(opened.reader)
  if (site !== undefined && !site.isDemo)
    throw new ConfigError(
      `${config.dataDir} holds a real site; set ZHIYUAN_DATA to another folder for the demo`,
    )
  // Lies there while the city is played, so that half a city is never taken for the whole.
  const unfinished = join(config.dataDir, 'demo-unfinished')
  if (site !== undefined && existsSync(unfinished))
    throw new ConfigError(
      `${config.dataDir} holds half a demo city, since its first start was interrupted; remove that folder, or set ZHIYUAN_DATA to another one`,
    )
  if (site === undefined) {
    mkdirSync(config.dataDir, { recursive: true, mode: 0o700 })
    writeFileSync(unfinished, '')
    const tell = (line: string): void => console.log(line)
    await loadDemo({ opened, vault: engine.vault, now: engine.clock(), stop, tell })
    rmSync(unfinished)
  }
  return async () => [
    `Demo city. Everybody's password is ${DEMO_PASSWORD}; staff need no second factor here.`,
    ...demoSignIns().map(({ who, login }) => `  ${login}  ${who}`),
  ]
}

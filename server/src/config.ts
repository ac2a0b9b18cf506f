/** Environment → frozen Config. The only reader of process.env. Every variable stands in docs/configuration.md. */
import { join, resolve } from 'node:path'

export interface Config {
  host: string
  port: number
  /** The address people type, for QR codes and links; derived from host and port when not set. */
  publicUrl: string | null
  dataDir: string
  keyFile: string
  databaseUrl: string | null
  /** The region of a new installation's site. */
  siteRegion: string
  logLevel: string
  /** How many proxies in front are trusted to tell the client's address. */
  trustProxy: number
  gatewayUrl: string | null
  gatewayToken: string | null
  /** Where messages to phones are handed to; without it they wait in the operator's outbox. */
  smsUrl: string | null
  smsToken: string | null
  /** Multiplies every rate limit; 1 in production. */
  rateLimitFactor: number
  demo: boolean
  dev: boolean
}

export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

type Environment = Readonly<Record<string, string | undefined>>

/** A variable that is set to nothing is not set: compose files hand on what nobody has filled in. */
function text(env: Environment, name: string): string | undefined {
  const value = env[name]
  return value === '' ? undefined : value
}

function integer(env: Environment, name: string, fallback: number, max: number, min = 0): number {
  const typed = text(env, name)
  if (typed === undefined) return fallback
  const value = Number(typed)
  if (!Number.isInteger(value) || value < min || value > max)
    throw new ConfigError(`${name} must be a whole number from ${min} to ${max}, not "${typed}"`)
  return value
}

function url(env: Environment, name: string): string | null {
  const typed = text(env, name)
  if (typed === undefined) return null
  if (!URL.canParse(typed))
    throw new ConfigError(`${name} must be an address like https://example.org, not "${typed}"`)
  return typed.replace(/\/$/, '')
}

export function readConfig(env: Environment, flags: { demo?: boolean; dev?: boolean } = {}): Config {
  const { demo = false, dev = false } = flags
  // Apart, so that a trial before or beside the real site needs no thought.
  const dataDir = resolve(text(env, 'ZHIYUAN_DATA') ?? (demo ? 'data-demo' : 'data'))
  return Object.freeze({
    host: text(env, 'HOST') ?? '127.0.0.1',
    port: integer(env, 'PORT', 8080, 65535),
    publicUrl: url(env, 'PUBLIC_URL'),
    dataDir,
    keyFile: resolve(text(env, 'ZHIYUAN_KEY_FILE') ?? join(dataDir, 'keys.json')),
    databaseUrl: text(env, 'DATABASE_URL') ?? null,
    siteRegion: text(env, 'SITE_REGION') ?? '441300',
    logLevel: text(env, 'LOG_LEVEL') ?? 'info',
    trustProxy: integer(env, 'TRUST_PROXY', 0, 10),
    gatewayUrl: url(env, 'VERIFICATION_URL'),
    gatewayToken: text(env, 'VERIFICATION_TOKEN') ?? null,
    smsUrl: url(env, 'SMS_URL'),
    smsToken: text(env, 'SMS_TOKEN') ?? null,
    rateLimitFactor: integer(env, 'RATE_LIMIT_FACTOR', 1, 1_000_000, 1),
    demo,
    dev,
  })
}

export const environment = (): Environment => process.env

/** npm signals only the shell it runs a script in, and that shell dies of it without a word to the program. */
export const isUnderNpmShell = (): boolean =>
  ['start', 'dev'].includes(process.env['npm_lifecycle_event'] ?? '')

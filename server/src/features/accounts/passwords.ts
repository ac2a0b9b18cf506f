/** Hashing of passwords: slow on purpose, two at a time, never inside a transaction. */
import { randomBytes } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'
import { Refusal } from '../../kernel/refusal.ts'

/** Argon2id, the least that OWASP recommends; each takes a core for some fifteen milliseconds. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const
const AT_ONCE = 2
const WAITING_MAX = 500

let running = 0
const waiting: (() => void)[] = []

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) {
    if (waiting.length >= WAITING_MAX) throw new Refusal('busy')
    await new Promise<void>((resolve) => waiting.push(resolve))
  } else running += 1
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next === undefined) running -= 1
    else next()
  }
}

const plain = (password: string): string => password.normalize('NFKC')

export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(plain(password), COST))
}

let nobody: Promise<string> | undefined

/** Without a hash the time is spent all the same, so that it does not tell whether the account exists. */
export async function isPasswordOf(
  passwordHash: string | null | undefined,
  password: string,
): Promise<boolean> {
  nobody ??= hashPassword(randomBytes(16).toString('hex'))
  const against = passwordHash ?? (await nobody)
  const isRight = await inTurn(() => verify(against, plain(password)))
  return isRight && passwordHash !== null && passwordHash !== undefined
}

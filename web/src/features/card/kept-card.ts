// What "my code" shows beside the code itself, kept on this device so that the page needs no network.
import { openDB, type IDBPDatabase } from 'idb'
import { forgetDeviceKey } from './device-key'

export interface KeptCard {
  readonly volunteerId: string
  readonly name: string
  readonly volunteerNumber: string
  readonly star: number
  readonly teamName: string | null
  readonly shift: {
    readonly title: string
    readonly startsAt: string
    readonly endsAt: string
    readonly signedInAt: string | null
  } | null
  /** The server's time when this was written; a watch that shows less has been put back. */
  readonly seenAt: number
}

const STORE = 'face'
const ONLY = 'card'
let opened: Promise<IDBPDatabase> | null = null
const database = () =>
  (opened ??= openDB('zhiyuan-face', 1, { upgrade: (db) => void db.createObjectStore(STORE) }))

/** Undefined where nothing is kept, or where the browser keeps nothing (private windows). */
export async function readKeptCard(): Promise<KeptCard | undefined> {
  try {
    return (await (await database()).get(STORE, ONLY)) as KeptCard | undefined
  } catch {
    return undefined
  }
}

export async function keepCard(card: KeptCard): Promise<void> {
  try {
    await (await database()).put(STORE, card, ONLY)
  } catch {
    // The page works all the same while there is a network.
  }
}

/** At signing out: the next person at this device finds neither key nor name. */
export async function forgetCard(): Promise<void> {
  await Promise.allSettled([forgetDeviceKey(), database().then((db) => db.clear(STORE))])
}

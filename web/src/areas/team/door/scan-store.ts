// Scans that no answer has come for yet, kept on this device: a closed page or a flat battery loses none.
import { openDB, type IDBPDatabase } from 'idb'
import type { Body } from '../../../api/types'

export type Scan = Body<'recordScans'>['scans'][number] & { readonly projectId: string }

const STORE = 'scans'
let opened: Promise<IDBPDatabase> | null = null
const database = () =>
  (opened ??= openDB('zhiyuan-door', 1, {
    upgrade: (db) =>
      void db.createObjectStore(STORE, { keyPath: 'scanId' }).createIndex('projectId', 'projectId'),
  }))

/** False where the browser keeps nothing (private windows); the scan then lives only as long as the page. */
export async function keepScan(scan: Scan): Promise<boolean> {
  try {
    await (await database()).put(STORE, scan)
    return true
  } catch {
    return false
  }
}

export async function dropScans(scanIds: readonly string[]): Promise<void> {
  try {
    const change = (await database()).transaction(STORE, 'readwrite')
    await Promise.all([...scanIds.map((scanId) => change.store.delete(scanId)), change.done])
  } catch {
    // What stays behind is sent again with the same id and counts once.
  }
}

export async function keptScans(projectId: string): Promise<Scan[]> {
  try {
    const kept = (await (await database()).getAllFromIndex(STORE, 'projectId', projectId)) as Scan[]
    return kept.sort((a, b) => a.scannedAt.localeCompare(b.scannedAt))
  } catch {
    return []
  }
}

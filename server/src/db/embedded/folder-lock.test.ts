import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { lockFolder } from './folder-lock.ts'
import { processSpace, startMark } from './processes.ts'

describe('the lock of a folder', () => {
  const root = mkdtempSync(path.join(tmpdir(), 'zhiyuan-lock-test-'))
  afterAll(() => {
    rmSync(root, { recursive: true, force: true })
  })

  const claimed = (holder: object) => {
    const folder = mkdtempSync(path.join(root, 'lock-'))
    mkdirSync(path.join(folder, 'lock'))
    writeFileSync(
      path.join(folder, 'lock', '7'),
      JSON.stringify({
        pid: process.pid,
        mark: startMark(process.pid),
        space: processSpace(),
        released: false,
        ...holder,
      }),
    )
    return folder
  }
  const now = () => Date.now() / 1000

  test('holds against its own process, and is free again when released', async () => {
    const folder = claimed({})
    await expect(lockFolder(folder)).rejects.toMatchObject({ reason: 'data_folder_in_use' })
    const other = claimed({ released: true })
    const lock = await lockFolder(other)
    expect(readdirSync(path.join(other, 'lock'))).toEqual(['8'])
    await expect(lockFolder(other)).rejects.toMatchObject({ reason: 'data_folder_in_use' })
    lock.release()
    const again = await lockFolder(other)
    again.release()
  })

  test('is taken over when the holder’s process id belongs to somebody else now, or its claim was cut short', async () => {
    const folder = claimed({ mark: 'long ago' })
    const lock = await lockFolder(folder)
    lock.release()
    const torn = claimed({})
    writeFileSync(path.join(torn, 'lock', '7'), '')
    const taken = await lockFolder(torn)
    taken.release()
  })

  test('of another container is taken over when silent, and refused while it beats', async () => {
    const silent = await lockFolder(claimed({ space: 'elsewhere' }), 100)
    silent.release()
    const folder = claimed({ space: 'elsewhere' })
    const beat = setInterval(() => {
      utimesSync(path.join(folder, 'lock', '7'), now(), now())
    }, 20)
    await expect(lockFolder(folder, 200)).rejects.toThrow('another container')
    clearInterval(beat)
  })
})

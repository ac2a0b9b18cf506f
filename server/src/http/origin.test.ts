import type { FastifyRequest } from 'fastify'
import { describe, expect, test } from 'vitest'
import { originOf } from './origin.ts'

const asked = (host: string): FastifyRequest => ({ protocol: 'http', host }) as FastifyRequest

describe('originOf', () => {
  test('is what the site is set to, whatever the request says', () =>
    expect(originOf('https://volunteer.example', asked('evil.example/x'))).toBe('https://volunteer.example'))

  test.each(['localhost:8080', '192.168.1.5:8080', 'volunteer.example', 'a-b.example:443', '[::1]:8080'])(
    'else the host of the request: %s',
    (host) => expect(originOf(null, asked(host))).toBe(`http://${host}`),
  )

  test.each([
    '',
    'evil.example/x',
    'a@evil.example',
    'a b',
    'evil.example"><script>',
    'a..b',
    '-a.example',
    'a.example:port',
    'a.example?x=1',
    'a.example#',
    '[::1',
    'a.example\r\nSUMMARY:x',
  ])('no host is refused: %j', (host) => {
    expect(() => originOf(null, asked(host))).toThrow('malformed')
  })
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { maybeOf, oneOf, readCalendar, wordsOf } from '../../../test/calendar-reading.ts'
import { calendarText, folded, type CalendarEvent } from './ics.rules.ts'

const event: CalendarEvent = {
  uid: 'signup-1@zhiyuan',
  startsAt: new Date('2026-12-05T01:00:00Z'),
  endsAt: new Date('2026-12-05T03:30:00Z'),
  title: '东江护河',
  description: ['已录用', '', '岗位：巡河'],
  place: '东湖，南门',
  longitude: 114.4168,
  latitude: 23.1115,
  url: 'https://volunteer.example/projects/1',
  status: 'CONFIRMED',
  madeAt: new Date('2026-11-24T02:00:00Z'),
  changedAt: new Date('2026-11-24T02:01:30Z'),
  alarms: [1440, 90],
}
const head = { name: '我的志愿服务', description: '' }
const read = (change: Partial<CalendarEvent> = {}) =>
  readCalendar(calendarText(head, [{ ...event, ...change }])).events[0]!

describe('J13: a calendar as RFC 5545 has it', () => {
  test('an event with its zone, place, revision and reminders', () => {
    const [one] = readCalendar(calendarText(head, [event])).events
    expect(oneOf(one!, 'DTSTART')).toMatchObject({
      params: { TZID: 'Asia/Shanghai' },
      value: '20261205T090000',
    })
    expect(oneOf(one!, 'DTEND').value).toBe('20261205T113000')
    expect(oneOf(one!, 'SEQUENCE').value).toBe('90')
    expect(oneOf(one!, 'GEO').value).toBe('23.111500;114.416800')
    expect(wordsOf(one!, 'DESCRIPTION')).toBe('已录用\n岗位：巡河')
    expect(one!.components.map((alarm) => oneOf(alarm, 'TRIGGER').value)).toEqual(['-PT24H', '-PT90M'])
    expect(oneOf(readCalendar(calendarText(head, [])).head, 'X-WR-CALNAME').value).toBe('我的志愿服务')
  })

  test('what is called off reminds nobody and counts as one more revision', () => {
    const off = read({ status: 'CANCELLED' })
    expect([oneOf(off, 'STATUS').value, oneOf(off, 'SEQUENCE').value, off.components]).toEqual([
      'CANCELLED',
      '91',
      [],
    ])
  })

  test('an event that comes again names the days it does not', () => {
    const rrule = 'FREQ=WEEKLY;INTERVAL=1;BYDAY=SA;UNTIL=20261219T155959Z'
    const again = read({ rule: { rrule, except: [new Date('2026-12-12T01:00:00Z')] } })
    expect(oneOf(again, 'RRULE').value).toBe(rrule)
    expect(oneOf(again, 'EXDATE')).toMatchObject({
      params: { TZID: 'Asia/Shanghai' },
      value: '20261212T090000',
    })
  })

  test('an event without a place has neither', () => {
    const bare = read({ place: '', longitude: null, latitude: null })
    expect([maybeOf(bare, 'LOCATION'), maybeOf(bare, 'GEO')]).toEqual([undefined, undefined])
  })

  test('words never become lines: whatever they hold, they are read as they were written', () =>
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 200 }),
        fc.constantFrom('', '\r\nEND:VEVENT', ';X=1:', '\\n', '，,;'),
        (any, trick) => {
          const title = any + trick + any
          const words = wordsOf(read({ title }), 'SUMMARY')
          const plain = title.replace(/\r\n?/g, '\n').replace(/(?![\t\n])\p{Cc}/gu, '')
          expect(words).toBe(plain)
        },
      ),
    ))

  test('a line is folded between characters, also where each takes four bytes', () => {
    const line = `SUMMARY:${'𠮷'.repeat(60)}`
    const parts = folded(line).split('\r\n')
    expect(Math.max(...parts.map((part) => Buffer.byteLength(part)))).toBeLessThanOrEqual(75)
    expect(parts.map((part, i) => (i === 0 ? part : part.slice(1))).join('')).toBe(line)
  })
})

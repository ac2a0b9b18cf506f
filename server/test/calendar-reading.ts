/** A strict reader of iCalendar (RFC 5545), written from the standard and not from what writes: it throws at the first fault. */

export interface Property {
  name: string
  params: Readonly<Record<string, string>>
  /** As it stands; words are read by `textOf`. */
  value: string
}
export interface Component {
  name: string
  properties: Property[]
  components: Component[]
}

const fail = (what: string): never => {
  throw new Error(`no calendar: ${what}`)
}

/** § 3.1: lines end in CR LF, none has more than 75 bytes, a line that begins with a blank goes on the one before. */
function unfold(text: string): string[] {
  if (!text.endsWith('\r\n')) fail('the last line has no end')
  const lines = text.slice(0, -2).split('\r\n')
  const whole: string[] = []
  for (const line of lines) {
    if (/[\r\n]/.test(line)) fail(`a bare line break in ${line}`)
    if (Buffer.byteLength(line) > 75) fail(`${Buffer.byteLength(line)} bytes in ${line}`)
    if (!line.isWellFormed()) fail(`a character cut in two in ${line}`)
    if (/^[ \t]/.test(line)) {
      if (whole.length === 0) fail('the first line goes on')
      whole.push((whole.pop() ?? '') + line.slice(1))
    } else whole.push(line)
  }
  return whole
}

function propertyOf(line: string): Property {
  const [, name = '', params = '', value = ''] =
    /^([A-Z0-9-]+)((?:;[A-Z0-9-]+=(?:"[^"]*"|[^";:,]*))*):(.*)$/su.exec(line) ??
    fail(`no property in ${line}`)
  const pairs = params
    .split(';')
    .slice(1)
    .map((param) => param.split('=') as [string, string])
  return { name, params: Object.fromEntries(pairs), value }
}

/** § 3.3.11: of a backslash only these four follow; comma and semicolon never stand bare. */
export function textOf(value: string): string {
  if (/(?<!\\)(?:\\\\)*[;,]/.test(value)) fail(`a bare separator in ${value}`)
  return value.replace(/\\(.?)/gu, (_, next: string) =>
    next === 'n' || next === 'N'
      ? '\n'
      : [';', ',', '\\'].includes(next)
        ? next
        : fail(`\\${next} in ${value}`),
  )
}

function tree(lines: readonly string[]): Component {
  const open: Component[] = []
  for (const [at, line] of lines.entries()) {
    const property = propertyOf(line)
    if (property.name === 'BEGIN') open.push({ name: property.value, properties: [], components: [] })
    else if (property.name === 'END') {
      const done = open.pop() ?? fail('an end without a beginning')
      if (done.name !== property.value) fail(`${done.name} ends as ${property.value}`)
      const parent = open.at(-1)
      if (parent === undefined) return at === lines.length - 1 ? done : fail('more after the end')
      parent.components.push(done)
    } else (open.at(-1) ?? fail(`${line} stands outside`)).properties.push(property)
  }
  return fail('it does not end')
}

const valuesOf = (component: Component, name: string): Property[] =>
  component.properties.filter((property) => property.name === name)
export const oneOf = (component: Component, name: string): Property => {
  const [found, more] = valuesOf(component, name)
  return found !== undefined && more === undefined ? found : fail(`${component.name} needs one ${name}`)
}
export const maybeOf = (component: Component, name: string): Property | undefined =>
  valuesOf(component, name)[0]

const ONCE = ['UID', 'DTSTAMP', 'DTSTART', 'SUMMARY', 'STATUS', 'SEQUENCE', 'LAST-MODIFIED', 'CREATED']

function checkEvent(event: Component, zones: ReadonlySet<string>): void {
  for (const name of ONCE) oneOf(event, name)
  const [start, end] = [oneOf(event, 'DTSTART'), oneOf(event, 'DTEND')]
  for (const { params, value } of [start, end, ...valuesOf(event, 'EXDATE')]) {
    if (!zones.has(params['TZID'] ?? '')) fail(`the zone of ${value} is not in the calendar`)
    for (const one of value.split(',')) if (!/^\d{8}T\d{6}$/.test(one)) fail(`${one} is no time`)
  }
  if (end.value <= start.value) fail(`${end.value} is not after ${start.value}`)
  for (const name of ['DTSTAMP', 'LAST-MODIFIED', 'CREATED'])
    if (!/^\d{8}T\d{6}Z$/.test(oneOf(event, name).value)) fail(`${name} is not in UTC`)
  if (!/^\d+$/.test(oneOf(event, 'SEQUENCE').value)) fail('SEQUENCE is no number')
  const geo = maybeOf(event, 'GEO')
  if (geo !== undefined && !/^-?\d+(\.\d+)?;-?\d+(\.\d+)?$/.test(geo.value)) fail(`${geo.value} is no place`)
  for (const alarm of event.components) {
    if (alarm.name !== 'VALARM') fail(`${alarm.name} in an event`)
    if (oneOf(alarm, 'ACTION').value !== 'DISPLAY') fail('an alarm that does not show')
    oneOf(alarm, 'DESCRIPTION')
    if (!/^-PT\d+[HM]$/.test(oneOf(alarm, 'TRIGGER').value)) fail('an alarm without a time')
  }
}

/** The events of a calendar that holds to the standard. */
export function readCalendar(text: string): { head: Component; events: Component[] } {
  const head = tree(unfold(text))
  if (head.name !== 'VCALENDAR' || oneOf(head, 'VERSION').value !== '2.0') fail('not of version 2.0')
  oneOf(head, 'PRODID')
  const zones = head.components
    .filter(({ name }) => name === 'VTIMEZONE')
    .map((zone) => oneOf(zone, 'TZID').value)
  const events = head.components.filter(({ name }) => name === 'VEVENT')
  for (const event of events) checkEvent(event, new Set(zones))
  const uids = events.map((event) => oneOf(event, 'UID').value)
  if (new Set(uids).size !== uids.length) fail('one UID twice')
  return { head, events }
}

export const wordsOf = (event: Component, name: string): string => textOf(oneOf(event, name).value)

/** Calendars on the wire. */
import { Type } from 'typebox'
import type { Refuses } from '../../http/app.ts'
import { Instant, Nullable, OneOf } from '../../http/shapes.ts'
import { LANGUAGES } from '../../kernel/language.ts'
import { SECRET_FORM } from './calendars.rules.ts'

export const MyCalendar = Type.Object({
  madeAt: Nullable(Type.Unsafe<string>({ ...Instant, description: 'when the address was made' })),
})
export const CalendarAddress = Type.Object({ url: Type.String({ description: 'told once' }) })
export const SecretParams = Type.Object({ secret: Type.String({ pattern: SECRET_FORM }) })
export const CalendarQuery = Type.Object({ lang: Type.Optional(OneOf(LANGUAGES)) })
export const Ended = Type.Object({ done: Type.Literal(true) })

export const endRefuses = { no_calendar: 409, volunteer_not_found: 404 } satisfies Refuses<
  'no_calendar' | 'volunteer_not_found'
>
export const renewRefuses = { volunteer_not_found: 404 } satisfies Refuses<'volunteer_not_found'>
export const feedRefuses = { calendar_not_found: 404 } satisfies Refuses<'calendar_not_found'>
export const teamFeedRefuses = { team_not_found: 404 } satisfies Refuses<'team_not_found'>
export const seriesFeedRefuses = { series_not_found: 404 } satisfies Refuses<'series_not_found'>

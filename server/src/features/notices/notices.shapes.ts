import { Type, type Static } from 'typebox'
import type { Refuses } from '../../http/app.ts'
import { Instant, Nullable, OneOf, PageOf, Uuid } from '../../http/shapes.ts'
import { maskPhone } from '../../kernel/masking.ts'
import type { Page } from '../../kernel/page.ts'
import type { PhoneReason } from '../accounts/index.ts'
import { NOTICE_KINDS, NOTICE_PAGES } from './notices.rules.ts'
import type { Notice } from './notices.store.ts'
import type { OutboxItem } from './outbox.store.ts'

export const SendPhoneCodeBody = Type.Object({
  phone: Type.String({ minLength: 1, maxLength: 30 }),
  purpose: OneOf(['register', 'sign_in', 'guardian', 'reset_password']),
})
export const PhoneCodeSent = Type.Object({
  expiresInSeconds: Type.Integer(),
  resendAfterSeconds: Type.Integer(),
})

export const NoticePage = PageOf(
  Type.Object({
    noticeId: Uuid,
    kind: OneOf([...NOTICE_KINDS]),
    facts: Type.Record(Type.String(), Type.Unknown()),
    link: Type.String({ description: 'path of a page, or empty', examples: [...NOTICE_PAGES] }),
    createdAt: Instant,
    readAt: Nullable(Instant),
  }),
)
export const MarkNoticesReadBody = Type.Object({
  noticeIds: Type.Optional(Type.Array(Uuid, { maxItems: 200, description: 'left out for all' })),
})
export const Nothing = Type.Null()

export const OutboxPage = PageOf(
  Type.Object({
    messageId: Uuid,
    channel: OneOf(['sms']),
    recipient: Type.String({ description: 'masked where a gateway sends the messages' }),
    body: Nullable(Type.String({ description: 'null where a gateway sends the messages' })),
    createdAt: Instant,
    sentAt: Nullable(Instant),
    failure: Nullable(Type.String()),
    isGivenUp: Type.Boolean(),
  }),
)

export const showNotices = (page: Page<Notice>): Static<typeof NoticePage> => ({
  next: page.next,
  items: page.items.map(({ noticeKind, createdAt, readAt, ...notice }) => ({
    ...notice,
    kind: noticeKind,
    createdAt: createdAt.toISOString(),
    readAt: readAt?.toISOString() ?? null,
  })),
})

/** Where a gateway sends them, nobody here may read another person's code, waiting or gone. */
export const showOutbox = (page: Page<OutboxItem>, isReadable: boolean): Static<typeof OutboxPage> => ({
  next: page.next,
  items: page.items.map((item) => ({
    messageId: item.messageId,
    channel: item.channel,
    recipient: isReadable ? item.phone : maskPhone(item.phone),
    body: isReadable ? item.text : null,
    createdAt: item.createdAt.toISOString(),
    sentAt: item.sentAt?.toISOString() ?? null,
    failure: item.failure,
    isGivenUp: item.givenUpAt !== null,
  })),
})

export const sendPhoneCodeRefuses = {
  phone_malformed: 422,
  code_sent_recently: 429,
  too_many_codes: 429,
} satisfies Refuses<PhoneReason | 'code_sent_recently' | 'too_many_codes'>

/** The door of notices: telling people, in the program and by message. */
export { sendMessages, type Delivery } from './notices.actions.ts'
export { NOTICE_KINDS, type NoticeKind, type NoticeLink } from './notices.rules.ts'
export { countUnread, deleteNoticesOf, notify, retireNotices, type NewNotice } from './notices.store.ts'
export { deleteMessagesBefore, listDueMessages, sendSms, type NewSms } from './outbox.store.ts'
export { smsPort, type SmsPort } from './sms.ts'
export { type SmsParams, type SmsTemplate } from './templates.ts'

/** J14. Who has a place, or is to answer an offer, is reminded once the evening before and once two hours before. */
import type { Act } from '../../act.ts'
import type { Reader } from '../../db/handles.ts'
import { notify, type NewNotice } from '../notices/index.ts'
import { KEPT_DAYS, remindersDue, type ReminderKind } from './reminders.rules.ts'
import { deleteRemindersBefore, insertReminders, listUnreminded, type Unreminded } from './reminders.store.ts'

const AT_A_TIME = 500
const DAY_MS = 86_400_000

export async function hasToRemindSignUps(reader: Reader, now: Date): Promise<boolean> {
  for (const due of remindersDue(now)) if ((await listUnreminded(reader, due, 1)).length > 0) return true
  return false
}

/** Answers how many were found. The rows make it once, whichever process comes first. */
export async function remindSignUps(act: Act, _input: null): Promise<number> {
  let found = 0
  for (const due of remindersDue(act.now)) {
    const rows = await listUnreminded(act.tx, due, AT_A_TIME)
    const fresh = await insertReminders(act.tx, due.kind, rows, act.now)
    const told = rows.filter(({ signupId }) => fresh.has(signupId))
    await notify(
      act.tx,
      told.map((row) => noticeOf(due.kind, row)),
      act.now,
    )
    found += rows.length
  }
  await deleteRemindersBefore(act.tx, new Date(act.now.getTime() - KEPT_DAYS * DAY_MS))
  return found
}

function noticeOf(kind: ReminderKind, row: Unreminded): NewNotice {
  const { accountId, title, positionName, startsAt, endsAt, answerBy } = row
  const place = [row.placeName, row.placeAddress].filter((part) => part !== '').join('，')
  const when = { startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() }
  const link = '/my/projects' as const
  if (row.status === 'offered')
    return {
      ...{ accountId, link, kind: 'offer_waits' },
      facts: { title, ...when, answerBy: answerBy?.toISOString() ?? when.startsAt },
    }
  const reminded = kind === 'soon' ? 'shift_soon' : 'shift_tomorrow'
  return { ...{ accountId, link, kind: reminded }, facts: { title, positionName, place, ...when } }
}

// What a notice says and where it leads.
import type { Item } from '../../api/types'
import { dayTimeRangeText, momentText, monthDay } from '../../lib/dates'
import { hoursOf } from '../../lib/hours'
import type { I18n, Lang } from '../../lib/i18n'
import type { IconName } from '../../ui/icons'

type Notice = Item<'listMyNotices'>

interface Look {
  icon: IconName
  to: string
}
const looks: Readonly<Record<string, Look>> = {
  volunteer_verified: { icon: 'shieldOk', to: '/my/card' },
  volunteer_refused: { icon: 'alert', to: '/my' },
  team_submitted: { icon: 'flag', to: '/team' },
  team_approved: { icon: 'flag', to: '/team' },
  team_refused: { icon: 'flag', to: '/my/me/teams' },
  move_proposed: { icon: 'tree', to: '/team' },
  move_declined: { icon: 'tree', to: '/team' },
  move_withdrawn: { icon: 'tree', to: '/team' },
  team_moved: { icon: 'tree', to: '/team' },
  team_suspended: { icon: 'stop', to: '/team' },
  leadership_proposed: { icon: 'flag', to: '/my/me/teams' },
  leadership_declined: { icon: 'flag', to: '/team' },
  leadership_withdrawn: { icon: 'flag', to: '/my/me/teams' },
  leader_appointed: { icon: 'flag', to: '/team' },
  leader_changed: { icon: 'flag', to: '/team' },
  team_dissolved: { icon: 'flag', to: '/teams' },
  work_received: { icon: 'inbox', to: '/team' },
  project_handed_over: { icon: 'calendar', to: '/my/projects?tab=mine' },
  team_trusted: { icon: 'shieldOk', to: '/team' },
  team_untrusted: { icon: 'flag', to: '/team' },
  team_resumed: { icon: 'flag', to: '/team' },
  team_renamed: { icon: 'edit', to: '/team' },
  team_change_submitted: { icon: 'edit', to: '/team' },
  team_change_approved: { icon: 'edit', to: '/team' },
  team_change_refused: { icon: 'edit', to: '/team' },
  renames_submitted: { icon: 'edit', to: '/team' },
  renames_approved: { icon: 'edit', to: '/team' },
  renames_refused: { icon: 'edit', to: '/team' },
  membership_requested: { icon: 'userAdd', to: '/team' },
  membership_approved: { icon: 'users', to: '/my/me/teams' },
  membership_undone: { icon: 'undo', to: '/my/me/teams' },
  membership_refused: { icon: 'users', to: '/teams' },
  invitation_received: { icon: 'userAdd', to: '/my/me/teams' },
  invitation_joined: { icon: 'users', to: '/my/me/teams' },
  invitation_import_done: { icon: 'table', to: '/team' },
  project_submitted: { icon: 'calendar', to: '/team' },
  project_approved: { icon: 'calendarCheck', to: '/team' },
  project_found: { icon: 'spark', to: '/projects' },
  projects_found: { icon: 'spark', to: '/my/subscriptions' },
  project_refused: { icon: 'calendar', to: '/team' },
  project_published: { icon: 'calendar', to: '/team' },
  project_check_passed: { icon: 'calendarCheck', to: '/team' },
  project_check_refused: { icon: 'warn', to: '/team' },
  project_check_cancelled: { icon: 'no', to: '/team' },
  project_invited: { icon: 'calendar', to: '/projects' },
  insurance_awaited: { icon: 'warn', to: '/team' },
  project_extended: { icon: 'calendar', to: '/team' },
  project_altered: { icon: 'edit', to: '/projects' },
  project_dangerous_now: { icon: 'no', to: '/projects' },
  project_change_submitted: { icon: 'edit', to: '/team' },
  project_change_approved: { icon: 'edit', to: '/team' },
  project_change_partly: { icon: 'edit', to: '/team' },
  project_change_refused: { icon: 'edit', to: '/team' },
  signup_unanswered: { icon: 'calendar', to: '/projects' },
  project_cancelled: { icon: 'no', to: '/projects' },
  shift_cancelled: { icon: 'no', to: '/projects' },
  place_to_waiting: { icon: 'list', to: '/my/projects?tab=mine' },
  place_cancelled: { icon: 'no', to: '/my/projects?tab=mine' },
  shift_moved: { icon: 'clock', to: '/projects' },
  shift_moved_asked: { icon: 'clock', to: '/my/projects?tab=mine' },
  shift_moved_offered: { icon: 'clock', to: '/my/projects?tab=mine' },
  move_at_night: { icon: 'no', to: '/projects' },
  move_not_for_age: { icon: 'no', to: '/projects' },
  move_unanswered: { icon: 'clock', to: '/projects' },
  signup_received: { icon: 'calendar', to: '/team' },
  signup_admitted: { icon: 'calendarCheck', to: '/my/projects?tab=mine' },
  signup_waitlisted: { icon: 'list', to: '/my/projects?tab=mine' },
  draw_won: { icon: 'calendarCheck', to: '/my/projects?tab=mine' },
  draw_waiting: { icon: 'list', to: '/my/projects?tab=mine' },
  draw_unfit: { icon: 'calendar', to: '/my/projects?tab=mine' },
  draw_missed: { icon: 'clock', to: '/my/projects' },
  place_offered: { icon: 'calendarCheck', to: '/my/projects?tab=mine' },
  offer_lapsed: { icon: 'clock', to: '/my/projects?tab=mine' },
  waiting_ended: { icon: 'clock', to: '/my/projects' },
  absence_reported: { icon: 'calendar', to: '/team' },
  no_show_marked: { icon: 'alert', to: '/my/absences' },
  no_show_lifted: { icon: 'ok', to: '/my/absences' },
  no_show_upheld: { icon: 'alert', to: '/my/absences' },
  no_show_unanswered: { icon: 'late', to: '/my/absences' },
  no_show_final: { icon: 'alert', to: '/my/absences' },
  no_show_appealed: { icon: 'hand', to: '/team' },
  no_show_raised: { icon: 'hand', to: '/admin' },
  no_show_overruled: { icon: 'undo', to: '/team' },
  hours_missing: { icon: 'hours', to: '/my/projects?tab=mine' },
  absences_undecided: { icon: 'hours', to: '/team' },
  shift_tomorrow: { icon: 'clock', to: '/my/projects?tab=mine' },
  shift_soon: { icon: 'clock', to: '/my/projects?tab=mine' },
  offer_waits: { icon: 'clock', to: '/my/projects?tab=mine' },
  signup_refused: { icon: 'calendar', to: '/my/projects' },
  hours_posted: { icon: 'hours', to: '/my/hours' },
  hours_reversed: { icon: 'hours', to: '/my/hours' },
  hours_draft_waiting: { icon: 'hours', to: '/team' },
  evaluation_wanted: { icon: 'star', to: '/my/evaluations' },
  evaluations_wanted: { icon: 'star', to: '/team' },
  words_hidden: { icon: 'eyeOff', to: '/my/evaluations' },
  team_words_hidden: { icon: 'eyeOff', to: '/team' },
  report_hidden: { icon: 'eyeOff', to: '/team' },
  report_mended: { icon: 'eye', to: '/' },
  report_shown: { icon: 'eye', to: '/team' },
  hiding_asked: { icon: 'eyeOff', to: '/' },
  series_hidden: { icon: 'eyeOff', to: '/team' },
  series_mended: { icon: 'eye', to: '/' },
  series_shown: { icon: 'eye', to: '/team' },
  family_joined: { icon: 'users', to: '/my/family' },
  family_ward_added: { icon: 'users', to: '/my/family' },
  family_left: { icon: 'users', to: '/my/family' },
  family_left_along: { icon: 'users', to: '/my/family' },
  family_removed: { icon: 'users', to: '/my/family' },
  family_head_offered: { icon: 'users', to: '/my/family' },
  family_head_declined: { icon: 'users', to: '/my/family' },
  family_head_changed: { icon: 'users', to: '/my/family' },
  family_dissolved: { icon: 'users', to: '/my/family' },
  complaint_submitted: { icon: 'megaphone', to: '/admin' },
  complaint_more_told: { icon: 'megaphone', to: '/admin' },
  complaint_statement_given: { icon: 'megaphone', to: '/admin' },
  complaint_reopened: { icon: 'megaphone', to: '/admin' },
  complaint_overdue: { icon: 'late', to: '/admin' },
  complaint_accepted: { icon: 'megaphone', to: '/my/complaints' },
  complaint_more_asked: { icon: 'megaphone', to: '/my/complaints' },
  complaint_settled: { icon: 'megaphone', to: '/my/complaints' },
  complaint_statement_asked: { icon: 'megaphone', to: '/team' },
  complaint_measure: { icon: 'megaphone', to: '/team' },
  proof_superseded: { icon: 'paper', to: '/my/proofs' },
  record_disowned: { icon: 'notMe', to: '/team' },
  registered_again: { icon: 'warn', to: '/my/me' },
  review_overdue: { icon: 'late', to: '/admin' },
  password_changed: { icon: 'lock', to: '/forgot' },
  second_factor_reset: { icon: 'lock', to: '/second-factor' },
}

export const noticeIcon = (kind: string): IconName => looks[kind]?.icon ?? 'bell'

/** What concerns me opens at my own page for it; for the rest the server knows the very team or review. Only paths of this site. */
export function noticeLink({ kind, link }: Pick<Notice, 'kind' | 'link'>): string {
  const own = looks[kind]?.to ?? '/my'
  if (own.startsWith('/my/') || !/^\/(?![/\\])/.test(link)) return own
  return link
}

/** Days are told by facts that end in On or Until, moments by those that end in At or By. */
function wordOf(name: string, fact: string, lang: Lang): string {
  if (/(On|Until)$/.test(name)) return monthDay(fact, lang)
  return /(At|By)$/.test(name) ? momentText(fact, lang) : fact
}

/** Of a project that has changed: each part in a few words, with what it was where it is told; null where none is meant. */
function changesText(i18n: I18n, changes: unknown): string | null {
  if (!Array.isArray(changes)) return null
  const parts = (changes as { field: string; old?: string; new?: string }[]).flatMap((change) => {
    const key = `common.notice.altered.${change.field}`
    const words = change.new === undefined ? undefined : { old: change.old ?? '', new: change.new }
    const whole = words === undefined ? undefined : i18n.find(`${key}.both`, words)
    return whole ?? i18n.find(key, words) ?? []
  })
  return parts.join(i18n.lang === 'en' ? '; ' : '；')
}

export function noticeText(i18n: I18n, { kind, facts }: Pick<Notice, 'kind' | 'facts'>): string {
  const words: Record<string, string | number> = {}
  for (const [name, fact] of Object.entries(facts)) {
    if (typeof fact === 'number') words[name] = fact
    else if (typeof fact === 'string') words[name] = wordOf(name, fact, i18n.lang)
  }
  const { minutes, startsAt, endsAt, clash } = facts
  if (typeof minutes === 'number') words['hours'] = hoursOf(minutes)
  if (typeof startsAt === 'string' && typeof endsAt === 'string')
    words['span'] = dayTimeRangeText(startsAt, endsAt, i18n.lang)
  // What clashes with it is told where something does.
  const told = typeof clash === 'string' ? i18n.find(`common.notice.${kind}.clash`, words) : undefined
  const changes = changesText(i18n, facts['changes'])
  if (changes === '') return i18n.find(`common.notice.${kind}.none`, words) ?? ''
  if (changes !== null) words['changes'] = changes
  const text = told ?? i18n.find(`common.notice.${kind}`, words) ?? i18n.t('volunteer.notices.other')
  // A reason that was not given leaves its half of the sentence out.
  return text.replace(/[：:]\s*\{\w+\}$/, '')
}

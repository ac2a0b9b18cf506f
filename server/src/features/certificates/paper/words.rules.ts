/** The words of the paper. A proof is a document in Chinese, whatever language its holder reads the pages in. */
import type { Grade, Method } from '../../hours/hours.rules.ts'

export const METHOD_WORDS: Readonly<Record<Method, string>> = {
  scan: '双方扫码',
  team_entry: '团体录入',
  claim: '个人申报',
  time_code: '时长码',
  import: '批量导入',
  sign_in_activity: '签到签退',
  honour: '荣誉时数',
  back_fill: '事后补录',
  reversal: '更正',
}
export const GRADE_WORDS: Readonly<Record<Grade, string>> = {
  A: '双方印证',
  B: '机器记录',
  C: '名册为据',
  D: '本人说明',
  E: '事后补记',
}

/** Hundredths of an hour, never rounded up. */
const hundredthsOf = (minutes: number): number => Math.floor((minutes * 100) / 60)

/** 5790 minutes → 96.50 */
export function hoursText(minutes: number): string {
  const hundredths = hundredthsOf(minutes)
  return `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}`
}

const DIGITS = '零壹贰叁肆伍陆柒捌玖'
const digit = (value: number): string => DIGITS.charAt(value)
const PLACES = ['', '拾', '佰', '仟']
const GROUPS = ['', '万', '亿']

/** A number below ten thousand; zeros inside it are said once. */
function groupText(value: number): string {
  let text = ''
  let zero = false
  for (let place = 3; place >= 0; place -= 1) {
    const at = Math.floor(value / 10 ** place) % 10
    if (at === 0) zero = text !== ''
    else {
      text += (zero ? digit(0) : '') + digit(at) + PLACES[place]!
      zero = false
    }
  }
  return text
}

/** 1004 → 壹仟零肆 */
export function capitalNumber(value: number): string {
  if (value === 0) return digit(0)
  let text = ''
  let rest = value
  for (let group = 0; rest > 0; group += 1, rest = Math.floor(rest / 10_000)) {
    const low = rest % 10_000
    if (low === 0) continue
    const gap =
      text !== '' && !text.startsWith(digit(0)) && value % 10_000 ** group < 1_000 * 10_000 ** (group - 1)
    text = groupText(low) + GROUPS[group]! + (gap ? digit(0) : '') + text
  }
  return text
}

/** 5790 minutes → 玖拾陆点伍 */
export function capitalHours(minutes: number): string {
  const hundredths = hundredthsOf(minutes)
  const decimals = String(hundredths % 100)
    .padStart(2, '0')
    .replace(/0+$/, '')
  const whole = capitalNumber(Math.floor(hundredths / 100))
  return decimals === '' ? whole : `${whole}点${[...decimals].map((d) => digit(Number(d))).join('')}`
}

/** 2026-03-05 → 2026年3月5日 */
export function dayText(day: string): string {
  const [year, month, date] = day.split('-').map(Number)
  return `${year}年${month}月${date}日`
}

/** One decimal, never rounded up. */
export function shareText(part: number, whole: number): string {
  const tenths = whole === 0 ? 0 : Math.floor((part * 1_000) / whole)
  return `${Math.floor(tenths / 10)}.${tenths % 10}%`
}

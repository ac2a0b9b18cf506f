// Minutes are what is stored; hours are how they are shown.
import type { Lang } from './i18n'

/** Two decimals of an hour, cut and never rounded up: 148 minutes are 2.46. */
export function hoursOf(minutes: number): string {
  const hundredths = Math.floor((Math.abs(minutes) * 100) / 60)
  const text = `${group(Math.floor(hundredths / 100))}.${String(hundredths % 100).padStart(2, '0')}`
  return minutes < 0 ? `−${text}` : text
}

/** 3 小时 30 分 */
export function hoursLongOf(minutes: number, lang: Lang): string {
  const sign = minutes < 0 ? '−' : ''
  const hours = Math.floor(Math.abs(minutes) / 60)
  const rest = Math.abs(minutes) % 60
  const words = lang === 'en' ? ([' h', ' min'] as const) : ([' 小时', ' 分'] as const)
  const said = [
    ...(hours > 0 ? [`${hours}${words[0]}`] : []),
    ...(rest > 0 || hours === 0 ? [`${rest}${words[1]}`] : []),
  ]
  return sign + said.join(' ')
}

export function wholeHoursOf(minutes: number): string {
  return group(Math.floor(minutes / 60))
}

/** 1,158,462. Written out, so that every browser and the renderer agree. */
export function group(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+(?!\d))/g, ',')
}

export function distanceText(metres: number, lang: Lang): string {
  if (metres < 1000) return lang === 'en' ? `${Math.round(metres)} m` : `${Math.round(metres)} 米`
  return `${(metres / 1000).toFixed(1)} ${lang === 'en' ? 'km' : '公里'}`
}

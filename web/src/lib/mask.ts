// Numbers that are never shown whole.

/** 441302201103084325 → 4413 **** **** **25 */
export function maskId(idNumber: string): string {
  if (idNumber.length < 8) return '*'.repeat(idNumber.length)
  const hidden = idNumber.slice(0, 4) + '*'.repeat(idNumber.length - 6) + idNumber.slice(-2)
  return spaced(hidden, 4)
}

/** 13812345678 → 138 **** 5678 */
export function maskPhone(phone: string): string {
  if (phone.length < 7) return '*'.repeat(phone.length)
  return `${phone.slice(0, 3)} ${'*'.repeat(phone.length - 7)} ${phone.slice(-4)}`
}

/** 林月娥 → 林*娥, 林娥 → 林*. Counts characters, so rare ones stay whole. */
export function maskName(name: string): string {
  const signs = [...name]
  const [first = ''] = signs
  if (signs.length <= 2) return first + '*'.repeat(signs.length - 1)
  return first + '*'.repeat(signs.length - 2) + (signs.at(-1) ?? '')
}

/** Groups for reading aloud: V441302 1903 0048273. */
export function volunteerNumberText(number: string): string {
  return /^V\d{10}/.test(number) ? `${number.slice(0, 7)} ${number.slice(7, 11)} ${number.slice(11)}` : number
}

/** C2611 7KQ4M2 X9R6T8 */
export function proofNumberText(number: string): string {
  return /^\w{17}$/.test(number) ? `${number.slice(0, 5)} ${number.slice(5, 11)} ${number.slice(11)}` : number
}

export function spaced(text: string, size: number): string {
  return text.replace(new RegExp(`(.{${size}})(?=.)`, 'g'), '$1 ')
}

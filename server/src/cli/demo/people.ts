/**
 * People of the demo city: names put together by chance, ID numbers with right checksums, regions and
 * spread ages. Sequence numbers from 980 up and phones of the 140 range belong to nobody.
 */
import { addDays, type LocalDate } from '../../kernel/local-date.ts'
import { identityCheckCharacter } from '../../kernel/identity-document.ts'
import type { Random } from './random.ts'

const SURNAMES = [...'陈林黄张李王吴刘杨罗叶邓曾钟何温邱廖许郑蔡谢冯彭赖梁古严范卢江魏潘沈'].concat([
  '欧阳',
  '司徒',
])
const GIVEN_FEMALE = [...'娥兰英芳燕婷静雯琳洁颖怡欣敏慧玲梅霞秀萍莹珊蕾薇岚']
const GIVEN_MALE = [...'富明强辉华伟平军勇杰涛波锋健鹏俊斌浩志宇翔恒毅锐䶮']
const GIVEN_MIDDLE = [...'月国建志文晓海永家子思雨春秋玉美少嘉天']

export interface DemoPerson {
  name: string
  gender: 'male' | 'female'
  idNumber: string
  birthDate: LocalDate
  regionCode: string
  phone: string
}

export const phoneOf = (index: number): string => `140${String(10_000_000 + index * 7).padStart(8, '0')}`

/** `index` keeps phones and sequence numbers apart; `age` is in full years on `today`. */
export function demoPerson(
  random: Random,
  given: { index: number; age: number; regionCode: string; today: LocalDate },
): DemoPerson {
  const gender = random.chance(0.55) ? 'female' : 'male'
  const last = random.pick(gender === 'female' ? GIVEN_FEMALE : GIVEN_MALE)
  const middle = random.chance(0.75) ? random.pick(GIVEN_MIDDLE) : ''
  const year = Number(given.today.slice(0, 4)) - given.age
  const sameDay = `${year}${given.today.slice(4)}` as LocalDate
  const birthDate = addDays(sameDay, -random.between(1, 360))
  const sequence = 980 + ((given.index * 2) % 20) + (gender === 'male' ? 1 : 0)
  const body = `${given.regionCode}${birthDate.replaceAll('-', '')}${sequence}`
  return {
    name: `${random.pick(SURNAMES)}${middle}${last}`,
    gender,
    idNumber: body + identityCheckCharacter(body),
    birthDate,
    regionCode: given.regionCode,
    phone: phoneOf(given.index),
  }
}

/** Ages as a city's volunteers have them; a share of minors among them. */
export function demoAge(random: Random): number {
  const roll = random.next()
  if (roll < 0.07) return random.between(11, 17)
  if (roll < 0.32) return random.between(18, 27)
  if (roll < 0.62) return random.between(28, 44)
  if (roll < 0.86) return random.between(45, 59)
  return random.between(60, 74)
}

import { expect, it } from 'vitest'
import { cutMiddle } from './cut'

it.each([
  ['惠州市第一妇幼保健院志愿服务队', '惠州市第一妇幼保健院志愿服务队'],
  ['惠州仲恺高新技术产业开发区陈江街道平安夜巡志愿服务队', '惠州仲恺高新技术产业开发区…平安夜巡志愿服务队'],
  ['a'.repeat(23), 'a'.repeat(23)],
  ['𠮷'.repeat(24), `${'𠮷'.repeat(13)}…${'𠮷'.repeat(9)}`],
])('%s is shown as %s', (name, shown) => {
  expect(cutMiddle(name)).toBe(shown)
})

import { expect, it } from 'vitest'
import { ownPart, teamSign } from './team-name'

it.each([
  ['惠城区桥东街道东湖社区志愿服务队', '东湖社区志愿服务队', '东'],
  ['惠州市慈云图书馆文化志愿服务队', '慈云图书馆文化志愿服务队', '慈'],
  ['惠州学院“丰湖”青年志愿服务总队', '惠州学院“丰湖”青年志愿服务总队', '惠'],
  ['惠阳区红十字应急救护志愿服务队', '红十字应急救护志愿服务队', '红'],
  ['广东省惠州市志愿服务联合会', '志愿服务联合会', '志'],
  ['“星火”志愿服务队', '“星火”志愿服务队', '星'],
  ['Riverside Volunteers', 'Riverside Volunteers', 'R'],
  ['𠮷祥社区志愿服务队', '𠮷祥社区志愿服务队', '𠮷'],
])('%s is %s', (name, own, sign) => {
  expect(ownPart(name)).toBe(own)
  expect(teamSign(name)).toBe(sign)
})

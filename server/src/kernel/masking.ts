/** What others may see of a person: enough to know one's own entry, too little to find a stranger. */

/** The two-character surnames in use; any other Chinese name shows its first character. */
const LONG_SURNAMES = new Set(
  (
    '欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 ' +
    '慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 拓跋 夹谷 ' +
    '轩辕 令狐 段干 百里 呼延 东郭 南门 羊舌 微生 梁丘 左丘 西门 第五 南荣 仲长 达奚 褚师 纳兰 完颜 叶赫'
  ).split(' '),
)
const HAN = /^\p{Script=Han}/u

const stars = (count: number): string => '*'.repeat(Math.max(1, count))

function maskWord(word: string): string {
  const characters = Array.from(word)
  return (characters[0] ?? '') + stars(characters.length - 1)
}

/** 李明 → 李*, 欧阳娜娜 → 欧阳**, 买买提·艾力 → 买**·艾*, Anna Lee → A*** L**. */
export function maskName(name: string): string {
  const characters = Array.from(name)
  if (characters.length === 0) return ''
  if (!HAN.test(name) || /[·\s]/u.test(name)) return name.replace(/[^·\s]+/gu, maskWord)
  const surname = characters.slice(0, 2).join('')
  if (characters.length > 2 && LONG_SURNAMES.has(surname)) return surname + stars(characters.length - 2)
  return maskWord(name)
}

/** The masked part has one length for all, so the mask tells neither the kind of document nor its digits. */
export function maskIdNumber(number: string): string {
  if (number === '') return ''
  const shown = number.length >= 15 ? 4 : 1
  return `${number.slice(0, shown)} **** **** **${number.length > 4 ? number.slice(-2) : ''}`
}

/** 13812345678 → 138****5678; any other number keeps its last digits only. */
export function maskPhone(phone: string): string {
  if (/^1\d{10}$/.test(phone)) return `${phone.slice(0, 3)}****${phone.slice(-4)}`
  return `****${phone.length > 7 ? phone.slice(-4) : phone.slice(-2)}`
}

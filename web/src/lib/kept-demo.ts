// Whether this site is a demonstration, remembered for the time without network, when nobody can be asked.
const KEY = 'zhiyuan-demo'

export const wasDemo = (): boolean => localStorage.getItem(KEY) === 'yes'

export function keepDemo(isDemo: boolean): void {
  if (isDemo) localStorage.setItem(KEY, 'yes')
  else localStorage.removeItem(KEY)
}

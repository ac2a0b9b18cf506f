// Which team's hat was on last, on this device.
const KEY = 'zhiyuan.team'

export function lastTeam(): string | null {
  return localStorage.getItem(KEY)
}

export function rememberTeam(teamId: string): void {
  localStorage.setItem(KEY, teamId)
}

// A door is a project's: its shifts of the day together, from the first opening to the last end.
import type { Output } from '../../api/types'

type Shift = Output<'listDoorShifts'>['items'][number]

export interface TodaysDoor {
  projectId: string
  title: string
  placeName: string
  startsAt: string
  endsAt: string
  opensAt: string
  expected: number
  present: number
  left: number
  state: 'soon' | 'open' | 'over'
}

const least = (a: string, b: string) => (a < b ? a : b)
const most = (a: string, b: string) => (a > b ? a : b)

export function doorsOf(shifts: readonly Shift[], now: number): TodaysDoor[] {
  const doors = new Map<string, Omit<TodaysDoor, 'state'>>()
  for (const { projectId, title, placeName, startsAt, endsAt, opensAt, expected, present, left } of shifts) {
    const door = doors.get(projectId)
    if (door === undefined) {
      doors.set(projectId, {
        projectId,
        title,
        placeName,
        startsAt,
        endsAt,
        opensAt,
        expected,
        present,
        left,
      })
      continue
    }
    door.startsAt = least(door.startsAt, startsAt)
    door.endsAt = most(door.endsAt, endsAt)
    door.opensAt = least(door.opensAt, opensAt)
    door.expected += expected
    door.present += present
    door.left += left
  }
  const stateOf = (door: Omit<TodaysDoor, 'state'>): TodaysDoor['state'] =>
    now < Date.parse(door.opensAt) ? 'soon' : now > Date.parse(door.endsAt) ? 'over' : 'open'
  return [...doors.values()]
    .map((door) => ({ ...door, state: stateOf(door) }))
    .sort((a, b) => a.startsAt.localeCompare(b.startsAt))
}

// The whole roster of one shift with what the door saw: both lists are read to their end.
import { computed, watch } from 'vue'
import { useList } from '../../../api/query'
import type { Attendance, SignUp } from './entry'

const ON_ROSTER: readonly string[] = ['admitted', 'served', 'no_show', 'excused', 'unrecorded']

export function useRoster(projectId: () => string, shiftId: () => string | null) {
  const params = () => {
    const wanted = shiftId()
    return wanted === null
      ? null
      : { path: { projectId: projectId() }, query: { shiftId: wanted, limit: 50 } }
  }
  const signUps = useList('listSignUps', params)
  const attendances = useList('listAttendances', params)
  for (const list of [signUps, attendances])
    watch(
      () => list.items.length,
      () => {
        if (list.hasMore) void list.more()
      },
      { immediate: true, flush: 'post' },
    )
  const people = computed<SignUp[]>(() => signUps.items.filter(({ status }) => ON_ROSTER.includes(status)))
  const seen = computed(
    () =>
      new Map<string, Attendance>(attendances.items.map((attendance) => [attendance.signupId, attendance])),
  )
  return { signUps, attendances, people, seen }
}

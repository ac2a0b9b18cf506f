/** Lines of the ledger for tests, by the one way into it. */
import { performWith } from '../src/act.ts'
import { postEntries, type EntryLine, type PostedLine } from '../src/features/hours/index.ts'
import { SYSTEM } from '../src/kernel/actor.ts'
import type { AccountId, ProjectId, TeamId, VolunteerId } from '../src/kernel/ids.ts'
import { localDate } from '../src/kernel/local-date.ts'
import { uuidv7 } from '../src/kernel/uuid.ts'
import type { TestServer } from './harness.ts'

export interface LineWishes {
  volunteerId: VolunteerId
  team: { teamId: TeamId; name: string }
  regionPath: string
  /** From nine o'clock on. */
  servedOn: string
  minutes: number
  grade?: EntryLine['grade']
}

export function lineOf(server: TestServer, wishes: LineWishes): EntryLine {
  const { volunteerId, team, regionPath, servedOn, minutes, grade = 'A' } = wishes
  const startsAt = new Date(`${servedOn}T01:00:00Z`)
  const id = uuidv7<ProjectId>(server.now())
  return {
    volunteerId,
    minutes,
    method: 'scan',
    grade,
    servedOn: localDate(servedOn),
    startsAt,
    endsAt: new Date(startsAt.getTime() + minutes * 60_000),
    projectId: id,
    positionId: null,
    shiftId: null,
    teamId: team.teamId,
    regionPath,
    activityName: '西湖花市秩序引导',
    content: '引导市民有序进出',
    placeName: '西湖花市',
    unitName: team.name,
    leaderName: '陈思远',
    enteredBy: uuidv7<AccountId>(server.now()),
    approvedBy: null,
    reverses: null,
    cause: null,
    sourceRef: `test:${id}`,
  }
}

export function postLines(server: TestServer, lines: readonly EntryLine[]): Promise<PostedLine[]> {
  const { perform } = performWith(server.db, () => server.now(), server.vault)
  return perform({ actor: SYSTEM, deed: 'postLines' }, postEntries, lines)
}

/** The line that takes another back. */
export const reversalOf = (line: PostedLine): EntryLine => ({
  ...line,
  minutes: -line.minutes,
  method: 'reversal',
  reverses: line.hourEntryId,
  cause: '登记错误',
  sourceRef: `reversal:${line.hourEntryId}`,
})

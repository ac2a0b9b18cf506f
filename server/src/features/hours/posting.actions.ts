/** The one way into the ledger, for every way in which hours come about and for their reversal. */
import type { Act } from '../../act.ts'
import type { HourEntryId, VolunteerId } from '../../kernel/ids.ts'
import { uuidv7 } from '../../kernel/uuid.ts'
import {
  deleteCreditedSpans,
  findLastMonths,
  insertCreditedSpans,
  insertHourEntries,
  listStandings,
  type EntryLine,
  type PostedLine,
} from './ledger.store.ts'
import { addVolunteerPeriods } from './periods.store.ts'
import { changesOf, monthOf, movesOf } from './posting.rules.ts'
import {
  addRegionLastMonths,
  addRegionMonths,
  addTeamMonths,
  addVolunteerTotals,
  addVolunteerYears,
} from './rollups.store.ts'

/**
 * Posts lines, takes up or frees their time, and brings every rollup along. The caller holds the rows of
 * the people concerned (ordered by id) and has asked the rules; a line that overlaps all the same fails the whole.
 */
export async function postEntries(act: Act, lines: readonly EntryLine[]): Promise<PostedLine[]> {
  if (lines.length === 0) return []
  const posted = lines.map((line) => ({ ...line, hourEntryId: uuidv7<HourEntryId>(act.now) }))
  const reversals = posted.filter((line) => line.reverses !== null)
  const people = [...new Set(posted.map((line) => line.volunteerId))]
  const standings = await listStandings(act.tx, people)

  await insertHourEntries(act.tx, posted, act.now)
  await deleteCreditedSpans(act.tx, reversals)
  await insertCreditedSpans(
    act.tx,
    posted.filter((line) => line.reverses === null),
    act.now,
  )

  const lastMonths = await lastMonthsAfter(act, posted, standings)
  const changes = changesOf(posted)
  await addVolunteerTotals(
    act.tx,
    changes.people.map((change) => ({ ...change, lastMonth: lastMonths.get(change.volunteerId) ?? null })),
  )
  await addVolunteerYears(act.tx, changes.years)
  await addVolunteerPeriods(act.tx, posted)
  await addTeamMonths(act.tx, changes.teams)
  await addRegionMonths(act.tx, changes.regions)
  await addRegionLastMonths(
    act.tx,
    movesOf(
      standings.map((s) => ({
        regionPath: s.regionPath,
        from: s.lastMonth,
        to: lastMonths.get(s.volunteerId) ?? null,
      })),
    ),
  )
  return posted
}

/** A new line can only move the last month on; a reversal may move it back, so then the ledger is asked. */
async function lastMonthsAfter(
  act: Act,
  posted: readonly PostedLine[],
  standings: readonly { volunteerId: VolunteerId; lastMonth: string | null }[],
): Promise<Map<VolunteerId, string>> {
  const months = new Map<VolunteerId, string>()
  for (const { volunteerId, lastMonth } of standings)
    if (lastMonth !== null) months.set(volunteerId, lastMonth)
  for (const { volunteerId, servedOn } of posted) {
    const known = months.get(volunteerId)
    if (known === undefined || known < monthOf(servedOn)) months.set(volunteerId, monthOf(servedOn))
  }
  const reversed = [
    ...new Set(posted.filter((line) => line.reverses !== null).map((line) => line.volunteerId)),
  ]
  const asked = await findLastMonths(act.tx, reversed)
  for (const volunteerId of reversed) {
    const month = asked.get(volunteerId)
    if (month === undefined) months.delete(volunteerId)
    else months.set(volunteerId, month)
  }
  return months
}

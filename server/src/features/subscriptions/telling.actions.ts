/** Telling people of new projects that fit a search of theirs. Each part of it can be done again and tells nobody twice. */
import type { Act } from '../../act.ts'
import { isFoundIn } from '../../db/grams.ts'
import type { ProjectId, VolunteerId } from '../../kernel/ids.ts'
import { dateIn, ZONE } from '../../kernel/local-date.ts'
import { policiesOf } from '../catalog/index.ts'
import { notify } from '../notices/index.ts'
import { AT_ONCE_A_DAY, dayBegan, digestOf, isNewsFor, toldSince } from './subscriptions.rules.ts'
import {
  countAtOnce,
  deleteToldBefore,
  findNews,
  insertFound,
  listSubscribers,
  lockRun,
  markRun,
  markToldAtOnce,
  takeDigests,
  type Subscriber,
} from './telling.store.ts'

/** Subscribers looked at in one transaction. */
const PART = 500

/** Q1, as in the list: every word in one of the texts. Many people follow the same words, which are looked for once. */
function wordsIn(texts: readonly string[]): (q: string) => boolean {
  const known = new Map<string, boolean>()
  return (q) => {
    const words = q.split(/\s+/u)
    const holds = known.get(q) ?? words.every((word) => texts.some((text) => isFoundIn(word, text)))
    known.set(q, holds)
    return holds
  }
}

/** The next part of those who may want to hear of a project; true when it was the last. */
export async function tellSubscribers(act: Act, { projectId }: { projectId: ProjectId }): Promise<boolean> {
  const { tx, now } = act
  const run = await lockRun(tx, projectId, now)
  if (run.doneAt !== null) return true
  const news = await findNews(tx, projectId)
  const part = news === undefined ? [] : await listSubscribers(tx, news, run.afterId, PART)
  if (news !== undefined) {
    const { adultAge } = await policiesOf(tx, news.regionPath)
    const hasWords = wordsIn([news.title, news.placeName, news.teamName])
    const wanted = part.filter((one) => isNewsFor(one, news, { ...one, adultAge }) && hasWords(one.q))
    await tell(act, news, wanted)
  }
  const isLast = part.length < PART
  await markRun(tx, projectId, {
    afterId: part.at(-1)?.subscriptionId ?? run.afterId,
    ...(isLast ? { doneAt: now } : {}),
  })
  return isLast
}

async function tell(
  act: Act,
  {
    projectId,
    title,
    startsAt,
    placeName,
  }: { projectId: ProjectId; title: string; startsAt: Date; placeName: string },
  wanted: readonly Subscriber[],
): Promise<void> {
  const { tx, now } = act
  const each = [...new Map(wanted.map((one) => [one.volunteerId, one])).values()]
  const fresh = await insertFound(tx, projectId, each, now)
  const found = each.filter(({ volunteerId }) => fresh.has(volunteerId))
  const before = await countAtOnce(tx, [...fresh], dayBegan(now))
  const atOnce = found.filter(({ volunteerId }) => (before.get(volunteerId) ?? 0) < AT_ONCE_A_DAY)
  await markToldAtOnce(
    tx,
    projectId,
    atOnce.map((one): VolunteerId => one.volunteerId),
    now,
  )
  const facts = { title, placeName, startsOn: dateIn(ZONE, startsAt) }
  await notify(
    tx,
    atOnce.map(({ accountId, name }) => ({
      accountId,
      kind: 'project_found' as const,
      facts: { ...facts, name },
      link: `/projects/${projectId}` as const,
    })),
    now,
  )
  act.mark({ kind: 'project', id: projectId, facts: { found: found.length, told: atOnce.length } })
}

const PEOPLE = 500
/** U6. What was more than a day's notices, together in the morning. Answers how many findings it took. */
export async function tellDigests(act: Act): Promise<number> {
  const { tx, now } = act
  const until = digestOf(now)
  if (until === null) return 0
  const { taken, digests } = await takeDigests(tx, until, PEOPLE, now)
  await notify(
    tx,
    digests.map(({ accountId, count, title }) => ({
      accountId,
      kind: 'projects_found' as const,
      facts: { count, title },
      link: '/my/subscriptions' as const,
    })),
    now,
  )
  await deleteToldBefore(tx, toldSince(now))
  return taken
}

/** What the first volunteer follows: a search that has found something, one near home, and one that rests. */
import {
  findUntold,
  newsSince,
  pauseSubscription,
  saveSearch,
  tellSubscribers,
} from '../../features/subscriptions/index.ts'
import { SYSTEM } from '../../kernel/actor.ts'
import type { City } from './city.ts'

const DAY_MS = 86_400_000
const KEPT_DAYS_AGO = 12
const HOME = { longitude: 114.42, latitude: 23.1, km: 5, isAgreed: true }
const ANYTHING = {
  q: '',
  regionCode: '',
  category: null,
  campaign: null,
  weekdays: [],
  minors: false,
  fits: false,
  place: null,
}

export async function playFollowing({ stage, people }: City, now: Date): Promise<void> {
  const { actor } = people.members[0]!.citizen
  stage.moveTo(new Date(now.getTime() - KEPT_DAYS_AGO * DAY_MS))
  await stage.play(actor, saveSearch, { ...ANYTHING, name: '周末护河', q: '清滩', weekdays: [6, 0] })
  await stage.play(actor, saveSearch, {
    ...ANYTHING,
    name: '家附近的社区服务',
    category: 'community',
    weekdays: [6, 0],
    place: HOME,
  })
  const { subscriptionId } = await stage.play(actor, saveSearch, {
    ...ANYTHING,
    name: '课后辅导',
    category: 'education',
    regionCode: '441302',
  })
  stage.moveTo(new Date(now.getTime() - 6 * DAY_MS))
  await stage.play(actor, pauseSubscription, { subscriptionId })
  stage.moveTo(now)
  // What the job does every half minute, so that the notices are there before anybody looks.
  for (;;) {
    const projectId = await findUntold(stage.opened.db, newsSince(now))
    if (projectId === undefined) return
    while (!(await stage.play(SYSTEM, tellSubscribers, { projectId })));
  }
}

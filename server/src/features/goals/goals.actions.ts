/** A site sets goals, and ends them. */
import type { Act } from '../../act.ts'
import { accountOf } from '../../kernel/actor.ts'
import type { SiteId } from '../../kernel/ids.ts'
import { Refusal, refuseIf } from '../../kernel/refusal.ts'
import { listSitesDownTo, lockSite, whyNotFurnishSite, type Site } from '../catalog/index.ts'
import {
  goalKeyOf,
  strictestOf,
  topicOf,
  versionIn,
  whyNotSetGoal,
  type GoalVersion,
  type SetGoal,
  type Topic,
} from './goals.rules.ts'
import { insertGoalVersion, listGoalVersions } from './goals.store.ts'
import { periodsAt } from './places.ts'

const topicOrRefuse = (goalKey: string): Topic => {
  const topic = topicOf(goalKey)
  if (topic === null) throw new Refusal('goal_not_found')
  return topic
}

/** What this site and the sites above it have said about one goal. */
async function saidOf(act: Act, site: Site, goalKey: string) {
  const chain = await listSitesDownTo(act.tx, site.regionPath)
  const ids = chain.map(({ siteId }) => siteId)
  const versions = (await listGoalVersions(act.tx, ids)).filter((one) => one.goalKey === goalKey)
  const own = versions.filter(({ siteId }) => siteId === site.siteId)
  const aboveIn = (period: string) =>
    strictestOf(
      ids
        .filter((siteId) => siteId !== site.siteId)
        .flatMap(
          (siteId) =>
            versionIn(
              versions.filter((one) => one.siteId === siteId),
              period,
            ) ?? [],
        ),
    )
  const next = own.reduce((last, { version }) => Math.max(last, version), 0) + 1
  return { own, aboveIn, next }
}

/** O1, O7, O8. Sets it for the first time, or from a period on otherwise. */
export async function setGoal(
  act: Act,
  input: SetGoal & { siteId: SiteId; goalKey: string },
): Promise<{ version: number }> {
  const { siteId, goalKey, name, source, ...asked } = input
  const topic = topicOrRefuse(goalKey)
  const site = await lockSite(act.tx, siteId)
  refuseIf(whyNotFurnishSite(act.actor, site))
  const { aboveIn, next } = await saidOf(act, site, goalKey)
  const currentPeriod = periodsAt(act.now, 'current')[topic.periodKind].key
  const above = aboveIn(input.firstPeriod)
  const goal = { ...topic, ...asked, name, source }
  const facts = above === null ? {} : { amount: above.amount, unitMinutes: above.unitMinutes }
  refuseIf(whyNotSetGoal(act.actor, site, goal, { currentPeriod, above }), facts)
  const written: GoalVersion = {
    ...goal,
    goalKey: goalKeyOf(topic),
    siteId: site.siteId,
    version: next,
    lastPeriod: null,
    setByLabel: act.actor.label,
    setAt: act.now,
  }
  await insertGoalVersion(act.tx, written, accountOf(act.actor))
  act.mark({ kind: 'site', id: site.siteId, facts: { goal: goalKey, version: next, ...asked } })
  return { version: next }
}

/** O7. At the end of the period, or as if it had not begun in it; what is over stays as it was. */
export async function endGoal(
  act: Act,
  input: { siteId: SiteId; goalKey: string; atOnce: boolean },
): Promise<void> {
  const topic = topicOrRefuse(input.goalKey)
  const site = await lockSite(act.tx, input.siteId)
  refuseIf(whyNotFurnishSite(act.actor, site))
  const { own, next } = await saidOf(act, site, input.goalKey)
  const current = periodsAt(act.now, 'current')[topic.periodKind].key
  const lastPeriod = input.atOnce ? periodsAt(act.now, 'previous')[topic.periodKind].key : current
  const latest = own.at(-1)
  const hasEnd = latest?.lastPeriod != null && latest.lastPeriod <= lastPeriod
  if (latest === undefined || hasEnd) throw new Refusal('goal_not_found')
  const held = versionIn(own, current) ?? latest
  const ended = { ...held, version: next, lastPeriod, setByLabel: act.actor.label, setAt: act.now }
  await insertGoalVersion(act.tx, ended, accountOf(act.actor))
  act.mark({ kind: 'site', id: site.siteId, facts: { goal: input.goalKey, version: next, lastPeriod } })
}

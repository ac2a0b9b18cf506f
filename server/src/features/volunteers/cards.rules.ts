/** What the card tells: the star, by the minutes credited. */

/** How many thresholds are reached; none is rounded towards. */
export function starOf(creditMinutes: number, starMinutes: readonly number[]): number {
  return starMinutes.filter((minutes) => creditMinutes >= minutes).length
}

export function nextStarMinutes(creditMinutes: number, starMinutes: readonly number[]): number | null {
  return starMinutes.find((minutes) => creditMinutes < minutes) ?? null
}

/** The time that a journey believes in: the machine's, or ahead of it in a city of its own. */
let aheadMs: number | null = null

export const now = (): number => Date.now() + (aheadMs ?? 0)
/** Whether the journey walks in a city whose clock it moves. */
export const isMoved = (): boolean => aheadMs !== null
export function setAhead(ms: number | null): void {
  aheadMs = ms
}

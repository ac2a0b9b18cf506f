const MONTHS_SHOWN = 24

/** The months up to the one of `today` ('YYYY-MM-DD'), the latest first. */
export function lastMonths(today: string, count = MONTHS_SHOWN): string[] {
  const month = Number(today.slice(0, 4)) * 12 + Number(today.slice(5, 7)) - 1
  return Array.from({ length: count }, (_, ago) => {
    const at = month - ago
    return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`
  })
}

// A region's code holds those above it: two digits for the province, two for the city, two for the county, three for the town.

/** From the province down to the region itself. */
export function ancestryOf(code: string): string[] {
  if (!/^\d{6}(\d{3})?$/.test(code)) return []
  const county = code.slice(0, 6)
  const steps = [`${code.slice(0, 2)}0000`, `${code.slice(0, 4)}00`, county, code]
  return steps.filter((step, index) => steps.indexOf(step) === index)
}

/** The steps below a region, down to another; empty when that one lies elsewhere. */
export function ancestryBelow(root: string, code: string): string[] {
  const steps = ancestryOf(code)
  const at = steps.indexOf(root)
  return at < 0 ? [] : steps.slice(at + 1)
}
